import CSodium
import SQL

/// The values of a row as bytes that sort as the values do: rows compare and digest alike on both engines.
struct RowBytes {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []

    private enum Tag {
        static let null: UInt8 = 0
        static let number: UInt8 = 1
        static let text: UInt8 = 2
        static let blob: UInt8 = 3
        static let unknown: UInt8 = 4
    }

    init() {}

    init(_ values: [SQLValue]) {
        bytes.reserveCapacity(values.count * 12)
        ends.reserveCapacity(values.count)
        for value in values {
            switch value {
            case .null: bytes.append(Tag.null)
            case .int64(let number): append(number)
            case .bool(let flag): append(flag ? 1 : 0)
            case .text(let text):
                bytes.append(Tag.text)
                bytes.append(contentsOf: text.utf8)
                bytes.append(0)
            case .blob(let blob):
                bytes.append(Tag.blob)
                bytes.append(contentsOf: blob)
            }
            ends.append(bytes.count)
        }
    }

    /// Takes the first columns of a stored row in place of what it held.
    mutating func read(_ row: borrowing Row, columns: Int) throws(SQLError) {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for column in 0..<columns {
            switch row.kind(column) {
            case .null: bytes.append(Tag.null)
            case .int64: append(try row.int64(column))
            case .bool: append(try row.bool(column) ? 1 : 0)
            case .text:
                bytes.append(Tag.text)
                try row.withUTF8(column) { text throws(SQLError) in bytes.append(contentsOf: text) }
                bytes.append(0)
            case .blob:
                bytes.append(Tag.blob)
                bytes.append(contentsOf: try row.blob(column))
            case .unsupported: bytes.append(Tag.unknown)
            }
            ends.append(bytes.count)
        }
    }

    /// Big-endian with the sign turned, so that bytes sort as numbers.
    private mutating func append(_ number: Int64) {
        bytes.append(Tag.number)
        withUnsafeBytes(of: (number ^ .min).bigEndian) { bytes.append(contentsOf: $0) }
    }

    func column(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// The first columns, as they sort.
    func key(_ columns: Int) -> ArraySlice<UInt8> { bytes[..<ends[columns - 1]] }

    /// A value for people to read; nil for NULL.
    func text(_ index: Int) -> String? {
        let value = column(index)
        guard let tag = value.first else { return nil }
        switch tag {
        case Tag.null: return nil
        case Tag.number:
            return String(Int64(bitPattern: value.dropFirst().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) ^ .min)
        case Tag.text: return String(decoding: value.dropFirst().dropLast(), as: UTF8.self)
        case Tag.blob: return FactHash.hexadecimal(Array(value.dropFirst()))
        default: return "?"
        }
    }

    /// The columns of the key after the company, separated by spaces.
    func keyText(_ columns: Int) -> String {
        guard columns > 1 else { return text(0) ?? "" }
        return (1..<columns).map { text($0) ?? "" }.joined(separator: " ")
    }
}

/// SHA-256 over rows as they come.
struct RowDigest {
    private var state = crypto_hash_sha256_state()
    private(set) var rows = 0

    init() { crypto_hash_sha256_init(&state) }

    mutating func add(_ row: RowBytes) {
        rows += 1
        crypto_hash_sha256_update(&state, row.bytes, UInt64(row.bytes.count))
    }

    /// Hexadecimal; ends the digest.
    mutating func finish() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&state, &digest)
        return FactHash.hexadecimal(digest)
    }
}
