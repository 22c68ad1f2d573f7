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
}

extension Hold {
    /// A mute or a hold on the whole customer is in force.
    func silences(on day: LocalDate) -> Bool { (kind == .mute || kind == .hold) && invoice == nil && stands(on: day) }

    /// From its first to its last day, unless it was released.
    func stands(on day: LocalDate) -> Bool {
        from <= day && (until.map { day <= $0 } ?? true) && (releasedOn.map { day < $0 } ?? true)
    }
}
