import Dunning
import Formats
import Ledger
import SQL
import Storage
import Texts
import Values
import Workflows

/// Takes in the rows of a table of invoices: rows of one number are its instalments.
struct InvoiceIntake {
    private var terms: TermsReader
    private var books: KnownInvoices
    private var late: LateInvoices
    private var quarantine = Quarantine()
    /// How many rows each number has, when rows of one number are known to stand apart.
    private let counts: [InvoiceID: Int]?
    private var finished: Set<InvoiceID> = []
    /// The rows of the number that is being read.
    private var current: [InvoiceDraft] = []
    private var waiting: [InvoiceID: [InvoiceDraft]] = [:]

    init(_ batch: IntakeBatch, rows: Int, counts: [InvoiceID: Int]?) throws(DeskError) {
        terms = TermsReader(standard: batch.profile.policy.defaultTerms)
        books = try KnownInvoices(batch, rows: rows)
        late = LateInvoices(limit: batch.profile.policy.lateImportLimit)
        self.counts = counts
    }

    mutating func take(_ draft: InvoiceDraft, _ batch: inout IntakeBatch, _ report: inout FileReport) throws(IntakeStop) {
        if let counts {
            let id = InvoiceID(draft.number)
            waiting[id, default: []].append(draft)
            guard waiting[id]?.count == counts[id], let rows = waiting.removeValue(forKey: id) else { return }
            return try complete(rows, &batch, &report)
        }
        if let first = current.first, InvoiceID(first.number) != InvoiceID(draft.number) {
            let rows = current
            current.removeAll(keepingCapacity: true)
            try complete(rows, &batch, &report)
        }
        if current.isEmpty, finished.contains(InvoiceID(draft.number)) { throw .scattered }
        current.append(draft)
    }

    /// Call after the last row.
    mutating func finish(_ batch: inout IntakeBatch, _ report: inout FileReport) throws(IntakeStop) {
        if !current.isEmpty { try complete(current, &batch, &report) }
        for id in waiting.keys.sorted() { try complete(waiting[id] ?? [], &batch, &report) }
        try IntakeStop.working { () throws(DeskError) in try late.finish(&batch, &report) }
    }

