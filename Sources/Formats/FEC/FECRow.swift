/// One line of a FEC cut into cells. The buffers are reused from line to line.
struct FECRow {
    var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// The number of cells.
    var count: Int { ends.count }

    /// Cuts the line, its accents put on their letters first.
    mutating func split(on separator: UInt8) {
        guard cut(on: separator) else { return }
        bytes = Array(ComposedText.compose(String(decoding: bytes, as: UTF8.self)).utf8)
        _ = cut(on: separator)
    }

    /// Answers whether accents may stand apart from their letters.
    private mutating func cut(on separator: UInt8) -> Bool {
        ends.removeAll(keepingCapacity: true)
        var hasLooseAccent = false
        for (index, byte) in bytes.enumerated() {
            if byte == separator { ends.append(index) } else if ComposedText.beginsAccent(byte) { hasLooseAccent = true }
        }
        ends.append(bytes.count)
        return hasLooseAccent
    }

    /// The cell at a position from 0, without the spaces around it and without quotes if it is wholly quoted;
    /// empty beyond the last cell.
    subscript(position: Int) -> ArraySlice<UInt8> {
        guard position >= 0, position < ends.count else { return bytes[0..<0] }
        var start = position == 0 ? 0 : ends[position - 1] + 1
        var end = ends[position]
        while start < end, bytes[start] == 0x20 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        if end - start >= 2, bytes[start] == 0x22, bytes[end - 1] == 0x22 { (start, end) = (start + 1, end - 1) }
        return bytes[start..<end]
    }

    func text(_ position: Int) -> String { String(decoding: self[position], as: UTF8.self) }

    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x7C } }
}
