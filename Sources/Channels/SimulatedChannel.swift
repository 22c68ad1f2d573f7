package import Outbox

/// The world of the demo and of every company that is not live: same protocol, nothing leaves the machine.
///
/// What happens is decided by the recipient's address (`SimulatedFate`).
package final class SimulatedChannel: Channel {
    package let isSimulated = true
    private let queue = DriverQueue("relance.simulated")
    private let record: @Sendable (SimulatedDelivery) throws -> Void

    /// `record` gets every message the simulated world took, one at a time, outside the cooperative pool. When it
    /// throws, the outcome is `uncertain`: the message counts as taken by a world that lost its proof.
    package init(record: @escaping @Sendable (SimulatedDelivery) throws -> Void) {
        self.record = record
    }

    package func deliver(
        _ message: OutgoingMessage, commit: @escaping @Sendable () -> Bool
    ) async -> DeliveryOutcome {
        await queue.answer { self.deliverBlocking(message, commit) }
    }

    private func deliverBlocking(_ message: OutgoingMessage, _ commit: () -> Bool) -> DeliveryOutcome {
        let fate = SimulatedFate(of: message.envelope)
        let outcome = fate.outcome(of: message)
        switch outcome {
        case .refused, .deferred, .abandoned: return outcome
        case .accepted, .uncertain: break
        }
        guard commit() else { return .abandoned }
        do {
            try record(SimulatedDelivery(message: message, fate: fate))
            return outcome
        } catch {
            return .uncertain(reason: .notRecorded("\(error)"))
        }
    }
}

/// A message in the hands of the simulated world, with what will be heard of it.
package struct SimulatedDelivery: Sendable, Hashable {
    package let message: OutgoingMessage
    package let fate: SimulatedFate

    package init(message: OutgoingMessage, fate: SimulatedFate) {
        self.message = message
        self.fate = fate
    }
}
