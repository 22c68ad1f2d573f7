package import Formats
import Ledger
package import Texts
package import Values

/// What became of the files of one import, in the order in which they were given.
package struct IntakeReport: Sendable {
    package let on: LocalDate
    package var files: [FileReport]

    /// Every file was applied and none of their rows refused.
    package var isClean: Bool { files.allSatisfy { $0.isApplied && $0.rejectedRows == 0 } }
}

/// What became of one file. Rows = created + updated + unchanged + rejected rows, always (I15).
package struct FileReport: Sendable {
    package let file: String
    /// Nil when it was not even recognised.
    package var kind: IntakeKind?
    /// False when nothing of it was taken in: the ledger is as it was.
    package var isApplied = false
    package var rows = 0
    package var created = 0
    package var updated = 0
    /// Rows that changed nothing: known already, or good but held back with a refused file.
    package var unchanged = 0
    package var rejectedRows = 0
    /// One for each refused row, the first hundred thousand; one without a row when the file itself is refused.
    package var rejected: [IntakeRemark] = []
    /// Rows that would have been taken, had the others been right.
    package var acceptable: Int?
    /// Not refused, but worth knowing; the first thousand.
    package var warnings: [IntakeRemark] = []
    package var warningCount = 0
    /// Which column was read as which field, unless every header was a field's own name.
    package var columns: [TableSurvey.MappedColumn] = []
    /// Lines read, for a FEC, whose rows are the customers and documents that its lines tell of.
    package var lines: Int?
    /// Refused rows that keep a whole file from being applied: all but contradictions, which are set aside instead.
    private(set) var blockingRows = 0
    /// The contradictions that nobody has decided about yet: their invoices are set aside even when the file is refused
    /// for its other rows.
    private(set) var contradictions: [QuarantinedVersion] = []
    private var headers: [Field: String] = [:]

    init(file: String, kind: IntakeKind? = nil) {
        self.file = file
        self.kind = kind
    }

    init(file: String, kind: IntakeKind, _ survey: TableSurvey) {
        self.init(file: file, kind: kind)
        for column in survey.columns { headers[column.field] = column.header }
        if survey.columns.contains(where: { $0.reason != .exact }) { columns = survey.columns }
    }

    /// A column as the file calls it.
    func header(_ field: Field) -> String { headers[field] ?? field.rawValue }

    static let keptRejections = 100_000
    static let keptWarnings = 1000

    mutating func reject(_ remark: IntakeRemark) {
        rejectedRows += 1
        if remark.code != IntakeCode.conflict.word { blockingRows += 1 }
        if rejected.count < Self.keptRejections { rejected.append(remark) }
    }

    mutating func contradict(_ version: QuarantinedVersion) { contradictions.append(version) }

    mutating func warn(_ remark: IntakeRemark) {
        warningCount += 1
        if warnings.count < Self.keptWarnings { warnings.append(remark) }
    }

    /// The report of a file that is refused as a whole, before any row.
    static func refused(_ file: String, kind: IntakeKind?, _ remark: IntakeRemark) -> FileReport {
        var report = FileReport(file: file, kind: kind)
        report.rejected = [remark]
        return report
    }

    /// The same report when nothing may be applied because some rows are refused.
    func heldBack() -> FileReport {
        var report = self
        report.isApplied = false
        report.created = 0
        report.updated = 0
        report.unchanged = rows - rejectedRows
        report.acceptable = rows - rejectedRows
        report.warnings = [
            IntakeRemark(
                kind == .statement && headers.isEmpty ? .statementNotApplied : contradictions.isEmpty ? .notApplied : .onlySetAside,
                ["count": .number(rows - rejectedRows), "rejected": .number(blockingRows)])
        ]
        report.warningCount = 1
        return report
    }

    /// What is remembered of the file in the ledger.
    func receipt(_ id: ImportID) -> ImportReceipt {
        ImportReceipt(
            id: id, file: file, kind: kind?.rawValue ?? "", rows: rows, created: created, updated: updated,
            unchanged: unchanged, rejected: rejectedRows)
    }
}

extension IntakeReport {
    /// The answer of `relance import`.
    package func json(_ language: Language) -> JSON {
        .object(("on", .date(on)), ("files", .array(files.map { $0.json(language) })))
    }
}

extension FileReport {
    func json(_ language: Language) -> JSON {
        .object(
            ("file", .string(file)), ("kind", kind.map { .string($0.rawValue) } ?? .null), ("applied", .bool(isApplied)),
            ("rows", .integer(rows)), ("created", .integer(created)), ("updated", .integer(updated)),
            ("unchanged", .integer(unchanged)), ("rejected", .array(rejected.map { $0.json(language) })),
            ("rejectedRows", .integer(rejectedRows)), ("acceptable", acceptable.map { .integer($0) }),
            ("warnings", .array(warnings.map { $0.json(language) })), ("warningCount", .integer(warningCount)),
            ("mapping", columns.isEmpty ? nil : .array(columns.map(\.json))), ("lines", lines.map { .integer($0) }))
    }
}

extension IntakeRemark {
    func json(_ language: Language) -> JSON {
        .object(
            ("line", line.map { .integer($0) } ?? .null), ("column", .string(column) ?? .null), ("value", .string(value)),
            ("code", .string(code)), ("message", .string(message(language))),
            ("others", others.isEmpty ? nil : .array(others.map { $0.json(language) })))
    }
}

extension TableSurvey.MappedColumn {
    var json: JSON {
        .object(("field", .string(field.rawValue)), ("column", .string(header)), ("reason", .string(reason.rawValue)))
    }
}
