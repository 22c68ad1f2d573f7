import Texts

/// Plain text in lines of 72 columns.
struct PlainLines {
    static let width = 72
    private(set) var out = TextBuffer(capacity: 4096)

    var string: String { out.string }

    mutating func blank() { out.append(0x0A) }

    /// A line as it is: data made harmless, never cut.
    mutating func line(_ text: String) {
        out.append(data: text, as: .plain)
        out.append(0x0A)
    }

    mutating func rule(_ width: Int) {
        out.append(repeating: 0x2D, count: width)
        out.append(0x0A)
    }

    /// A paragraph, broken at ordinary spaces only; `lead` spaces before it, `indent` before its other lines.
    mutating func paragraph(_ text: String, lead: Int = 0, indent: Int = 0, limit: Int = width) {
        var clean = TextBuffer(capacity: text.utf8.count + 16)
        clean.append(data: text, as: .plain)
        out.append(repeating: 0x20, count: lead)
        var column = lead
        var isFirst = true
        for word in clean.bytes.split(separator: 0x20) {
            let length = Self.columns(word)
            if !isFirst {
                if column + 1 + length > limit {
                    out.append(0x0A)
                    out.append(repeating: 0x20, count: indent)
                    column = indent
                } else {
                    out.append(0x20)
                    column += 1
                }
            }
            out.append(Array(word))
            column += length
            isFirst = false
        }
        out.append(0x0A)
    }

    mutating func padded(_ text: String, to width: Int, alignsRight: Bool) {
        let gap = width - Self.columns(text.utf8)
        if alignsRight { out.append(repeating: 0x20, count: gap) }
        out.append(data: text, as: .plain)
        if !alignsRight { out.append(repeating: 0x20, count: gap) }
    }

    mutating func spaces(_ count: Int) { out.append(repeating: 0x20, count: count) }

    /// Columns on a terminal: two for the wide scripts of Asia, none for combining accents.
    static func columns(_ bytes: some Sequence<UInt8>) -> Int {
        var count = 0
        var lead: UInt8 = 0
        for byte in bytes {
            if byte & 0xC0 != 0x80 {
                count += (0xE3...0xED).contains(byte) || byte >= 0xF0 ? 2 : 1
            } else if lead == 0xCC || lead == 0xCD && byte < 0xB0 {
                count -= 1
            }
            lead = byte
        }
        return count
    }
}
