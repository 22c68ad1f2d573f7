package import Ledger
package import Values

/// Who owes what since when, by customer and currency (balance âgée), as of the end of a day.
package struct AgedBalance: Hashable, Sendable {
    package let asOf: LocalDate
    /// By customer number, then currency; only customers with something open or not lettered.
    package let rows: [AgedRow]
    /// By currency.
    package let totals: [AgedTotal]

    /// - Parameter rows: in any order; one for each customer and currency. Those with nothing are left out.
    package init(asOf: LocalDate, rows: [AgedRow]) throws(MoneyError) {
        self.asOf = asOf
        self.rows = rows.filter { !$0.isEmpty }.sorted { ($0.customer.text, $0.currency) < ($1.customer.text, $1.currency) }
        totals = try AgedTotal.totals(of: self.rows)
    }

    package func total(in currency: Currency) -> AgedTotal {
        totals.first { $0.currency == currency } ?? AgedTotal(currency: currency)
    }
}

/// What one customer owes in one currency. Amounts are minor units.
package struct AgedRow: Hashable, Sendable {
    package let customer: CustomerID
    package let name: String
    package let currency: Currency
    package var amounts = AgedAmounts()
    /// How many receivables are open.
    package var receivables = 0
    /// Payments and credit notes that settle nothing yet: shown apart, never mixed into the ages.
    package var unallocated: Int64 = 0

    package init(customer: CustomerID, name: String, currency: Currency) {
        self.customer = customer
        self.name = name
        self.currency = currency
    }

    package func named(_ name: String) -> AgedRow {
        var row = AgedRow(customer: customer, name: name, currency: currency)
        row.amounts = amounts
        row.receivables = receivables
        row.unallocated = unallocated
        return row
    }

    package var isEmpty: Bool { receivables == 0 && unallocated == 0 && amounts == AgedAmounts() }
    /// What is owed less what is not lettered; negative when the customer is in credit.
    package var balance: Int64 { amounts.total &- unallocated }
}

/// What is owed to the company in one currency. Amounts are minor units.
package struct AgedTotal: Hashable, Sendable {
    package let currency: Currency
    package var amounts = AgedAmounts()
    package var receivables = 0
    package var unallocated: Int64 = 0

    package init(currency: Currency) { self.currency = currency }

    package var balance: Int64 { amounts.total &- unallocated }

    package mutating func add(_ row: AgedRow) throws(MoneyError) {
        try amounts.add(row.amounts)
        receivables += row.receivables
        let (sum, overflow) = unallocated.addingReportingOverflow(row.unallocated)
        guard !overflow else { throw .overflow }
        unallocated = sum
    }

    static func totals(of rows: [AgedRow]) throws(MoneyError) -> [AgedTotal] {
        var found: [Currency: AgedTotal] = [:]
        for row in rows { try found[row.currency, default: AgedTotal(currency: row.currency)].add(row) }
        return found.values.sorted { $0.currency < $1.currency }
    }
}
