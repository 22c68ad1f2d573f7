import Ledger
import SQL
import Storage
import Synchronization
import Values

/// The messages that a worker has made ready and not finished with: their leases are kept while it lives, and those that
/// it has not begun are handed back as soon as it is told to stop.
final class HeldLeases: Sendable {
    /// How long after its last sign of life a worker's messages are free for others.
    static let seconds: Int64 = 20
    /// Between two signs of life: three may get lost.
    static let pauseSeconds: Int64 = 5

    private struct State {
        var waiting: [OutboxRow]
        var current: OutboxRow?
        var isStopping = false
    }

    private let state: Mutex<State>

    init(_ rows: [OutboxRow]) { state = Mutex(State(waiting: rows)) }

    /// The worker was told to stop: nothing more is begun, and nothing passes its point of no return.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Makes a message the one under way; false when it is not held any more.
    func begin(_ row: OutboxRow) -> Bool {
        state.withLock { state in
            guard !state.isStopping, let place = state.waiting.firstIndex(where: { $0.message == row.message }) else {
                return false
            }
            state.current = state.waiting.remove(at: place)
            return true
        }
    }

    func end() { state.withLock { $0.current = nil } }

    /// Keeps the leases until it is cancelled, then hands back what was not begun.
    func keep(_ company: CompanyID, _ database: any Database, _ ports: Ports) -> Task<Void, Never> {
        Task { [self] in
            while (try? await ports.pause(Self.pauseSeconds)) != nil {
                await renew(company, database, ports.leaseClock)
            }
            await handBack(company, database)
        }
    }

    func stop() { state.withLock { $0.isStopping = true } }

    /// A slow server is not a worker that is gone.
    private func renew(_ company: CompanyID, _ database: any Database, _ clock: LeaseClock) async {
        let rows = state.withLock { $0.waiting + ($0.current.map { [$0] } ?? []) }
        let lost = try? await database.write(for: .company(company.text)) { session throws(SQLError) in
            let until = try clock.now(session).adding(seconds: Self.seconds)
            var lost: [OutboxRow] = []
            for row in rows where try !OutboxStore.renew(row, until: until, company, session) { lost.append(row) }
            return lost
        }
        // A database that does not answer now may do so in a while; the lease decides.
        guard let lost, !lost.isEmpty else { return }
        state.withLock { state in state.waiting.removeAll { row in lost.contains { $0.message == row.message } } }
    }

    private func handBack(_ company: CompanyID, _ database: any Database) async {
        let rows = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        guard !rows.isEmpty else { return }
        // When it fails, the leases run out by themselves.
        _ = try? await database.write(for: .company(company.text)) { session throws(SQLError) in
            for row in rows { try OutboxStore.release(row, until: nil, company, session) }
        }
    }
}
