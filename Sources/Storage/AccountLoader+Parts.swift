import Ledger
import SQL
import Values

extension AccountLoader {
    private static let credits = Query(
        "credits",
        """
        SELECT customer, kind, id, received_on, currency, amount, invoice, unallocated, returned_on FROM credits
        WHERE company = $1 AND customer >= $2 AND customer <= $3
        AND (unallocated > 0 OR $4 OR (kind = 'payment' AND received_on >= $5)) ORDER BY customer, received_on, kind, id
        """)

    /// The day from which on money is read that settles all it was meant for; distant for what is open alone.
    private var paidFrom: String {
        if case .open(let day) = depth { day.adding(days: -Account.paidLatelyDays).iso } else { "9999-99-99" }
    }

    func loadCredits(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        var current = CurrentCustomer()
        try session.scan(Self.credits, range + [.bool(isWhole), .text(paidFrom)]) { row throws(SQLError) in
            guard try current.isAmong(accounts, row) else { return }
            guard let kind = Credit.Kind(rawValue: try row.text(1)) else { throw row.unreadable(1, "unknown kind") }
            let customer = CustomerID(try row.text(0))
            var credit = Credit(
                id: CreditID(try row.text(2)), kind: kind, customer: customer, on: try row.date(3),
                currency: try currency(row, 4), amount: try row.int64(5),
                invoice: try row.optionalText(6).map { InvoiceID($0) })
            credit.unallocated = try row.int64(7)
            credit.returnedOn = try row.optionalDate(8)
            accounts[customer]?.credits.append(credit)
        }
    }

    private static let allocations = Query(
        "allocations",
        """
        SELECT a.customer, a.number, a.credit_kind, a.credit, a.invoice, a.rank, a.amount, a.allocated_on,
        a.reversed_on FROM allocations a
        JOIN receivables r ON r.company = a.company AND r.customer = a.customer AND r.invoice = a.invoice
        AND r.rank = a.rank
        WHERE a.company = $1 AND a.customer >= $2 AND a.customer <= $3 AND r.company = $1 AND r.customer >= $2
        AND r.customer <= $3 AND (r.open > 0 OR $4)
        ORDER BY a.customer, a.number
        """)

    func loadAllocations(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        var current = CurrentCustomer()
        try session.scan(Self.allocations, range + [.bool(isWhole)]) { row throws(SQLError) in
            guard try current.isAmong(accounts, row) else { return }
            guard let kind = Credit.Kind(rawValue: try row.text(2)) else { throw row.unreadable(2, "unknown kind") }
            var allocation = Allocation(
                number: try row.int(1), credit: CreditKey(kind: kind, id: CreditID(try row.text(3))),
                receivable: ReceivableID(invoice: InvoiceID(try row.text(4)), rank: try row.int(5)),
                amount: try row.int64(6), on: try row.date(7))
            allocation.reversedOn = try row.optionalDate(8)
            accounts[CustomerID(try row.text(0))]?.allocations.append(allocation)
        }
    }

    private static let holds = Query(
        "holds",
        """
        SELECT customer, record, released_on FROM holds WHERE company = $1 AND customer >= $2 AND customer <= $3
        ORDER BY customer, id
        """)

    func loadHolds(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        var current = CurrentCustomer()
        try session.scan(Self.holds, range) { row throws(SQLError) in
            guard try current.isAmong(accounts, row) else { return }
            var hold = try row.decoded(1, "a hold") { text throws(FactCodingError) in try Hold(text: text) }
            hold.releasedOn = try row.optionalDate(2)
            accounts[CustomerID(try row.text(0))]?.holds.append(hold)
        }
    }

    private static let pending = Query(
        "movements that wait to be confirmed",
        """
        SELECT customer, record FROM pending_receipts WHERE company = $1 AND customer >= $2 AND customer <= $3
        ORDER BY customer, entry
        """)

    func loadPending(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        var current = CurrentCustomer()
        try session.scan(Self.pending, range) { row throws(SQLError) in
            guard try current.isAmong(accounts, row) else { return }
            let receipt = try row.decoded(1, "a pending receipt") { text throws(FactCodingError) in
                try PendingReceipt(text: text)
            }
            accounts[CustomerID(try row.text(0))]?.pending.append(receipt)
        }
    }

    private static let tasks = Query(
        "tasks",
        """
        SELECT customer, id, kind, opened_on, currency, amount, about, closed_on FROM tasks
        WHERE company = $1 AND customer >= $2 AND customer <= $3 AND (closed_on IS NULL OR opened_on >= $4)
        ORDER BY customer, id
        """)

    func loadTasks(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        var current = CurrentCustomer()
        try session.scan(Self.tasks, range + [.text(since)]) { row throws(SQLError) in
            guard try current.isAmong(accounts, row) else { return }
            guard let kind = FollowUp.Kind(rawValue: try row.text(2)) else { throw row.unreadable(2, "unknown kind") }
            let customer = CustomerID(try row.text(0))
            var task = FollowUp(
                id: TaskID(try row.text(1)), kind: kind, customer: customer, on: try row.date(3),
                currency: row.isNull(4) ? nil : try currency(row, 4), amount: try row.optionalInt64(5),
                about: try row.text(6))
            task.closedOn = try row.optionalDate(7)
            accounts[customer]?.tasks.append(task)
        }
    }
}
