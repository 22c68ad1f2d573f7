import CPostgres
import SQL

/// A result held in memory, and the row it stands on; columns in binary format.
final class PostgresResult: RowSource {
    private let pointer: OpaquePointer
    private let types: [PostgresType?]
    let count: Int32
    var row: Int32 = 0

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        count = PQntuples(pointer)
        types = (0..<PQnfields(pointer)).map { PostgresType(rawValue: PQftype(pointer, $0)) }
    }

    deinit { PQclear(pointer) }

    func isNull(_ column: Int) -> Bool {
        // A column that does not exist is no NULL: reading it must fail.
        column < types.count && PQgetisnull(pointer, row, Int32(column)) != 0
    }

    func kind(_ column: Int) -> SQLKind {
        if isNull(column) { return .null }
        return type(column)?.kind ?? .unsupported
    }

    func int64(_ column: Int) -> Int64? {
        guard let type = type(column), let bytes = value(column) else { return nil }
        switch type {
        case .int8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case .int4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case .int2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        case .bool, .bytea, .name, .text, .unknown, .bpchar, .varchar, .numeric: return nil
        }
    }

    func bool(_ column: Int) -> Bool? {
        guard type(column) == .bool, let bytes = value(column) else { return nil }
        return bytes.load(as: UInt8.self) != 0
    }

    func utf8(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
        guard type(column)?.kind == .text, let bytes = value(column) else { return nil }
        let start = bytes.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: length(column))
    }

    func blob(_ column: Int) -> UnsafeRawBufferPointer? {
        guard type(column) == .bytea, let bytes = value(column) else { return nil }
        return UnsafeRawBufferPointer(start: bytes, count: length(column))
    }

    private func type(_ column: Int) -> PostgresType? { column < types.count ? types[column] : nil }

    /// The bytes of a value, nil for NULL.
    private func value(_ column: Int) -> UnsafeRawPointer? {
        guard PQgetisnull(pointer, row, Int32(column)) == 0 else { return nil }
        return UnsafeRawPointer(PQgetvalue(pointer, row, Int32(column)))
    }

    private func length(_ column: Int) -> Int { Int(PQgetlength(pointer, row, Int32(column))) }
}
