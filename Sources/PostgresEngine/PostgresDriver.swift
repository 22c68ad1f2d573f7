import CPostgres
import SQL

/// The statements of one connection, opened when first needed and again after it was lost. Used on its queue only.
final class PostgresDriver: SessionDriver {
    private let url: String
    private let idleSeconds: Int
    private var handle: PostgresHandle?
    private var cache: [Query.Key: PostgresStatement] = [:]
    private var cursors: [Query.Key: [PostgresStatement]] = [:]
    private var bulkCache: [BulkInsert.Key: PostgresBulkPlan] = [:]
    private var parameters = PostgresParameters()
    private var prepared = 0
    private var isClosed = false

    /// Rows fetched at once from a cursor: some hundred kilobytes.
    private static let fetchSize = 4096
    /// Statements sent before their answers are read: answers must fit in the socket's buffer.
    private static let pipelineSize = 256

    init(url: String, idleSeconds: Int) {
        self.url = url
        self.idleSeconds = idleSeconds
    }

    func finish() {
        isClosed = true
        forget()
    }

    /// The connection, made when there is none.
    func connected() throws(SQLError) -> PostgresHandle {
        if let handle, !handle.isLost { return handle }
        guard !isClosed else { throw .misuse(query: "connection", reason: "the database is closed") }
        forget()
        let new = try PostgresHandle(url: url)
        try PostgresSettings.apply(to: new, idleSeconds: idleSeconds)
        handle = new
        return new
    }

    private func forget() {
        handle = nil
        forgetStatements()
    }

    private func forgetStatements() {
        cache = [:]
        cursors = [:]
        bulkCache = [:]
    }

    // MARK: Transactions

    func begin(_ transaction: Transaction) throws(SQLError) {
        let isNew = handle == nil
        do throws(SQLError) {
            try start(transaction)
        } catch {
            // A server restarted since the last transaction: nothing was asked of it yet.
            guard case .connectionLost = error, !isNew else { throw error }
            try start(transaction)
        }
    }

    private func start(_ transaction: Transaction) throws(SQLError) {
        let handle = try connected()
        let mode =
            switch transaction.access {
            case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            case .write(.readCommitted): "BEGIN ISOLATION LEVEL READ COMMITTED"
            case .write(.serializable): "BEGIN ISOLATION LEVEL SERIALIZABLE"
            }
        let company =
            switch transaction.scope {
            case .company("*"): throw .misuse(query: "begin", reason: "'*' is no company")
            case .company(let company): try handle.quoted(company)
            case .everyCompany: "'*'"
            }
        try handle.run("\(mode); SELECT set_config('relance.company', \(company), true)", name: "begin")
    }

    func commit() throws(SQLError) {
        do throws(SQLError) {
            try connected().run("COMMIT", name: "commit")
        } catch {
            if case .connectionLost = error { throw .connectionLost(commitUnknown: true) }
            throw error
        }
    }

    func rollback() {
        guard let handle, !handle.isLost else { return forget() }
        if !handle.isIdle { PQclear(PQexec(handle.pointer, "ROLLBACK")) }
        if !handle.isIdle { forget() }
    }

    // MARK: Statements

    func rows(
        _ query: Query, _ values: [SQLValue], streaming: Bool, _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError) {
        guard streaming else {
            let statement = try statement(query)
            try statement.bind(values, into: &parameters)
            _ = try read(PostgresResult(run(statement)), query, body)
            return
        }
        let statement = try cursor(query)
        try statement.bind(values, into: &parameters)
        PQclear(try run(statement))
        statement.isOpen = true
        defer { statement.isOpen = false }
        let name = statement.cursor ?? ""
        do throws(SQLError) {
            try fetch(from: name, query, body)
        } catch {
            // A failed transaction closes its cursors by itself.
            if let handle, handle.isInTransaction { PQclear(PQexec(handle.pointer, "CLOSE \(name)")) }
            throw error
        }
        try run("CLOSE \(name)", name: query.name)
    }

    private func fetch(
        from cursor: String, _ query: Query, _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError) {
        var isMore = true
        while isMore {
            let page = PostgresResult(
                try remembering { handle throws(SQLError) in
                    try handle.query("FETCH \(Self.fetchSize) FROM \(cursor)", name: query.name)
                })
            isMore = Int(page.count) == Self.fetchSize
            guard try read(page, query, body) else { return }
        }
    }

