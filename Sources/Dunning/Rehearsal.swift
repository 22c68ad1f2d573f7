package import Ledger
package import Values

/// Plays days on a book in memory, as if each message had been handed over the day it was planned:
/// the plan of a range of days, and the back-test of a scenario.
package struct Rehearsal: Sendable {
    package var book: Book

    package init(_ book: Book) { self.book = book }

    /// Plans a day and takes its steps. Approvals are taken as given; tasks stay for a person.
    package mutating func play(_ day: LocalDate, rules: PlanningRules) throws(FoldError) -> DayPlan {
        let plan = Planner.plan(book, on: day, rules: rules)
        for action in plan.actions {
            let count = book.accounts[action.customer]?.messages.count ?? 0
            switch action.channel {
            case .message:
                try book.apply(
                    .messagePlanned(
                        action.correspondence(
                            id: MessageID("rehearsal-\(action.customer)-\(count)"), on: day, state: "sent", standing: .sent)))
            case .task:
                let id = TaskID("rehearsal-\(action.customer)-\(day.iso)")
                try book.apply(
                    .taskOpened(
                        FollowUp(
                            id: id, kind: .findAddress, customer: action.customer, on: day, currency: action.currency,
                            amount: action.amount, about: action.step)))
            }
        }
        return plan
    }
}

extension PlannedAction {
    /// The message as the ledger remembers it.
    package func correspondence(
        id: MessageID, on day: LocalDate, state: String, standing: MessageStanding, round: LocalDate? = nil
    ) -> Correspondence {
        Correspondence(
            id: id, customer: customer, currency: currency, on: day, scenario: scenario,
            scenarioVersion: scenarioVersion, step: step, rank: rank, channel: channel.word, to: to, amount: amount,
            lines: lines, credits: credits, state: state, standing: standing, approval: approval?.code, round: round, copies: copies)
    }
}
