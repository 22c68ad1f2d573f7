package import Values

/// Invoices and credit notes of one month in one currency, including tax, in minor units.
package struct SalesMonth: Hashable, Sendable {
    package let firstDay: LocalDate
    package var invoiced: Int64
    /// Credit notes, as a positive amount.
    package var credited: Int64

    package init(firstDay: LocalDate, invoiced: Int64 = 0, credited: Int64 = 0) {
        self.firstDay = firstDay.firstOfMonth
        self.invoiced = invoiced
        self.credited = credited
    }

    /// Invoices less credit notes.
    package var sales: Int64 { invoiced &- credited }
}

/// What a company sold in one currency, month by month.
package struct SalesHistory: Hashable, Sendable {
    package let currency: Currency
    /// Nothing after this day is counted; it may lie inside the last month.
    package let through: LocalDate
    /// Latest first, without gaps, down to the first month with sales or to the oldest one asked for.
    package let months: [SalesMonth]

    /// - Parameters:
    ///   - months: in any order, at most one for each month; those after `through` are left out, gaps become months
    ///     without sales.
    package init(currency: Currency, through: LocalDate, months: [SalesMonth]) {
        self.currency = currency
        self.through = through
        let known = Dictionary(months.map { ($0.firstDay, $0) }, uniquingKeysWith: { $1 })
        let last = through.firstOfMonth
        var list: [SalesMonth] = []
        if let first = known.keys.filter({ $0 <= last }).min() {
            var month = last
            while month >= first {
                list.append(known[month] ?? SalesMonth(firstDay: month))
                month = month.adding(months: -1)
            }
        }
        self.months = list
    }

    /// The days of a month that count: fewer than it has when the history ends inside it.
    package func days(of month: SalesMonth) -> Int {
        min(month.firstDay.endOfMonth, through).days(since: month.firstDay) + 1
    }

    /// The latest months, at most `count`, as a history of their own.
    package func latest(_ count: Int) -> SalesHistory {
        SalesHistory(currency: currency, through: through, months: Array(months.prefix(count)))
    }
}
