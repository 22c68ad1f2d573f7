import Ledger
import Values

/// Plans one customer for one day: every currency by itself, at most one message in each.
struct AccountPlanner {
    let account: Account
    let scenario: Scenario
    let rules: PlanningRules
    let judge: CandidateJudge
    let day: LocalDate
    let currency: Currency
    /// Every open receivable of the currency, oldest due first.
    let candidates: [Candidate]
    private(set) var action: PlannedAction?
    private(set) var skipped: [Skipped] = []
    private(set) var tasks: [PlannedTask] = []
    /// What reduced each receivable, by day: its live allocations.
    let reductions: [ReceivableID: [AccessoryQuestion.Reduction]]
    /// What no channel of its step leads to, with that step.
    private var unreachable: [(candidate: Candidate, step: Step)] = []

    init(
        _ account: Account, _ scenario: Scenario, _ rules: PlanningRules, _ judge: CandidateJudge, _ currency: Currency,
        _ candidates: [Candidate]
    ) {
        self.account = account
        self.scenario = scenario
        self.rules = rules
        self.judge = judge
        self.currency = currency
        self.candidates = candidates
        day = judge.day
        reductions = account.reductions
    }

    mutating func plan() {
        choose()
        leaveToAPerson()
    }

    private mutating func choose() {
        for candidate in candidates where candidate.refusal != nil && candidate.isReached {
            if let skip = candidate.skipped(account.customer.id, currency) { skipped.append(skip) }
        }
        let isRefusedAny = candidates.contains { $0.refusal != nil }
        let ready = isRefusedAny ? candidates.filter { $0.refusal == nil } : candidates
        guard !ready.isEmpty else { return }
        if let cap = capReached() {
            refuse(ready, cap.reason, until: cap.until)
            return
        }
        let notices = ready.filter { $0.next?.isNotice == true }
        var reminders = notices.isEmpty ? ready : ready.filter { $0.next?.isNotice == false }
        if scenario.formalAlone {
            let formal = reminders.filter { $0.next?.isFormal == true }
            if !formal.isEmpty, formal.count < reminders.count {
                reminders.removeAll { $0.next?.isFormal == true }
                if compose(formal, announcing: notices) {
                    refuse(reminders, .formalGoesAlone)
                    return
                }
            }
        }
        if !reminders.isEmpty, compose(reminders, announcing: notices) { return }
        if !notices.isEmpty { _ = compose(notices, announcing: []) }
    }

    private mutating func refuse(_ candidates: [Candidate], _ reason: SkipReason, until: LocalDate? = nil) {
        for candidate in candidates {
            skipped.append(candidate.skipped(account.customer.id, currency, reason, until: until))
        }
    }

    /// At most one message a customer, currency and day; at most so many in seven days.
    private func capReached() -> (reason: SkipReason, until: LocalDate?)? {
        var thisWeek = 0
        var oldest: LocalDate?
        for message in account.messages
        where message.currency == currency && message.standing != .failed && message.id != judge.ignoring
            && message.copyOf == nil && message.channel != StepChannel.call.rawValue {
            if message.on == day { return (.writtenToday, judge.calendar.onOrAfter(day.adding(days: 1))) }
            let age = day.days(since: message.on)
            // A thank-you asks for nothing.
            if age >= 0, age < 7, !message.lines.isEmpty {
                thisWeek += 1
                oldest = oldest.map { min($0, message.on) } ?? message.on
            }
        }
        guard let cap = scenario.weeklyCap, thisWeek >= cap else { return nil }
        return (.weeklyCap, oldest.map { judge.calendar.onOrAfter($0.adding(days: 7)) })
    }

    /// Makes the message about `chosen`, or says why there is none. True when there is a message.
    private mutating func compose(_ chosen: [Candidate], announcing notices: [Candidate]) -> Bool {
        var chosen = chosen
        while let top = highestStep(of: chosen) {
            let netting = netting(for: chosen)
            let principal = chosen.sum { $0.asked - (netting.applied[$0.receivable] ?? 0) }
            guard isWorthAsking(principal, chosen, netting) else { return false }
            let reached = Reach(account, top)
            if let channel = reached.channel {
                action = makeAction(chosen, notices, top, channel, reached, netting, principal)
                if top.alsoCalls { leave(.call, amount: principal, about: call(top, chosen)) }
                return true
            }
            unreachable += chosen.filter { $0.next?.id == top.id }.map { ($0, top) }
            chosen.removeAll { $0.next?.id == top.id }
        }
        return false
    }

