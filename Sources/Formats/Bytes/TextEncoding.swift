/// The encodings in which text files of the trade arrive.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"

    /// Reads a name as people write it (`UTF8`, `Latin-1`, `cp1252`, `ISO-8859-15`); nil when it is none of ours.
    package init?(named name: some StringProtocol) {
        let folded = name.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x41...0x5A: byte | 0x20
            case 0x61...0x7A, 0x30...0x39: byte
            default: nil
            }
        }
        switch String(decoding: folded, as: UTF8.self) {
        case "utf8": self = .utf8
        case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1252", "cp1252", "win1252", "ansi": self = .windows1252
        case "iso88591", "latin1": self = .latin1
        case "iso885915", "latin9": self = .latin9
        default: return nil
        }
    }

    /// The byte order mark at the start of `bytes` and its length, if there is one.
    static func mark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// Decides between UTF-8 and a single-byte encoding from a sample that holds bytes above 0x7F.
    ///
    /// Text that is not UTF-8 hardly ever holds a valid sequence, so the majority settles it and a damaged
    /// UTF-8 file is still called UTF-8: better refused at its line than read as `Ã©`. Among the single-byte
    /// encodings only the euro sign and the French ligatures differ: `0xA4` or `0xBD` after a letter speak for
    /// ISO-8859-15, anything else is read as Windows-1252.
    static func decide(from sample: some Collection<UInt8>) -> TextEncoding {
        var validator = UTF8Validator()
        var valid = 0
        var invalid = 0
        for byte in sample {
            let wasOpen = !validator.isAtBoundary
            if !validator.accepts(byte) {
                invalid += 1
                validator = UTF8Validator()
            } else if wasOpen, validator.isAtBoundary {
                valid += 1
            }
        }
        if valid > invalid || (invalid == 0 && validator.isAtBoundary) { return .utf8 }
        var previous: UInt8 = 0
        for byte in sample {
            if (0x80...0x9F).contains(byte) { return .windows1252 }
            if byte == 0xA4 || (byte == 0xBD && previous | 0x20 >= 0x61 && previous | 0x20 <= 0x7A) { return .latin9 }
            previous = byte
        }
        return .windows1252
    }

    /// The scalar of each byte from 0x80 in a single-byte encoding.
    ///
    /// Windows-1252 as the WHATWG encoding standard reads it; 0x80-0x9F are control characters in both ISO
    /// encodings and never text, so they are read as Windows-1252 there too.
    var upperHalf: [UInt32] {
        var scalars = (0x80...0xFF).map(UInt32.init)
        let windows: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
            0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
            0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
        ]
        scalars.replaceSubrange(0..<windows.count, with: windows)
        if self == .latin9 {
            let changed: [(Int, UInt32)] = [
                (0xA4, 0x20AC), (0xA6, 0x160), (0xA8, 0x161), (0xB4, 0x17D), (0xB8, 0x17E), (0xBC, 0x152),
                (0xBD, 0x153), (0xBE, 0x178),
            ]
            for (byte, scalar) in changed { scalars[byte - 0x80] = scalar }
        }
        return scalars
    }
}

/// Well-formed UTF-8, one byte at a time (Unicode 15, table 3-7).
struct UTF8Validator {
    private var pending = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    /// Whether no sequence is open.
    var isAtBoundary: Bool { pending == 0 }

    mutating func accepts(_ byte: UInt8) -> Bool {
        guard pending == 0 else {
            guard byte >= lower, byte <= upper else { return false }
            (lower, upper) = (0x80, 0xBF)
            pending -= 1
            return true
        }
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: pending = 1
        case 0xE0: (pending, lower) = (2, 0xA0)
        case 0xED: (pending, upper) = (2, 0x9F)
        case 0xE1...0xEF: pending = 2
        case 0xF0: (pending, lower) = (3, 0x90)
        case 0xF1...0xF3: pending = 3
        case 0xF4: (pending, upper) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
