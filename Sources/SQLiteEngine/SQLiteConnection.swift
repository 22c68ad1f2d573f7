import Dispatch
import GRDB
import GRDBSQLite
import SQL

/// One connection and the serial queue on which all its calls run: a thread of the queue's own, or, for a database in
/// memory, which waits for no disk, the thread of whoever asks.
///
/// `@unchecked`: the driver, made on the queue, is only ever touched there.
final class SQLiteConnection: @unchecked Sendable {
    private let queue: DatabaseQueue
    private let driver: SQLiteDriver
    private let role: Role
    /// Called before and after the log goes into the file.
    private let atCheckpoint: @Sendable () -> Void

    enum Role { case writer, reader, memory }

    init(
        path: String, role: Role, _ breakage: Breakage, atCheckpoint: @escaping @Sendable () -> Void = {}
    ) throws(SQLError) {
        self.atCheckpoint = atCheckpoint
        self.role = role
        var configuration = Configuration()
        configuration.readonly = role == .reader
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = "relance.sqlite"
        // The driver ends its transactions itself; one that cannot is refused afterwards, without a trap.
        configuration.allowsUnsafeTransactions = true
        do {
            queue = try role == .memory ? DatabaseQueue(configuration: configuration)
                : DatabaseQueue(path: path, configuration: configuration)
            driver = try queue.unsafeReentrantRead { db in
                guard let handle = db.sqliteConnection else { throw SQLError.io("no connection") }
                // Only GRDB's own statements need these; ours would pay for them.
                sqlite3_set_authorizer(handle, nil, nil)
                sqlite3_commit_hook(handle, nil, nil)
                sqlite3_rollback_hook(handle, nil, nil)
                let driver = SQLiteDriver(handle, breakage)
                try SQLiteSettings(driver: driver).apply(role)
                return driver
            }
        } catch {
            throw Self.map(error)
        }
    }

    func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result = await onQueue { driver throws(Failure) in
            let value = try driver.transaction(transaction, dialect: .sqlite, body)
            return (value, isLogLong: driver.log.isLong)
        }
        let (value, isLogLong) = try result.get()
        if isLogLong {
            queue.asyncWriteWithoutTransaction { _ in
                self.atCheckpoint()
                self.driver.copyLog()
                self.atCheckpoint()
            }
        }
        return value
    }

    /// Runs `body` on the connection's queue, outside any transaction.
    func onQueue<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable (SQLiteDriver) throws(Failure) -> Value
    ) async -> Result<Value, Failure> {
        if role == .memory { return here(body) }
        return await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { _ in
                do throws(Failure) {
                    continuation.resume(returning: .success(try body(self.driver)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
    }

    private func here<Value: Sendable, Failure: Error>(
        _ body: (SQLiteDriver) throws(Failure) -> Value
    ) -> Result<Value, Failure> {
        queue.unsafeReentrantWrite { _ in
            do throws(Failure) { return .success(try body(driver)) } catch { return .failure(error) }
        }
    }

    func close() async {
        _ = await onQueue { driver throws(Never) in driver.finish() }
        // Closing the writer writes the log back to the file: not on the cooperative pool.
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "relance.sqlite.close").async {
                self.atCheckpoint()
                try? self.queue.close()
                self.atCheckpoint()
                continuation.resume()
            }
        }
    }

    private static func map(_ error: any Error) -> SQLError {
        if let error = error as? SQLError { return error }
        guard let error = error as? DatabaseError else { return .io(String(describing: error)) }
        if error.extendedResultCode.rawValue == SQLiteErrors.sharedMemorySize { return .full }
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: return .corrupt(error.message ?? "not a database")
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .lockedBy(pid: nil)
        case .SQLITE_FULL: return .full
        default: return .io(error.message ?? "cannot open [\(error.extendedResultCode.rawValue)]")
        }
    }
}
