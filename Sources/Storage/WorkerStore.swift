package import SQL
package import Values

/// The processes that play mornings and send, with their last sign of life, for whoever looks after them. Nothing is
/// decided by it. Times are those of the database's clock.
package enum WorkerStore {
    private static let forget = Query("forget workers long gone", "DELETE FROM workers WHERE seen_at <= $1")
    private static let sign = Query(
        "a sign of life",
        """
        INSERT INTO workers (id, name, started_at, seen_at) VALUES ($1, $2, $3, $3)
        ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
        """)
    private static let leave = Query("a worker leaves", "DELETE FROM workers WHERE id = $1")
    private static let all = Query(
        "workers", "SELECT id, name, started_at, seen_at FROM workers ORDER BY started_at, id")

    /// After so long without a sign of life a worker is forgotten.
    private static let memorySeconds: Int64 = 86_400

    package static func sign(_ id: String, named name: String, _ session: Session) throws(SQLError) {
        let now = try session.clock()
        try session.execute(forget, [SQLValue(now.adding(seconds: -memorySeconds))])
        try session.execute(sign, [.text(id), .text(name), SQLValue(now)])
    }

    package static func leave(_ id: String, _ session: Session) throws(SQLError) { try session.execute(leave, [.text(id)]) }

    /// Those that are at work or were lately, oldest first, and the time by the same clock.
    package static func all(_ session: Session) throws(SQLError) -> (workers: [StoredWorker], now: Instant) {
        let workers = try session.list(all) { row throws(SQLError) in
            StoredWorker(
                id: try row.text(0), name: try row.text(1), startedAt: try row.instant(2), seenAt: try row.instant(3))
        }
        return (workers, try session.clock())
    }
}

/// A process that plays mornings and sends.
package struct StoredWorker: Sendable, Hashable {
    package let id: String
    /// What a person recognises it by: its machine and its process there.
    package let name: String
    package let startedAt: Instant
    package let seenAt: Instant
}
