/// One row of a table, taken in or refused. Every row that holds anything is one or the other.
package enum IntakeRow: Hashable, Sendable {
    case draft(Draft)
    /// Everything that is wrong with the row; at least one diagnostic.
    case rejected(line: Int, [Diagnostic])
}

/// The second pass over a surveyed file: its rows as drafts, one at a time, in the order of the file.
package struct Intake {
    package let survey: TableSurvey

    private var reader: any TableReader
    private var drafts: DraftReader
    private var row = TableRow()

    package init(_ input: TableInput, _ survey: TableSurvey) throws(Diagnostic) {
        self.survey = survey
        reader = try input.reader(survey.declared)
        drafts = DraftReader(survey)
    }

    /// The next row, nil at the end. Throws what makes the rest of the file unreadable.
    package mutating func next() throws(Diagnostic) -> IntakeRow? {
        repeat {
            guard try reader.next(into: &row) else { return nil }
        } while row.line <= survey.head.line
        return drafts.read(row)
    }
}
