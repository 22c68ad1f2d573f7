package import Values

/// Every open item of a customer in one currency, on one day.
package struct AccountStatement: Sendable, Hashable {
    package struct Item: Sendable, Hashable {
        /// Number of the invoice or credit note, label of the receipt.
        package let document: String
        package let issuedOn: LocalDate?
        /// Nil for credits.
        package let dueOn: LocalDate?
        package let original: Money
        /// What is open; negative for credits.
        package let open: Money

        package init(document: String, issuedOn: LocalDate?, dueOn: LocalDate?, original: Money, open: Money) {
            self.document = document
            self.issuedOn = issuedOn
            self.dueOn = dueOn
            self.original = original
            self.open = open
        }
    }

    package let on: LocalDate
    package let currency: Currency
    package let items: [Item]
    /// As the ledger states it; the renderer refuses a statement whose items do not sum to it.
    package let total: Money

    package init(on: LocalDate, currency: Currency, items: [Item], total: Money) {
        self.on = on
        self.currency = currency
        self.items = items
        self.total = total
    }

    /// Items due before the day of the statement, credits left aside.
    package func overdue() throws(MoneyError) -> Money {
        try Money.sum(items.lazy.filter { item in item.dueOn.map { $0 < on } ?? false }.map(\.open), in: currency)
    }

    /// Items due on that day or later.
    package func notDue() throws(MoneyError) -> Money {
        try Money.sum(items.lazy.filter { item in item.dueOn.map { $0 >= on } ?? false }.map(\.open), in: currency)
    }

    package func credits() throws(MoneyError) -> Money {
        try Money.sum(items.lazy.filter { $0.dueOn == nil }.map(\.open), in: currency)
    }
}
