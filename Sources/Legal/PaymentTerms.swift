package import Values

/// When an invoice falls due, as its terms say: a base date, a delay, perhaps the end of the month, perhaps a fixed day.
///
/// Contractual due dates are never moved to a working day: no law postpones them.
package struct PaymentTerms: Hashable, Sendable {
    /// As written on the invoice or in the customer's file.
    package let text: String
    package let base: Base
    /// The base moves to the end of its ten-day period first (perishable goods).
    package let isFromEndOfDecade: Bool
    package let delay: Delay
    package let endOfMonth: EndOfMonth
    package let fixedDay: FixedDay?
    package let discount: EarlyDiscount?

    package enum Base: Sendable, Hashable, CaseIterable {
        case invoice
        case receipt
        case delivery
    }

    package enum Delay: Sendable, Hashable {
        case days(Int)
        /// The same day number, clamped to the last day of the month.
        case months(Int)

        var isZero: Bool { self == .days(0) || self == .months(0) }
    }

    package enum EndOfMonth: Sendable, Hashable {
        case none
        /// The delay, then the end of the month it reaches.
        case afterDelay
        /// The end of the month of the base, then the delay.
        case beforeDelay
        /// The text does not say which ("45 jours fin de mois"); a reading must be chosen.
        case unstated
    }

    package enum FixedDay: Sendable, Hashable {
        /// Day 1 to 31 of the month after, clamped to its last day.
        case ofFollowingMonth(Int)
        /// The first such day that is not earlier.
        case onOrAfter(Int)
    }

    /// The readings of "n jours fin de mois" met in practice. The first two are admitted by the administration.
    package enum Reading: String, Sendable, Hashable, CaseIterable {
        /// Invoice date and n days, then the end of that month. The default: it follows the order of the words.
        case addThenEnd = "A"
        /// End of the invoice's month, then n days.
        case endThenAdd = "B"
        /// As many months as n has thirties, then the end of that month (many accounting programs).
        case monthsThenEnd = "C"
    }

    /// One move on the calendar. The steps of a reading, applied in order to the base date, give the due date.
    package enum Step: Sendable, Hashable {
        case endOfDecade
        case addDays(Int)
        case addMonths(Int)
        case endOfMonth
        case dayOfFollowingMonth(Int)
        case dayOnOrAfter(Int)
    }

    /// The readings that the text allows; one when it leaves no doubt.
    package var readings: [Reading] {
        guard endOfMonth == .unstated, case .days(let count) = delay else { return [.addThenEnd] }
        return count % 30 == 0 ? [.addThenEnd, .endThenAdd, .monthsThenEnd] : [.addThenEnd, .endThenAdd]
    }

    /// The moves from the base date to the due date. A reading that the text does not allow is the first one.
    package func steps(_ reading: Reading = .addThenEnd) -> [Step] {
        steps(reading, delay: delay, fixedDay: fixedDay)
    }

    func steps(_ reading: Reading, delay: Delay, fixedDay: FixedDay?) -> [Step] {
        var steps: [Step] = isFromEndOfDecade ? [.endOfDecade] : []
        let isBefore = endOfMonth == .beforeDelay || endOfMonth == .unstated && reading == .endThenAdd
        if isBefore { steps.append(.endOfMonth) }
        switch delay {
        case .days(let count) where endOfMonth == .unstated && reading == .monthsThenEnd && count % 30 == 0:
            steps.append(.addMonths(count / 30))
        case .days(let count): if count > 0 { steps.append(.addDays(count)) }
        case .months(let count): if count > 0 { steps.append(.addMonths(count)) }
        }
        if endOfMonth != .none, !isBefore { steps.append(.endOfMonth) }
        switch fixedDay {
        case .ofFollowingMonth(let day): steps.append(.dayOfFollowingMonth(day))
        // After an end of month, the next such day is always in the month that follows.
        case .onOrAfter(let day): steps.append(endOfMonth == .none || isBefore ? .dayOnOrAfter(day) : .dayOfFollowingMonth(day))
        case nil: break
        }
        return steps
    }
}

extension PaymentTerms.Step {
    package func applied(to day: LocalDate) -> LocalDate {
        switch self {
        case .addDays(let count): return day.adding(days: count)
        case .addMonths(let count): return day.adding(months: count)
        case .endOfMonth: return day.endOfMonth
        case .endOfDecade:
            let number = day.day
            return number > 20 ? day.endOfMonth : day.adding(days: (number > 10 ? 20 : 10) - number)
        case .dayOfFollowingMonth(let number): return Self.day(number, ofMonth: day.endOfMonth.adding(days: 1))
        case .dayOnOrAfter(let number):
            let candidate = Self.day(number, ofMonth: day.firstOfMonth)
            return candidate >= day ? candidate : Self.day(number, ofMonth: day.endOfMonth.adding(days: 1))
        }
    }

    private static func day(_ number: Int, ofMonth first: LocalDate) -> LocalDate {
        min(first.adding(days: number - 1), first.endOfMonth)
    }
}

/// A discount for paying early (escompte), as in `3/10 n/30`.
package struct EarlyDiscount: Hashable, Sendable {
    package let rate: Rate
    /// Days after the base date during which it may be taken.
    package let days: Int

    /// What is left to pay when it is taken: 1,164.00 for 1,200.00 at 3 %. The discount is rounded half-up.
    package func reduced(_ amount: Money) -> Money {
        let parts = Int128(amount.minor.magnitude) * Int128(rate.millionths)
        let discount = (parts * 2 + 1_000_000) / 2_000_000
        let left = Int128(amount.minor.magnitude) - discount
        return Money(minor: amount.minor < 0 ? -Int64(left) : Int64(left), amount.currency)
    }

    /// What refusing it costs a year, simple interest: 3/97 x 365/20 = 56.44 % for `3/10 n/30`; nil without a gap.
    package func yearlyCost(netDays: Int) -> Rate? {
        let left = 1_000_000 - rate.millionths
        guard netDays > days, left > 0 else { return nil }
        let numerator = Int128(rate.millionths) * 365 * 1_000_000
        let denominator = Int128(left) * Int128(netDays - days)
        return Rate(millionths: Int64((numerator * 2 + denominator) / (denominator * 2)))
    }
}
