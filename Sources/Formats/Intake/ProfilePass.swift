internal import Values

/// The first pass over a table: counts its rows and what their amounts and dates prove.
struct ProfilePass {
    let head: TableHead
    let columns: [TableSurvey.MappedColumn]
    let declared: ColumnMapping

    func run(_ reader: inout any TableReader) throws(Diagnostic) -> (FileProfile, rows: Int) {
        var amounts = ProofCount<DecimalMark>(.comma, .point)
        var dates = ProofCount<DateForm>(.dayMonthYear, .monthDayYear)
        let dateColumns = columns.filter(\.field.isDate)
        let amountColumns = columns.filter(\.field.isAmount)
        var row = TableRow()
        var rows = 0
        while try reader.next(into: &row) {
            guard row.line > head.line else { continue }
            rows += 1
            for column in amountColumns { examine(row, column, &amounts) }
            for column in dateColumns { examine(row, column, &dates) }
        }
        return (FileProfile(decimalMark: try decimal(amounts), dateForm: try form(dates)), rows)
    }

    private func decimal(_ proofs: ProofCount<DecimalMark>) throws(Diagnostic) -> FileProfile.Reading<DecimalMark> {
        if let mark = declared.decimalMark { return .declared(mark) }
        return try proofs.reading(undecidable: .decimalMarkUndecidable)
    }

    private func form(_ proofs: ProofCount<DateForm>) throws(Diagnostic) -> FileProfile.Reading<DateForm> {
        if let form = declared.dateForm { return .declared(form) }
        return try proofs.reading(undecidable: .dateOrderUndecidable)
    }

    private func examine(_ row: TableRow, _ column: TableSurvey.MappedColumn, _ proofs: inout ProofCount<DecimalMark>) {
        guard row.kind(at: column.index) == .text else { return }
        let bytes = row[column.index].trimmed
        switch AmountEvidence(AmountText.withoutSign(bytes, .eur)) {
        case .none, .unreadable: return
        case .proves(let mark): proofs.proof(of: mark, column.field, column.header, bytes, line: row.line)
        case .ambiguous: proofs.doubt(column.field, column.header, bytes, line: row.line)
        }
    }

    private func examine(_ row: TableRow, _ column: TableSurvey.MappedColumn, _ proofs: inout ProofCount<DateForm>) {
        guard row.kind(at: column.index) == .text else { return }
        let bytes = row[column.index].trimmed
        let date = DateText(bytes)
        if let form = date.provenForm {
            proofs.proof(of: form, column.field, column.header, bytes, line: row.line)
        } else if date.isAmbiguous {
            proofs.doubt(column.field, column.header, bytes, line: row.line)
        }
    }
}
