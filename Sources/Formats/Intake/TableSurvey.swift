internal import Values

/// What a file turned out to be after one pass over all of it: nothing is taken in before this is known.
package struct TableSurvey: Hashable, Sendable {
    /// A column and the field it was given to.
    package struct MappedColumn: Hashable, Sendable {
        package let field: Field
        package let header: String
        /// From 0.
        package let index: Int
        package let reason: MappingReason
    }

    package let kind: TableKind
    package let head: TableHead
    /// In the order of fields.
    package let columns: [MappedColumn]
    package let profile: FileProfile
    /// The rows below the headers that hold anything: drafts and rejections together.
    package let rows: Int
    package let form: TableForm
    /// What was declared and is used again for the second pass.
    package let declared: ColumnMapping

    package var layout: String { head.layout }

    /// The headers that no field took.
    package var ignoredHeaders: [String] {
        let used = Set(columns.map(\.index))
        return head.headers.indices.filter { !used.contains($0) && !head.headers[$0].isEmpty }.map { head.headers[$0] }
    }

    /// The whole mapping, to be shown, corrected, and remembered under `layout`.
    package var mapping: ColumnMapping {
        var mapping = declared
        mapping.kind = kind
        mapping.columns = columns.map { ColumnMapping.Column($0.field, head.reference(to: $0.index)) }
        return mapping
    }

    /// Reads the file once from end to end.
    ///
    /// - Parameters:
    ///   - name: the name of the file, which settles what headers leave open.
    ///   - kind: what it must be taken for, if somebody said so.
    ///   - mapping: what somebody declared; it wins over what is remembered and proposed.
    ///   - recall: the mapping remembered for a layout.
    /// - Throws: the refusal of the file: unreadable, not a table, of no kind, without a required column, or with
    ///   values that can be read in two ways and nothing that proves which.
    package init(
        _ input: TableInput, named name: String, kind: TableKind? = nil, mapping: ColumnMapping = ColumnMapping(),
        recall: (_ layout: String) -> ColumnMapping? = { _ in nil }
    ) throws(Diagnostic) {
        var declared = mapping
        declared.kind = kind ?? mapping.kind
        head = try TableHead.find(in: input, declared)
        if let known = recall(head.layout) { declared.complete(with: known) }
        self.declared = declared
        if let known = declared.kind ?? Self.kind(declaring: declared.columns) {
            self.kind = known
        } else {
            self.kind = try KindRecognition(head: head, fileName: name).kind()
        }
        columns = try Self.columns(of: self.kind, head, declared, input)
        var reader = try input.reader(declared)
        (profile, rows) = try ProfilePass(head: head, columns: columns, declared: declared).run(&reader)
        form = reader.form
    }

    /// The only kind that has all the declared fields and whose required ones are all declared.
    private static func kind(declaring columns: [ColumnMapping.Column]) -> TableKind? {
        let fields = Set(columns.map(\.field))
        let fitting = TableKind.allCases.filter { $0.missing(from: fields).isEmpty && fields.isSubset(of: $0.fields) }
        return fitting.count == 1 ? fitting.first : nil
    }

    private static func columns(
        of kind: TableKind, _ head: TableHead, _ declared: ColumnMapping, _ input: TableInput
    ) throws(Diagnostic) -> [MappedColumn] {
        for column in declared.columns where kind.fields.contains(column.field) && head.index(of: column.header) == nil {
            throw Diagnostic(
                .unknownColumn, line: head.line, column: column.header,
                parameters: ["field": column.field.rawValue, "headers": head.headers.joined(separator: ", ")])
        }
        let columns = namedColumns(of: kind, head, declared)
        try refuseDuplicates(columns, head)
        let missing = kind.missing(from: Set(columns.map(\.field)))
        guard missing.isEmpty else {
            let proposal = try MappingProposal(input, head, kind, declared)
            throw .missing(missing, kind, head, proposal: proposal)
        }
        return columns.sorted { $0.field < $1.field }
    }

    /// The columns that a mapping or their own headers give to fields, in no order that matters.
    static func namedColumns(of kind: TableKind, _ head: TableHead, _ declared: ColumnMapping) -> [MappedColumn] {
        var columns: [MappedColumn] = []
        for column in declared.columns where kind.fields.contains(column.field) {
            guard let index = head.index(of: column.header) else { continue }
            columns.append(MappedColumn(field: column.field, header: head.name(of: index), index: index, reason: .declared))
        }
        let proposed = head.assignment(kind)
        for field in kind.fields where !columns.contains(where: { $0.field == field }) {
            guard let (index, reason) = proposed[field], !columns.contains(where: { $0.index == index }) else { continue }
            columns.append(MappedColumn(field: field, header: head.name(of: index), index: index, reason: reason))
        }
        return columns
    }

    /// A header that stands twice names no column; one given to two fields is a slip.
    private static func refuseDuplicates(_ columns: [MappedColumn], _ head: TableHead) throws(Diagnostic) {
        for column in columns {
            let isTwice = column.reason != .declared && head.folded.count { $0 == head.folded[column.index] } > 1
            guard !isTwice, columns.count(where: { $0.index == column.index }) == 1 else {
                throw Diagnostic(
                    .duplicateColumn, line: head.line, column: column.header, parameters: ["field": column.field.rawValue])
            }
        }
    }
}

extension ColumnMapping {
    /// Takes from a remembered mapping what is not declared here.
    fileprivate mutating func complete(with known: ColumnMapping) {
        let fields = Set(columns.map(\.field))
        columns += known.columns.filter { !fields.contains($0.field) }
        kind = kind ?? known.kind
        decimalMark = decimalMark ?? known.decimalMark
        dateForm = dateForm ?? known.dateForm
        separator = separator ?? known.separator
        encoding = encoding ?? known.encoding
    }
}
