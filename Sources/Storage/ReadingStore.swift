package import Insight
package import Ledger
package import SQL
package import Values

/// What the pages ask across customers, each answer with the customer's name.
package enum ReadingStore {
    private static let ofDay = Query(
        "messages of a day",
        """
        SELECT m.customer, m.id, m.currency, m.on_day, m.scenario, m.scenario_version, m.step, m.rank, m.channel,
        m.recipient, m.amount, m.credits, m.state, m.standing, m.approval, m.round, m.copies, m.copy_of, c.record,
        count(l.message), CAST(coalesce(sum(CASE WHEN l.asks_accessories THEN l.interest + l.indemnity ELSE 0 END), 0) AS BIGINT)
        FROM messages m JOIN customers c ON c.company = m.company AND c.id = m.customer
        LEFT JOIN message_lines l ON l.company = m.company AND l.customer = m.customer AND l.message = m.id
        AND NOT l.to_come
        WHERE m.company = $1 AND m.on_day = $2 AND m.copy_of IS NULL
        GROUP BY m.customer, m.id, m.currency, m.on_day, m.scenario, m.scenario_version, m.step, m.rank, m.channel,
        m.recipient, m.amount, m.credits, m.state, m.standing, m.approval, m.round, m.copies, m.copy_of, c.record
        ORDER BY m.id
        """)
    private static let inState = Query(
        "messages in a state",
        """
        SELECT m.customer, m.id, m.currency, m.on_day, m.scenario, m.scenario_version, m.step, m.rank, m.channel,
        m.recipient, m.amount, m.credits, m.state, m.standing, m.approval, m.round, m.copies, m.copy_of, c.record,
        count(l.message), CAST(coalesce(sum(CASE WHEN l.asks_accessories THEN l.interest + l.indemnity ELSE 0 END), 0) AS BIGINT)
        FROM messages m JOIN customers c ON c.company = m.company AND c.id = m.customer
        LEFT JOIN message_lines l ON l.company = m.company AND l.customer = m.customer AND l.message = m.id
        AND NOT l.to_come
        WHERE m.company = $1 AND m.state = $2 AND m.on_day >= $3
        GROUP BY m.customer, m.id, m.currency, m.on_day, m.scenario, m.scenario_version, m.step, m.rank, m.channel,
        m.recipient, m.amount, m.credits, m.state, m.standing, m.approval, m.round, m.copies, m.copy_of, c.record
        ORDER BY m.on_day, m.id
        """)
    private static let tasks = Query(
        "open tasks",
        """
        SELECT t.customer, t.id, t.kind, t.opened_on, t.currency, t.amount, t.about, c.record,
        EXISTS (SELECT 1 FROM pending_receipts p WHERE p.company = t.company AND p.customer = t.customer) FROM tasks t
        JOIN customers c ON c.company = t.company AND c.id = t.customer
        WHERE t.company = $1 AND t.closed_on IS NULL ORDER BY t.opened_on, t.customer, t.id
        """)
    private static let quarantined = Query(
        "invoices in quarantine",
        """
        SELECT i.id, i.customer, c.record FROM invoices i
        JOIN customers c ON c.company = i.company AND c.id = i.customer
        WHERE i.company = $1 AND i.is_quarantined ORDER BY i.id LIMIT $2
        """)
    private static let quarantineCount = Query(
        "how many invoices in quarantine", "SELECT count(*) FROM invoices WHERE company = $1 AND is_quarantined")

    /// The messages of a day whatever became of them, copies to further people left out.
    package static func messages(
        of day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [NamedMessage] {
        try messages(ofDay, [.text(company.text), SQLValue(day)], company, session)
    }

    /// The messages in a state since a day, oldest first.
    package static func messages(
        in state: String, since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [NamedMessage] {
        try messages(inState, [.text(company.text), .text(state), SQLValue(day)], company, session)
    }

    private static func messages(
        _ query: Query, _ values: [SQLValue], _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [NamedMessage] {
        let reader = AccountLoader(company, .whole)
        return try session.list(query, values) { row throws(SQLError) in
            NamedMessage(
                message: try reader.message(row), customer: try customer(row, 18), receivables: try row.int(19),
                accessories: try row.int64(20))
        }
    }

    /// What people still have to do, oldest first.
    package static func tasks(_ company: CompanyID, _ session: Session) throws(SQLError) -> [NamedTask] {
        try session.list(tasks, [.text(company.text)]) { row throws(SQLError) in
            guard let kind = FollowUp.Kind(rawValue: try row.text(2)) else { throw row.unreadable(2, "unknown kind") }
            let task = FollowUp(
                id: TaskID(try row.text(1)), kind: kind, customer: CustomerID(try row.text(0)), on: try row.date(3),
                currency: row.isNull(4) ? nil : try row.currency(4), amount: try row.optionalInt64(5),
                about: try row.text(6))
            return NamedTask(task: task, customer: try customer(row, 7), hasPendingReceipt: try row.bool(8))
        }
    }

    /// The first invoices in quarantine by number, and how many there are.
    package static func quarantined(
        _ company: CompanyID, limit: Int, _ session: Session
    ) throws(SQLError) -> (first: [NamedInvoice], count: Int) {
        let count = try session.first(quarantineCount, [.text(company.text)]) { row throws(SQLError) in try row.int(0) } ?? 0
        guard count > 0 else { return ([], 0) }
        let first = try session.list(quarantined, [.text(company.text), SQLValue(limit)]) { row throws(SQLError) in
            NamedInvoice(invoice: InvoiceID(try row.text(0)), customer: try customer(row, 2))
        }
        return (first, count)
    }

    static func customer(_ row: borrowing Row, _ column: Int) throws(SQLError) -> Customer {
        try row.decoded(column, "a customer") { text throws(FactCodingError) in try Customer(text: text) }
    }
}
