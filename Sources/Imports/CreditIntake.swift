import Formats
import Ledger
import SQL
import Storage
import Texts
import Values
import Workflows

/// Takes in the rows of a table of credit notes or of payments, and lets each settle the invoice that it names.
struct CreditIntake {
    private let kind: Credit.Kind
    private let books: KnownInvoices
    /// Every credit of the kind for a large file; what the file brought, in any case.
    private var known: [CreditID: RecordedCredit]
    private let knowsAll: Bool
    /// How many rows of the file say the same about a payment that has no reference.
    private var ranks: [CreditID: Int] = [:]
    private var bankPayments: BankPayments?
    /// More movements than books hold as one payment.
    private static let mostParts = 40
    /// Payments of one customer and day that stand one after the other: perhaps one transfer for several invoices.
    private var held: [Row] = []

    init(_ kind: Credit.Kind, _ batch: IntakeBatch, rows: Int) throws(DeskError) {
        self.kind = kind
        books = try KnownInvoices(batch, rows: rows)
        knowsAll = rows >= KnownInvoices.manyRows
        bankPayments = kind == .payment ? try BankPayments(batch) : nil
        known = !knowsAll ? [:] : try batch.ask { company, session throws(SQLError) in
            try Lookups.credits(kind, company, session)
        }
    }

    mutating func take(
        _ draft: CreditNoteDraft, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        let credit = Credit(
            id: CreditID(draft.number), kind: .creditNote, customer: CustomerID(draft.customerNumber), on: draft.issuedOn,
            currency: draft.amount.currency, amount: draft.amount.minor, invoice: draft.creditedInvoice.map { InvoiceID($0) })
        try take(Row(credit, Place(line: draft.line, number: .invoiceNumber, invoice: .creditedInvoice)), &batch, &report)
    }

    mutating func take(_ draft: PaymentDraft, _ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        let credit = Credit(
            id: draft.reference.map { CreditID($0) } ?? name(draft), kind: .payment, customer: CustomerID(draft.customerNumber),
            on: draft.receivedOn, currency: draft.amount.currency, amount: draft.amount.minor,
            invoice: draft.invoiceNumber.map { InvoiceID($0) })
        let row = Row(credit, Place(line: draft.line, number: .paymentReference, invoice: .invoiceNumber))
        if let first = held.first, !first.mayBeOneTransfer(with: row) || held.contains(where: { $0.credit.id == credit.id }) {
            try finish(&batch, &report)
        }
        guard bankPayments?.knows(credit.customer) ?? false else { return try take(row, &batch, &report) }
        held.append(row)
    }

    /// Takes in what is held back.
    mutating func finish(_ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        let rows = held
        held = []
        let twins = try twins(of: rows, &batch)
        for (row, twin) in zip(rows, twins) {
            guard let twin else {
                if try !join(row, &batch, &report) { try take(row, &batch, &report) }
                continue
            }
            report.unchanged += 1
            report.warn(
                IntakeRemark(
                    row.credit.id, of: row.credit.customer, ofBank: twin, line: row.place.line,
                    column: report.header(row.place.number)))
        }
    }

    /// The payment of the bank that each of some rows is, or is a part of.
    private mutating func twins(of rows: [Row], _ batch: inout IntakeBatch) throws(DeskError) -> [BankPayments.Payment?] {
        var twins: [BankPayments.Payment?] = Array(repeating: nil, count: rows.count)
        var fresh: [Int] = []
        for place in rows.indices where try find(rows[place].credit.id, batch) == nil { fresh.append(place) }
        for place in fresh { try join([place], rows, &twins, &batch) }
        // Those whose names begin alike, then all of them.
        let stems = Dictionary(grouping: fresh) { rows[$0].credit.id.stem }
        for places in stems.keys.sorted().compactMap({ stems[$0] }) + [fresh] {
            let left = places.filter { twins[$0] == nil }
            if left.count > 1 { try join(left, rows, &twins, &batch) }
        }
        return twins
    }

    /// Takes some rows for one payment of the bank, when there is one of their sum.
    private mutating func join(
        _ places: [Int], _ rows: [Row], _ twins: inout [BankPayments.Payment?], _ batch: inout IntakeBatch
    ) throws(DeskError) {
        let credits = places.map { rows[$0].credit }
        guard let first = credits.first else { return }
        let sum = Money(minor: credits.reduce(Int64(0)) { $0.plus($1.amount) }, first.currency)
        let filed = credits.map { credit in
            FiledPayment(
                id: credit.id, on: credit.on, invoice: credit.invoice, amount: credits.count > 1 ? credit.amount : nil, isOfBooks: false)
        }
        guard let twin = bankPayments?.take(filed, of: first.customer, sum) else { return }
        try batch.note(filed, with: twin)
        for place in places { twins[place] = twin }
    }

    /// Takes a row for several payments of the bank, when there are some that come to its sum.
    private mutating func join(_ row: Row, _ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) -> Bool {
        let credit = row.credit
        guard try find(credit.id, batch) == nil,
            let parts = bankPayments?.takeParts(of: row.filed, credit.customer, Money(minor: credit.amount, credit.currency))
        else { return false }
        for part in parts { try batch.note([part.filed], with: part.known) }
        report.unchanged += 1
        report.warn(
            IntakeRemark(
                credit.id, of: credit.customer, ofBank: parts.map(\.known), line: row.place.line,
                column: report.header(row.place.number)))
        return true
    }

