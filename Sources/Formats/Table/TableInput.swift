/// A file that holds a table and can be read from the start as often as needed.
package enum TableInput {
    /// Delimited text; the closure opens it anew each time.
    case text(open: () throws(Diagnostic) -> ByteSource)
    case workbook(WorkbookOrigin)

    /// Bytes already in memory, of either form.
    package init(bytes: [UInt8]) throws(Diagnostic) {
        try self.init(head: Array(bytes.prefix(8)), path: nil, bytes: bytes) { () throws(Diagnostic) -> ByteSource in ByteSource(bytes) }
    }

    /// A file of the disk: its path for a workbook, which is read out of order, and a way to open it for text.
    ///
    /// Throws `empty_file`, `binary_file`, `legacy_workbook`, or what the source throws.
    package init(path: String, open: @escaping () throws(Diagnostic) -> ByteSource) throws(Diagnostic) {
        let source = try open()
        var head: [UInt8] = []
        while head.count < 8, let more = try source.next() { head += more.prefix(8) }
        try self.init(head: head, path: path, bytes: nil, open: open)
    }

    private init(
        head: [UInt8], path: String?, bytes: [UInt8]?, open: @escaping () throws(Diagnostic) -> ByteSource
    ) throws(Diagnostic) {
        switch FileSignature(of: head) {
        case .empty: throw Diagnostic(.emptyFile)
        case .legacyOffice: throw Diagnostic(.legacyWorkbook)
        case .other(let name): throw Diagnostic(.binaryFile, parameters: ["format": name])
        case .archive: self = .workbook(path.map(WorkbookOrigin.path) ?? .bytes(bytes ?? []))
        case .text: self = .text(open: open)
        }
    }

    /// Rows from the start, read as the mapping declares.
    package func reader(_ mapping: ColumnMapping = ColumnMapping()) throws(Diagnostic) -> any TableReader {
        switch self {
        case .text(let open):
            try CSVReader(open(), separator: mapping.separator, encoding: mapping.encoding)
        case .workbook(let origin): try WorkbookReader(origin)
        }
    }
}
