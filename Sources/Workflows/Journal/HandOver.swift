import Outbox
import Synchronization

/// One message on its way past the point of no return, as the send journal sees it.
final class HandOver: Sendable {
    private struct State {
        var entry: JournalEntry?
        var problem: String?
    }

    private let ports: Ports
    private let state = Mutex(State())

    init(_ ports: Ports) { self.ports = ports }

    /// Why the message could not be written down before it left, so that it did not.
    var problem: String? { state.withLock { $0.problem } }

    /// Writes down that the bytes are about to leave. False when that failed: then nothing may leave.
    func begins(_ entry: JournalEntry?) -> Bool {
        guard let entry else { return true }
        do throws(JournalProblem) { try ports.journal.keep(entry) } catch {
            state.withLock { $0.problem = "send journal: " + error.reason }
            return false
        }
        state.withLock { $0.entry = entry }
        return true
    }

    func ends(_ outcome: DeliveryOutcome) {
        guard let entry = state.withLock({ $0.entry }), let end = entry.ended(outcome, at: ports.now()) else { return }
        ports.journal.note(end)
    }
}
