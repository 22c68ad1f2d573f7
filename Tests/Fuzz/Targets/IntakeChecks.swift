import Formats
import Values

/// Whole files as they are taken in: each row is a draft or a rejection (I15), and drafts that are exported come back.
enum IntakeChecks {
    static let name = "factures 123456782FEC20261231.txt"

    static func check(_ bytes: [UInt8]) throws(Violation) {
        if FEC.recognises(Array(bytes.prefix(256))) { return try FECChecks.check(bytes) }
        switch outcome({ () throws(Diagnostic) in try TableInput(bytes: bytes) }) {
        case .failure(let refusal): try requireLocated(refusal, lines: mostLines(bytes))
        case .success(.workbook(let origin)): try table(.workbook(origin), lines: WorkbookChecks.mostRows)
        case .success(.text(let open)):
            try table(.text(open: open), lines: mostLines(bytes))
            let cut = TableInput.text { () throws(Diagnostic) in ByteSource(bytes, chunk: 11) }
            let (slowly, atOnce) = (answers(cut), answers(.text(open: open)))
            try require((slowly.refusal == nil) == (atOnce.refusal == nil), "read 11 bytes at a time: \(String(describing: slowly.refusal)), at once: \(String(describing: atOnce.refusal))")
            if atOnce.refusal == nil { try requireSame(slowly, atOnce, "read 11 bytes at a time") }
        }
    }

    /// What is said about a file: its rows in order, or why it is refused.
    struct Answers: Equatable {
        var rows: [IntakeRow] = []
        var refusal: Diagnostic?
        var survey: TableSurvey?
    }

    static func answers(_ input: TableInput, _ mapping: ColumnMapping = ColumnMapping()) -> Answers {
        var answers = Answers()
        do throws(Diagnostic) {
            let survey = try TableSurvey(input, named: name, mapping: mapping)
            answers.survey = survey
            var intake = try Intake(input, survey)
            while let row = try intake.next() { answers.rows.append(row) }
        } catch { answers.refusal = error }
        return answers
    }

    static func table(_ input: TableInput, lines: Int) throws(Violation) {
        let first = answers(input)
        if let refusal = first.refusal { try requireLocated(refusal, lines: lines) }
        guard let survey = first.survey, first.refusal == nil else {
            return try require(first.survey == nil, "a surveyed file is refused: \(String(describing: first.refusal))")
        }
        try requireSame(first.rows.count, survey.rows, "rows answered for the rows of the file")
        for row in first.rows { try answered(row, lines: lines) }
        if survey.kind == .statement { try StatementChecks.table(input, survey, lines: lines) }
        // The mapping that is shown and remembered says the same about the same file.
        let shown = outcome { () throws(Diagnostic) in try ColumnMapping(parsing: survey.mapping.text) }
        guard case .success(let mapping) = shown else { throw Violation("the mapping \(survey.mapping.text) is refused: \(shown)") }
        let again = answers(input, mapping)
        try requireSame(again.refusal, nil, "with its own mapping \(mapping.text)")
        try requireSame(again.rows, first.rows, "with its own mapping \(mapping.text)")
        try exported(first.rows, survey.kind)
    }

    private static func answered(_ row: IntakeRow, lines: Int) throws(Violation) {
        switch row {
        case .rejected(let line, let problems):
            try require(!problems.isEmpty, "line \(line) is rejected without a reason")
            for problem in problems {
                try requireLocated(problem, lines: lines)
                try requireSame(problem.line, line, "the line of \(problem.code)")
            }
        case .draft(let draft):
            try require((1...lines).contains(draft.line), "line \(draft.line) of \(lines)")
            try sound(draft)
        }
    }

    private static func sound(_ draft: Draft) throws(Violation) {
        let range = Int64(1)...Money.largest
        switch draft {
        case .customer(let draft): try require(!draft.number.isEmpty && !draft.name.isEmpty, "a customer without number or name")
        case .contact(let draft):
            try require(!draft.customerNumber.isEmpty && (draft.phone != nil || !draft.emails.isEmpty), "a contact without contact")
        case .invoice(let draft):
            try require(range.contains(draft.amount.minor), "an invoice of \(draft.amount)")
            try require(draft.dueOn.map { $0 >= draft.issuedOn } ?? true, "due before \(draft.issuedOn)")
            try require((draft.lastStep == nil) == (draft.lastStepOn == nil), "half a declared step")
        case .creditNote(let draft): try require(range.contains(draft.amount.minor), "a credit note of \(draft.amount)")
        case .statementRow(let draft):
            try require(draft.amount.minor.magnitude <= Money.largest.magnitude, "a movement of \(draft.amount)")
        case .payment(let draft): try require(range.contains(draft.amount.minor), "a payment of \(draft.amount)")
        }
        for text in DraftCells(draft).texts {
            try require(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "a control character in \(text)")
        }
    }

    /// Drafts written as a table of their own kind come back as the same drafts.
    private static func exported(_ rows: [IntakeRow], _ kind: TableKind) throws(Violation) {
        let drafts: [Draft] = rows.prefix(300).compactMap { if case .draft(let draft) = $0 { draft } else { nil } }
        guard !drafts.isEmpty else { return }
        var writer = CSVWriter()
        writer.row(kind.fields.map(\.rawValue))
        for draft in drafts { DraftCells(draft).write(kind, to: &writer) }
        let bytes = writer.take()
        let mapping = ColumnMapping(kind: kind, decimalMark: .comma, separator: .semicolon, encoding: .utf8)
        let read = answers(TableInput.text { () throws(Diagnostic) in ByteSource(bytes) }, mapping)
        try requireSame(read.refusal, nil, "drafts exported")
        let found: [[Field: String]] = read.rows.map { if case .draft(let draft) = $0 { DraftCells(draft).cells } else { [:] } }
        for (index, draft) in drafts.enumerated() {
            let back = index < found.count ? found[index] : [:]
            let expected = DraftCells(draft).cells
            for field in kind.fields where back[field].map({ Array($0.utf8) }) != expected[field].map({ Array($0.utf8) }) {
                throw Violation("\(field.rawValue) exported as \(expected[field] ?? "nothing") comes back as \(back[field] ?? "nothing"): \(read.rows[min(index, read.rows.count - 1)])")
            }
        }
        try requireSame(read.rows.count, drafts.count, "drafts exported")
    }
}
