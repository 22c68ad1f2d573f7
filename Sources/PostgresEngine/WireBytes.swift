import SQL

/// Bytes in the order of the wire, most significant first.
struct WireBytes {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
    mutating func append(_ value: UInt8) { bytes.append(value) }
    mutating func append(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }

    mutating func append(integer value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Overwrites four bytes reserved earlier.
    mutating func replace(at offset: Int, with value: Int32) {
        withUnsafeBytes(of: value.bigEndian) { source in
            for (index, byte) in source.enumerated() { bytes[offset + index] = byte }
        }
    }

    /// Appends a length and a value of the given type; false when the value does not fit it.
    mutating func appendField(integer value: Int64, as type: PostgresType) -> Bool {
        switch type {
        case .int8:
            append(integer: Int32(8))
            append(integer: value)
        case .int4:
            guard let small = Int32(exactly: value) else { return false }
            append(integer: Int32(4))
            append(integer: small)
        case .int2:
            guard let small = Int16(exactly: value) else { return false }
            append(integer: Int32(2))
            append(integer: small)
        case .bool, .bytea, .name, .text, .unknown, .bpchar, .varchar, .numeric: return false
        }
        return true
    }

    /// Appends a length and a text; false when the type is no text or the text holds U+0000.
    mutating func appendField(text value: String, as type: PostgresType) -> Bool {
        guard type.kind == .text else { return false }
        var value = value
        let start = bytes.count
        append(integer: Int32(clamping: value.utf8.count))
        value.withUTF8 { bytes.append(contentsOf: $0) }
        return !bytes[(start + 4)...].contains(0)
    }

    mutating func appendField(bool value: Bool, as type: PostgresType) -> Bool {
        guard type == .bool else { return false }
        append(integer: Int32(1))
        append(value ? 1 : 0)
        return true
    }

    mutating func appendField(blob value: [UInt8], as type: PostgresType) -> Bool {
        guard type == .bytea else { return false }
        append(integer: Int32(clamping: value.count))
        append(value)
        return true
    }

    /// Appends a length and a value, or -1 for NULL; false when the type does not take it.
    mutating func appendField(_ value: SQLValue, as type: PostgresType) -> Bool {
        switch value {
        case .null:
            append(integer: Int32(-1))
            return true
        case .int64(let number): return appendField(integer: number, as: type)
        case .text(let text): return appendField(text: text, as: type)
        case .bool(let flag): return appendField(bool: flag, as: type)
        case .blob(let bytes): return appendField(blob: bytes, as: type)
        }
    }
}
