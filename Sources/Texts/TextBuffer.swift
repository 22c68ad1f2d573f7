/// What a text is written for.
package enum Markup: Sendable, Hashable {
    case plain
    case html
}

/// Bytes of UTF-8 under construction, and the only way by which foreign data enters a document.
package struct TextBuffer: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    package var isEmpty: Bool { bytes.isEmpty }

    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends our own text exactly as it is.
    @inline(__always)
    package mutating func append(_ literal: String) { bytes.append(contentsOf: literal.utf8) }

    package mutating func append(_ literal: [UInt8]) { bytes.append(contentsOf: literal) }

    package mutating func append(_ byte: UInt8) { bytes.append(byte) }

    package mutating func append(repeating byte: UInt8, count: Int) {
        for _ in 0..<max(0, count) { bytes.append(byte) }
    }

    /// Appends data: controls and line breaks become a space, marks that reverse or hide text disappear
    /// (U+200B, U+202A-202E, U+2060-206F, U+FEFF), and in HTML `& < > " '` are escaped.
    package mutating func append(data text: String, as markup: Markup) {
        var copy = text
        copy.withUTF8 { source in
            var start = 0
            var index = 0
            while index < source.count {
                let length = Self.strangeLength(source, at: index)
                let escape = markup == .html ? Self.escape(source[index]) : nil
                if length == 0, escape == nil { index += 1; continue }
                bytes.append(contentsOf: source[start..<index])
                if let escape { bytes.append(contentsOf: escape.utf8) }
                else if Self.isBreak(source, at: index) { bytes.append(0x20) }
                index += max(length, 1)
                start = index
            }
            bytes.append(contentsOf: source[start..<source.count])
        }
    }

    private static func escape(_ byte: UInt8) -> String? {
        switch byte {
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        case 0x27: "&#39;"
        default: nil
        }
    }

    /// Bytes taken at `index` by a scalar that must not reach a reader; 0 for ordinary text.
    private static func strangeLength(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = source[index]
        if byte < 0x20 || byte == 0x7F { return 1 }
        guard byte >= 0xC2, index + 1 < source.count else { return 0 }
        if byte == 0xC2 { return source[index + 1] < 0xA0 ? 2 : 0 }
        guard byte == 0xE2 || byte == 0xEF, index + 2 < source.count else { return 0 }
        let tail = source[index + 2]
        switch (byte, source[index + 1]) {
        case (0xE2, 0x80): return tail == 0x8B || (0xA8...0xAE).contains(tail) ? 3 : 0
        case (0xE2, 0x81): return (0xA0...0xAF).contains(tail) ? 3 : 0
        case (0xEF, 0xBB): return tail == 0xBF ? 3 : 0
        default: return 0
        }
    }

    /// Whether the strange scalar separated words: controls, U+0085, U+2028, U+2029.
    private static func isBreak(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let byte = source[index]
        if byte < 0x80 || byte == 0xC2 { return true }
        return byte == 0xE2 && source[index + 1] == 0x80 && (source[index + 2] == 0xA8 || source[index + 2] == 0xA9)
    }
}
