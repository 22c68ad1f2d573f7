package import Insight
package import Ledger
package import SQL
package import Values

extension InsightStore {
    private static let agedByCustomer = Query(
        "open amounts by customer and age",
        """
        SELECT t.customer, c.record, t.currency, t.not_due, t.late_1, t.late_31, t.late_61, t.late_91, t.receivables FROM (
          SELECT customer, currency,
          CAST(sum(CASE WHEN due_on >= $2 THEN open ELSE 0 END) AS BIGINT) AS not_due,
          CAST(sum(CASE WHEN due_on < $2 AND due_on >= $3 THEN open ELSE 0 END) AS BIGINT) AS late_1,
          CAST(sum(CASE WHEN due_on < $3 AND due_on >= $4 THEN open ELSE 0 END) AS BIGINT) AS late_31,
          CAST(sum(CASE WHEN due_on < $4 AND due_on >= $5 THEN open ELSE 0 END) AS BIGINT) AS late_61,
          CAST(sum(CASE WHEN due_on < $5 THEN open ELSE 0 END) AS BIGINT) AS late_91, count(*) AS receivables
          FROM receivables WHERE company = $1 AND customer >= $6 AND customer <= $7 AND open > 0
          GROUP BY customer, currency) AS t
        JOIN customers c ON c.company = $1 AND c.id = t.customer ORDER BY t.customer, t.currency
        """)
    private static let unallocatedByCustomer = Query(
        "not lettered, by customer",
        """
        SELECT t.customer, c.record, t.currency, t.unallocated FROM (
          SELECT customer, currency, CAST(sum(unallocated) AS BIGINT) AS unallocated FROM credits
          WHERE company = $1 AND customer >= $2 AND customer <= $3 AND unallocated > 0 GROUP BY customer, currency) AS t
        JOIN customers c ON c.company = $1 AND c.id = t.customer ORDER BY t.customer, t.currency
        """)
    private static let mostOverdue = Query(
        "customers by overdue amount",
        """
        SELECT t.customer FROM (
          SELECT customer, CAST(sum(CASE WHEN due_on < $3 THEN open ELSE 0 END) AS BIGINT) AS overdue,
          CAST(sum(open) AS BIGINT) AS open FROM receivables
          WHERE company = $1 AND currency = $2 AND open > 0 GROUP BY customer) AS t
        WHERE t.overdue < $4 OR (t.overdue = $4 AND (t.open < $5 OR (t.open = $5 AND t.customer > $6)))
        ORDER BY t.overdue DESC, t.open DESC, t.customer LIMIT $7
        """)
    // Sub-selects with a limit are looked up customer by customer; EXISTS would be answered for all of them at once.
    private static let byName = Query(
        "customers that owe, by name",
        """
        SELECT c.id, c.search FROM customers c WHERE c.company = $1 AND (c.search, c.id) > ($2, $3)
        AND coalesce(
          (SELECT 1 FROM receivables r
            WHERE r.company = c.company AND r.customer = c.id AND r.open > 0 AND r.currency = $4 LIMIT 1),
          (SELECT 1 FROM credits d
            WHERE d.company = c.company AND d.customer = c.id AND d.unallocated > 0 AND d.currency = $4 LIMIT 1)) = 1
        ORDER BY c.search, c.id LIMIT $5
        """)

    /// Who owes what since when, today, every customer and currency.
    package static func agedBalance(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> AgedBalance {
        let rows = try agedRows(company, on: day, from: "", through: lastKey, session)
        return try fitting("aged balance") { () throws(MoneyError) in try AgedBalance(asOf: day, rows: rows) }
    }

    /// What one customer owes today, by currency.
    package static func agedRows(
        _ company: CompanyID, of customer: CustomerID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> [AgedRow] {
        try agedRows(company, on: day, from: customer.text, through: customer.text, session)
    }

    /// One page of the aged balance in one currency: a total order, so that pages neither repeat nor lose a customer.
    package static func agedPage(
        _ company: CompanyID, _ page: AgedPage, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> AgedPageRows {
        var cursors: [AgedPage.Cursor] = []
        var rows: [AgedRow] = []
        let customers = try customers(company, page, on: day, session)
        for (customer, search) in customers.prefix(page.size) {
            guard let row = try agedRows(company, of: customer, on: day, session).first(where: { $0.currency == page.currency })
            else { continue }
            rows.append(row)
            cursors.append(AgedPage.Cursor(row, search: search))
        }
        return AgedPageRows(rows: rows, next: customers.count > page.size ? cursors.last : nil)
    }

    /// One more than a page, to know whether another follows.
    private static func customers(
        _ company: CompanyID, _ page: AgedPage, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> [(CustomerID, String)] {
        let id = SQLValue.text(company.text)
        let currency = SQLValue.text(page.currency.code)
        switch page.order {
        case .overdue:
            let after: [SQLValue] = [
                .int64(page.after?.overdue ?? .max), .int64(page.after?.open ?? .max), .text(page.after?.customer.text ?? ""),
            ]
            return try session.list(mostOverdue, [id, currency, SQLValue(day)] + after + [SQLValue(page.size + 1)]) {
                row throws(SQLError) in (CustomerID(try row.text(0)), "")
            }
        case .name:
            let after: [SQLValue] = [.text(page.after?.search ?? ""), .text(page.after?.customer.text ?? "")]
            return try session.list(byName, [id] + after + [currency, SQLValue(page.size + 1)]) { row throws(SQLError) in
                (CustomerID(try row.text(0)), try row.text(1))
            }
        }
    }

    private static let lastKey = "\u{10FFFF}"

    private static func agedRows(
        _ company: CompanyID, on day: LocalDate, from: String, through: String, _ session: Session
    ) throws(SQLError) -> [AgedRow] {
        let range: [SQLValue] = [.text(from), .text(through)]
        let limits = AgeBucket.limits(asOf: day).map { SQLValue($0) }
        var rows = try session.list(agedByCustomer, [.text(company.text)] + limits + range) { row throws(SQLError) in
            var aged = AgedRow(customer: CustomerID(try row.text(0)), name: try name(row), currency: try row.currency(2))
            for (index, bucket) in AgeBucket.allCases.enumerated() {
                let amount = try row.int64(3 + index)
                try fitting("open amounts of a customer") { () throws(MoneyError) in try aged.amounts.add(amount, to: bucket) }
            }
            aged.receivables = try row.int(8)
            return aged
        }
        var places: [AgedKey: Int] = [:]
        for (index, row) in rows.enumerated() { places[AgedKey(row)] = index }
        try session.rows(unallocatedByCustomer, [.text(company.text)] + range) { row throws(SQLError) in
            var credit = AgedRow(customer: CustomerID(try row.text(0)), name: try name(row), currency: try row.currency(2))
            credit.unallocated = try row.int64(3)
            if let place = places[AgedKey(credit)] { rows[place].unallocated = credit.unallocated } else { rows.append(credit) }
        }
        return rows
    }

    static func name(_ row: borrowing Row) throws(SQLError) -> String {
        try row.decoded(1, "a customer") { text throws(FactCodingError) in try Customer(text: text) }.name
    }
}

/// A line of an aged balance.
struct AgedKey: Hashable {
    let customer: CustomerID
    let currency: Currency

    init(_ row: AgedRow) {
        customer = row.customer
        currency = row.currency
    }

    init(customer: CustomerID, currency: Currency) {
        self.customer = customer
        self.currency = currency
    }
}
