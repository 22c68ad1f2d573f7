package import Values

/// The statements of one transaction, inside `Database.read` or `write` and nowhere else.
///
/// Not `Sendable`, and used by synchronous closures only: no `await` can hide in a transaction.
///
/// Both engines then behave alike: after an error the session refuses everything until the savepoint around it,
/// or the transaction, has been rolled back; and nothing is written while a result is being read.
package final class Session {
    package let dialect: Dialect
    package let scope: Scope
    private let access: Transaction.Access
    private let driver: any SessionDriver
    private var failure: SQLError?
    private var openResults = 0
    private var openSavepoints = 0
    private var isSendingMany = false

    init(_ driver: any SessionDriver, dialect: Dialect, _ transaction: Transaction) {
        self.driver = driver
        self.dialect = dialect
        scope = transaction.scope
        access = transaction.access
    }

    /// The error that spoiled the transaction and was swallowed by its closure: it cannot be committed.
    var pendingFailure: SQLError? { failure }
}

@available(*, unavailable)
extension Session: Sendable {}

// MARK: - Reading
extension Session {
    /// Calls `body` for each row. PostgreSQL holds the whole result in memory: for results of a reasonable size.
    package func rows(
        _ query: Query, _ values: [SQLValue] = [], _ body: (borrowing Row) throws(SQLError) -> Void
    ) throws(SQLError) {
        try read(query, values, streaming: false) { row throws(SQLError) in
            try body(row)
            return true
        }
    }

    /// Calls `body` for each row of a SELECT; memory does not grow with the result.
    package func scan(
        _ query: Query, _ values: [SQLValue] = [], _ body: (borrowing Row) throws(SQLError) -> Void
    ) throws(SQLError) {
        try read(query, values, streaming: true) { row throws(SQLError) in
            try body(row)
            return true
        }
    }

    /// The rows of a result as values, in order.
    package func list<Value>(
        _ query: Query, _ values: [SQLValue] = [], _ make: (borrowing Row) throws(SQLError) -> Value
    ) throws(SQLError) -> [Value] {
        var list: [Value] = []
        try read(query, values, streaming: false) { row throws(SQLError) in
            list.append(try make(row))
            return true
        }
        return list
    }

    /// The first row of a result as a value, nil when there is none.
    package func first<Value>(
        _ query: Query, _ values: [SQLValue] = [], _ make: (borrowing Row) throws(SQLError) -> Value
    ) throws(SQLError) -> Value? {
        var found: Value?
        try read(query, values, streaming: false) { row throws(SQLError) in
            found = try make(row)
            return false
        }
        return found
    }

    /// Whether a query has at least one row.
    package func exists(_ query: Query, _ values: [SQLValue] = []) throws(SQLError) -> Bool {
        try first(query, values) { _ throws(SQLError) in true } ?? false
    }

    private func read(
        _ query: Query, _ values: [SQLValue], streaming: Bool, _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError) {
        try refuseIfSpoiled()
        try refuseWhileSendingMany(query.name)
        openResults += 1
        defer { openResults -= 1 }
        do throws(SQLError) {
            try driver.rows(query, values, streaming: streaming, body)
        } catch {
            throw spoil(error)
        }
    }
}

// MARK: - Time
extension Session {
    private static let clockOfServer = Query(
        "time of the database", "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)")
    private static let clockOfFile = Query(
        "time of the database", "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)")

    /// The time at this moment by the database's own clock: the server's, which everybody who uses it shares, or that of
    /// the machine which has the file.
    package func clock() throws(SQLError) -> Instant {
        let query = dialect == .postgres ? Self.clockOfServer : Self.clockOfFile
        guard let now = try first(query, [], { row throws(SQLError) in try row.instant(0) }) else {
            throw .misuse(query: query.name.description, reason: "no time")
        }
        return now
    }
}

// MARK: - Writing
extension Session {
    /// Runs a statement and answers how many rows it changed.
    @discardableResult
    package func execute(_ query: Query, _ values: [SQLValue] = []) throws(SQLError) -> Int {
        try writing(query.name) { () throws(SQLError) in try driver.execute(query, values) }
    }

    /// Runs one statement for each list of values and answers how many rows were changed in all.
    @discardableResult
    package func executeMany(_ query: Query, _ rows: some Sequence<[SQLValue]>) throws(SQLError) -> Int {
        var iterator = rows.makeIterator()
        return try writingMany(query.name) { () throws(SQLError) in
            try driver.executeMany(query) { iterator.next() }
        }
    }

