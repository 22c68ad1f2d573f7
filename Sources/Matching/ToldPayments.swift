package import Ledger
package import Values

/// Payments that files told of and that movements were recognised as, from a day on: with what the files say that they settle.
package struct ToldPayments: Sendable {
    private let shares: [CreditKey: EntryShare]
    private let allocations: [Allocation]
    /// Each awaits its movement.
    package let credits: [KnownCredit]

    /// - Parameters:
    ///   - known: the payments, each with its share of the movement that it was recognised as and the day of that movement.
    ///   - days: books and bank tell of a payment within so many days of each other.
    package init(
        _ account: Account, _ known: [CreditKey: (share: EntryShare, on: LocalDate)], from day: LocalDate, within days: Int
    ) {
        let awaited = known.filter { $0.value.on >= day }.mapValues(\.share)
        shares = awaited
        let last = day.adding(days: 6 + days)
        let own = account.credits.filter { awaited[$0.key] != nil && $0.on <= last }
        let returnedOn = Dictionary(own.map { ($0.key, $0.returnedOn) }) { first, _ in first }
        // Live, or ended by the return of the money; what the movement itself made its payment settle was not told.
        let told = account.allocations.filter { allocation in
            guard let share = awaited[allocation.credit], let returned = returnedOn[allocation.credit] else { return false }
            return !share.allocations.contains(allocation.number) && (allocation.isLive || allocation.reversedOn == returned)
        }
        allocations = told
        credits = own.map { credit in
            let used = told.filter { $0.credit == credit.key }.reduce(Int64(0)) { $0.plus($1.amount) }
            return KnownCredit(
                key: credit.key, on: credit.on, currency: credit.currency, amount: credit.amount,
                unallocated: max(0, credit.amount - used), invoice: credit.invoice, awaitsMovement: true)
        }
    }

    /// The credit is one of them.
    package func names(_ credit: Credit) -> Bool { shares.index(forKey: credit.key) != nil }

    /// Minor units that they settle of a receivable from the day after a day; what they did before is known.
    package func settled(_ id: ReceivableID, after day: LocalDate) -> Int64 {
        allocations.filter { $0.receivable == id && $0.on > day }.reduce(Int64(0)) { $0.plus($1.amount) }
    }
}
