/// A mapping to start from when a file is not understood by its headers alone: what the headers say, completed by
/// what the values look like. It is for a person to confirm; nothing is taken in on its strength.
package struct MappingProposal: Hashable, Sendable {
    package let kind: TableKind
    package let head: TableHead
    /// In the order of fields, each with its reason.
    package let columns: [TableSurvey.MappedColumn]
    /// The required fields that nothing in the file suggests.
    package let missing: [Field]

    /// What a person may save as a mapping file, correct and give back.
    package var mapping: ColumnMapping {
        ColumnMapping(kind: kind, columns: columns.map { ColumnMapping.Column($0.field, head.reference(to: $0.index)) })
    }

    /// Looks at the headers and the first rows. Throws what makes the file unreadable.
    package init(
        _ input: TableInput, named name: String, kind: TableKind? = nil, mapping: ColumnMapping = ColumnMapping()
    ) throws(Diagnostic) {
        let head = try TableHead.find(in: input, mapping)
        let forced = kind ?? mapping.kind
        try self.init(input, head, forced ?? Self.likeliest(head, name), mapping)
    }

    init(_ input: TableInput, _ head: TableHead, _ kind: TableKind, _ mapping: ColumnMapping) throws(Diagnostic) {
        self.kind = kind
        self.head = head
        var columns = TableSurvey.namedColumns(of: kind, head, mapping)
        let traits = try Self.traits(input, head, mapping)
        for field in kind.fields where !columns.contains(where: { $0.field == field }) {
            let candidates = traits.indices.filter { index in
                traits[index].couldBe(field, in: kind) && !columns.contains { $0.index == index }
            }
            // Two columns that could both be it suggest neither.
            guard candidates.count == 1, let index = candidates.first else { continue }
            columns.append(.init(field: field, header: head.name(of: index), index: index, reason: .content))
        }
        self.columns = columns.sorted { $0.field < $1.field }
        missing = kind.missing(from: Set(columns.map(\.field)))
    }

    private static func likeliest(_ head: TableHead, _ name: String) -> TableKind {
        do throws(Diagnostic) {
            return try KindRecognition(head: head, fileName: name).kind()
        } catch {
            let kinds: [TableKind] = [.invoices, .payments, .customers, .contacts, .creditNotes, .statement]
            let fits = kinds.map { head.assignment($0).count }
            let best = fits.max() ?? 0
            return zip(kinds, fits).first { $0.1 == best }?.0 ?? .invoices
        }
    }

    private static func traits(_ input: TableInput, _ head: TableHead, _ mapping: ColumnMapping) throws(Diagnostic) -> [ColumnTraits] {
        var traits = [ColumnTraits](repeating: ColumnTraits(), count: head.headers.count)
        var reader = try input.reader(mapping)
        var row = TableRow()
        var sampled = 0
        while sampled < ColumnTraits.sampledRows, try reader.next(into: &row) {
            guard row.line > head.line else { continue }
            sampled += 1
            for index in traits.indices { traits[index].look(at: row[index], row.kind(at: index)) }
        }
        return traits
    }
}
