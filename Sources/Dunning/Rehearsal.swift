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
            guard case .message = action.channel else { continue }
            let account = book.accounts[action.customer]
            try book.apply(
                .messagePlanned(
                    action.correspondence(
                        id: MessageID("rehearsal-\(action.customer)-\(account?.messages.count ?? 0)"), on: day,
                        state: "sent", standing: .sent, round: account?.assignment?.restart(on: day))))
        }
        for task in plan.tasks { try open(task, on: day) }
        return plan
    }

    private mutating func open(_ task: PlannedTask, on day: LocalDate) throws(FoldError) {
        let tasks = book.accounts[task.customer]?.tasks ?? []
        if tasks.contains(where: { $0.kind == task.kind && $0.about == task.about && $0.closedOn == nil }) { return }
        try book.apply(
            .taskOpened(
                FollowUp(
                    id: TaskID("rehearsal-\(task.customer)-\(tasks.count)"), kind: task.kind, customer: task.customer, on: day,
                    currency: task.currency, amount: task.amount, about: task.about)))
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
