package import Outbox

/// Letters of a company that is live, while no post office is connected: each is laid down for a person who prints
/// and posts it.
package final class PaperChannel: Channel {
    private let queue = DriverQueue("relance.paper")
    private let layDown: @Sendable (OutgoingMessage) throws -> String

    /// `layDown` keeps the letter and answers where, one at a time, outside the cooperative pool.
    package init(layDown: @escaping @Sendable (OutgoingMessage) throws -> String) {
        self.layDown = layDown
    }

    package func deliver(
        _ message: OutgoingMessage, commit: @escaping @Sendable () -> Bool
    ) async -> DeliveryOutcome {
        await queue.answer { self.deliverBlocking(message, commit) }
    }

    private func deliverBlocking(_ message: OutgoingMessage, _ commit: () -> Bool) -> DeliveryOutcome {
        guard commit() else { return .abandoned }
        do { return .accepted(reference: try layDown(message)) } catch {
            return .uncertain(reason: .notRecorded("\(error)"))
        }
    }
}
