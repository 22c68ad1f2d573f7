package import Ledger
package import Values

/// What is open and due on one day in one currency.
package struct DueTotal: Hashable, Sendable {
    package let currency: Currency
    package let dueOn: LocalDate
    /// Minor units.
    package var open: Int64
    /// How many receivables are open.
    package var receivables: Int

    package init(currency: Currency, dueOn: LocalDate, open: Int64 = 0, receivables: Int = 0) {
        self.currency = currency
        self.dueOn = dueOn
        self.open = open
        self.receivables = receivables
    }

    package var isEmpty: Bool { open == 0 && receivables == 0 }
}

/// Open amounts by currency and due date, or changes of them: enough to age everything on any morning.
package struct DueTotals: Hashable, Sendable {
    private struct Key: Hashable {
        let currency: Currency
        let dueOn: LocalDate
    }

    private var totals: [Key: DueTotal] = [:]

    package init() {}

    package init(_ accounts: [Account]) {
        for account in accounts {
            for invoice in account.invoices {
                for receivable in invoice.receivables { change(receivable, in: invoice.currency, from: 0, to: receivable.open) }
            }
        }
    }

    /// By currency, then due date; none that is zero throughout.
    package var list: [DueTotal] {
        totals.values.filter { !$0.isEmpty }.sorted { ($0.currency, $0.dueOn) < ($1.currency, $1.dueOn) }
    }

    /// What is open of a receivable went from one amount to another.
    package mutating func change(_ receivable: Receivable, in currency: Currency, from old: Int64, to new: Int64) {
        guard old != new else { return }
        let key = Key(currency: currency, dueOn: receivable.dueOn)
        totals[key, default: DueTotal(currency: currency, dueOn: receivable.dueOn)].open &+= new &- old
        totals[key, default: DueTotal(currency: currency, dueOn: receivable.dueOn)].receivables += (new > 0 ? 1 : 0) - (old > 0 ? 1 : 0)
    }
}

extension AgedTotal {
    /// Totals by currency from open amounts by due date and what is not lettered.
    package static func list(
        _ due: [DueTotal], unallocated: [UnallocatedTotal], asOf day: LocalDate
    ) throws(MoneyError) -> [AgedTotal] {
        var found: [Currency: AgedTotal] = [:]
        for total in due {
            try found[total.currency, default: AgedTotal(currency: total.currency)].amounts
                .add(total.open, to: AgeBucket(dueOn: total.dueOn, asOf: day))
            found[total.currency]?.receivables += total.receivables
        }
        for total in unallocated {
            found[total.currency, default: AgedTotal(currency: total.currency)].unallocated = total.amount
        }
        return found.values.sorted { $0.currency < $1.currency }
    }
}

/// Payments and credit notes that settle nothing yet, in one currency. Minor units.
package struct UnallocatedTotal: Hashable, Sendable {
    package let currency: Currency
    package let amount: Int64
    /// How many payments and credit notes.
    package let credits: Int

    package init(currency: Currency, amount: Int64, credits: Int) {
        self.currency = currency
        self.amount = amount
        self.credits = credits
    }
}
