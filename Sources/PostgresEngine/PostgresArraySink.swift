import CPostgres
import SQL

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
