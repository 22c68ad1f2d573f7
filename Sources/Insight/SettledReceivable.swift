package import Ledger
package import Values

/// A receivable that was paid to the last cent, and when.
package struct SettledReceivable: Hashable, Sendable {
    /// Minor units.
    package let amount: Int64
    package let currency: Currency
    package let issuedOn: LocalDate
    package let dueOn: LocalDate
    /// The day of the last part.
    package let paidOn: LocalDate

    package init(amount: Int64, currency: Currency, issuedOn: LocalDate, dueOn: LocalDate, paidOn: LocalDate) {
        self.amount = amount
        self.currency = currency
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        self.paidOn = paidOn
    }

    package var daysLate: Int { max(0, paidOn.days(since: dueOn)) }
    package var isLate: Bool { paidOn > dueOn }

    /// Settled receivables of a whole account; what a credit note or a write-off closed was not paid and is left out.
    package static func list(_ account: Account) -> [SettledReceivable] {
        let live = Dictionary(grouping: account.allocations.filter(\.isLive), by: \.receivable)
        return account.invoices.flatMap { invoice in
            invoice.receivables.compactMap { receivable in
                let parts = live[ReceivableID(invoice: invoice.id, rank: receivable.rank)] ?? []
                let payments = parts.filter { $0.credit.kind == .payment }
                guard receivable.open == 0, receivable.writtenOff == 0, let last = payments.map(\.on).max() else { return nil }
                return SettledReceivable(
                    amount: payments.reduce(0) { $0 &+ $1.amount }, currency: invoice.currency, issuedOn: invoice.issuedOn,
                    dueOn: receivable.dueOn, paidOn: last)
            }
        }
    }
}

extension DaysIndicator {
    /// Délai moyen de règlement: days from the invoice to its payment, weighted by amount. One currency.
    package static func settlement(_ settled: [SettledReceivable]) -> DaysIndicator {
        weighted(settled) { $0.paidOn.days(since: $0.issuedOn) }
    }

    /// Average days delinquent on paid invoices: days late, weighted by amount, nobody early counting for less than
    /// zero. One currency.
    package static func delinquent(_ settled: [SettledReceivable]) -> DaysIndicator {
        weighted(settled, \.daysLate)
    }

    private static func weighted(_ settled: [SettledReceivable], _ days: (SettledReceivable) -> Int) -> DaysIndicator {
        var product: Int128 = 0
        var total: Int128 = 0
        for receivable in settled {
            product += Int128(receivable.amount) * Int128(days(receivable))
            total += Int128(receivable.amount)
        }
        return DaysIndicator(days: Ratio(product, over: total), method: .settledInvoices)
    }
}
