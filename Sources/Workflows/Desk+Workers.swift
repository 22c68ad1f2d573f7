import SQL
import Storage
package import Values

/// A process that plays mornings and sends, as others see it.
package struct WorkerLine: Sendable, Hashable {
    /// Its machine and its process there.
    package let name: String
    package let startedAt: Instant
    /// How long ago it gave its last sign of life.
    package let silentSeconds: Int64
    /// What it held is taken over by others.
    package let isGone: Bool
}

extension Desk {
    /// Whether several processes may work on the database at the same time.
    package var isShared: Bool { database.dialect == .postgres }

    /// A worker's sign of life, from its first to its last.
    package func sign(_ worker: String, named name: String) async throws(DeskError) {
        try await database.write(for: .everyCompany) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try WorkerStore.sign(worker, named: name, session) }
        }
    }

    package func leave(_ worker: String) async throws(DeskError) {
        try await database.write(for: .everyCompany) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try WorkerStore.leave(worker, session) }
        }
    }

    /// The workers of the database that were there within a day, oldest first.
    package func workers() async throws(DeskError) -> [WorkerLine] {
        let (workers, now) = try await database.read(for: .everyCompany) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try WorkerStore.all(session) }
        }
        return workers.map { worker in
            let silence = max(0, now.milliseconds - worker.seenAt.milliseconds) / 1000
            return WorkerLine(
                name: worker.name, startedAt: worker.startedAt, silentSeconds: silence, isGone: silence > HeldLeases.seconds)
        }
    }
}
