import Formats

/// Cuts a file into records: at line ends, and where there are none every 120 characters.
struct CFONBRecords {
    private var source: UTF8Source
    private var chunk: [UInt8] = []
    private var position = 0
    private var number = 0
    /// The record before filled its line: a line end after it is its own.
    private var wasFull = false
    private var skipsLineFeed = false

    init(_ source: UTF8Source) { self.source = source }

    /// The next record that is not blank, nil at the end.
    mutating func next() throws(Diagnostic) -> CFONBRecord? {
        while let bytes = try cut() {
            number += 1
            let record = CFONBRecord(bytes, line: number)
            if !record.isBlank { return record }
        }
        return nil
    }

    /// A record of one byte a column that lies whole in the chunk: nearly every one.
    private mutating func whole() -> [UInt8]? {
        let end = position + CFONBRecord.width
        guard end <= chunk.count, chunk[position..<end].allSatisfy({ $0 >= 0x10 && $0 < 0x80 }) else { return nil }
        defer { position = end }
        wasFull = true
        return Array(chunk[position..<end])
    }

    private mutating func cut() throws(Diagnostic) -> [UInt8]? {
        var bytes: [UInt8] = []
        var columns = 0
        var hasBegun = false
        while true {
            guard position < chunk.count else {
                guard let more = try source.next() else { return hasBegun ? bytes : nil }
                chunk = more
                position = 0
                continue
            }
            let byte = chunk[position]
            let followsReturn = skipsLineFeed && byte == 0x0A
            skipsLineFeed = byte == 0x0D
            if byte == 0x0D || byte == 0x0A {
                position += 1
                let isOwn = wasFull && !hasBegun
                if followsReturn || isOwn {
                    wasFull = false
                    continue
                }
                return bytes
            }
            if !hasBegun, let record = whole() { return record }
            if byte & 0xC0 != 0x80 {
                if columns == CFONBRecord.width {
                    wasFull = true
                    return bytes
                }
                columns += 1
            }
            wasFull = false
            hasBegun = true
            bytes.append(byte)
            position += 1
        }
    }
}
