package import Insight
package import Ledger
package import SQL
package import Values

extension InsightStore {
    /// Who owed what since when at the end of a day, by effective dates, every customer and currency.
    ///
    /// Goes back from what is open now through what took effect since: slower the older the day.
    package static func pastAgedBalance(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> AgedBalance {
        let now = try agedBalance(company, on: day, session)
        let rows = try Rewind(company, to: day, byCustomer: true, now.rows, session).rows(session)
        return try fitting("past aged balance") { () throws(MoneyError) in try AgedBalance(asOf: day, rows: rows) }
    }

    /// What was open at the end of a day, by age and currency, by effective dates.
    package static func pastTotals(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> [AgedTotal] {
        let now = try totals(company, on: day, session).map { total in
            var row = AgedRow(customer: CustomerID(""), name: "", currency: total.currency)
            row.amounts = total.amounts
            row.receivables = total.receivables
            row.unallocated = total.unallocated
            return row
        }
        let rows = try Rewind(company, to: day, byCustomer: false, now, session).rows(session)
        return try fitting("past totals") { () throws(MoneyError) in try AgedBalance(asOf: day, rows: rows).totals }
    }
}

/// Undoes, on the balances of now, what took effect after a day.
private struct Rewind {
    /// Stands for all customers together where only totals are wanted.
    static let everyone = CustomerID("")

    /// A receivable whose open amount was another at the end of the day.
    private struct Touched {
        let currency: Currency
        let dueOn: LocalDate
        let openNow: Int64
        var change: Int64 = 0
    }

    private let company: CompanyID
    private let day: LocalDate
    private let isByCustomer: Bool
    private var found: [AgedKey: AgedRow]

    init(
        _ company: CompanyID, to day: LocalDate, byCustomer: Bool, _ now: [AgedRow], _ session: Session
    ) throws(SQLError) {
        self.company = company
        self.day = day
        isByCustomer = byCustomer
        found = Dictionary(now.map { (AgedKey($0), $0) }, uniquingKeysWith: { $1 })
        try undoInvoices(session)
        try undoCredits(session)
        try undoSettlements(session)
    }

    // MARK: What was not there yet

    private static let issuedLater = Query(
        "open amounts of invoices issued later",
        """
        SELECT r.customer, r.currency, r.due_on, r.open FROM invoices i
        JOIN receivables r ON r.company = i.company AND r.customer = i.customer AND r.invoice = i.id
        WHERE i.company = $1 AND i.issued_on > $2 AND r.open > 0
        """)
    private static let creditsSince = Query(
        "credits received or returned later",
        """
        SELECT customer, currency,
        CAST(sum(CASE WHEN received_on > $2 THEN -unallocated ELSE amount END) AS BIGINT) FROM credits
        WHERE company = $1
        AND ((received_on > $2 AND unallocated > 0) OR (received_on <= $2 AND returned_on > $2))
        GROUP BY customer, currency
        """)

    private mutating func undoInvoices(_ session: Session) throws(SQLError) {
        try session.scan(Self.issuedLater, parameters) { row throws(SQLError) in
            let open = try row.int64(3)
            try add(
                -open, count: -1, dueOn: try row.date(2), to: CustomerID(try row.text(0)), in: try row.currency(1))
        }
    }

    private mutating func undoCredits(_ session: Session) throws(SQLError) {
        try session.scan(Self.creditsSince, parameters) { row throws(SQLError) in
            try add(unallocated: try row.int64(2), to: CustomerID(try row.text(0)), in: try row.currency(1))
        }
    }

    // MARK: What was settled or reversed later

    private static let allocationsSince = Query(
        "allocations that held then and not now, or now and not then",
        """
        SELECT a.customer, a.invoice, a.rank, CASE WHEN a.reversed_on IS NULL THEN a.amount ELSE -a.amount END,
        i.issued_on, d.received_on, r.currency, r.due_on, r.open FROM allocations a
        JOIN invoices i ON i.company = a.company AND i.customer = a.customer AND i.id = a.invoice
        JOIN credits d ON d.company = a.company AND d.customer = a.customer AND d.kind = a.credit_kind AND d.id = a.credit
        JOIN receivables r ON r.company = a.company AND r.customer = a.customer AND r.invoice = a.invoice
        AND r.rank = a.rank
        WHERE a.company = $1 AND ((a.reversed_on IS NULL AND a.allocated_on > $2)
          OR (a.reversed_on > $2 AND a.allocated_on <= $2))
        ORDER BY a.customer, a.number
        """)
    private static let receivable = Query(
        "a receivable and its invoice's day",
        """
        SELECT r.currency, r.due_on, r.open FROM receivables r
        JOIN invoices i ON i.company = r.company AND i.customer = r.customer AND i.id = r.invoice
        WHERE r.company = $1 AND r.customer = $2 AND r.invoice = $3 AND r.rank = $4 AND i.issued_on <= $5
        """)

    private mutating func undoSettlements(_ session: Session) throws(SQLError) {
        var waiting = try writtenOffLater(session)
        var current: CustomerID?
        var touched: [ReceivableID: Touched] = [:]
        try session.scan(Self.allocationsSince, parameters) { row throws(SQLError) in
            let customer = CustomerID(try row.text(0))
            if customer != current {
                if let current { try settle(touched, of: current) }
                current = customer
                touched = waiting.removeValue(forKey: customer) ?? [:]
            }
            let amount = try row.int64(3)
            let currency = try row.currency(6)
            if try row.date(5) <= day { try add(unallocated: amount, to: customer, in: currency) }
            guard try row.date(4) <= day else { return }
            let id = ReceivableID(invoice: InvoiceID(try row.text(1)), rank: try row.int(2))
            let now = Touched(currency: currency, dueOn: try row.date(7), openNow: try row.int64(8))
            var receivable = touched[id] ?? now
            receivable.change &+= amount
            touched[id] = receivable
        }
        if let current { try settle(touched, of: current) }
        for customer in waiting.keys.sorted() { try settle(waiting[customer] ?? [:], of: customer) }
    }

    private func writtenOffLater(_ session: Session) throws(SQLError) -> [CustomerID: [ReceivableID: Touched]] {
        var later: [CustomerID: [ReceivableID: Touched]] = [:]
        for writeOff in try InsightStore.writeOffs(company, session) where writeOff.on > day {
            let id = writeOff.receivable
            let values: [SQLValue] = [
                .text(company.text), .text(writeOff.customer.text), .text(id.invoice.text), SQLValue(id.rank), SQLValue(day),
            ]
            let found = try session.first(Self.receivable, values) { row throws(SQLError) in
                Touched(currency: try row.currency(0), dueOn: try row.date(1), openNow: try row.int64(2))
            }
            guard var receivable = later[writeOff.customer]?[id] ?? found else { continue }
            receivable.change &+= writeOff.amount
            later[writeOff.customer, default: [:]][id] = receivable
        }
        return later
    }

    private mutating func settle(_ touched: [ReceivableID: Touched], of customer: CustomerID) throws(SQLError) {
        for receivable in touched.values {
            let then = receivable.openNow &+ receivable.change
            try add(
                receivable.change, count: (then > 0 ? 1 : 0) - (receivable.openNow > 0 ? 1 : 0), dueOn: receivable.dueOn,
                to: customer, in: receivable.currency)
        }
    }

    // MARK: Rows

    private var parameters: [SQLValue] { [.text(company.text), SQLValue(day)] }

    private mutating func add(
        _ amount: Int64, count: Int, dueOn: LocalDate, to customer: CustomerID, in currency: Currency
    ) throws(SQLError) {
        let key = AgedKey(customer: isByCustomer ? customer : Self.everyone, currency: currency)
        var row = found[key] ?? AgedRow(customer: key.customer, name: "", currency: currency)
        try InsightStore.fitting("past balances") { () throws(MoneyError) in
            try row.amounts.add(amount, to: AgeBucket(dueOn: dueOn, asOf: day))
        }
        row.receivables += count
        found[key] = row
    }

    private mutating func add(unallocated amount: Int64, to customer: CustomerID, in currency: Currency) throws(SQLError) {
        let key = AgedKey(customer: isByCustomer ? customer : Self.everyone, currency: currency)
        var row = found[key] ?? AgedRow(customer: key.customer, name: "", currency: currency)
        let (sum, overflow) = row.unallocated.addingReportingOverflow(amount)
        guard !overflow else { throw InsightStore.doesNotFit("past credits") }
        row.unallocated = sum
        found[key] = row
    }

    private static let record = Query("a customer's record", "SELECT id, record FROM customers WHERE company = $1 AND id = $2")

    /// The rows of the day, with the names of customers who owe nothing any more.
    func rows(_ session: Session) throws(SQLError) -> [AgedRow] {
        var rows: [AgedRow] = []
        for row in found.values where !row.isEmpty {
            guard isByCustomer, row.name.isEmpty else {
                rows.append(row)
                continue
            }
            let name = try session.first(Self.record, [.text(company.text), .text(row.customer.text)]) {
                row throws(SQLError) in try InsightStore.name(row)
            }
            rows.append(row.named(name ?? ""))
        }
        return rows
    }
}
