import CPostgres
import SQL

/// How rows enter a table fastest: COPY, or arrays of columns where COPY is not allowed (row-level security) or
/// cannot do it (leaving out known rows).
struct PostgresBulkPlan {
    let table: StaticString
    let types: [PostgresType]
    let method: Method

    enum Method {
        case copy(String)
        case arrays(PostgresStatement)
    }

    init(
        _ bulk: BulkInsert, _ handle: PostgresHandle,
        prepare: (String) throws(SQLError) -> PostgresStatement
    ) throws(SQLError) {
        table = bulk.table
        let columns = bulk.columns.map(\.description).joined(separator: ", ")
        let shape = try prepare("SELECT \(columns) FROM \(bulk.table)")
        let found = try handle.columns(of: shape.name, query: bulk.table)
        types = found.compactMap(\.self)
        guard types.count == bulk.columns.count else {
            throw .misuse(query: bulk.table.description, reason: "a column has a type outside the common subset")
        }
        let security = try handle.query(
            "SELECT row_security_active('\(bulk.table)'::regclass)", name: bulk.table)
        let isSecured = PostgresResult(security).bool(0) ?? true
        if bulk.onConflict == .fail, !isSecured {
            method = .copy("COPY \(bulk.table) (\(columns)) FROM STDIN (FORMAT binary)")
        } else {
            let arrays = types.enumerated().map { "$\($0 + 1)::\($1.sqlName)[]" }.joined(separator: ", ")
            let skip = bulk.onConflict == .skip ? " ON CONFLICT DO NOTHING" : ""
            method = .arrays(
                try prepare("INSERT INTO \(bulk.table) (\(columns)) SELECT * FROM unnest(\(arrays))\(skip)"))
        }
    }

    func misuse(_ reason: String) -> SQLError { .misuse(query: table.description, reason: reason) }
}

/// Sends rows in PostgreSQL's binary COPY format.
final class PostgresCopySink: BulkSink {
    private let handle: PostgresHandle
    private let plan: PostgresBulkPlan
    private var wire = WireBytes()
    private var column = 0
    private var fits = true

    private static let chunk = 1 << 16

    init(_ handle: PostgresHandle, _ command: String, _ plan: PostgresBulkPlan) throws(SQLError) {
        self.handle = handle
        self.plan = plan
        try handle.check(PQexec(handle.pointer, command), plan.table)
        wire.append("PGCOPY\n".utf8)
        wire.append([0xFF, 0x0D, 0x0A, 0x00])
        wire.append(integer: Int32(0))
        wire.append(integer: Int32(0))
    }

    func null() { add { wire, _ in wire.append(integer: Int32(-1)); return true } }
    func int64(_ value: Int64) { add { wire, type in wire.appendField(integer: value, as: type) } }
    func text(_ value: String) { add { wire, type in wire.appendField(text: value, as: type) } }
    func blob(_ value: [UInt8]) { add { wire, type in wire.appendField(blob: value, as: type) } }
    func bool(_ value: Bool) { add { wire, type in wire.appendField(bool: value, as: type) } }

    @inline(__always)
    private func add(_ append: (inout WireBytes, PostgresType) -> Bool) {
        if column == 0 { wire.append(integer: Int16(clamping: plan.types.count)) }
        if column < plan.types.count { fits = append(&wire, plan.types[column]) && fits }
        column += 1
    }

    func endRow() throws(SQLError) {
        guard column == plan.types.count, fits else {
            throw plan.misuse("\(column) values for \(plan.types.count) columns, or one of another type")
        }
        column = 0
        if wire.bytes.count >= Self.chunk { try flush() }
    }

    private func flush() throws(SQLError) {
        let isSent = wire.bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return PQputCopyData(handle.pointer, start, Int32(clamping: buffer.count)) == 1
        }
        wire.removeAll()
        guard isSent else { throw .connectionLost(commitUnknown: false) }
    }

    func finish() throws(SQLError) -> Int {
        guard column == 0 else { throw abandon(plan.misuse("row without endRow")) }
        wire.append(integer: Int16(-1))
        try flush()
        guard PQputCopyEnd(handle.pointer, nil) == 1 else { throw .connectionLost(commitUnknown: false) }
        let result = try lastResult()
        defer { PQclear(result) }
        return PostgresHandle.changes(result)
    }

    /// Ends the command without its rows; answers the error that is the cause.
    func abandon(_ error: SQLError) -> SQLError {
        guard PQputCopyEnd(handle.pointer, "given up") == 1 else { return error }
        do throws(SQLError) { PQclear(try lastResult()) } catch { return cause(error) }
        return error

        func cause(_ answer: SQLError) -> SQLError {
            if case .connectionLost = answer { answer } else { error }
        }
    }

    private func lastResult() throws(SQLError) -> OpaquePointer {
        let result = PQgetResult(handle.pointer)
        // The null that ends the command's results.
        PQclear(PQgetResult(handle.pointer))
        return try handle.checked(result, plan.table)
    }
}

/// Sends rows as one array for each column, some thousands at a time.
final class PostgresArraySink: BulkSink {
    private let handle: PostgresHandle
    private let statement: PostgresStatement
    private let plan: PostgresBulkPlan
    private var columns: [WireBytes]
    private var column = 0
    private var rows: Int32 = 0
    private var inserted = 0
    private var fits = true

    private static let batch: Int32 = 4096
    /// Dimensions, has-nulls flag, element type, length, lower bound: five integers of 32 bits.
    private static let lengthOffset = 12

    init(_ handle: PostgresHandle, _ statement: PostgresStatement, _ plan: PostgresBulkPlan) {
        self.handle = handle
        self.statement = statement
        self.plan = plan
        columns = plan.types.map { _ in WireBytes() }
        startArrays()
    }

    private func startArrays() {
        rows = 0
        for index in columns.indices {
            columns[index].removeAll()
            columns[index].append(integer: Int32(1))
            columns[index].append(integer: Int32(1))
            columns[index].append(integer: plan.types[index].rawValue)
            columns[index].append(integer: Int32(0))
            columns[index].append(integer: Int32(1))
        }
    }

    func null() { add { wire, _ in wire.append(integer: Int32(-1)); return true } }
    func int64(_ value: Int64) { add { wire, type in wire.appendField(integer: value, as: type) } }
    func text(_ value: String) { add { wire, type in wire.appendField(text: value, as: type) } }
    func blob(_ value: [UInt8]) { add { wire, type in wire.appendField(blob: value, as: type) } }
    func bool(_ value: Bool) { add { wire, type in wire.appendField(bool: value, as: type) } }

    @inline(__always)
    private func add(_ append: (inout WireBytes, PostgresType) -> Bool) {
        if column < columns.count { fits = append(&columns[column], plan.types[column]) && fits }
        column += 1
    }

    func endRow() throws(SQLError) {
        guard column == columns.count, fits else {
            throw plan.misuse("\(column) values for \(columns.count) columns, or one of another type")
        }
        column = 0
        rows += 1
        if rows == Self.batch { try flush() }
    }

    private func flush() throws(SQLError) {
        guard rows > 0 else { return }
        var parameters = PostgresParameters()
        for index in columns.indices {
            columns[index].replace(at: Self.lengthOffset, with: rows)
            parameters.append(binary: columns[index].bytes)
        }
        let result = try handle.execute(statement, parameters)
        inserted += PostgresHandle.changes(result)
        PQclear(result)
        startArrays()
    }

    func finish() throws(SQLError) -> Int {
        guard column == 0 else { throw plan.misuse("row without endRow") }
        try flush()
        return inserted
    }
}