    private mutating func complete(
        _ rows: [InvoiceDraft], _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(IntakeStop) {
        guard let first = rows.first else { return }
        if counts == nil { finished.insert(InvoiceID(first.number)) }
        try IntakeStop.working { () throws(DeskError) in try decide(first, rows, &batch, &report) }
    }

    private mutating func decide(
        _ first: InvoiceDraft, _ rows: [InvoiceDraft], _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        let customer = CustomerID(first.customerNumber)
        guard try batch.knows(customer) else {
            for row in rows { report.rejectUnknownCustomer(row.customerNumber, line: row.line) }
            return
        }
        let own = rows.allSatisfy { $0.dueOn != nil } ? nil : try batch.terms(of: customer)
        guard let parts = parts(rows, own, &report) else { return }
        let total = parts.reduce(Int64(0)) { sum, part in
            let (next, isTooMuch) = sum.addingReportingOverflow(part.amount)
            return isTooMuch ? .max : next
        }
        let id = InvoiceID(first.number)
        if let known = try books.find(id, batch) {
            return try compare(rows, dueOn: parts[0].dueOn, total: total, with: known, &batch, &report)
        }
        let declared: DeclaredStep?
        switch declaration(rows, customer, &batch) {
        case .none: declared = nil
        case .step(let step): declared = step
        case .unknown(let word, let known):
            return reject(rows, &report) { row, report in
                IntakeRemark(
                    .unknownStep, line: row.line, column: report.header(.lastStep), value: word,
                    ["known": .text(known), "customer": .text(row.customerNumber)])
            }
        }
        report.created += parts.count
        report.unchanged += rows.count - parts.count
        let invoice = Invoice(
            id: id, customer: customer, issuedOn: first.issuedOn, currency: first.amount.currency,
            orderReference: rows.lazy.compactMap(\.orderReference).first, importID: batch.importID,
            receivables: zip(1..., parts).map { Receivable(rank: $0, dueOn: $1.dueOn, amount: $1.amount) })
        try late.issue(invoice, declared, &batch)
    }

    // MARK: Instalments

    /// The amounts due by date, nil when the rows of one invoice contradict each other or give no date.
    private mutating func parts(
        _ rows: [InvoiceDraft], _ customerTerms: String?, _ report: inout FileReport
    ) -> [(dueOn: LocalDate, amount: Int64)]? {
        var parts: [(dueOn: LocalDate, amount: Int64)] = []
        for row in rows {
            guard let due = row.dueOn ?? terms.dueOn(issued: row.issuedOn, row.terms, customerTerms) else {
                reject(rows, &report) { unreadable($0, $1) }
                return nil
            }
            guard row.agrees(with: rows[0]), !parts.contains(where: { $0.dueOn == due && $0.amount != row.amount.minor })
            else {
                reject(rows, &report) { Self.contradiction($0, rows, $1) }
                return nil
            }
            if parts.contains(where: { $0.dueOn == due }) {
                // The same row twice is one row.
                report.warn(IntakeRemark(.duplicateRow, line: row.line, value: row.number, ["first": .number(rows[0].line)]))
                continue
            }
            parts.append((due, row.amount.minor))
        }
        return parts.sorted { $0.dueOn < $1.dueOn }
    }

    private func reject(
        _ rows: [InvoiceDraft], _ report: inout FileReport, _ remark: (InvoiceDraft, FileReport) -> IntakeRemark
    ) {
        for row in rows { report.reject(remark(row, report)) }
    }

    private func unreadable(_ row: InvoiceDraft, _ report: FileReport) -> IntakeRemark {
        guard let text = row.terms else {
            return IntakeRemark(Diagnostic(.dueMissing, line: row.line, column: report.header(.dueOn)))
        }
        return IntakeRemark(.termsUnreadable, line: row.line, column: report.header(.terms), value: text)
    }

    private static func contradiction(_ row: InvoiceDraft, _ rows: [InvoiceDraft], _ report: FileReport) -> IntakeRemark {
        let lines = rows.map { String($0.line) }.joined(separator: ", ")
        return IntakeRemark(
            .conflictInFile, line: row.line, column: report.header(.invoiceNumber), value: row.number, ["lines": .text(lines)])
    }

    // MARK: The invoice that is already known

    private mutating func compare(
        _ rows: [InvoiceDraft], dueOn: LocalDate, total: Int64, with known: KnownInvoice, _ batch: inout IntakeBatch,
        _ report: inout FileReport
    ) throws(DeskError) {
        let first = rows[0]
        let other = OtherVersion(
            invoice: InvoiceID(first.number), customer: CustomerID(first.customerNumber),
            amount: Money(minor: total, first.amount.currency))
        guard other.differs(from: known) else {
            report.unchanged += rows.count
            if first.dueOn != nil, dueOn != known.dueOn {
                report.warn(
                    IntakeRemark(
                        .dueDiffers, line: first.line, column: report.header(.dueOn), value: first.number,
                        ["recorded": .date(known.dueOn, .short), "given": .date(dueOn, .short)]))
            }
            return
        }
        let isDecided = try quarantine.set(other, over: known, &batch, &report)
        for row in rows {
            report.reject(
                other.remark(
                    over: known, isDecided: isDecided, line: row.line, column: report.header(.amount),
                    value: row.amount.decimalText))
        }
    }

    // MARK: Reminders already sent

    private enum Declaration {
        case none
        case step(DeclaredStep)
        case unknown(String, known: String)
    }

    /// The reminder that the file says was sent elsewhere, looked up in the customer's scenario by its id or rank.
    private func declaration(_ rows: [InvoiceDraft], _ customer: CustomerID, _ batch: inout IntakeBatch) -> Declaration {
        guard let row = rows.first(where: { $0.lastStep != nil }), let word = row.lastStep, let on = row.lastStepOn else {
            return .none
        }
        let steps = batch.scenario(of: customer)?.steps ?? []
        let found = steps.first { $0.id.lowercased() == word.lowercased() }
            ?? Int(word).flatMap { rank in rank > 0 ? steps.first { $0.rank == rank } : nil }
        if let found { return .step(DeclaredStep(step: found.id, rank: found.rank, on: on)) }
        return .unknown(word, known: steps.isEmpty ? "-" : steps.map(\.id).joined(separator: ", "))
    }
}

extension InvoiceDraft {
    fileprivate func agrees(with other: InvoiceDraft) -> Bool {
        customerNumber == other.customerNumber && issuedOn == other.issuedOn && amount.currency == other.amount.currency
    }
}
