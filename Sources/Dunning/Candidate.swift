import Ledger
import Values

/// One open receivable on one day, judged by itself: before credits, caps and company.
struct Candidate {
    let receivable: ReceivableID
    let dueOn: LocalDate
    let issuedOn: LocalDate
    /// Minor units still owed, and the part of it in dispute.
    let open: Int64
    let disputed: Int64
    /// Minor units on which interest runs: the amount at the due date less what was written off and what is in dispute.
    let principal: Int64
    let needsApproval: Bool
    let progress: Progress
    let effect: HoldEffect
    let next: NextStep?
    /// Why it is left alone today; nil when its step may be taken.
    let refusal: (reason: SkipReason, until: LocalDate?)?
    /// The step was reached: a refusal is then worth telling.
    let isReached: Bool

    var asked: Int64 { open - disputed }

    func skipped(_ customer: CustomerID, _ currency: Currency) -> Skipped? {
        refusal.map { skipped(customer, currency, $0.reason, until: $0.until) }
    }

    func skipped(_ customer: CustomerID, _ currency: Currency, _ reason: SkipReason, until: LocalDate? = nil) -> Skipped {
        Skipped(
            customer: customer, receivable: receivable, currency: currency, dueOn: dueOn, open: open,
            step: next?.id, reason: reason, until: until)
    }
}

/// The step that comes next, by its place in the scenario, and the day from which it may be taken.
struct NextStep {
    /// The scenario's, shared: a step is not copied for every receivable.
    private let steps: [Step]
    private let index: Int
    let from: LocalDate

    init(_ steps: [Step], at index: Int, from: LocalDate) {
        self.steps = steps
        self.index = index
        self.from = from
    }

    var step: Step { steps[index] }
    var id: String { steps[index].id }
    var rank: Int { steps[index].rank }
    var approval: Approval { steps[index].approval }
    var isNotice: Bool { steps[index].isNotice }
    var isFormal: Bool { steps[index].isFormal }
}

/// Judges the receivables of one account, one by one.
struct CandidateJudge {
    let account: Account
    let scenario: Scenario?
    let calendar: WorkingCalendar
    let day: LocalDate
    /// The message being judged again at the moment of sending, whose own reservation does not count.
    let ignoring: MessageID?

    /// The day is one on which the scenario writes.
    var isWritingDay: Bool {
        calendar.isWorkingDay(day) && scenario?.quietWeekdays.contains(day.weekday) != true
    }

    private func nextWritingDay(_ from: LocalDate) -> LocalDate {
        var candidate = calendar.onOrAfter(from)
        var tries = 0
        while scenario?.quietWeekdays.contains(candidate.weekday) == true, tries < 7 {
            candidate = calendar.onOrAfter(candidate.adding(days: 1))
            tries += 1
        }
        return candidate
    }

    /// The candidates of one currency, oldest due first. `isWritingDay` is passed in because it is the same for all.
    func candidates(in currency: Currency, balance: Int64, isWritingDay: Bool) -> [Candidate] {
        var found: [Candidate] = []
        for invoice in account.invoices where invoice.currency == currency {
            let openOfInvoice = account.holds.isEmpty ? 0 : invoice.open
            var disputedLeft: Int64?
            for receivable in invoice.receivables where receivable.open > 0 {
                found.append(
                    judge(receivable, of: invoice, openOfInvoice, &disputedLeft, balance, isWritingDay: isWritingDay))
            }
        }
        return inOrder(found)
    }

    /// Places are sorted, then each candidate moves once: it is large, and most days differ.
    private func inOrder(_ found: [Candidate]) -> [Candidate] {
        var order = found.indices.map { (dueOn: found[$0].dueOn, index: $0) }
        order.sort { left, right in
            if left.dueOn != right.dueOn { return left.dueOn < right.dueOn }
            return found[left.index].receivable < found[right.index].receivable
        }
        return order.map { found[$0.index] }
    }

    private func judge(
        _ receivable: Receivable, of invoice: Invoice, _ openOfInvoice: Int64, _ disputedLeft: inout Int64?,
        _ balance: Int64, isWritingDay: Bool
    ) -> Candidate {
        let effect = HoldEffect(
            account.holds, invoice: invoice.id, receivable: receivable, openOfInvoice: openOfInvoice, on: day,
            calendar: calendar)
        let left = disputedLeft ?? effect.disputed
        let disputed = min(left, receivable.open)
        disputedLeft = left - disputed
        let progress = Progress(
            receivable, in: scenario, restartOn: account.assignment?.restart(on: day), ignoring: ignoring)
        let next = scenario.flatMap {
            progress.next(in: $0, receivable, stoppedDays: effect.stoppedDays, on: day) {
                ConditionFacts(
                    customer: account.customer, currency: invoice.currency, open: receivable.open, balance: balance,
                    daysLate: max(0, day.days(since: receivable.dueOn)), reminders: progress.sentCount)
            }
        }
        let isReached = next.map { $0.from <= day } ?? (scenario?.isMute != false && receivable.dueOn < day)
        return Candidate(
            receivable: ReceivableID(invoice: invoice.id, rank: receivable.rank), dueOn: receivable.dueOn,
            issuedOn: invoice.issuedOn, open: receivable.open, disputed: disputed,
            principal: receivable.amount - receivable.writtenOff - disputed, needsApproval: invoice.needsApproval,
            progress: progress, effect: effect, next: next,
            refusal: refusal(
                invoice, effect, progress, next, isDisputed: disputed == receivable.open, isWritingDay: isWritingDay),
            isReached: isReached)
    }

    private func refusal(
        _ invoice: Invoice, _ effect: HoldEffect, _ progress: Progress, _ next: NextStep?,
        isDisputed: Bool, isWritingDay: Bool
    ) -> (reason: SkipReason, until: LocalDate?)? {
        if invoice.isQuarantined { return (.quarantined, nil) }
        if let block = effect.block, !isDisputed || block.reason < .disputed { return block }
        if isDisputed { return (.disputed, nil) }
        if account.pending.contains(where: { $0.mayPay(invoice.id, in: invoice.currency) }) { return (.paymentBeingIdentified, nil) }
        guard let scenario else { return (.noScenario, nil) }
        if scenario.isMute { return (.muteScenario, nil) }
        if progress.isUncertain { return (.deliveryUncertain, nil) }
        if progress.isReserved { return (.alreadyPlanned, nil) }
        guard let next else { return (.scenarioFinished, nil) }
        let gapEnds = progress.lastOn.map { $0.adding(days: scenario.gapDays) }
        let earliest = max(next.from, gapEnds ?? next.from)
        if day < next.from { return (.notDueYet, nextWritingDay(earliest)) }
        if !isWritingDay { return (.nonWorkingDay, nextWritingDay(max(day, earliest))) }
        if let gapEnds, day < gapEnds { return (.gap, nextWritingDay(gapEnds)) }
        return nil
    }
}
