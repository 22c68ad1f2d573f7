package import Insight
package import Ledger
package import SQL
package import Values

/// The figures of a company, read from totals that are kept with every change.
package enum InsightStore {
    private static let dueTotals = Query(
        "open amounts by due date",
        """
        SELECT currency, due_on, open, receivables FROM due_totals WHERE company = $1 AND (open <> 0 OR receivables <> 0)
        ORDER BY currency, due_on
        """)
    private static let dayTotals = Query(
        "movements by day",
        """
        SELECT currency, day, invoiced, credited, received FROM day_totals
        WHERE company = $1 AND day >= $2 AND day <= $3 AND (invoiced <> 0 OR credited <> 0 OR received <> 0)
        ORDER BY currency, day
        """)
    private static let unallocated = Query(
        "not lettered, by currency",
        """
        SELECT currency, CAST(sum(unallocated) AS BIGINT), count(*) FROM credits WHERE company = $1 AND unallocated > 0
        GROUP BY currency ORDER BY currency
        """)
    private static let disputes = Query(
        "disputes", "SELECT record, released_on FROM holds WHERE company = $1 AND kind = 'dispute' ORDER BY customer, id")
    private static let openInDispute = Query(
        "what customers in dispute owe",
        """
        SELECT r.customer, r.invoice, r.currency, CAST(sum(r.open) AS BIGINT) FROM receivables r
        WHERE r.company = $1 AND r.open > 0
        AND r.customer IN (SELECT customer FROM holds WHERE company = $1 AND kind = 'dispute')
        GROUP BY r.customer, r.invoice, r.currency ORDER BY r.customer, r.invoice
        """)
    private static let writeOffs = Query(
        "write-offs",
        """
        SELECT kind, payload FROM facts
        WHERE company = $1 AND kind IN ('receivable_written_off', 'write_off_reversed') ORDER BY sequence
        """)

    /// What is open now, by currency and due date.
    package static func due(_ company: CompanyID, _ session: Session) throws(SQLError) -> [DueTotal] {
        try session.list(dueTotals, [.text(company.text)]) { row throws(SQLError) in
            DueTotal(
                currency: try row.currency(0), dueOn: try row.date(1), open: try row.int64(2), receivables: try row.int(3))
        }
    }

    /// What was invoiced, credited and received on each day of a period, by currency.
    package static func days(
        _ company: CompanyID, in period: ClosedRange<LocalDate>, _ session: Session
    ) throws(SQLError) -> [DayTotal] {
        let values: [SQLValue] = [.text(company.text), SQLValue(period.lowerBound), SQLValue(period.upperBound)]
        return try session.list(dayTotals, values) { row throws(SQLError) in
            var total = DayTotal(currency: try row.currency(0), day: try row.date(1))
            total.invoiced = try row.int64(2)
            total.credited = try row.int64(3)
            total.received = try row.int64(4)
            return total
        }
    }

    /// Payments and credit notes that settle nothing yet.
    package static func unallocated(_ company: CompanyID, _ session: Session) throws(SQLError) -> [UnallocatedTotal] {
        try session.list(unallocated, [.text(company.text)]) { row throws(SQLError) in
            UnallocatedTotal(currency: try row.currency(0), amount: try row.int64(1), credits: try row.int(2))
        }
    }

    /// What is open now, by age on a day and currency. The day is today: for a past one see `pastTotals`.
    package static func totals(_ company: CompanyID, on day: LocalDate, _ session: Session) throws(SQLError) -> [AgedTotal] {
        let due = try due(company, session)
        let unallocated = try unallocated(company, session)
        return try fitting("totals by age") { () throws(MoneyError) in
            try AgedTotal.list(due, unallocated: unallocated, asOf: day)
        }
    }

    /// How much of what is open is in dispute on a day.
    package static func disputed(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> [DisputedAmount] {
        let holds = try session.list(disputes, [.text(company.text)]) { row throws(SQLError) in
            var hold = try row.decoded(0, "a hold") { text throws(FactCodingError) in try Hold(text: text) }
            hold.releasedOn = try row.optionalDate(1)
            return hold
        }
        let disputes = holds.filter { $0.isOpenDispute(on: day) }
        guard !disputes.isEmpty else { return [] }
        let invoices = Set(disputes.compactMap(\.invoice?.text))
        let wholes = Set(disputes.filter { $0.invoice == nil }.map(\.customer.text))
        var open: [OpenInvoice] = []
        try session.scan(openInDispute, [.text(company.text)]) { row throws(SQLError) in
            let customer = try row.text(0)
            let invoice = try row.text(1)
            guard invoices.contains(invoice) || wholes.contains(customer) else { return }
            open.append(
                OpenInvoice(
                    customer: CustomerID(customer), invoice: InvoiceID(invoice), currency: try row.currency(2),
                    open: try row.int64(3)))
        }
        return try fitting("disputed amounts") { () throws(MoneyError) in try DisputedAmount.list(disputes, open, on: day) }
    }

    /// Every write-off with its day, which the projections do not keep; those taken back once more, below zero.
    package static func writeOffs(_ company: CompanyID, _ session: Session) throws(SQLError) -> [WriteOff] {
        try session.list(writeOffs, [.text(company.text)]) { row throws(SQLError) in
            let kind = try row.text(0)
            return try row.decoded(1, "a fact") { text throws(FactCodingError) in
                try FactBody(kind: kind, payload: text)
            }
        }.compactMap { WriteOff($0) }
    }

    /// The figures of the morning page, all from one state of the database.
    ///
    /// - Parameter day: today in the company's zone: what is open is what is open now.
    package static func figures(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> CompanyFigures {
        let first = CompanyFigures.historyBegins(before: day)
        return CompanyFigures(
            asOf: day, totals: try totals(company, on: day, session), days: try days(company, in: first...day, session),
            disputed: try disputed(company, on: day, session))
    }

    /// The figures at the end of a past day, by effective dates. Reads what happened since: slower the older the day.
    package static func pastFigures(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> CompanyFigures {
        let first = CompanyFigures.historyBegins(before: day)
        return CompanyFigures(
            asOf: day, totals: try pastTotals(company, on: day, session),
            days: try days(company, in: first...day, session), disputed: nil)
    }

    /// Sums that do not fit in 64 bits are an error of their query, as they are when the database does the sum.
    static func fitting<Value>(_ what: String, _ make: () throws(MoneyError) -> Value) throws(SQLError) -> Value {
        do throws(MoneyError) { return try make() } catch { throw doesNotFit(what) }
    }

    static func doesNotFit(_ what: String) -> SQLError {
        .unreadable(query: what, column: 0, reason: "the sum does not fit in 64 bits")
    }
}

extension Row {
    func currency(_ column: Int) throws(SQLError) -> Currency {
        guard let currency = Currency(code: try text(column)) else { throw unreadable(column, "not a currency") }
        return currency
    }
}
