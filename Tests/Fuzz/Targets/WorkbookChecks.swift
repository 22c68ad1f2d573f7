import Formats

/// Workbooks: as archives, damaged or not, and as the XML inside sound ones.
enum WorkbookChecks {
    /// The bytes of the file.
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let read = TableText { () throws(Diagnostic) in try WorkbookReader(.bytes(bytes)) }
        try sound(read)
        try requireSame(TableText { () throws(Diagnostic) in try WorkbookReader(.bytes(bytes)) }, read, "read twice")
        try IntakeChecks.table(.workbook(.bytes(bytes)), lines: mostRows)
    }

    /// A sheet has 1,048,576 rows; a damaged one may number rows beyond its last.
    static let mostRows = 1_048_576 + FuzzTarget.wholeFile

    private static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// The XML of a sheet, then of the shared texts, the styles and the workbook, each after a zero byte; parts left out
    /// are ordinary.
    static func checkSheet(_ bytes: [UInt8]) throws(Violation) {
        let parts = Input(bytes).parts(separatedBy: 0)
        var archive = StoredArchive()
        func add(_ name: String, _ part: Int, otherwise text: String) {
            archive.add(name, part < parts.count ? parts[part] : Array(text.utf8))
        }
        func link(_ id: String, _ kind: String, _ target: String) -> String {
            "<Relationship Id=\"\(id)\" Type=\"\(relationships)/\(kind)\" Target=\"\(target)\"/>"
        }
        archive.add("_rels/.rels", Array("<Relationships>\(link("r1", "officeDocument", "xl/workbook.xml"))</Relationships>".utf8))
        let links = link("s0", "worksheet", "worksheets/sheet0.xml") + link("t", "sharedStrings", "/xl/sharedStrings.xml")
            + link("y", "styles", "styles.xml")
        archive.add("xl/_rels/workbook.xml.rels", Array("<Relationships>\(links)</Relationships>".utf8))
        add("xl/worksheets/sheet0.xml", 0, otherwise: "<worksheet/>")
        add("xl/sharedStrings.xml", 1, otherwise: "<sst><si><t>FA-1</t></si><si><t>C-1</t></si></sst>")
        add("xl/styles.xml", 2, otherwise: "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>")
        add("xl/workbook.xml", 3, otherwise: "<workbook xmlns:r=\"\(relationships)\"><sheets><sheet name=\"F\" sheetId=\"1\" r:id=\"s0\"/></sheets></workbook>")
        try check(archive.file)
    }

    private static func sound(_ read: TableText) throws(Violation) {
        if let end = read.end { try requireLocated(end, lines: mostRows) }
        var previous = 0
        for row in read.rows {
            try require(row.line > previous && row.line <= mostRows, "row \(row.line) after \(previous)")
            previous = row.line
            try require(row.cells.count <= 16_384, "\(row.cells.count) cells in a row")
            for cell in row.cells {
                try require(String(validating: cell.bytes, as: UTF8.self) != nil, "a cell that is no text")
                guard cell.kind == .number else { continue }
                try require(cell.bytes.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }, "the number \(String(decoding: cell.bytes, as: UTF8.self))")
            }
        }
    }
}
