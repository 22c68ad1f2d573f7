package import Ledger
package import Values

/// What the holds of a customer do to one receivable on one day.
struct HoldEffect {
    /// The strongest reason to leave it alone, and the first day on which it no longer holds.
    private(set) var block: (reason: SkipReason, until: LocalDate?)?
    /// Minor units in partial dispute.
    private(set) var disputed: Int64 = 0
    /// Days after the due date on which a dispute on the whole stopped the clock.
    private(set) var stoppedDays = 0
    private var stops: [(first: LocalDate, end: LocalDate)] = []

    init(
        _ holds: [Hold], invoice: InvoiceID, receivable: Receivable, openOfInvoice: Int64, on day: LocalDate,
        calendar: WorkingCalendar
    ) {
        for hold in holds where hold.covers(invoice) {
            switch hold.kind {
            case .mute: apply(dated: hold, .muted, on: day)
            case .hold: apply(dated: hold, .held, on: day)
            case .promise: apply(promise: hold, on: day, calendar)
            case .dispute: apply(dispute: hold, receivable, openOfInvoice: openOfInvoice, on: day)
            }
        }
        if !stops.isEmpty { countStops() }
    }

    /// A day on which several disputes stop the clock is one day.
    private mutating func countStops() {
        stops.sort { ($0.first, $0.end) < ($1.first, $1.end) }
        var counted: LocalDate?
        for stop in stops {
            let first = counted.map { max($0, stop.first) } ?? stop.first
            stoppedDays += max(0, stop.end.days(since: first))
            counted = max(counted ?? stop.end, stop.end)
        }
    }

    private mutating func propose(_ reason: SkipReason, until: LocalDate?) {
        guard let block else {
            self.block = (reason, until)
            return
        }
        if reason < block.reason { self.block = (reason, until) }
        else if reason == block.reason, let old = block.until, until.map({ $0 > old }) ?? true { self.block = (reason, until) }
    }

    private mutating func apply(dated hold: Hold, _ reason: SkipReason, on day: LocalDate) {
        guard hold.from <= day, hold.releasedOn.map({ day < $0 }) ?? true else { return }
        if let until = hold.until {
            guard day <= until else { return }
            propose(reason, until: until.adding(days: 1))
        } else {
            propose(reason, until: nil)
        }
    }

    private mutating func apply(promise hold: Hold, on day: LocalDate, _ calendar: WorkingCalendar) {
        guard hold.from <= day, hold.releasedOn.map({ day < $0 }) ?? true, let promised = hold.until else { return }
        guard day <= promised.adding(days: 20) else { return }
        let frees = calendar.workingDay(2, after: promised)
        if day < frees { propose(.promised, until: frees) }
    }

    private mutating func apply(dispute hold: Hold, _ receivable: Receivable, openOfInvoice: Int64, on day: LocalDate) {
        guard hold.from <= day else { return }
        let isActive = hold.releasedOn.map { day < $0 } ?? true
        // An amount without an invoice says nothing of where to leave it out: the customer is then left alone.
        let amount = hold.invoice == nil ? nil : hold.amount
        let isWhole = amount.map { $0 >= openOfInvoice && isActive } ?? true
        if isActive {
            if isWhole { propose(.disputed, until: nil) } else { disputed = disputed.plus(amount ?? 0) }
        }
        guard isWhole else { return }
        let first = max(hold.from, receivable.dueOn.adding(days: 1))
        let end = min(hold.releasedOn ?? day, day)
        if first < end { stops.append((first, end)) }
    }
}

extension Hold {
    /// The day on which a promise no longer holds anything back: the second working day after the promised one.
    package func promiseFreesOn(_ calendar: WorkingCalendar) -> LocalDate? {
        guard kind == .promise, let until else { return nil }
        return calendar.workingDay(2, after: until)
    }

    /// A promise that holds something back on a day.
    package func isPromiseUnderWay(on day: LocalDate, _ calendar: WorkingCalendar) -> Bool {
        guard let frees = promiseFreesOn(calendar) else { return false }
        return from <= day && day < frees && (releasedOn.map { day < $0 } ?? true)
    }
}
