/// DSO, the best possible DSO and the days between them, by one method.
package struct SalesOutstanding: Hashable, Sendable {
    package let method: DaysMethod
    /// Days sales outstanding.
    package let dso: DaysIndicator
    /// What it would be if nothing were overdue (BPDSO).
    package let bestPossible: DaysIndicator
    /// Average days delinquent (ADD): the days owed to lateness.
    package let delinquent: DaysIndicator

    /// By count-back (AFDCC's preferred method), over all the history given.
    package static func countBack(_ amounts: AgedAmounts, _ history: SalesHistory) -> SalesOutstanding {
        SalesOutstanding(
            .countBack, DaysIndicator.countBack(amounts.total, history), DaysIndicator.countBack(amounts.notDue, history))
    }

    /// By the accounts, over the latest months; a quarter unless told otherwise.
    package static func accounting(
        _ amounts: AgedAmounts, _ history: SalesHistory, months: Int = 3
    ) -> SalesOutstanding {
        let period = history.latest(months)
        return SalesOutstanding(
            .accounting, DaysIndicator.accounting(amounts.total, period), DaysIndicator.accounting(amounts.notDue, period))
    }

    private init(_ method: DaysMethod, _ dso: DaysIndicator, _ bestPossible: DaysIndicator) {
        self.method = method
        self.dso = dso
        self.bestPossible = bestPossible
        delinquent = .delinquent(dso, bestPossible: bestPossible)
    }
}
