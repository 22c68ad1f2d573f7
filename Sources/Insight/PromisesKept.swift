package import Ledger
package import Values

/// Promises whose day has come, and those of them that were paid in full in time (promesses tenues).
package struct PromisesKept: Hashable, Sendable {
    package private(set) var kept: Int
    package private(set) var due: Int

    package init(kept: Int = 0, due: Int = 0) {
        self.kept = kept
        self.due = due
    }

    /// As a fraction of one; nil when no promise was due.
    package var share: Ratio? { due > 0 ? Ratio(Int64(kept), over: Int64(due)) : nil }

    /// Counts the promises of whole accounts whose promised day lies in a period and whose grace has passed.
    ///
    /// - Parameters:
    ///   - period: of the promised day.
    ///   - graceDays: working days after the promised day in which a payment still keeps the promise.
    package init(
        _ accounts: [Account], writeOffs: [WriteOff] = [], promisedIn period: ClosedRange<LocalDate>, asOf day: LocalDate,
        calendar: WorkingCalendar, graceDays: Int = 1
    ) {
        self.init()
        for account in accounts {
            for promise in account.holds where promise.kind == .promise {
                guard let promised = promise.until, period.contains(promised) else { continue }
                let last = graceDays > 0 ? calendar.workingDay(graceDays, after: promised) : promised
                guard last < day else { continue }
                due += 1
                if Self.isKept(promise, account, writeOffs, by: last) { kept += 1 }
            }
        }
    }

    /// Paid by a day: the promised amount came in since the promise was made, or nothing it covers is open any more.
    private static func isKept(_ promise: Hold, _ account: Account, _ writeOffs: [WriteOff], by last: LocalDate) -> Bool {
        let state = PastState(account, writeOffs: writeOffs, on: last)
        let covered = account.invoices.filter { promise.covers($0.id) && $0.issuedOn <= last }
        if covered.allSatisfy({ state.open($0) == 0 }) { return true }
        guard let promised = promise.amount, promised > 0 else { return false }
        var received: Int64 = 0
        for credit in account.credits
        where credit.kind == .payment && credit.on >= promise.from && promise.currency.map({ $0 == credit.currency }) ?? true {
            received &+= state.unallocated(credit)
        }
        for allocation in account.allocations
        where allocation.credit.kind == .payment && (promise.from...last).contains(allocation.on)
            && (allocation.reversedOn.map { last < $0 } ?? true) && promise.covers(allocation.receivable.invoice) {
            received &+= allocation.amount
        }
        return received >= promised
    }
}
