package import Ledger
package import Values

extension PlanningRules {
    /// Late interest and the fixed sum on an open receivable on a day, as a message of that day would count them, claimed
    /// or not. Minor units of the invoice's currency.
    package func accessories(of id: ReceivableID, _ account: Account, _ scenario: Scenario, on day: LocalDate) -> Accessories {
        guard let currency = account.invoice(id.invoice)?.currency else { return .none }
        let judge = CandidateJudge(
            account: account, scenario: scenario, calendar: calendar(for: account.customer, scenario), day: day, ignoring: nil)
        let candidates = judge.candidates(
            in: currency, balance: account.balance(in: currency), isWritingDay: judge.isWritingDay)
        guard let candidate = candidates.first(where: { $0.receivable == id }) else { return .none }
        let planner = AccountPlanner(account, scenario, self, judge, currency, candidates)
        return planner.accessories(of: candidate, planner.netting(for: [candidate]))
    }
}

extension Account {
    /// What reduced each receivable, by day: its live allocations.
    var reductions: [ReceivableID: [AccessoryQuestion.Reduction]] {
        var found: [ReceivableID: [AccessoryQuestion.Reduction]] = [:]
        for allocation in allocations where allocation.isLive {
            found[allocation.receivable, default: []].append(
                AccessoryQuestion.Reduction(on: allocation.on, amount: allocation.amount, kind: allocation.credit.kind))
        }
        return found
    }
}
