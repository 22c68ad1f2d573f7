/// What a spreadsheet would make of a text that it opens, and the apostrophe that keeps it from it.
///
/// OWASP, "CSV injection": a text that begins with `=`, `+`, `-`, `@`, a tab, a carriage return or one of their
/// full-width forms may be run as a formula.
package enum SpreadsheetText {
    /// Whether the text must be given an apostrophe: it would be run, or it already begins with apostrophes that
    /// an import takes for ours.
    static func needsDefence(_ bytes: some Collection<UInt8>) -> Bool {
        isDangerous(bytes.drop { $0 == 0x27 })
    }

    /// Whether the first apostrophe was put there by an export, this one or another careful one.
    static func isDefended(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first == 0x27 && needsDefence(bytes)
    }

    private static func isDangerous(_ bytes: some Collection<UInt8>) -> Bool {
        switch bytes.first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A: return true
        case 0xEF:
            // ＝ U+FF1D, ＋ U+FF0B, － U+FF0D, ＠ U+FF20.
            let head = Array(bytes.prefix(3))
            return head == [0xEF, 0xBC, 0x9D] || head == [0xEF, 0xBC, 0x8B] || head == [0xEF, 0xBC, 0x8D] || head == [0xEF, 0xBC, 0xA0]
        default: return false
        }
    }

    /// Control characters of both ranges, and the line and paragraph separators.
    static func hasControlCharacter(_ bytes: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        var beforePrevious: UInt8 = 0
        for byte in bytes {
            if byte < 0x20 || byte == 0x7F { return true }
            if previous == 0xC2, byte < 0xA0 { return true }
            if beforePrevious == 0xE2, previous == 0x80, byte == 0xA8 || byte == 0xA9 { return true }
            (beforePrevious, previous) = (previous, byte)
        }
        return false
    }

    /// The lines of a cell as one text; nil when it holds other control characters.
    static func joinedLines(_ bytes: ArraySlice<UInt8>, by mark: String) -> String? {
        let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map(\.trimmed).filter { !$0.isEmpty }
        guard lines.allSatisfy({ !hasControlCharacter($0) }) else { return nil }
        return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: mark)
    }
}
