package import Ledger
package import SQL
package import Values

/// What an import compares an invoice of a file with.
package struct KnownInvoice: Hashable, Sendable {
    package let customer: CustomerID
    package let currency: Currency
    /// The total, minor units.
    package var amount: Int64
    /// The first due date.
    package let dueOn: LocalDate
    package let isQuarantined: Bool
    package let issuedOn: LocalDate
}

/// What an import compares a payment or a credit note of a file with.
package struct RecordedCredit: Hashable, Sendable {
    package let customer: CustomerID
    package let on: LocalDate
    package let currency: Currency
    /// Minor units.
    package let amount: Int64
    package let invoice: InvoiceID?

    package init(_ credit: Credit) {
        customer = credit.customer
        on = credit.on
        currency = credit.currency
        amount = credit.amount
        invoice = credit.invoice
    }

    init(customer: CustomerID, on: LocalDate, currency: Currency, amount: Int64, invoice: InvoiceID?) {
        self.customer = customer
        self.on = on
        self.currency = currency
        self.amount = amount
        self.invoice = invoice
    }
}

/// What an import checks the rows of a file against.
extension Lookups {
    private static let invoicePart = Query(
        "an invoice as recorded",
        """
        SELECT i.id, i.customer, i.currency, r.amount, r.due_on, i.is_quarantined, i.issued_on FROM invoices i
        JOIN receivables r ON r.company = i.company AND r.customer = i.customer AND r.invoice = i.id
        WHERE i.company = $1 AND i.id = $2 ORDER BY r.rank
        """)
    private static let invoiceParts = Query(
        "every invoice as recorded",
        """
        SELECT i.id, i.customer, i.currency, r.amount, r.due_on, i.is_quarantined, i.issued_on FROM receivables r
        JOIN invoices i ON i.company = r.company AND i.customer = r.customer AND i.id = r.invoice
        WHERE r.company = $1 ORDER BY r.customer, r.invoice, r.rank
        """)
    private static let oneCredit = Query(
        "a credit as recorded",
        """
        SELECT id, customer, received_on, currency, amount, invoice FROM credits
        WHERE company = $1 AND kind = $2 AND id = $3
        """)
    private static let everyCredit = Query(
        "every credit of a kind as recorded",
        "SELECT id, customer, received_on, currency, amount, invoice FROM credits WHERE company = $1 AND kind = $2")
    private static let countCustomers = Query("how many customers", "SELECT count(*) FROM customers WHERE company = $1")

    package static func invoice(
        _ id: InvoiceID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> KnownInvoice? {
        var known: [InvoiceID: KnownInvoice] = [:]
        try session.rows(invoicePart, [.text(company.text), .text(id.text)]) { row throws(SQLError) in
            try add(row, to: &known)
        }
        return known[id]
    }

    /// Every invoice of the company: for files so large that asking for each number would take longer.
    package static func invoices(
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [InvoiceID: KnownInvoice] {
        var known: [InvoiceID: KnownInvoice] = [:]
        try session.scan(invoiceParts, [.text(company.text)]) { row throws(SQLError) in try add(row, to: &known) }
        return known
    }

    private static func add(_ row: borrowing Row, to known: inout [InvoiceID: KnownInvoice]) throws(SQLError) {
        let id = InvoiceID(try row.text(0))
        let amount = try row.int64(3)
        if let before = known[id]?.amount {
            known[id]?.amount = before.plus(amount)
            return
        }
        known[id] = KnownInvoice(
            customer: CustomerID(try row.text(1)), currency: try currency(row, 2), amount: amount,
            dueOn: try row.date(4), isQuarantined: try row.bool(5), issuedOn: try row.date(6))
    }

    package static func credit(
        _ key: CreditKey, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> RecordedCredit? {
        let values: [SQLValue] = [.text(company.text), .text(key.kind.rawValue), .text(key.id.text)]
        return try session.first(oneCredit, values) { row throws(SQLError) in try credit(row) }
    }

    /// Every credit of a kind, for large files.
    package static func credits(
        _ kind: Credit.Kind, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [CreditID: RecordedCredit] {
        var known: [CreditID: RecordedCredit] = [:]
        try session.scan(everyCredit, [.text(company.text), .text(kind.rawValue)]) { row throws(SQLError) in
            known[CreditID(try row.text(0))] = try credit(row)
        }
        return known
    }

    package static func customerCount(_ company: CompanyID, _ session: Session) throws(SQLError) -> Int {
        try session.first(countCustomers, [.text(company.text)]) { row throws(SQLError) in try row.int(0) } ?? 0
    }

    private static func credit(_ row: borrowing Row) throws(SQLError) -> RecordedCredit {
        RecordedCredit(
            customer: CustomerID(try row.text(1)), on: try row.date(2), currency: try currency(row, 3),
            amount: try row.int64(4), invoice: try row.optionalText(5).map { InvoiceID($0) })
    }

    private static func currency(_ row: borrowing Row, _ column: Int) throws(SQLError) -> Currency {
        guard let currency = Currency(code: try row.text(column)) else { throw row.unreadable(column, "not a currency") }
        return currency
    }
}