    /// A name for a payment that has none: what it says, and its rank among the rows of the file that say the same.
    /// Two transfers that look alike are two payments, and the same file again brings none (I4).
    private mutating func name(_ draft: PaymentDraft) -> CreditID {
        let (customer, invoice) = (CustomerID(draft.customerNumber), draft.invoiceNumber.map { InvoiceID($0) })
        let first = CreditKey.payment(of: customer, on: draft.receivedOn, draft.amount, for: invoice, rank: 1)
        let rank = (ranks[first.id] ?? 0) + 1
        ranks[first.id] = rank
        return CreditKey.payment(of: customer, on: draft.receivedOn, draft.amount, for: invoice, rank: rank).id
    }

    /// Where a row stands and what its columns are called.
    private struct Place {
        let line: Int
        let number: Field
        let invoice: Field
    }

    private struct Row {
        let credit: Credit
        let place: Place

        init(_ credit: Credit, _ place: Place) {
            self.credit = credit
            self.place = place
        }

        var filed: FiledPayment { FiledPayment(id: credit.id, on: credit.on, invoice: credit.invoice, isOfBooks: false) }

        func mayBeOneTransfer(with other: Row) -> Bool {
            credit.customer == other.credit.customer && credit.on == other.credit.on && credit.currency == other.credit.currency
        }
    }

    private mutating func take(_ row: Row, _ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        let (credit, place) = (row.credit, row.place)
        if let recorded = try find(credit.id, batch) {
            return try compare(row, recorded, batch, &report)
        }
        guard try batch.knows(credit.customer) else {
            return report.rejectUnknownCustomer(credit.customer.text, line: place.line)
        }
        known[credit.id] = RecordedCredit(credit)
        report.created += 1
        try batch.record(.creditRecorded(credit))
        guard let invoice = credit.invoice else { return }
        if let doubt = try settle(credit, invoice, &batch) {
            report.warn(
                IntakeRemark(
                    doubt, line: place.line, column: report.header(place.invoice), value: invoice.text,
                    ["reference": .text(credit.id.text), "customer": .text(credit.customer.text)]))
        }
    }

    private func find(_ id: CreditID, _ batch: IntakeBatch) throws(DeskError) -> RecordedCredit? {
        if let found = known[id] { return found }
        if knowsAll { return nil }
        let key = CreditKey(kind: kind, id: id)
        return try batch.ask { company, session throws(SQLError) in try Lookups.credit(key, company, session) }
    }

    private func compare(
        _ row: Row, _ recorded: RecordedCredit, _ batch: IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        let (credit, place) = (row.credit, row.place)
        let isWhole = try isWhole(row, recorded, batch)
        guard RecordedCredit(credit) != recorded, !isWhole else {
            report.unchanged += 1
            return
        }
        report.reject(
            IntakeRemark(
                .conflictCredit, line: place.line, column: report.header(place.number), value: credit.id.text,
                [
                    "recorded": .money(Money(minor: recorded.amount, recorded.currency)),
                    "recordedCustomer": .text(recorded.customer.text), "recordedOn": .date(recorded.on, .short),
                    "given": .money(Money(minor: credit.amount, credit.currency)),
                    "givenCustomer": .text(credit.customer.text), "givenOn": .date(credit.on, .short),
                ]))
    }

    /// What is recorded is a part of the payment; the others are recorded under their own names, or the bank tells of them.
    private func isWhole(_ row: Row, _ recorded: RecordedCredit, _ batch: IntakeBatch) throws(DeskError) -> Bool {
        let credit = row.credit
        guard let bankPayments, recorded.customer == credit.customer, recorded.on == credit.on, recorded.currency == credit.currency,
            recorded.amount < credit.amount
        else { return false }
        var total = recorded.amount.plus(bankPayments.told(of: row.filed, credit.customer))
        for rank in 2...Self.mostParts {
            if let part = try find(credit.id.part(rank), batch), part.customer == credit.customer { total = total.plus(part.amount) }
        }
        return total == credit.amount
    }

    /// Settles the invoice that the document names, its oldest receivable first. Answers why it did not, or not wholly.
    private func settle(_ credit: Credit, _ id: InvoiceID, _ batch: inout IntakeBatch) throws(DeskError) -> IntakeCode? {
        guard let invoice = try batch.invoice(id, of: credit.customer) else {
            guard let other = try books.find(id, batch) else { return .unknownInvoice }
            return other.customer == credit.customer ? excess : .otherCustomersInvoice
        }
        guard invoice.currency == credit.currency else { return .otherCurrency }
        // A credit note is not taken apart: one larger than what is left stays whole, and is deducted from what is asked.
        if credit.kind == .creditNote, credit.amount > invoice.open { return excess }
        try batch.allocate(credit.key, of: credit.customer, upTo: credit.amount, to: invoice, on: credit.on)
        return credit.amount > invoice.open ? excess : nil
    }

    private var excess: IntakeCode { kind == .payment ? .paymentExceedsInvoice : .noteExceedsInvoice }
}

extension IntakeBatch {
    /// Lets a credit settle an invoice, its oldest receivable first, not before both exist. Answers what was settled.
    @discardableResult
    mutating func allocate(
        _ credit: CreditKey, of customer: CustomerID, upTo amount: Int64, to invoice: Invoice, on day: LocalDate
    ) throws(DeskError) -> Int64 {
        let parts = invoice.spread(amount)
        for (receivable, part) in parts {
            try record(
                .allocationMade(
                    customer,
                    Allocation(
                        number: lastAllocation(of: customer) + 1, credit: credit, receivable: receivable, amount: part,
                        on: max(day, invoice.issuedOn))))
        }
        return parts.reduce(0) { $0 + $1.amount }
    }
}
