package import Values

/// The figures of a company on a day: what the morning page shows at its side.
package struct CompanyFigures: Hashable, Sendable {
    package let asOf: LocalDate
    /// One for each currency that has a past or something open; the largest receivables first.
    package let currencies: [CurrencyFigures]

    /// Months of sales that the figures look at.
    package static let months = 24

    /// The first day of which the movements are needed.
    package static func historyBegins(before day: LocalDate) -> LocalDate {
        day.firstOfMonth.adding(months: 1 - months)
    }

    /// - Parameters:
    ///   - days: movements from `historyBegins` to the day; later ones are left out.
    ///   - disputed: nil when it is not known for that day.
    package init(asOf day: LocalDate, totals: [AgedTotal], days: [DayTotal], disputed: [DisputedAmount]?) {
        asOf = day
        let present = Set(totals.map(\.currency)).union(days.map(\.currency)).sorted()
        let collected = CollectedAmount.list(days, in: day.firstOfMonth...day)
        currencies = present.map { currency in
            CurrencyFigures(
                aged: totals.first { $0.currency == currency } ?? AgedTotal(currency: currency),
                sales: SalesHistory(days, currency: currency, through: day, count: Self.months),
                collectedInMonth: collected.first { $0.currency == currency }?.amount ?? 0,
                disputed: disputed.map { list in
                    list.first { $0.currency == currency } ?? DisputedAmount(currency: currency)
                })
        }.sorted { ($1.aged.amounts.total, $0.currency) < ($0.aged.amounts.total, $1.currency) }
    }

    package subscript(currency: Currency) -> CurrencyFigures? { currencies.first { $0.currency == currency } }
}

/// The figures of one currency. Amounts are minor units.
package struct CurrencyFigures: Hashable, Sendable {
    /// Receivables by age, what is not lettered apart.
    package let aged: AgedTotal
    /// The last 24 months at most, up to the day.
    package let sales: SalesHistory
    /// Received since the first of the month, less what was returned.
    package let collectedInMonth: Int64
    /// Nil when it is not known for that day.
    package let disputed: DisputedAmount?

    package init(aged: AgedTotal, sales: SalesHistory, collectedInMonth: Int64, disputed: DisputedAmount?) {
        self.aged = aged
        self.sales = sales
        self.collectedInMonth = collectedInMonth
        self.disputed = disputed
    }

    package var currency: Currency { aged.currency }
    package var receivable: Int64 { aged.amounts.total }
    package var overdue: Int64 { aged.amounts.overdue }
    /// As a fraction of one; nil when nothing is open.
    package var overdueShare: Ratio? { ShareIndicator.overdue(overdue, of: receivable) }
    /// As a fraction of one; nil when nothing is open or disputes are not known.
    package var disputedShare: Ratio? { disputed.flatMap { ShareIndicator.disputed($0.amount, of: receivable) } }
    /// DSO, best possible DSO and days delinquent by count-back.
    package var countBack: SalesOutstanding { .countBack(aged.amounts, sales) }
    /// The same by the accounts, over the last three months.
    package var accounting: SalesOutstanding { .accounting(aged.amounts, sales) }
}
