import Formats
import Ledger
import SQL
import Storage
import Values
import Workflows

/// Takes in one table, row by row, inside the transaction of its file.
struct TableIntake {
    /// Reads as many rows between two reports of progress.
    private static let pace = 2048

    /// One of these is there: the one for the kind of the table.
    private var customers: CustomerIntake?
    private var contacts: ContactIntake?
    private var invoices: InvoiceIntake?
    private var credits: CreditIntake?

    init(_ kind: TableKind, _ batch: inout IntakeBatch, rows: Int, counts: [InvoiceID: Int]?) throws(DeskError) {
        if rows >= KnownInvoices.manyRows { try batch.loadEverybody() }
        switch kind {
        case .customers: customers = CustomerIntake(batch)
        case .contacts: contacts = ContactIntake()
        case .invoices: invoices = try InvoiceIntake(batch, rows: rows, counts: counts)
        case .creditNotes: credits = try CreditIntake(.creditNote, batch, rows: rows)
        case .payments: credits = try CreditIntake(.payment, batch, rows: rows)
        // Read as statements, not as rows of one table.
        case .statement: break
        }
    }

    /// How deep accounts must be known for a table of this kind.
    static func depth(_ kind: TableKind, on day: LocalDate) -> AccountDepth {
        switch kind {
        case .customers, .contacts, .invoices, .statement: .customer
        case .creditNotes, .payments: .open(on: day)
        }
    }

    mutating func run(
        _ rows: inout Intake, _ batch: inout IntakeBatch, _ report: inout FileReport,
        _ progress: @Sendable (IntakeProgress) -> Void
    ) throws(IntakeStop) {
        while let row = try Self.next(&rows, report) {
            report.rows += 1
            switch row {
            case .rejected(_, let problems): if let remark = IntakeRemark(row: problems) { report.reject(remark) }
            case .draft(.invoice(let draft)): try invoices?.take(draft, &batch, &report)
            case .draft(let draft):
                try IntakeStop.working { () throws(DeskError) in try take(draft, &batch, &report) }
            }
            guard report.rows % Self.pace == 0 else { continue }
            try IntakeStop.working { () throws(DeskError) in try batch.flushIfFull() }
            progress(IntakeProgress(file: report.file, rowsDone: report.rows, rows: rows.survey.rows))
        }
        try invoices?.finish(&batch, &report)
        try IntakeStop.working { () throws(DeskError) in try credits?.finish(&batch, &report) }
    }

    private static func next(_ rows: inout Intake, _ report: FileReport) throws(IntakeStop) -> IntakeRow? {
        do throws(Diagnostic) { return try rows.next() } catch {
            throw .refused(.refused(report.file, kind: report.kind, IntakeRemark(error)))
        }
    }

    private mutating func take(
        _ draft: Draft, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        switch draft {
        case .customer(let draft): try customers?.take(draft, &batch, &report)
        case .contact(let draft): try contacts?.take(draft, &batch, &report)
        case .creditNote(let draft): try credits?.take(draft, &batch, &report)
        case .payment(let draft): try credits?.take(draft, &batch, &report)
        case .invoice, .statementRow: break
        }
    }
}