    private func highestStep(of chosen: [Candidate]) -> Step? {
        var highest: NextStep?
        for candidate in chosen {
            guard let next = candidate.next, highest.map({ $0.rank < next.rank }) ?? true else { continue }
            highest = next
        }
        return highest?.step
    }

    func netting(for chosen: [Candidate]) -> CreditNetting {
        let credits = account.credits.filter { $0.currency == currency && $0.unallocated > 0 }
        guard !credits.isEmpty else { return CreditNetting([], overdue: [], others: [], all: []) }
        let overdue = candidates.filter { $0.dueOn < day && !$0.isHeldBack }
        let named = Set(overdue.map(\.receivable))
        return CreditNetting(
            credits, overdue: overdue, others: chosen.filter { !named.contains($0.receivable) }, all: candidates)
    }

    private mutating func isWorthAsking(_ principal: Int64, _ chosen: [Candidate], _ netting: CreditNetting) -> Bool {
        if principal <= 0 {
            refuse(chosen, .coveredByCredit)
            let covered = chosen.sum { netting.applied[$0.receivable] ?? 0 }
            let credits = netting.credits(for: Set(chosen.map(\.receivable)))
            if covered > 0 { leave(.allocate, amount: covered, about: credits.map(\.credit.id.text).joined(separator: " ")) }
            return false
        }
        if principal < scenario.minimum[currency] ?? 0 {
            refuse(chosen, .belowMinimum)
            return false
        }
        return true
    }

    /// Nobody can be reached at a step: a level becomes a task, once, unless a message leaves about the rest; a notice
    /// is not posted.
    private mutating func leaveToAPerson() {
        guard let step = unreachable.first(where: { !$0.step.isNotice })?.step else {
            refuse(unreachable.map(\.candidate), .noAddress)
            return
        }
        let stuck = unreachable.filter { $0.step.id == step.id }.map(\.candidate)
        let netting = netting(for: stuck)
        let amount = stuck.sum { $0.asked - (netting.applied[$0.receivable] ?? 0) }
        let isKnown = account.tasks.contains { $0.kind == .findAddress && $0.closedOn == nil }
        if isKnown || action != nil {
            refuse(unreachable.map(\.candidate), .noAddress)
        } else {
            action = PlannedAction(
                customer: account.customer.id, currency: currency, scenario: scenario.id,
                scenarioVersion: scenario.version, step: step.id, rank: step.rank, template: step.template, tone: step.tone,
                channel: .task, to: nil, copies: [], amount: amount, lines: stuck.map { line($0, netting) }, toCome: [],
                credits: netting.credits(for: Set(stuck.map(\.receivable))), reasons: reasons(stuck), approval: nil)
            refuse(unreachable.filter { $0.step.id != step.id }.map(\.candidate), .noAddress)
        }
        if !isKnown { leave(.findAddress, amount: amount, about: step.channel.rawValue) }
    }

    /// Says which step and which invoices the call is about: another call about others is another task.
    private func call(_ step: Step, _ chosen: [Candidate]) -> String {
        let invoices = chosen.filter { $0.next?.id == step.id }.map(\.receivable.invoice.text)
        return ([step.id] + invoices).joined(separator: " ")
    }

    /// Work that waits for a person already is not asked for again; notices and reminders that one payment covers are one
    /// piece of work.
    private mutating func leave(_ kind: FollowUp.Kind, amount: Int64, about: String) {
        let isOpen = account.tasks.contains {
            $0.kind == kind && $0.currency == currency && $0.about == about && $0.closedOn == nil
        }
        if isOpen { return }
        if let same = tasks.firstIndex(where: { $0.kind == kind && $0.currency == currency && $0.about == about }) {
            tasks[same].amount = tasks[same].amount?.plus(amount)
            return
        }
        tasks.append(PlannedTask(kind: kind, customer: account.customer.id, currency: currency, amount: amount, about: about))
    }
}

extension Candidate {
    /// A hold, a dispute on the whole, a contradiction or money that perhaps pays it keeps credits away from it.
    var isHeldBack: Bool {
        switch refusal?.reason {
        case .quarantined, .muted, .held, .disputed, .promised, .paymentBeingIdentified: true
        case nil, .paid, .noScenario, .muteScenario, .deliveryUncertain, .alreadyPlanned, .notDueYet, .scenarioFinished,
            .nonWorkingDay, .gap, .writtenToday, .weeklyCap, .coveredByCredit, .belowMinimum, .noAddress,
            .formalGoesAlone: false
        }
    }
}