    /// Inserts many rows at the engine's best speed and answers how many were inserted.
    ///
    /// `body` gives each row's values in the order of the columns with `add`, then calls `endRow`.
    @discardableResult
    package func insertMany(
        _ bulk: BulkInsert, _ body: (borrowing BulkRows) throws(SQLError) -> Void
    ) throws(SQLError) -> Int {
        try writingMany(bulk.table) { () throws(SQLError) in
            try driver.insertMany(bulk) { sink throws(SQLError) in try body(BulkRows(sink)) }
        }
    }

    @discardableResult
    package func insertMany(_ bulk: BulkInsert, _ rows: some Sequence<[SQLValue]>) throws(SQLError) -> Int {
        try insertMany(bulk) { bulkRows throws(SQLError) in
            for values in rows {
                for value in values { bulkRows.add(value) }
                try bulkRows.endRow()
            }
        }
    }

    /// Runs definitions (CREATE, ALTER, …) already expanded for this engine. For migrations only.
    package func define(_ statements: String, name: StaticString) throws(SQLError) {
        try writing(name) { () throws(SQLError) in try driver.run(statements, name: name) }
    }

    /// Brings the planner's statistics up to date: after a large import, before the queries that follow it.
    package func refreshStatistics() throws(SQLError) { try define("ANALYZE", name: "refreshStatistics") }

    /// While many rows are sent, the connection takes no other question.
    private func writingMany<Value>(
        _ name: StaticString, _ body: () throws(SQLError) -> Value
    ) throws(SQLError) -> Value {
        try writing(name) { () throws(SQLError) in
            isSendingMany = true
            defer { isSendingMany = false }
            do throws(SQLError) { return try body() } catch {
                // Whatever the reason, some rows may be in and some not.
                if failure == nil { failure = error }
                throw error
            }
        }
    }

    private func writing<Value>(
        _ name: StaticString, _ body: () throws(SQLError) -> Value
    ) throws(SQLError) -> Value {
        try refuseIfSpoiled()
        try refuseWhileSendingMany(name)
        guard access != .read else { throw .misuse(query: name.description, reason: "writes inside a read") }
        guard openResults == 0 else {
            throw .misuse(query: name.description, reason: "a result is being read: collect its rows, then write")
        }
        do throws(SQLError) { return try body() } catch { throw spoil(error) }
    }
}

// MARK: - Failure
extension Session {
    /// Runs `body`; when it throws, undoes what it did and leaves the transaction usable for whoever catches.
    @discardableResult
    package func savepoint<Value, Failure: TransactionFailure>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try Failure.lifting { () throws(SQLError) in try refuseIfSpoiled() }
        let name = "s\(openSavepoints)"
        try Failure.lifting { () throws(SQLError) in try control("SAVEPOINT \(name)") }
        openSavepoints += 1
        defer { openSavepoints -= 1 }
        let value: Value
        do throws(Failure) {
            value = try body()
            try Failure.lifting { () throws(SQLError) in try refuseIfSpoiled() }
        } catch {
            undo(to: name)
            throw error
        }
        try Failure.lifting { () throws(SQLError) in try control("RELEASE SAVEPOINT \(name)") }
        return value
    }

    private func undo(to savepoint: String) {
        if let failure, failure.endsTransaction { return }
        failure = nil
        do throws(SQLError) {
            try control("ROLLBACK TO SAVEPOINT \(savepoint)")
            try control("RELEASE SAVEPOINT \(savepoint)")
        } catch {
            // `control` has recorded the failure: the transaction will not commit.
        }
    }

    private func control(_ statement: String) throws(SQLError) {
        do throws(SQLError) {
            try driver.run(statement, name: "savepoint")
        } catch {
            throw spoil(error)
        }
    }

    private func refuseIfSpoiled() throws(SQLError) {
        if let failure { throw failure }
    }

    private func refuseWhileSendingMany(_ name: StaticString) throws(SQLError) {
        guard !isSendingMany else {
            throw .misuse(query: name.description, reason: "many rows are being sent: ask before or after")
        }
    }

    private func spoil(_ error: SQLError) -> SQLError {
        if failure == nil, error.spoilsTransaction { failure = error }
        return error
    }
}
