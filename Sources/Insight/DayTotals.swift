package import Ledger
package import Values

/// What was invoiced, credited and received on one day in one currency, in minor units.
package struct DayTotal: Hashable, Sendable {
    package let currency: Currency
    package let day: LocalDate
    package var invoiced: Int64 = 0
    /// Credit notes, as a positive amount; one taken back counts against the day on which it was.
    package var credited: Int64 = 0
    /// Payments; one returned (a rejected debit, a bounced cheque) counts against the day of its return.
    package var received: Int64 = 0

    package init(currency: Currency, day: LocalDate) {
        self.currency = currency
        self.day = day
    }

    package var isEmpty: Bool { invoiced == 0 && credited == 0 && received == 0 }
}

/// Movements by currency and day: what sales, receipts and every DSO are made of.
package struct DayTotals: Hashable, Sendable {
    private struct Key: Hashable {
        let currency: Currency
        let day: LocalDate
    }

    private var totals: [Key: DayTotal] = [:]

    package init() {}

    /// The totals of whole accounts.
    package init(_ accounts: [Account]) {
        for account in accounts {
            for invoice in account.invoices { add(invoice) }
            for credit in account.credits {
                add(credit)
                if credit.returnedOn != nil { addReturn(of: credit) }
            }
        }
    }

    /// By currency, then day; none that is zero throughout.
    package var list: [DayTotal] {
        totals.values.filter { !$0.isEmpty }.sorted { ($0.currency, $0.day) < ($1.currency, $1.day) }
    }

    package mutating func add(_ invoice: Invoice) {
        let key = Key(currency: invoice.currency, day: invoice.issuedOn)
        totals[key, default: DayTotal(currency: key.currency, day: key.day)].invoiced &+= invoice.amount
    }

    package mutating func add(_ credit: Credit) { add(credit.amount, credit, on: credit.on) }

    /// Counts a returned credit against the day of its return.
    package mutating func addReturn(of credit: Credit) {
        guard let day = credit.returnedOn else { return }
        add(-credit.amount, credit, on: day)
    }

    private mutating func add(_ amount: Int64, _ credit: Credit, on day: LocalDate) {
        let key = Key(currency: credit.currency, day: day)
        switch credit.kind {
        case .payment: totals[key, default: DayTotal(currency: key.currency, day: day)].received &+= amount
        case .creditNote: totals[key, default: DayTotal(currency: key.currency, day: day)].credited &+= amount
        }
    }
}

/// Money received in a period, less what was returned in it. Minor units.
package struct CollectedAmount: Hashable, Sendable {
    package let currency: Currency
    package let amount: Int64

    package init(currency: Currency, amount: Int64) {
        self.currency = currency
        self.amount = amount
    }

    /// By currency, none at zero.
    package static func list(_ days: [DayTotal], in period: ClosedRange<LocalDate>) -> [CollectedAmount] {
        var sums: [Currency: Int64] = [:]
        for total in days where period.contains(total.day) { sums[total.currency, default: 0] &+= total.received }
        return sums.filter { $0.value != 0 }.map { CollectedAmount(currency: $0.key, amount: $0.value) }
            .sorted { $0.currency < $1.currency }
    }
}

extension SalesHistory {
    /// The months that end with the one of `through`, at most `count`, of one currency.
    package init(_ days: [DayTotal], currency: Currency, through: LocalDate, count: Int = 24) {
        let first = through.firstOfMonth.adding(months: 1 - count)
        var months: [LocalDate: SalesMonth] = [:]
        for total in days where total.currency == currency && total.day >= first && total.day <= through {
            let month = total.day.firstOfMonth
            months[month, default: SalesMonth(firstDay: month)].invoiced &+= total.invoiced
            months[month, default: SalesMonth(firstDay: month)].credited &+= total.credited
        }
        self.init(currency: currency, through: through, months: Array(months.values))
    }
}
