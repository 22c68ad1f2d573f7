/// A zip archive of parts that are not compressed: enough to put made-up XML before the reader of workbooks.
struct StoredArchive {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    mutating func add(_ name: String, _ content: [UInt8]) {
        let start = UInt32(truncatingIfNeeded: bytes.count)
        let about = Self.number(Self.checksum(content)) + Self.number(UInt32(truncatingIfNeeded: content.count))
            + Self.number(UInt32(truncatingIfNeeded: content.count)) + Self.number(UInt16(name.utf8.count)) + [0, 0]
        // Version 2.0, no flag, stored, no time.
        let head: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        bytes += [0x50, 0x4B, 3, 4] + head + about + Array(name.utf8) + content
        directory += [0x50, 0x4B, 1, 2, 20, 0] + head + about + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + Self.number(start)
            + Array(name.utf8)
        count += 1
    }

    /// The archive with its directory.
    var file: [UInt8] {
        bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.number(count) + Self.number(count)
            + Self.number(UInt32(directory.count)) + Self.number(UInt32(bytes.count)) + [0, 0]
    }

    private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// CRC-32 of ISO 3309.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
