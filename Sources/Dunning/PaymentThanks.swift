import Ledger
import Values

/// The thank-you to a customer that has paid all that reminders asked of it in a currency.
///
/// One follows the reminders since the last one, whatever becomes of the money afterwards. None follows a formal step,
/// and none goes to whom something else keeps from being thanked.
struct PaymentThanks {
    /// Working days after the day on which the money came.
    static let workingDays = 5

    private let ground: ThanksGround

    init(_ ground: ThanksGround) { self.ground = ground }

    private var account: Account { ground.account }
    private var day: LocalDate { ground.day }

    /// - Parameter written: what the day's plan says to the customer already.
    func actions(besides written: [PlannedAction]) -> [PlannedAction] {
        guard account.mayHavePaidAll(from: day), written.allSatisfy(\.lines.isEmpty), isClear else { return [] }
        let taken = Set(written.map(\.currency))
        let currencies = Set(ground.messages.map(\.currency)).subtracting(taken)
        return currencies.sorted().compactMap { thanks(in: $0) }
    }

    /// Nothing else is late, waits for somebody to identify it, is in dispute, or was or is being said that day.
    private var isClear: Bool {
        let isDisputed = account.holds.contains { hold in
            hold.kind == .dispute && hold.from <= day && hold.releasedOn.map { day < $0 } ?? true
        }
        let isWriting = ground.messages.contains { message in
            message.standing != .sent && message.lines.contains { (receivable($0.receivable)?.open ?? 0) > 0 }
        }
        return account.pending.isEmpty && !isDisputed && !isWriting && ground.writtenToday.isEmpty && !ground.isSilenced
    }

    private func thanks(in currency: Currency) -> PlannedAction? {
        let own = ground.messages.filter { $0.currency == currency && $0.on <= day }
        let lastThanks = own.last { $0.step.hasPrefix(Correspondence.thanksPrefix) }?.on
        let first = day.adding(days: -Account.remindedLatelyDays)
        // What nobody knows to have left has perhaps asked as well.
        let reminders = own.filter { message in
            message.rank > 0 && message.standing != .reserved && message.channel != StepChannel.call.rawValue && message.on >= first
                && lastThanks.map { message.on > $0 } ?? true
        }
        guard let last = reminders.last(where: { $0.standing == .sent }) else { return nil }
        let lines = reminders.flatMap(\.lines).filter { $0.rank > 0 && !$0.isToCome }
        guard !lines.contains(where: owesAccessories) else { return nil }
        var settled: [(receivable: ReceivableID, on: LocalDate)] = []
        for id in Set(lines.map(\.receivable)).sorted() {
            guard let on = paidOn(id) else { return nil }
            settled.append((id, on))
        }
        guard let paidOn = settled.map(\.on).max(), isLately(paidOn) else { return nil }
        return action(for: settled.filter { isLately($0.on) }.map(\.receivable), after: last, paidOn, currency)
    }

    private func isLately(_ paidOn: LocalDate) -> Bool {
        paidOn <= day && ground.calendar.workingDays(after: paidOn, through: day) <= Self.workingDays
    }

    private func receivable(_ id: ReceivableID) -> Receivable? {
        account.invoice(id.invoice)?.receivables.first { $0.rank == id.rank }
    }

    /// Interest or the fixed sum was asked and is not waived: then not all is paid.
    private func owesAccessories(_ line: CorrespondenceLine) -> Bool {
        line.asksAccessories && line.interest.plus(line.indemnity) > 0 && !account.waivedAccessories.contains(line.receivable.invoice)
    }

    /// The day on which the money came that settled a receivable; nil when it is not settled, was settled without any, or
    /// is not to be spoken of.
    private func paidOn(_ id: ReceivableID) -> LocalDate? {
        guard let invoice = account.invoice(id.invoice), !invoice.isQuarantined, let receivable = receivable(id),
            receivable.open == 0, !ground.hadFormalStep(receivable), !isSpokenFor(id.invoice)
        else { return nil }
        let payments = account.allocations.filter { $0.receivable == id && $0.isLive && $0.credit.kind == .payment }
        return payments.map { account.credit($0.credit)?.on ?? $0.on }.max()
    }

    /// A promise still under way is thanked for when it is kept; what is held or muted is left alone.
    private func isSpokenFor(_ invoice: InvoiceID) -> Bool {
        account.holds.contains { hold in
            guard hold.covers(invoice) else { return false }
            return hold.kind == .promise ? hold.isPromiseUnderWay(on: day, ground.calendar) : hold.stands(on: day)
        }
    }

    private func action(
        for settled: [ReceivableID], after last: Correspondence, _ paidOn: LocalDate, _ currency: Currency
    ) -> PlannedAction? {
        let mayHaveLeft = ground.rules.heldThrough.map { paidOn <= $0 } ?? false
        return ground.action(
            step: Correspondence.thanksPrefix + last.id.text, currency, reason: .paidInFull(settled),
            approval: mayHaveLeft ? .journalMissing : nil)
    }
}
