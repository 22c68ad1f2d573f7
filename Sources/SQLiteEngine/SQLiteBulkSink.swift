import GRDBSQLite
import Glibc
import SQL

/// Binds the values of a bulk insert to its statement, row after row.
///
/// Texts and blobs wait in one buffer until the row is written, so that SQLite need not copy each of them.
final class SQLiteBulkSink: BulkSink {
    private struct Bytes {
        let index: Int32
        let offset: Int
        let count: Int
        let isText: Bool
    }

    private let statement: SQLiteStatement
    private let driver: SQLiteDriver
    private let columns: Int32
    private var index: Int32 = 0
    private var inserted = 0
    private var fault: String?
    private var buffer: [UInt8] = []
    private var waiting: [Bytes] = []

    init(_ statement: SQLiteStatement, _ driver: SQLiteDriver) {
        self.statement = statement
        self.driver = driver
        columns = statement.parameters
    }

    // Nothing may point into the buffer once it is gone.
    deinit { sqlite3_clear_bindings(statement.pointer) }

    func null() {
        index += 1
        sqlite3_bind_null(statement.pointer, index)
    }

    func int64(_ value: Int64) {
        index += 1
        sqlite3_bind_int64(statement.pointer, index, value)
    }

    func bool(_ value: Bool) { int64(value ? 1 : 0) }

    func text(_ value: String) {
        index += 1
        var value = value
        value.withUTF8 { bytes in
            if let start = bytes.baseAddress, memchr(start, 0, bytes.count) != nil {
                fault = "text of column \(index) holds U+0000"
            }
            waiting.append(Bytes(index: index, offset: buffer.count, count: bytes.count, isText: true))
            buffer.append(contentsOf: bytes)
        }
    }

    func blob(_ value: [UInt8]) {
        index += 1
        waiting.append(Bytes(index: index, offset: buffer.count, count: value.count, isText: false))
        buffer.append(contentsOf: value)
    }

    func endRow() throws(SQLError) {
        guard index == columns, fault == nil else {
            let reason = fault ?? "\(index) values for \(columns) columns"
            throw .misuse(query: statement.name.description, reason: reason)
        }
        let end: Result<Void, SQLError> = buffer.withUnsafeBytes { bytes in
            for value in waiting { bind(value, bytes) }
            do throws(SQLError) {
                while try driver.step(statement) {}
                return .success(())
            } catch { return .failure(error) }
        }
        try end.get()
        inserted += driver.changes
        sqlite3_reset(statement.pointer)
        index = 0
        waiting.removeAll(keepingCapacity: true)
        buffer.removeAll(keepingCapacity: true)
    }

    /// The bytes stay where they are until the statement has run: no destructor is SQLite's word for that.
    private func bind(_ value: Bytes, _ bytes: UnsafeRawBufferPointer) {
        guard value.count > 0, let start = bytes.baseAddress else {
            if value.isText { _ = statement.bind("", at: value.index) } else { statement.bind([], at: value.index) }
            return
        }
        let place = start + value.offset
        if value.isText {
            let text = place.assumingMemoryBound(to: CChar.self)
            sqlite3_bind_text(statement.pointer, value.index, text, Int32(clamping: value.count), nil)
        } else {
            sqlite3_bind_blob(statement.pointer, value.index, place, Int32(clamping: value.count), nil)
        }
    }

    func finish() throws(SQLError) -> Int {
        guard index == 0 else { throw .misuse(query: statement.name.description, reason: "row without endRow") }
        return inserted
    }
}
