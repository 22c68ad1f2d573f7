/// What the first bytes of a file say that it is.
package enum FileSignature: Hashable, Sendable {
    case empty
    /// Text of some kind, or at least nothing that is known not to be.
    case text
    /// A zip archive: a workbook if anything.
    case archive
    /// The container of old workbooks (.xls) and of password-protected ones.
    case legacyOffice
    /// Something else, named.
    case other(String)

    /// Looks at the start of a file; 8 bytes are enough.
    package init(of head: [UInt8]) {
        if head.isEmpty {
            self = .empty
        } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .archive
        } else if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .legacyOffice
        } else if let known = Self.others.first(where: { head.starts(with: $0.magic) }) {
            self = .other(known.name)
        } else {
            self = .text
        }
    }

    private static let others: [(name: String, magic: [UInt8])] = [
        ("pdf", Array("%PDF".utf8)), ("image", [0x89, 0x50, 0x4E, 0x47]), ("image", [0xFF, 0xD8, 0xFF]),
        ("image", Array("GIF8".utf8)), ("executable", [0x7F, 0x45, 0x4C, 0x46]), ("executable", [0x4D, 0x5A, 0x90]),
        ("gzip", [0x1F, 0x8B]), ("7z", [0x37, 0x7A, 0xBC, 0xAF]), ("rar", Array("Rar!".utf8)),
        ("database", Array("SQLite f".utf8)),
    ]

    /// The name of a format that is certainly not text; nil for text.
    static func binaryFormat(of head: [UInt8]) -> String? {
        switch FileSignature(of: head) {
        case .empty, .text: nil
        case .archive: "zip"
        case .legacyOffice: "office"
        case .other(let name): name
        }
    }
}
