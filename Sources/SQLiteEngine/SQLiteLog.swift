import GRDBSQLite

/// How long the write-ahead log of a connection has grown, so that it is copied into the file after the answer to
/// whoever wrote, and not before: what is in the log is durable already.
final class SQLiteLog {
    /// From 16 MiB on the log is copied into the file.
    private static let longest: Int32 = 4000

    private let handle: OpaquePointer
    /// As of the last commit.
    private var pages: Int32 = 0

    init(_ handle: OpaquePointer) { self.handle = handle }

    var isLong: Bool { pages >= Self.longest }

    /// Hears of every commit; takes the place of SQLite's own checkpoints. The log must live as long as its connection.
    func watch() {
        sqlite3_wal_hook(
            handle,
            { log, _, _, pages in
                if let log { Unmanaged<SQLiteLog>.fromOpaque(log).takeUnretainedValue().pages = pages }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func stopWatching() {
        sqlite3_wal_hook(handle, nil, nil)
        pages = 0
    }

    /// Copies what no reader still needs from the log; the rest waits for the next commit. Answers what SQLite says:
    /// one that did not happen loses nothing, one that the disk failed is the end of the connection.
    func copy() -> Int32 {
        guard isLong else { return SQLITE_OK }
        pages = 0
        return sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
}
