import CPostgres
import SQL

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
