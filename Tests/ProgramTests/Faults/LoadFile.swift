import Foundation

/// A file that a firm imports.
struct LoadFile: Sendable {
    /// Its path within the folder of the firms.
    let name: String
    let bytes: [UInt8]
    /// What stands in the history once it was taken in.
    let marks: [String]

    init(_ file: (name: String, bytes: [UInt8]), marks: [String]) {
        name = file.name
        bytes = file.bytes
        self.marks = marks
    }

    func write(in folder: String) throws {
        let place = URL(fileURLWithPath: folder + "/" + name)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
    }
}

/// A workbook of one sheet of texts, in an archive that compresses nothing.
struct Workbook {
    let bytes: [UInt8]

    init(rows: [[String]]) {
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let cells = rows.enumerated().map { number, row in
            "<row r=\"\(number + 1)\">" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
        }
        bytes = Self.archive([
            ("_rels/.rels", "<Relationships><Relationship Id=\"r1\" Type=\"\(relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", "<workbook xmlns:r=\"\(relations)\"><sheets><sheet name=\"Feuil1\" sheetId=\"1\" r:id=\"s0\"/></sheets></workbook>"),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"s0\" Type=\"\(relations)/worksheet\" Target=\"worksheets/sheet0.xml\"/></Relationships>"
            ),
            ("xl/worksheets/sheet0.xml", "<worksheet><sheetData>\(cells.joined())</sheetData></worksheet>"),
        ])
    }

    private static func archive(_ parts: [(name: String, text: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let name = Array(part.name.utf8)
            let content = Array(part.text.utf8)
            // Version 2.0, no flags, stored, 1 January 2026.
            let head: [UInt8] = word16(20) + word16(0) + word16(0) + word16(0) + word16(0x5C21)
                + word32(checksum(content)) + word32(UInt32(content.count)) + word32(UInt32(content.count))
                + word16(UInt16(name.count)) + word16(0)
            directory += [0x50, 0x4B, 1, 2] + word16(20) + head + word16(0) + word16(0) + word16(0) + word32(0)
                + word32(UInt32(bytes.count)) + name
            bytes += [0x50, 0x4B, 3, 4] + head + name + content
        }
        let count = UInt16(parts.count)
        return bytes + directory + [0x50, 0x4B, 5, 6] + word16(0) + word16(0) + word16(count) + word16(count)
            + word32(UInt32(directory.count)) + word32(UInt32(bytes.count)) + word16(0)
    }

    private static func word16(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    private static func word32(_ value: UInt32) -> [UInt8] { word16(UInt16(value & 0xFFFF)) + word16(UInt16(value >> 16)) }

    /// CRC-32, as archives have it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var rest: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
        return ~rest
    }
}
