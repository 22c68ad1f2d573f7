/// The row that names the columns.
package struct TableHead: Hashable, Sendable {
    /// As written, without the spaces around; trailing empty ones left out.
    package let headers: [String]
    package let line: Int
    /// The folded headers.
    let folded: [String]
    /// The rows above it, cells joined by a space: titles, and what banks say of an account before its movements.
    package private(set) var preamble: [String] = []

    /// What makes two files the same layout: the folded headers in order. A mapping is remembered under it.
    package var layout: String { folded.joined(separator: "|") }

    /// How many first rows are looked at: titles and blank lines may stand above the headers.
    private static let searchedRows = 20
    private static let longestTitle = 300

    private init(_ row: TableRow) {
        var headers = (0..<row.count).map { row.text(at: $0) }
        while headers.last?.isEmpty == true { headers.removeLast() }
        self.headers = headers
        line = row.line
        folded = headers.map(HeaderFolding.fold)
    }

    /// Finds the row in which the most headers are known, or named by the mapping; else the first row of two cells.
    ///
    /// Throws `not_a_table`, or what makes the file unreadable.
    static func find(in input: TableInput, _ mapping: ColumnMapping) throws(Diagnostic) -> TableHead {
        var reader = try input.reader(mapping)
        var row = TableRow()
        var best: (head: TableHead, score: Int)?
        var first = ""
        var above: [(line: Int, text: String)] = []
        for _ in 0..<searchedRows {
            guard try reader.next(into: &row) else { break }
            let head = TableHead(row)
            if first.isEmpty { first = head.headers.joined(separator: " ") }
            above.append((row.line, String(head.headers.joined(separator: " ").prefix(longestTitle))))
            guard head.headers.count > 1 else { continue }
            let declared = mapping.columns.count { head.index(of: $0.header) != nil }
            let known = (mapping.kind.map { [$0] } ?? TableKind.allCases).map { head.assignment($0).count }.max() ?? 0
            let score = declared * 100 + (known > 1 ? known : 0)
            if score > best?.score ?? -1 { best = (head, score) }
        }
        guard var best else { throw Diagnostic(.notATable, line: 1, value: first) }
        best.head.preamble = above.filter { $0.line < best.head.line }.map(\.text)
        return best.head
    }

    /// The column that a mapping means by a header or by `#3`.
    func index(of header: String) -> Int? {
        if header.hasPrefix("#"), let number = Int(header.dropFirst()) {
            return number >= 1 && number <= headers.count ? number - 1 : nil
        }
        let wanted = HeaderFolding.fold(header)
        return headers.firstIndex(of: header) ?? (wanted.isEmpty ? nil : folded.firstIndex(of: wanted))
    }

    /// Which column each field of a table of this kind would get by its header alone.
    func assignment(_ kind: TableKind) -> [Field: (index: Int, reason: MappingReason)] {
        var given: [Field: (index: Int, reason: MappingReason)] = [:]
        var taken: Set<Int> = []
        let isOfCreditedInvoice = kind == .creditNotes && folded.contains(where: Synonyms.namesNote)
        for field in kind.fields where field != .invoiceNumber || !isOfCreditedInvoice {
            guard let index = folded.firstIndex(of: HeaderFolding.fold(field.rawValue)) else { continue }
            given[field] = (index, .exact)
            taken.insert(index)
        }
        for field in kind.fields where given[field] == nil {
            for synonym in Synonyms.headers(of: field, in: kind) {
                guard let index = folded.firstIndex(of: synonym), !taken.contains(index) else { continue }
                given[field] = (index, .synonym)
                taken.insert(index)
                break
            }
        }
        return given
    }

    /// How a mapping names the column: its header, or its number when the header is empty or stands twice.
    func reference(to index: Int) -> String {
        let header = name(of: index)
        return self.index(of: header) == index ? header : "#\(index + 1)"
    }

    /// The column as diagnostics call it.
    func name(of index: Int) -> String {
        index < headers.count && !headers[index].isEmpty ? headers[index] : String(index + 1)
    }
}
