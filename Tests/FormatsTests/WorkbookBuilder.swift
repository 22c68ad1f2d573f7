import CZip

/// Writes small archives and workbooks for tests, in memory.
struct WorkbookBuilder {
    var parts: [(name: String, content: [UInt8])] = []
    var isStored = false

    static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of the given sheets, each the XML inside `sheetData`.
    init(
        sheets: [(name: String, state: String, data: String)], texts: [String] = [], styles: String = "",
        date1904: Bool = false
    ) {
        add("_rels/.rels", "<Relationships><Relationship Id=\"r1\" Type=\"\(Self.relationships)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
        let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" state=\"\($1.state)\" r:id=\"s\($0)\"/>" }
        add(
            "xl/workbook.xml",
            "<workbook xmlns:r=\"\(Self.relationships)\"><workbookPr date1904=\"\(date1904 ? 1 : 0)\"/><sheets>\(list.joined())</sheets></workbook>")
        let links = sheets.indices.map { "<Relationship Id=\"s\($0)\" Type=\"\(Self.relationships)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>" }
        add(
            "xl/_rels/workbook.xml.rels",
            "<Relationships>\(links.joined())<Relationship Id=\"t\" Type=\"\(Self.relationships)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
                + "<Relationship Id=\"y\" Type=\"\(Self.relationships)/styles\" Target=\"styles.xml\"/></Relationships>")
        add("xl/sharedStrings.xml", "<sst>" + texts.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>")
        add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")
        for (index, sheet) in sheets.enumerated() {
            add("xl/worksheets/sheet\(index).xml", "<worksheet><sheetData>\(sheet.data)</sheetData></worksheet>")
        }
    }

    init(sheet: String, texts: [String] = [], styles: String = "", date1904: Bool = false) {
        self.init(sheets: [("Feuil1", "visible", sheet)], texts: texts, styles: styles, date1904: date1904)
    }

    mutating func add(_ name: String, _ xml: String) { parts.append((name, Array(xml.utf8))) }

    mutating func replace(_ name: String, with xml: String) {
        parts.removeAll { $0.name == name }
        add(name, xml)
    }

    /// The archive; nil when libzip would not make it.
    func bytes(password: String? = nil) -> [UInt8]? {
        guard let target = zip_source_buffer_create(nil, 0, 0, nil),
            let archive = zip_open_from_source(target, Int32(ZIP_TRUNCATE), nil)
        else { return nil }
        zip_source_keep(target)
        defer { zip_source_free(target) }
        let copies = parts.map { part in
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, part.content.count))
            copy.initialize(from: part.content, count: part.content.count)
            return copy
        }
        defer { copies.forEach { $0.deallocate() } }
        for (part, copy) in zip(parts, copies) {
            guard let source = zip_source_buffer(archive, copy, UInt64(part.content.count), 0) else { return nil }
            let index = zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else { return nil }
            if isStored { zip_set_file_compression(archive, UInt64(index), Int32(ZIP_CM_STORE), 0) }
            if let password { guard zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password) == 0 else { return nil } }
        }
        guard zip_close(archive) == 0 else { return nil }
        return Self.content(of: target)
    }

    private static func content(of source: OpaquePointer) -> [UInt8]? {
        guard zip_source_open(source) == 0 else { return nil }
        defer { zip_source_close(source) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, UInt64($0.count)) }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk.prefix(Int(count))
        }
    }

    /// A row of inline texts.
    static func row(_ number: Int, _ cells: [String]) -> String {
        "<row r=\"\(number)\">" + cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }
}
