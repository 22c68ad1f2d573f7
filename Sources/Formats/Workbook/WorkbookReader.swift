/// The rows of the first visible sheet that holds anything, in a workbook of Excel 2007 and later
/// (ECMA-376, .xlsx), inflated and parsed bit by bit.
package final class WorkbookReader: TableReader {
    private let archive: Archive
    private let texts = SharedTextsHandler()
    private let styles = StylesHandler()
    private let workbook = WorkbookHandler()
    private var sheet: OpenSheet?
    private var sheetName: String?
    private var pending: [TableRow] = []
    private var next = 0
    private var buffer = [UInt8](repeating: 0, count: 32_768)

    private struct OpenSheet {
        let part: ArchivePart
        let stream: XMLStream
        let handler: SheetHandler
    }

    package var form: TableForm { TableForm(sheet: sheetName) }

    /// Throws what makes the workbook unreadable: damaged, encrypted, with macros, a bomb, with a DOCTYPE, empty.
    package init(_ origin: WorkbookOrigin) throws(Diagnostic) {
        archive = try Archive(origin)
        let names = archive.names
        guard !names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) else {
            throw Diagnostic(.macrosForbidden)
        }
        let main = try Self.mainPart(archive)
        guard try archive.parse(main, with: workbook) else {
            throw Diagnostic(.binaryFile, parameters: ["format": names.contains("content.xml") ? "opendocument" : "zip"])
        }
        let folder = main.split(separator: "/").dropLast().joined(separator: "/")
        let relationships = RelationshipsHandler()
        let file = main.split(separator: "/").last.map(String.init) ?? main
        _ = try archive.parse("\(folder)/_rels/\(file).rels", with: relationships)
        func path(_ target: String?) -> String? { target.map { Self.resolve($0, in: folder) } }
        if let part = path(relationships.target(typeEnding: "/sharedStrings")) { _ = try archive.parse(part, with: texts) }
        if let part = path(relationships.target(typeEnding: "/styles")) { _ = try archive.parse(part, with: styles) }
        try openFirstSheet { path(relationships.target(id: $0)) }
    }

    package func next(into row: inout TableRow) throws(Diagnostic) -> Bool {
        while next == pending.count {
            guard try advance() else { return false }
        }
        row = pending[next]
        next += 1
        return true
    }

    private func openFirstSheet(path: (String) -> String?) throws(Diagnostic) {
        for candidate in workbook.sheets where !candidate.isHidden {
            guard let name = path(candidate.relationship), let part = try archive.part(name) else { continue }
            let handler = SheetHandler(texts: texts, areDates: styles.areDates, countsFrom1904: workbook.countsFrom1904, part: name)
            sheet = OpenSheet(part: part, stream: try XMLStream(handler, part: name), handler: handler)
            sheetName = candidate.name
            while pending.isEmpty, try advance() {}
            if !pending.isEmpty { return }
        }
        throw Diagnostic(.workbookEmpty)
    }

    /// Parses on until at least a row is there; false at the end of the sheet.
    private func advance() throws(Diagnostic) -> Bool {
        guard let sheet else { return false }
        pending.removeAll(keepingCapacity: true)
        next = 0
        while sheet.handler.rows.isEmpty {
            let count = try sheet.part.read(into: &buffer)
            try sheet.stream.push(buffer, count: count, isLast: count == 0)
            if count == 0 {
                self.sheet = nil
                break
            }
        }
        swap(&pending, &sheet.handler.rows)
        return !pending.isEmpty
    }

    private static func mainPart(_ archive: Archive) throws(Diagnostic) -> String {
        let handler = RelationshipsHandler()
        _ = try archive.parse("_rels/.rels", with: handler)
        return handler.target(typeEnding: "/officeDocument").map { resolve($0, in: "") } ?? "xl/workbook.xml"
    }

    /// A target relative to a folder, or absolute from the root of the archive.
    private static func resolve(_ target: String, in folder: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
