import Glibc
package import SQL

/// The embedded database: one file, one process, one writer, a few readers.
package final class SQLiteDatabase: Database {
    package let dialect = Dialect.sqlite
    package let retry: RetryPolicy
    /// Empty for a database in memory.
    package let path: String
    private let writer: SQLiteConnection
    private let readers: [SQLiteConnection]
    private let idleReaders: Pool<SQLiteConnection>
    /// Writes follow each other in the order in which they were asked for.
    private let lock: LockFile?
    private let breakage: Breakage

    /// Opens or creates the file, for this process only: throws `lockedBy` when another one has it.
    ///
    /// - Parameters:
    ///   - readers: connections that read beside the writer.
    ///   - onBreakage: told once that the disk failed: this process must not go on with the file. The next one recovers.
    ///   - atCheckpoint: called before and after the log goes into the file.
    package init(
        path: String, readers count: Int = 2, retry: RetryPolicy, onBreakage: @escaping @Sendable (SQLError) -> Void = { _ in },
        atCheckpoint: @escaping @Sendable () -> Void = {}
    ) throws(SQLError) {
        self.path = path
        breakage = Breakage(onBreakage)
        let lock = try LockFile(path: path + ".lock")
        do throws(SQLError) {
            try Self.makePrivateFile(path)
            // The writer first: it recovers the log and is the one that changes the file.
            writer = try SQLiteConnection(path: path, role: .writer, breakage, atCheckpoint: atCheckpoint)
            var readers: [SQLiteConnection] = []
            for _ in 0..<max(1, count) { readers.append(try SQLiteConnection(path: path, role: .reader, breakage)) }
            self.readers = readers
        } catch {
            lock.unlock()
            throw error
        }
        idleReaders = Pool(readers)
        self.lock = lock
        self.retry = retry
    }

    /// A database that lives in memory, on one connection: for tests and simulations. Its transactions run on the thread of
    /// whoever asks for them.
    package init(inMemory retry: RetryPolicy) throws(SQLError) {
        path = ""
        breakage = Breakage { _ in }
        writer = try SQLiteConnection(path: "", role: .memory, breakage)
        readers = []
        idleReaders = Pool([])
        lock = nil
        self.retry = retry
    }

    package func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard transaction.access == .read, !readers.isEmpty else {
            return try await writer.attempt(transaction, body)
        }
        let reader = await idleReaders.borrow()
        do throws(Failure) {
            let value = try await reader.attempt(transaction, body)
            await idleReaders.giveBack(reader)
            return value
        } catch {
            await idleReaders.giveBack(reader)
            throw error
        }
    }

    /// Writes a copy of the database, complete and compact, to a file that does not exist yet.
    package func backUp(to path: String) async throws(SQLError) {
        let literal = "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        try await writer.onQueue { driver throws(SQLError) in
            try driver.run("VACUUM INTO \(literal)", name: "backUp")
        }.get()
    }

    /// Puts another database file, whole and closed, in the place of this one, which is kept under a name of its own.
    /// Killed at any moment, one of the two is there.
    ///
    /// - Parameters:
    ///   - kept: where to keep what is there; nil when there is nothing.
    ///   - reached: called between the two steps.
    package static func exchange(
        _ path: String, for other: String, keeping kept: String?, _ reached: () -> Void
    ) async throws(SQLError) {
        if kept != nil {
            // Its log goes into the file: it would be taken for the other one's.
            let old = try SQLiteDatabase(path: path, readers: 1, retry: .never)
            await old.close()
        }
        let lock = try LockFile(path: path + ".lock")
        defer { lock.unlock() }
        for suffix in ["-wal", "-shm"] {
            guard access(path + suffix, F_OK) != 0 || unlinkEmpty(path + suffix) else {
                throw .io("\(path)\(suffix) holds what is not in the file yet: run a command on the database, then try again")
            }
        }
        if let kept { guard link(path, kept) == 0 else { throw LockFile.failure(kept, errno) } }
        reached()
        guard rename(other, path) == 0 else { throw LockFile.failure(path, errno) }
        let slash = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let folder = open(slash, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            Glibc.close(folder)
        }
    }

    /// Removes what a process that is gone left without content.
    private static func unlinkEmpty(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno == ENOENT }
        let size = lseek(descriptor, 0, SEEK_END)
        Glibc.close(descriptor)
        return (size == 0 || path.hasSuffix("-shm")) && unlink(path) == 0
    }

    /// Empties the log into the file, as far as readers allow.
    package func checkpoint() async throws(SQLError) {
        try await writer.onQueue { driver throws(SQLError) in
            try driver.run("PRAGMA wal_checkpoint(TRUNCATE)", name: "checkpoint")
        }.get()
    }

    /// What SQLite's own check finds wrong with the file, nothing when it is sound.
    package func damage() async throws(SQLError) -> [String] {
        try await writer.onQueue { driver throws(SQLError) in
            var lines: [String] = []
            try driver.rows(.integrity, [], streaming: false) { row throws(SQLError) in
                lines.append(try row.text(0))
                return true
            }
            return lines.filter { $0 != "ok" }
        }.get()
    }

    package func close() async {
        // After a failed sync nobody knows what the disk holds: closing would write the log back all the same.
        guard !breakage.isReported else {
            lock?.unlock()
            return
        }
        // Readers first: the last connection to close writes the log back, and that must be the writer.
        for reader in readers { await reader.close() }
        await writer.close()
        lock?.unlock()
    }

    /// A ledger is nobody else's business: SQLite gives its log the rights of the file.
    private static func makePrivateFile(_ path: String) throws(SQLError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw LockFile.failure(path, errno) }
        Glibc.close(descriptor)
    }
}

extension Query {
    fileprivate static let integrity = Query("integrity", "SELECT integrity_check FROM pragma_integrity_check")
}
