package import Ledger
package import Values

/// What became of a promise to pay.
package enum PromiseOutcome: Hashable, Sendable {
    case pending
    case kept
    /// Per cent of the promised amount received, 1 to 99.
    case partKept(Int)
    case broken
    /// Lifted, or replaced by another, before its time was over.
    case ended

    /// Judged on a day: money received from the day of the promise until the day on which the promise frees what it
    /// covers. Write-offs and credit notes keep no promise, later money neither. Wants the whole account.
    package init(_ promise: Hold, _ account: Account, on day: LocalDate, calendar: WorkingCalendar) {
        let frees = [promise.promiseFreesOn(calendar), promise.releasedOn].compactMap { $0 }.min()
        let last = frees.map { min(day, $0.adding(days: -1)) } ?? day
        let received = Self.received(promise, account, through: last)
        let settled = Self.settled(promise, account, through: last)
        let promised = promise.amount ?? settled.covered
        if received > 0, received >= promised || (settled.covered > 0 && settled.left == 0) {
            self = .kept
        } else if frees.map({ day < $0 }) ?? true {
            self = .pending
        } else if let released = promise.releasedOn, promise.promiseFreesOn(calendar).map({ released < $0 }) ?? true {
            self = .ended
        } else if received > 0, promised > 0 {
            self = .partKept(Int(max(1, min(99, received.multipliedReportingOverflow(by: 100).partialValue / promised))))
        } else {
            self = .broken
        }
    }

    private static func received(_ promise: Hold, _ account: Account, through last: LocalDate) -> Int64 {
        var total: Int64 = 0
        for allocation in account.allocations
        where allocation.isLive && allocation.credit.kind == .payment && promise.covers(allocation.receivable.invoice) {
            // The day the money came, even when it was lettered later.
            let on = account.credit(allocation.credit)?.on ?? allocation.on
            if on >= promise.from, on <= last { total &+= allocation.amount }
        }
        for credit in account.credits
        where credit.kind == .payment && credit.on >= promise.from && credit.on <= last
            && (promise.currency.map { $0 == credit.currency } ?? true) {
            total &+= credit.unallocated
        }
        return total
    }

    /// What the covered receivables owed when the promise was made, and what they still owed at the end of a day.
    private static func settled(
        _ promise: Hold, _ account: Account, through last: LocalDate
    ) -> (covered: Int64, left: Int64) {
        var covered: Int64 = 0
        var left: Int64 = 0
        for invoice in account.invoices where promise.covers(invoice.id) {
            covered &+= invoice.open
            left &+= invoice.open
        }
        for allocation in account.allocations where allocation.isLive && promise.covers(allocation.receivable.invoice) {
            let on = account.credit(allocation.credit)?.on ?? allocation.on
            if on >= promise.from { covered &+= allocation.amount }
            if on > last { left &+= allocation.amount }
        }
        return (covered, left)
    }

    /// The step under which a thank-you for a promise is recorded: once, whatever happens.
    static func thanksStep(_ promise: Hold) -> String { Correspondence.thanksPrefix + promise.id.text }

    /// One thank-you for each promise kept in full and not thanked for yet: the first of them in each currency in which
    /// nothing else is written that day. Nobody is thanked who is not to be written to.
    static func thanks(
        _ account: Account, _ scenario: Scenario, _ policy: ThanksPolicy, on day: LocalDate, _ calendar: WorkingCalendar,
        besides written: [PlannedAction], ignoring message: MessageID?, approval: ApprovalReason?
    ) -> [PlannedAction] {
        let promises = account.holds.filter { $0.mayBeThanked(on: day) }.sorted { $0.id < $1.id }
        guard !promises.isEmpty, !account.holds.contains(where: { $0.silences(on: day) }) else { return [] }
        let others = account.messages.filter { $0.id != message && $0.standing != .failed && $0.copyOf == nil }
        var taken = Set(written.filter { $0.customer == account.customer.id && $0.channel != .task }.map(\.currency))
        taken.formUnion(others.filter { $0.on == day && $0.channel != StepChannel.call.rawValue }.map(\.currency))
        var found: [PlannedAction] = []
        for hold in promises {
            let covered = account.invoices.filter { hold.covers($0.id) }.min { $0.id < $1.id }
            let currency = hold.currency ?? covered?.currency ?? .eur
            guard !taken.contains(currency), !others.contains(where: { $0.step == thanksStep(hold) }),
                PromiseOutcome(hold, account, on: day, calendar: calendar) == .kept,
                let action = thanks(for: hold, account, scenario, policy, currency, approval)
            else { continue }
            taken.insert(currency)
            found.append(action)
        }
        return found
    }

    private static func thanks(
        for hold: Hold, _ account: Account, _ scenario: Scenario, _ policy: ThanksPolicy, _ currency: Currency,
        _ approval: ApprovalReason?
    ) -> PlannedAction? {
        let step = Step(
            id: thanksStep(hold), rank: 0, offsetDays: 0, channel: policy.channel, template: policy.template,
            tone: .friendly)
        let reached = Reach(account, step)
        guard let channel = reached.channel else { return nil }
        return PlannedAction(
            customer: account.customer.id, currency: currency, scenario: scenario.id, scenarioVersion: scenario.version,
            step: step.id, rank: 0, template: policy.template, tone: .friendly, channel: .message(channel),
            to: reached.address, copies: reached.copies, amount: 0, lines: [], toCome: [], credits: [],
            reasons: [.promiseKept(hold.id)], approval: approval)
    }
}

extension Hold {
    /// A mute or a hold on the whole customer is in force.
    func silences(on day: LocalDate) -> Bool { (kind == .mute || kind == .hold) && invoice == nil && stands(on: day) }

    /// From its first to its last day, unless it was released.
    func stands(on day: LocalDate) -> Bool {
        from <= day && (until.map { day <= $0 } ?? true) && (releasedOn.map { day < $0 } ?? true)
    }
}
