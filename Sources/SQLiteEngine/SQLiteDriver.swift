import Glibc
import GRDBSQLite
import SQL

/// The statements of one connection. Used on its connection's queue only.
final class SQLiteDriver: SessionDriver {
    private let handle: OpaquePointer
    let errors: SQLiteErrors
    let log: SQLiteLog
    private var cache: [Query.Key: SQLiteStatement] = [:]
    private var bulkCache: [BulkInsert.Key: SQLiteStatement] = [:]
    private var control: [String: SQLiteStatement] = [:]
    private var isReading = false
    private var isFinished = false
    /// Set by a failed read, write or sync of the file: what is in memory and on disk may differ (fault matrix, EIO).
    private var broken: SQLError? {
        didSet { if let broken, oldValue == nil { breakage.report(broken) } }
    }
    private let breakage: Breakage

    init(_ handle: OpaquePointer, _ breakage: Breakage) {
        self.handle = handle
        self.breakage = breakage
        errors = SQLiteErrors(handle: handle)
        log = SQLiteLog(handle)
    }

    /// Lets go of every statement, so that the connection can be closed.
    func finish() {
        log.stopWatching()
        cache = [:]
        bulkCache = [:]
        control = [:]
        isFinished = true
    }

    /// Copies a long log into the file, outside any transaction.
    func copyLog() {
        guard broken == nil, !isFinished else { return }
        let code = log.copy()
        if code & 0xFF == SQLITE_IOERR { _ = failure(code, "copy the log") }
    }

    // MARK: Transactions

    func begin(_ transaction: Transaction) throws(SQLError) {
        if let broken { throw broken }
        try refuseIfFinished()
        isReading = transaction.access == .read
        try runControl(isReading ? "BEGIN" : "BEGIN IMMEDIATE")
    }

    func commit() throws(SQLError) { try runControl("COMMIT") }

    func rollback() {
        // A full disk or a failed write has already rolled back; a closed handle may be another database's by now.
        guard !isFinished, sqlite3_get_autocommit(handle) == 0 else { return }
        do throws(SQLError) { try runControl("ROLLBACK") } catch { broken = error }
    }

    private func runControl(_ sql: String) throws(SQLError) {
        let statement: SQLiteStatement
        if let known = control[sql] {
            statement = known
        } else {
            statement = try prepare(sql, name: "transaction")
            control[sql] = statement
        }
        try stepToEnd(statement)
    }

    // MARK: Statements

    func rows(
        _ query: Query, _ values: [SQLValue], streaming: Bool, _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError) {
        let statement = try open(query)
        defer { statement.reset() }
        try statement.bind(values)
        let row = Row(statement, query: query.name)
        while try step(statement) {
            guard try body(row) else { break }
        }
        // A statement that writes takes full effect even when its first row is enough.
        if !statement.isReadOnly { while try step(statement) {} }
    }

    func execute(_ query: Query, _ values: [SQLValue]) throws(SQLError) -> Int {
        let statement = try open(query)
        defer { statement.reset() }
        try statement.bind(values)
        while try step(statement) {}
        return statement.isReadOnly ? 0 : Int(sqlite3_changes64(handle))
    }

    func executeMany(_ query: Query, _ next: () -> [SQLValue]?) throws(SQLError) -> Int {
        let statement = try open(query)
        defer { statement.reset() }
        var changed = 0
        while let values = next() {
            try statement.bind(values)
            while try step(statement) {}
            changed += Int(sqlite3_changes64(handle))
            sqlite3_reset(statement.pointer)
        }
        return changed
    }

    func insertMany(_ bulk: BulkInsert, _ body: (any BulkSink) throws(SQLError) -> Void) throws(SQLError) -> Int {
        let key = bulk.key
        let statement: SQLiteStatement
        if let known = bulkCache[key] {
            statement = known
        } else {
            let columns = bulk.columns.map(\.description).joined(separator: ", ")
            let parameters = bulk.columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
            let skip = bulk.onConflict == .skip ? " ON CONFLICT DO NOTHING" : ""
            let sql = "INSERT INTO \(bulk.table) (\(columns)) VALUES (\(parameters))\(skip)"
            statement = try prepare(sql, name: bulk.table)
            bulkCache[key] = statement
        }
        try refuseWritingInRead(statement)
        let sink = SQLiteBulkSink(statement, self)
        defer { statement.reset() }
        try body(sink)
        return try sink.finish()
    }

    func run(_ statements: String, name: StaticString) throws(SQLError) {
        try refuseIfFinished()
        let code = sqlite3_exec(handle, statements, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, name) }
    }

    // MARK: Steps

    /// The statement of a query, marked open; a second one when the query is being read by an outer loop.
    private func open(_ query: Query) throws(SQLError) -> SQLiteStatement {
        if let known = cache[query.key], !known.isOpen {
            try refuseWritingInRead(known)
            known.isOpen = true
            return known
        }
        let statement = try prepare(Dialect.sqlite.text(of: query), name: query.name)
        try refuseWritingInRead(statement)
        if cache[query.key] == nil { cache[query.key] = statement }
        statement.isOpen = true
        return statement
    }

    private func refuseIfFinished() throws(SQLError) {
        guard !isFinished else { throw .misuse(query: "connection", reason: "the database is closed") }
    }

    private func refuseWritingInRead(_ statement: SQLiteStatement) throws(SQLError) {
        guard isReading, !statement.isReadOnly else { return }
        throw .misuse(query: statement.name.description, reason: "writes inside a read")
    }

    private func prepare(_ sql: String, name: StaticString) throws(SQLError) -> SQLiteStatement {
        try refuseIfFinished()
        var pointer: OpaquePointer?
        var isWhole = true
        let code = sql.withCString { text in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, &tail)
            isWhole = tail.map { strspn($0, " \n\t;") == strlen($0) } ?? true
            return code
        }
        guard code == SQLITE_OK, let pointer else { throw failure(code, name) }
        let statement = SQLiteStatement(pointer, name: name)
        guard isWhole else { throw .misuse(query: name.description, reason: "more than one statement") }
        return statement
    }

    private func stepToEnd(_ statement: SQLiteStatement) throws(SQLError) {
        defer { statement.reset() }
        while try step(statement) {}
    }

    /// True when the statement stands on a row, false at its end.
    @inline(__always)
    func step(_ statement: SQLiteStatement) throws(SQLError) -> Bool {
        let code = sqlite3_step(statement.pointer)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code, statement.name)
    }

    private func failure(_ code: Int32, _ name: StaticString) -> SQLError {
        let error = errors.error(code, query: name)
        if error == .full { return error }
        if [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) { broken = error }
        return error
    }

    var changes: Int { Int(sqlite3_changes64(handle)) }
}
