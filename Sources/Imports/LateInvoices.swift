import Dunning
import Ledger
import Storage
import Texts
import Values
import Workflows

/// Invoices that arrive when their first reminder is already past. A few are normal; many at once are an import of
/// old books, and a person looks before the first message about any of them leaves.
struct LateInvoices {
    private let limit: Int
    private var held: [(invoice: Invoice, declared: DeclaredStep?)] = []
    private var count = 0

    /// - Parameter limit: as many late receivables of one import are still let through.
    init(limit: Int) { self.limit = limit }

    private var isBulk: Bool { count > limit }

    /// Records the invoice, or keeps it back while nobody can tell whether it is one of many.
    mutating func issue(
        _ invoice: Invoice, _ declared: DeclaredStep?, _ batch: inout IntakeBatch
    ) throws(DeskError) {
        let late = declared == nil ? batch.lateParts(of: invoice) : 0
        guard late > 0 else { return try batch.record(.invoiceIssued(invoice, declared: declared)) }
        count += late
        if isBulk, held.isEmpty { return try record(invoice, declared, &batch) }
        held.append((invoice, declared))
        if isBulk { try release(&batch) }
    }

    /// Records what was kept back; says so when it was many.
    mutating func finish(_ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        try release(&batch)
        if isBulk { report.warn(IntakeRemark(.lateBulk, ["count": .number(count), "limit": .number(limit)])) }
    }

    private mutating func release(_ batch: inout IntakeBatch) throws(DeskError) {
        for (invoice, declared) in held { try record(invoice, declared, &batch) }
        held = []
    }

    private func record(
        _ invoice: Invoice, _ declared: DeclaredStep?, _ batch: inout IntakeBatch
    ) throws(DeskError) {
        var invoice = invoice
        invoice.needsApproval = isBulk
        try batch.record(.invoiceIssued(invoice, declared: declared))
    }
}

extension IntakeBatch {
    /// How many receivables of an invoice are already past the first level of its customer's scenario; none when
    /// nobody would write.
    mutating func lateParts(of invoice: Invoice) -> Int {
        guard let offset = firstLevel(of: invoice.customer) else { return 0 }
        return invoice.receivables.count { $0.open > 0 && $0.dueOn.adding(days: offset) <= stamp.knownOn }
    }
}
