package import Ledger
package import Values

/// What became of a promise to pay.
package enum PromiseOutcome: Hashable, Sendable {
    case pending
    case kept
    /// Per cent of the promised amount received, 1 to 99.
    case partKept(Int)
    case broken

    /// Judged on a day: money received from the day of the promise on, on the receivables it covers.
    package init(_ promise: Hold, _ account: Account, on day: LocalDate, calendar: WorkingCalendar) {
        let received = Self.received(promise, account, on: day)
        let isClosed = account.invoices.allSatisfy { !promise.covers($0.id) || $0.open == 0 }
        let promised = promise.amount ?? 0
        if isClosed || (promised > 0 && received >= promised) {
            self = .kept
        } else if let frees = promise.promiseFreesOn(calendar), day < frees {
            self = .pending
        } else if received > 0, promised > 0 {
            self = .partKept(Int(max(1, min(99, received.multipliedReportingOverflow(by: 100).partialValue / promised))))
        } else {
            self = .broken
        }
    }

    private static func received(_ promise: Hold, _ account: Account, on day: LocalDate) -> Int64 {
        var total: Int64 = 0
        for allocation in account.allocations
        where allocation.isLive && allocation.on >= promise.from && allocation.on <= day
            && allocation.credit.kind == .payment && promise.covers(allocation.receivable.invoice) {
            total &+= allocation.amount
        }
        for credit in account.credits
        where credit.kind == .payment && credit.on >= promise.from && credit.on <= day
            && (promise.currency.map { $0 == credit.currency } ?? true) {
            total &+= credit.unallocated
        }
        return total
    }

    /// The step under which a thank-you for a promise is recorded: once, whatever happens.
    static func thanksStep(_ promise: Hold) -> String { "thanks:" + promise.id.text }

    /// One thank-you for each promise kept in full and not thanked for yet.
    static func thanks(
        _ account: Account, _ scenario: Scenario, _ policy: ThanksPolicy, on day: LocalDate, _ calendar: WorkingCalendar
    ) -> [PlannedAction] {
        account.holds.compactMap { hold in
            guard hold.kind == .promise, hold.from <= day, hold.releasedOn == nil,
                PromiseOutcome(hold, account, on: day, calendar: calendar) == .kept,
                !account.messages.contains(where: { $0.step == thanksStep(hold) && $0.standing != .failed })
            else { return nil }
            let step = Step(
                id: thanksStep(hold), rank: 0, offsetDays: 0, channel: policy.channel, template: policy.template,
                tone: .friendly)
            let reached = Reach(account, step)
            guard let channel = reached.channel else { return nil }
            let currency = hold.currency ?? account.invoices.first { hold.covers($0.id) }?.currency ?? .eur
            return PlannedAction(
                customer: account.customer.id, currency: currency, scenario: scenario.id,
                scenarioVersion: scenario.version, step: step.id, rank: 0, template: policy.template, tone: .friendly,
                channel: .message(channel), to: reached.address, copies: reached.copies, amount: 0, lines: [], toCome: [], credits: [],
                reasons: [.promiseKept(hold.id)], approval: nil)
        }
    }
}
