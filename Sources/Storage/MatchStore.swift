package import Ledger
package import SQL
package import Values

/// What matching looks at: everything that is open, and what was settled lately.
package enum MatchStore {
    /// A receivable that is owed, with the day and the order of its invoice. Minor units.
    package struct OpenRow: Sendable {
        package let customer: CustomerID
        package let receivable: ReceivableID
        package let issuedOn: LocalDate
        package let dueOn: LocalDate
        package let currency: Currency
        package let amount: Int64
        package let open: Int64
        package let orderReference: String?
        package let isQuarantined: Bool
    }

    /// A receivable that was settled, and the last day on which something of it was.
    package struct SettledRow: Sendable {
        package let customer: CustomerID
        package let receivable: ReceivableID
        package let currency: Currency
        package let amount: Int64
        package let on: LocalDate
    }

    /// A credit that may be netted, or a payment that waits for its movement.
    package struct CreditRow: Sendable {
        package let credit: Credit
        /// No movement was recognised as it.
        package let isAlone: Bool
    }

    private static let open = Query(
        "everything that is owed",
        """
        SELECT r.customer, r.invoice, r.rank, i.issued_on, r.due_on, r.currency, r.amount, r.open, i.order_reference,
        i.is_quarantined FROM receivables r
        JOIN invoices i ON i.company = r.company AND i.customer = r.customer AND i.id = r.invoice
        WHERE r.company = $1 AND i.company = $1 AND r.open > 0 ORDER BY r.customer, r.due_on, r.invoice, r.rank
        """)
    private static let settled = Query(
        "what was settled since a day",
        """
        SELECT a.customer, a.invoice, a.rank, r.currency, r.amount, max(a.allocated_on) FROM allocations a
        JOIN receivables r ON r.company = a.company AND r.customer = a.customer AND r.invoice = a.invoice
        AND r.rank = a.rank
        WHERE a.company = $1 AND r.company = $1 AND a.reversed_on IS NULL AND a.allocated_on >= $2 AND r.open = 0
        GROUP BY a.customer, a.invoice, a.rank, r.currency, r.amount ORDER BY a.customer, a.invoice, a.rank
        """)
    private static let credits = Query(
        "credits that may be netted, and payments since a day",
        """
        SELECT c.customer, c.kind, c.id, c.received_on, c.currency, c.amount, c.invoice, c.unallocated, s.entry IS NULL
        FROM credits c LEFT JOIN entry_shares s ON s.company = c.company AND s.customer = c.customer
        AND s.credit_kind = c.kind AND s.credit = c.id
        WHERE c.company = $1 AND c.returned_on IS NULL
        AND (c.unallocated > 0 OR c.kind = 'payment' AND c.received_on >= $2)
        ORDER BY c.customer, c.received_on, c.kind, c.id
        """)
    private static let customers = Query("every customer", "SELECT record FROM customers WHERE company = $1 ORDER BY id")
    private static let disputes = Query(
        "disputes under way",
        "SELECT record FROM holds WHERE company = $1 AND kind = 'dispute' AND released_on IS NULL ORDER BY customer, id")
    private static let setAside = Query(
        "movements that were set aside, since a day",
        """
        SELECT record FROM bank_entries WHERE company = $1 AND set_aside IS NOT NULL AND set_aside <> 'detailed'
        AND booked_on >= $2 ORDER BY booked_on, id
        """)

    private static let news = Query(
        "whether anything came since movements were last matched",
        """
        SELECT 1 FROM facts WHERE company = $1
        AND sequence > coalesce((SELECT m.sequence FROM match_marks m WHERE m.company = $1), 0)
        AND kind IN ('entry_booked', 'entry_reopened', 'share_released', 'import_recorded', 'payer_learned',
        'payer_forgotten', 'company_described') LIMIT 1
        """)
    private static let anyEntry = Query(
        "whether the bank ever brought anything", "SELECT 1 FROM bank_entries WHERE company = $1 LIMIT 1")
    private static let end = Query("where the history ends", "SELECT head_sequence FROM companies WHERE id = $1")
    private static let mark = Query(
        "movements were matched",
        """
        INSERT INTO match_marks (company, sequence) VALUES ($1, $2)
        ON CONFLICT (company) DO UPDATE SET sequence = excluded.sequence
        """)

    /// Something came since movements were last matched that may tell whose they are.
    package static func hasNews(_ company: CompanyID, _ session: Session) throws(SQLError) -> Bool {
        guard try session.exists(anyEntry, [.text(company.text)]) else { return false }
        return try session.exists(news, [.text(company.text)])
    }

    /// Where the history ends, for `mark`.
    package static func end(of company: CompanyID, _ session: Session) throws(SQLError) -> Int64 {
        try session.first(end, [.text(company.text)]) { row throws(SQLError) in try row.int64(0) } ?? 0
    }

    /// Everything up to a point of the history was looked at.
    package static func mark(
        _ company: CompanyID, through sequence: Int64, _ session: Session
    ) throws(SQLError) {
        try session.execute(mark, [.text(company.text), .int64(sequence)])
    }

    package static func open(_ company: CompanyID, _ session: Session) throws(SQLError) -> [OpenRow] {
        var rows: [OpenRow] = []
        try session.scan(open, [.text(company.text)]) { row throws(SQLError) in
            rows.append(
                OpenRow(
                    customer: CustomerID(try row.text(0)),
                    receivable: ReceivableID(invoice: InvoiceID(try row.text(1)), rank: try row.int(2)),
                    issuedOn: try row.date(3), dueOn: try row.date(4), currency: try row.currency(5),
                    amount: try row.int64(6), open: try row.int64(7), orderReference: try row.optionalText(8),
                    isQuarantined: try row.bool(9)))
        }
        return rows
    }

    package static func settled(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [SettledRow] {
        try session.list(settled, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            SettledRow(
                customer: CustomerID(try row.text(0)),
                receivable: ReceivableID(invoice: InvoiceID(try row.text(1)), rank: try row.int(2)),
                currency: try row.currency(3), amount: try row.int64(4), on: try row.date(5))
        }
    }

    package static func credits(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [CreditRow] {
        try session.list(credits, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            guard let kind = Credit.Kind(rawValue: try row.text(1)) else { throw row.unreadable(1, "unknown kind") }
            var credit = Credit(
                id: CreditID(try row.text(2)), kind: kind, customer: CustomerID(try row.text(0)), on: try row.date(3),
                currency: try row.currency(4), amount: try row.int64(5), invoice: try row.optionalText(6).map { InvoiceID($0) })
            credit.unallocated = try row.int64(7)
            return CreditRow(credit: credit, isAlone: try row.bool(8))
        }
    }

    package static func customers(_ company: CompanyID, _ session: Session) throws(SQLError) -> [Customer] {
        try session.list(customers, [.text(company.text)]) { row throws(SQLError) in
            try row.decoded(0, "a customer") { text throws(FactCodingError) in try Customer(text: text) }
        }
    }

    package static func disputes(_ company: CompanyID, _ session: Session) throws(SQLError) -> [Hold] {
        try session.list(disputes, [.text(company.text)]) { row throws(SQLError) in
            try row.decoded(0, "a hold") { text throws(FactCodingError) in try Hold(text: text) }
        }
    }

    /// Movements of which a person said that they are nobody's payment.
    package static func setAside(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BankEntry] {
        try session.list(setAside, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            try row.bankEntry(0)
        }
    }
}