    /// False when the reader wants no more.
    private func read(
        _ result: PostgresResult, _ query: Query, _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError) -> Bool {
        let row = Row(result, query: query.name)
        while result.row < result.count {
            guard try body(row) else { return false }
            result.row += 1
        }
        return true
    }

    func execute(_ query: Query, _ values: [SQLValue]) throws(SQLError) -> Int {
        let statement = try statement(query)
        try statement.bind(values, into: &parameters)
        let result = try run(statement)
        defer { PQclear(result) }
        return PostgresHandle.changes(result)
    }

    func executeMany(_ query: Query, _ next: () -> [SQLValue]?) throws(SQLError) -> Int {
        let statement = try statement(query)
        let handle = try connected()
        var changed = 0
        var isMore = true
        while isMore {
            let pipeline = try PostgresPipeline(handle, query: query.name)
            for _ in 0..<Self.pipelineSize {
                guard let values = next() else {
                    isMore = false
                    break
                }
                try pipeline.sending { () throws(SQLError) in
                    try statement.bind(values, into: &parameters)
                    try pipeline.send(statement, parameters)
                }
            }
            changed += try pipeline.finish()
        }
        return changed
    }

    func insertMany(_ bulk: BulkInsert, _ body: (any BulkSink) throws(SQLError) -> Void) throws(SQLError) -> Int {
        let plan = try plan(bulk)
        let handle = try connected()
        switch plan.method {
        case .copy(let command):
            let sink = try PostgresCopySink(handle, command, plan)
            do throws(SQLError) { try body(sink) } catch { throw sink.abandon(error) }
            return try sink.finish()
        case .arrays(let statement):
            let sink = PostgresArraySink(handle, statement, plan)
            try body(sink)
            return try sink.finish()
        }
    }

    func run(_ statements: String, name: StaticString) throws(SQLError) {
        try remembering { handle throws(SQLError) in try handle.run(statements, name: name) }
        // Definitions may change what statements mean; savepoints and cursors do not.
        if statements.hasPrefix("CREATE") || statements.hasPrefix("ALTER") || statements.hasPrefix("DROP") {
            forgetStatements()
        }
    }

    // MARK: Preparing

    private func run(_ statement: PostgresStatement) throws(SQLError) -> OpaquePointer {
        try remembering { handle throws(SQLError) in try handle.execute(statement, parameters) }
    }

    private func remembering<Value>(
        _ body: (PostgresHandle) throws(SQLError) -> Value
    ) throws(SQLError) -> Value {
        guard let handle else { throw .connectionLost(commitUnknown: false) }
        do throws(SQLError) {
            return try body(handle)
        } catch {
            // Prepared against another schema: the retry prepares again.
            if case .serialization = error { forgetStatements() }
            throw error
        }
    }

    private func statement(_ query: Query) throws(SQLError) -> PostgresStatement {
        if let known = cache[query.key] { return known }
        let statement = try prepare(Dialect.postgres.text(of: query), query: query.name)
        cache[query.key] = statement
        return statement
    }

    /// A statement that declares a cursor of its own, free to be opened.
    private func cursor(_ query: Query) throws(SQLError) -> PostgresStatement {
        if let known = cursors[query.key]?.first(where: { !$0.isOpen }) { return known }
        let name = "c\(prepared)"
        let text = "DECLARE \(name) NO SCROLL CURSOR FOR " + Dialect.postgres.text(of: query)
        let statement = try prepare(text, query: query.name, cursor: name)
        cursors[query.key, default: []].append(statement)
        return statement
    }

    private func prepare(
        _ text: String, query: StaticString, cursor: String? = nil
    ) throws(SQLError) -> PostgresStatement {
        let name = "q\(prepared)"
        prepared += 1
        let types = try remembering { handle throws(SQLError) in try handle.prepare(text, as: name, query: query) }
        return PostgresStatement(name: name, query: query, parameters: types, cursor: cursor)
    }

    private func plan(_ bulk: BulkInsert) throws(SQLError) -> PostgresBulkPlan {
        if let known = bulkCache[bulk.key] { return known }
        let plan = try PostgresBulkPlan(bulk, connected()) { text throws(SQLError) in
            try prepare(text, query: bulk.table)
        }
        bulkCache[bulk.key] = plan
        return plan
    }
}
