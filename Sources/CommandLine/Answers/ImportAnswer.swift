import Imports
import Texts
import Values

/// What became of imported files, for people.
enum ImportAnswer {
    /// Rows told one by one on a terminal; JSON tells them all.
    private static let told = 20

    static func text(_ report: IntakeReport, _ language: Language) -> String {
        var table = Table(
            (language.text("commands.column.file"), .left), (language.text("commands.column.kind"), .left),
            (language.text("commands.column.rows"), .right), (language.text("commands.column.created"), .right),
            (language.text("commands.column.updated"), .right), (language.text("commands.column.unchanged"), .right),
            (language.text("commands.column.rejected"), .right), (language.text("commands.column.remark"), .left))
        for file in report.files {
            table.add(
                file.file, file.kind.map { language.text("commands.kind.\(word($0))") } ?? "?", language.number(file.rows),
                language.number(file.created), language.number(file.updated),
                language.number(file.acceptable == nil ? file.unchanged : 0), language.number(file.rejectedRows),
                outcome(file, language))
        }
        return table.text
    }

    /// What became of the rows that were right, when others were refused.
    private static func outcome(_ file: FileReport, _ language: Language) -> String {
        if file.isApplied { return file.rejectedRows == 0 ? "" : language.text("commands.import.rest_applied") }
        guard let count = file.acceptable, count > 0 else { return language.text("commands.import.not_applied") }
        return language.text("commands.import.held_back", ["count": .number(count)])
    }

    /// What is wrong and what is worth knowing, file by file.
    static func complaints(_ report: IntakeReport, _ language: Language) -> String {
        report.files.map { file in
            let hidden = max(0, file.rejected.count - told)
            let warned = max(0, file.warningCount - told)
            let refused = file.rejected.prefix(told).map { line($0, of: file, language) }
            let more = hidden > 0 ? [language.text("commands.import.more", ["count": .number(hidden)])] : []
            let warnings = file.warnings.prefix(told).map { line($0, of: file, language) }
            let moreWarnings = warned > 0 ? [language.text("commands.import.more_warnings", ["count": .number(warned)])] : []
            return (refused + more + warnings + moreWarnings).map { $0 + "\n" }.joined()
        }.joined()
    }

    /// `factures.csv:12 date_echeance « 31/02/2026 » : …`
    private static func line(_ remark: IntakeRemark, of file: FileReport, _ language: Language) -> String {
        var place = file.file + (remark.line.map { ":\($0)" } ?? "")
        if let column = remark.column { place += " " + column }
        return language.text("commands.import.remark", ["place": .text(place), "what": .text(remark.message(language))])
    }

    private static func word(_ kind: IntakeKind) -> String {
        switch kind {
        case .customers, .contacts, .invoices, .payments, .fec, .statement: kind.rawValue
        case .creditNotes: "credit_notes"
        }
    }
}
