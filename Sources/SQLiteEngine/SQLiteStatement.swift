import Glibc
import GRDBSQLite
import SQL

/// A prepared statement, and the row it stands on. Used on its connection's queue only.
final class SQLiteStatement: RowSource {
    let pointer: OpaquePointer
    let name: StaticString
    let parameters: Int32
    private let columns: Int
    /// Whether a result is being read: the statement cannot be used again before its end.
    var isOpen = false

    static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ pointer: OpaquePointer, name: StaticString) {
        self.pointer = pointer
        self.name = name
        parameters = sqlite3_bind_parameter_count(pointer)
        columns = Int(sqlite3_column_count(pointer))
    }

    deinit { sqlite3_finalize(pointer) }

    /// Whether it changes nothing in the file.
    var isReadOnly: Bool { sqlite3_stmt_readonly(pointer) != 0 }

    func bind(_ values: [SQLValue]) throws(SQLError) {
        guard values.count == Int(parameters) else {
            throw .misuse(query: name.description, reason: "\(values.count) values for \(parameters) parameters")
        }
        var index: Int32 = 0
        for value in values {
            index += 1
            switch value {
            case .null: sqlite3_bind_null(pointer, index)
            case .int64(let number): sqlite3_bind_int64(pointer, index, number)
            case .bool(let flag): sqlite3_bind_int64(pointer, index, flag ? 1 : 0)
            case .text(let text):
                guard bind(text, at: index) else {
                    throw .misuse(query: name.description, reason: "text of $\(index) holds U+0000")
                }
            case .blob(let bytes): bind(bytes, at: index)
            }
        }
    }

    /// False when the text holds U+0000, which PostgreSQL refuses.
    func bind(_ text: String, at index: Int32) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                sqlite3_bind_text(pointer, index, "", 0, Self.transient)
                return true
            }
            guard memchr(start, 0, bytes.count) == nil else { return false }
            start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                _ = sqlite3_bind_text(pointer, index, $0, Int32(clamping: bytes.count), Self.transient)
            }
            return true
        }
    }

    func bind(_ bytes: [UInt8], at index: Int32) {
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(pointer, index, 0)
        } else {
            sqlite3_bind_blob(pointer, index, bytes, Int32(clamping: bytes.count), Self.transient)
        }
    }

    func reset() {
        sqlite3_reset(pointer)
        isOpen = false
    }

    // MARK: RowSource

    func isNull(_ column: Int) -> Bool {
        // A column that does not exist is no NULL, whatever SQLite says: reading it must fail.
        sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL && column < columns
    }

    func kind(_ column: Int) -> SQLKind {
        switch sqlite3_column_type(pointer, Int32(column)) {
        case SQLITE_NULL: column < columns ? .null : .unsupported
        case SQLITE_INTEGER: .int64
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .unsupported
        }
    }

    func int64(_ column: Int) -> Int64? {
        guard sqlite3_column_type(pointer, Int32(column)) == SQLITE_INTEGER else { return nil }
        return sqlite3_column_int64(pointer, Int32(column))
    }

    func bool(_ column: Int) -> Bool? {
        switch int64(column) {
        case 0: false
        case 1: true
        default: nil
        }
    }

    func utf8(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
        guard sqlite3_column_type(pointer, Int32(column)) == SQLITE_TEXT else { return nil }
        let start = sqlite3_column_text(pointer, Int32(column))
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, Int32(column))))
    }

    func blob(_ column: Int) -> UnsafeRawBufferPointer? {
        guard sqlite3_column_type(pointer, Int32(column)) == SQLITE_BLOB else { return nil }
        let start = sqlite3_column_blob(pointer, Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, Int32(column))))
    }
}
