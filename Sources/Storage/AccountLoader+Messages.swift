import Ledger
import SQL
import Values

extension AccountLoader {
    /// Planning looks back this far for caps, for messages on their way and for whom to thank.
    static let recentDays = Account.remindedLatelyDays

    /// The day from which on messages and tasks are read.
    var since: String {
        if case .open(let day) = depth { day.adding(days: -Self.recentDays).iso } else { "0000-00-00" }
    }

    private static let messages = Query(
        "messages",
        """
        SELECT customer, id, currency, on_day, scenario, scenario_version, step, rank, channel, recipient, amount,
        credits, state, standing, approval, round, copies, copy_of FROM messages
        WHERE company = $1 AND customer >= $2 AND customer <= $3
        AND (on_day >= $4 OR standing IN ('reserved', 'uncertain')) ORDER BY customer, on_day, id
        """)

    private static let lines = Query(
        "lines of messages",
        """
        SELECT l.customer, l.message, l.position, l.invoice, l.rank, l.due_on, l.step, l.step_rank, l.open, l.interest,
        l.indemnity, l.asks_accessories, l.to_come FROM message_lines l
        WHERE l.company = $1 AND l.customer >= $2 AND l.customer <= $3 AND l.message IN
        (SELECT m.id FROM messages m WHERE m.company = $1 AND m.customer >= $2 AND m.customer <= $3
        AND (m.on_day >= $4 OR m.standing IN ('reserved', 'uncertain'))) ORDER BY l.customer, l.message, l.position
        """)

    // The open receivables are listed once, before the lines of years are gone through.
    private static let steps = Query(
        "steps taken",
        """
        SELECT l.customer, l.invoice, l.rank, l.step, l.step_rank, m.on_day, m.id, m.standing,
        m.scenario FROM message_lines l
        JOIN messages m ON m.company = l.company AND m.customer = l.customer AND m.id = l.message
        WHERE l.company = $1 AND l.customer >= $2 AND l.customer <= $3 AND l.alive AND m.company = $1
        AND m.customer >= $2 AND m.customer <= $3 AND (l.invoice, l.rank) IN
        (SELECT r.invoice, r.rank FROM receivables r
        WHERE r.company = $1 AND r.customer >= $2 AND r.customer <= $3 AND (r.open > 0 OR $4))
        ORDER BY l.customer, m.on_day, m.id
        """)

    func loadMessages(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        let since = since
        var place: [MessageID: Int] = [:]
        var current = CurrentCustomer()
        try session.scan(Self.messages, range + [.text(since)]) { row throws(SQLError) in
            guard try current.isAmong(accounts, row) else { return }
            let message = try message(row)
            place[message.id] = accounts[message.customer]?.messages.count
            accounts[message.customer]?.messages.append(message)
        }
        guard !place.isEmpty || isWhole || !accounts.isEmpty else { return }
        if !place.isEmpty {
            try session.scan(Self.lines, range + [.text(since)]) { row throws(SQLError) in
                guard try current.isAmong(accounts, row) else { return }
                guard let index = place[MessageID(try row.text(1))] else { return }
                let line = try line(row)
                accounts[CustomerID(try row.text(0))]?.messages[index].lines.append(line)
            }
        }
        try loadSteps(range, &accounts, session)
    }

    private func loadSteps(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        var current: (customer: CustomerID, places: [InvoiceID: Int])?
        var wanted = CurrentCustomer()
        try session.scan(Self.steps, range + [.bool(isWhole)]) { row throws(SQLError) in
            guard try wanted.isAmong(accounts, row) else { return }
            let customer = CustomerID(try row.text(0))
            if current?.customer != customer {
                let invoices = accounts[customer]?.invoices ?? []
                current = (customer, Dictionary(invoices.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 }))
            }
            guard let standing = MessageStanding(rawValue: try row.text(7)),
                let invoice = current?.places[InvoiceID(try row.text(1))]
            else { return }
            let rank = try row.int(2)
            let step = StepTaken(
                step: try row.text(3), rank: try row.int(4), on: try row.date(5), message: MessageID(try row.text(6)),
                scenario: ScenarioID(try row.text(8)), standing: standing)
            guard let receivable = accounts[customer]?.invoices[invoice].receivables.firstIndex(where: { $0.rank == rank })
            else { return }
            accounts[customer]?.invoices[invoice].receivables[receivable].steps.append(step)
        }
    }

    func message(_ row: borrowing Row) throws(SQLError) -> Correspondence {
        guard let standing = MessageStanding(rawValue: try row.text(13)) else { throw row.unreadable(13, "unknown standing") }
        let credits = try row.decoded(11, "credits") { text throws(FactCodingError) in try AppliedCredit.list(text: text) }
        return Correspondence(
            id: MessageID(try row.text(1)), customer: CustomerID(try row.text(0)), currency: try currency(row, 2),
            on: try row.date(3), scenario: ScenarioID(try row.text(4)), scenarioVersion: try row.int(5),
            step: try row.text(6), rank: try row.int(7), channel: try row.text(8), to: try row.optionalText(9),
            amount: try row.int64(10), lines: [], credits: credits, state: try row.text(12), standing: standing,
            approval: try row.optionalText(14), round: try row.optionalDate(15), copies: try list(row, 16),
            copyOf: try row.optionalText(17).map { MessageID($0) })
    }

    func line(_ row: borrowing Row) throws(SQLError) -> CorrespondenceLine {
        CorrespondenceLine(
            receivable: ReceivableID(invoice: InvoiceID(try row.text(3)), rank: try row.int(4)), dueOn: try row.date(5),
            step: try row.text(6), rank: try row.int(7), open: try row.int64(8), interest: try row.int64(9),
            indemnity: try row.int64(10), asksAccessories: try row.bool(11), isToCome: try row.bool(12))
    }
}
