import Ledger
import Values

/// What a thank-you rests on, whatever it is for: the account of a day, its messages, and how its company thanks.
struct ThanksGround {
    let account: Account
    let scenario: Scenario
    let policy: ThanksPolicy
    let rules: PlanningRules
    let calendar: WorkingCalendar
    let day: LocalDate
    /// All messages but the one being judged again.
    let messages: [Correspondence]

    init(
        _ account: Account, _ scenario: Scenario, _ policy: ThanksPolicy, _ rules: PlanningRules,
        _ calendar: WorkingCalendar, on day: LocalDate, ignoring message: MessageID?
    ) {
        self.account = account
        self.scenario = scenario
        self.policy = policy
        self.rules = rules
        self.calendar = calendar
        self.day = day
        messages = account.messages.filter { $0.id != message && $0.standing != .failed && $0.copyOf == nil }
    }

    /// The customer is not to be written to at all.
    var isSilenced: Bool { account.holds.contains { $0.silences(on: day) } }

    /// The currencies in which the customer was written to that day.
    var writtenToday: Set<Currency> {
        Set(messages.filter { $0.on == day && $0.channel != StepChannel.call.rawValue }.map(\.currency))
    }

    /// A step that no scenario knows any more may have been formal.
    func hadFormalStep(_ receivable: Receivable) -> Bool {
        receivable.steps.contains { taken in
            guard taken.rank > 0, taken.standing != .failed else { return false }
            let scenario = taken.scenario.flatMap { rules.scenarios[$0] } ?? self.scenario
            let step =
                scenario.step(taken.step)
                ?? (taken.message == nil ? scenario.steps.first { $0.rank == taken.rank } : nil)
            return step?.isFormal ?? true
        }
    }

    /// - Parameter approval: what makes it wait for a person, before the company's first live send does.
    /// - Returns: nil where the customer cannot be reached.
    func action(
        step id: String, _ currency: Currency, reason: ActionReason, approval: ApprovalReason?
    ) -> PlannedAction? {
        let step = Step(
            id: id, rank: 0, offsetDays: 0, channel: policy.channel, template: policy.template, tone: .friendly)
        let reached = Reach(account, step)
        guard let channel = reached.channel else { return nil }
        return PlannedAction(
            customer: account.customer.id, currency: currency, scenario: scenario.id, scenarioVersion: scenario.version,
            step: step.id, rank: 0, template: policy.template, tone: .friendly, channel: .message(channel),
            to: reached.address, copies: reached.copies, amount: 0, lines: [], toCome: [], credits: [],
            reasons: [reason], approval: approval ?? (rules.isFirstLiveSend ? .firstLiveSend : nil))
    }
}
