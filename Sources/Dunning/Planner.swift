package import Ledger
package import Values

/// Decides what a day's run sends. Pure: no clock, no store, no chance.
package enum Planner {
    /// The plan of a whole book, customers in order.
    package static func plan(_ book: Book, on day: LocalDate, rules: PlanningRules) -> DayPlan {
        var plan = DayPlan(on: day)
        var writing: [CalendarRegion: Bool] = [:]
        for id in book.sortedCustomers {
            guard let account = book.accounts[id] else { continue }
            add(account, to: &plan, rules, &writing)
        }
        return plan
    }

    /// The plan of one customer. `ignoring` names the message being judged again before it leaves.
    package static func plan(
        _ account: Account, on day: LocalDate, rules: PlanningRules, ignoring message: MessageID? = nil
    ) -> DayPlan {
        var plan = DayPlan(on: day)
        var writing: [CalendarRegion: Bool] = [:]
        add(account, to: &plan, rules, &writing, ignoring: message)
        return plan
    }

    private static func add(
        _ account: Account, to plan: inout DayPlan, _ rules: PlanningRules, _ writing: inout [CalendarRegion: Bool],
        ignoring message: MessageID? = nil
    ) {
        let scenario = rules.scenario(for: account)
        let calendar = rules.calendar(for: account.customer, scenario)
        let judge = CandidateJudge(
            account: account, scenario: scenario, calendar: calendar, day: plan.on, ignoring: message)
        let isWorkingDay = writing[calendar.region] ?? calendar.isWorkingDay(plan.on)
        writing[calendar.region] = isWorkingDay
        let isWritingDay = isWorkingDay && scenario?.quietWeekdays.contains(plan.on.weekday) != true
        let others = plan.actions.count
        for currency in account.currencies {
            let candidates = judge.candidates(
                in: currency, balance: account.balance(in: currency), isWritingDay: isWritingDay)
            guard let scenario else {
                plan.skipped += candidates.filter(\.isReached).compactMap { $0.skipped(account.customer.id, currency) }
                continue
            }
            var planner = AccountPlanner(account, scenario, rules, judge, currency, candidates)
            planner.plan()
            if let action = planner.action { plan.actions.append(action) }
            plan.skipped += planner.skipped
            plan.tasks += planner.tasks
        }
        if isWritingDay, let scenario, let thanks = scenario.thanks {
            let ground = ThanksGround(account, scenario, thanks, rules, calendar, on: plan.on, ignoring: message)
            plan.actions += PromiseThanks(ground).actions(besides: Array(plan.actions[others...]))
            plan.actions += PaymentThanks(ground).actions(besides: Array(plan.actions[others...]))
        }
    }

    /// Every open receivable of an invoice on a day: taken, or left alone and why.
    package static func verdicts(
        _ account: Account, _ invoice: InvoiceID, on day: LocalDate, rules: PlanningRules
    ) -> [Verdict] {
        let plan = plan(account, on: day, rules: rules)
        let scenario = rules.scenario(for: account)
        let calendar = rules.calendar(for: account.customer, scenario)
        let judge = CandidateJudge(account: account, scenario: scenario, calendar: calendar, day: day, ignoring: nil)
        guard let found = account.invoice(invoice) else { return [] }
        let candidates = judge.candidates(
            in: found.currency, balance: account.balance(in: found.currency), isWritingDay: judge.isWritingDay)
        return found.receivables.map { receivable in
            let id = ReceivableID(invoice: invoice, rank: receivable.rank)
            let candidate = candidates.first { $0.receivable == id }
            let action = plan.actions.first { $0.lines.contains { $0.receivable == id } }
            let skip = plan.skipped.first { $0.receivable == id } ?? candidate?.skipped(account.customer.id, found.currency)
            return Verdict(
                receivable: id, dueOn: receivable.dueOn, open: receivable.open, scenario: scenario?.id,
                rankTaken: candidate?.progress.rank ?? Progress(receivable, in: scenario, restartOn: account.assignment?.restart(on: day)).rank,
                nextStep: candidate?.next?.id, nextFrom: candidate?.next?.from, action: action,
                skipped: receivable.open > 0 ? skip?.reason : .paid, until: skip?.until)
        }
    }
}

/// What a day decides about one receivable, whether or not anything is written.
package struct Verdict: Hashable, Sendable {
    package let receivable: ReceivableID
    package let dueOn: LocalDate
    /// Minor units.
    package let open: Int64
    package let scenario: ScenarioID?
    /// The highest level already taken, 0 for none.
    package let rankTaken: Int
    package let nextStep: String?
    /// The first day of the next step, before weekends and the gap.
    package let nextFrom: LocalDate?
    /// The message that asks for it that day.
    package let action: PlannedAction?
    /// Why there is none.
    package let skipped: SkipReason?
    package let until: LocalDate?
}
