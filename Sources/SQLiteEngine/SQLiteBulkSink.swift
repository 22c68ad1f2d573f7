import GRDBSQLite
import SQL

/// Binds the values of a bulk insert straight to its statement.
final class SQLiteBulkSink: BulkSink {
    private let statement: SQLiteStatement
    private let driver: SQLiteDriver
    private let columns: Int32
    private var index: Int32 = 0
    private var inserted = 0
    private var fault: String?

    init(_ statement: SQLiteStatement, _ driver: SQLiteDriver) {
        self.statement = statement
        self.driver = driver
        columns = statement.parameters
    }

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
        if !statement.bind(value, at: index) { fault = "text of column \(index) holds U+0000" }
    }

    func blob(_ value: [UInt8]) {
        index += 1
        statement.bind(value, at: index)
    }

    func endRow() throws(SQLError) {
        guard index == columns, fault == nil else {
            let reason = fault ?? "\(index) values for \(columns) columns"
            throw .misuse(query: statement.name.description, reason: reason)
        }
        index = 0
        while try driver.step(statement) {}
        inserted += driver.changes
        sqlite3_reset(statement.pointer)
    }

    func finish() throws(SQLError) -> Int {
        guard index == 0 else { throw .misuse(query: statement.name.description, reason: "row without endRow") }
        return inserted
    }
}
