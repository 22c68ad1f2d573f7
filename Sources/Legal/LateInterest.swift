package import Values

/// Counts late interest under given terms. Make it once, use it for every receivable.
///
/// Interest = sum over stretches of base x rate x days / year, days running from the day after the due date to the
/// last day, both included. Stretches end on 30 June and 31 December when the rate moves with the semesters, and
/// wherever the base changes.
package struct LateInterest: Sendable {
    package let terms: InterestTerms
    private let figures: LegalFigures
    /// The rate of each day.
    private let rates: RateCurve
    /// Where a frozen rate still has to be cut: nowhere, or every 1 January under ACT/ACT.
    private let years: RateCurve
    private let denominator: Int128

    package init(_ terms: InterestTerms = InterestTerms(), figures: LegalFigures = .builtIn) {
        self.terms = terms
        self.figures = figures
        years = .constant(Rate(millionths: 0), terms.dayCount)
        if case .fixedRate(let rate, _) = terms.regime { rates = .constant(rate, terms.dayCount) }
        else { rates = .semesters(terms.regime, terms.dayCount, figures) }
        denominator = Int128(rates.yearDenominator) * 1_000_000
    }

    /// Interest owed and unpaid on `through`, in minor units, without the account of it: the fast way.
    ///
    /// - Parameter events: in order of date; those after `through` have not happened yet.
    package func interestMinorUnits(
        on principal: Int64, dueOn: LocalDate, through: LocalDate, events: [InterestEvent] = []
    ) throws(LateInterestProblem) -> Int64 {
        guard through > dueOn, principal > 0, let first = terms.regime.firstDay(dueOn: dueOn), first <= through else {
            return 0
        }
        return try run(principal, first, through, events) { _ in }.interest()
    }

    /// The whole account of a late receivable on `through` (the day it was paid, or a cut-off).
    ///
    /// - Parameter events: in any order; those after `through` have not happened yet, but for retroactive credit notes.
    package func compute(
        _ amount: Money, dueOn: LocalDate, through: LocalDate, events: [InterestEvent] = []
    ) throws(LateInterestProblem) -> InterestStatement {
        let events = events.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
        let firstDay = terms.regime.firstDay(dueOn: dueOn)
        let first = firstDay ?? through.adding(days: 1)
        var lines: [InterestLine] = []
        let account = try run(amount.minor, first, through, events) { stretch throws(LateInterestProblem) in
            lines.append(try stretch.line(in: amount.currency, over: denominator))
        }
        let indemnity = lines.isEmpty ? .zero(.eur) : try compensation(on: first)
        return try InterestStatement(
            terms: terms, dueOn: dueOn, through: through, lines: lines, account: account, currency: amount.currency,
            indemnity: indemnity, perDay: dailyAccrual(account.principal, amount.currency, first: firstDay, after: through))
    }

    /// The fixed sum for recovery costs of a receivable whose first late day is `day`, zero where there is none.
    package func compensation(on day: LocalDate) throws(LateInterestProblem) -> Money {
        guard let name = terms.regime.compensation else { return .zero(.eur) }
        do throws(LegalGap) { return try figures.euros(name, on: day) } catch { throw .figureMissing(error) }
    }

    private func run(
        _ principal: Int64, _ first: LocalDate, _ through: LocalDate, _ events: [InterestEvent],
        record: (InterestStretch) throws(LateInterestProblem) -> Void
    ) throws(LateInterestProblem) -> InterestAccount {
        var account = InterestAccount(principal: principal, denominator: denominator)
        for event in events where event.kind == .retroactiveCreditNote { try account.apply(event, terms.imputation) }
        var from = first.dayNumber
        let last = through.dayNumber
        let frozen = try terms.isFrozen && from <= last && account.principal > 0 ? rate(on: from) : nil
        for event in events where event.kind != .retroactiveCreditNote && event.on <= through {
            let day = event.on.dayNumber
            if day >= from {
                try accrue(&account, from, day, frozen, record)
                from = day + 1
            }
            try account.apply(event, terms.imputation)
        }
        if from <= last { try accrue(&account, from, last, frozen, record) }
        return account
    }

    /// Adds the interest of the days `from` to `to`, during which the principal stays the same.
    private func accrue(
        _ account: inout InterestAccount, _ from: Int32, _ to: Int32, _ frozen: Int64?,
        _ record: (InterestStretch) throws(LateInterestProblem) -> Void
    ) throws(LateInterestProblem) {
        guard account.principal > 0 else { return }
        let curve = frozen == nil ? rates : years
        guard var index = curve.index(of: from) else { throw gap(on: from) }
        var day = from
        while day <= to {
            let step = curve.steps[index]
            guard let millionths = frozen ?? step.millionths else { throw gap(on: day) }
            let end = curve.end(of: index, notAfter: to)
            let stretch = InterestStretch(
                from: day, to: end, base: account.principal, millionths: millionths, weight: step.weight)
            try account.accrue(try stretch.amount(), rounding: terms.rounding)
            try record(stretch)
            day = end + 1
            index += 1
        }
    }

    private func rate(on day: Int32) throws(LateInterestProblem) -> Int64 {
        guard let index = rates.index(of: day), let rate = rates.steps[index].millionths else { throw gap(on: day) }
        return rate
    }

    /// Names the figure that is missing that day.
    private func gap(on day: Int32) -> LateInterestProblem {
        let date = LocalDate(dayNumber: day)
        do throws(LegalGap) { _ = try RateFormula(terms.regime, figures).rate(on: date) } catch {
            return .figureMissing(error)
        }
        return .figureMissing(LegalGap(rates.tableName, on: date))
    }

    /// What each day after the cut-off adds; nil when nothing runs, or when the rate of the next day is not known.
    private func dailyAccrual(
        _ principal: Int64, _ currency: Currency, first: LocalDate?, after through: LocalDate
    ) throws(LateInterestProblem) -> ExactAmount? {
        let next = through.adding(days: 1).dayNumber
        guard principal > 0, let first, next >= first.dayNumber,
            let millionths = try? rate(on: terms.isFrozen ? first.dayNumber : next),
            let index = rates.index(of: next)
        else { return nil }
        let stretch = InterestStretch(
            from: next, to: next, base: principal, millionths: millionths, weight: rates.steps[index].weight)
        return ExactAmount(numerator: try stretch.amount(), denominator: denominator, currency: currency)
    }
}

/// Days during which neither base nor rate changes.
struct InterestStretch {
    let from: Int32
    let to: Int32
    let base: Int64
    let millionths: Int64
    let weight: Int64

    /// In parts of a minor unit: base x millionths x days x weight.
    func amount() throws(LateInterestProblem) -> Int128 {
        let (product, overflow) = (Int128(base) * Int128(millionths))
            .multipliedReportingOverflow(by: Int128(Int64(to) - Int64(from) + 1) * Int128(weight))
        guard !overflow else { throw .overflow }
        return product
    }

    func line(in currency: Currency, over denominator: Int128) throws(LateInterestProblem) -> InterestLine {
        let exact = ExactAmount(numerator: try amount(), denominator: denominator, currency: currency)
        return InterestLine(
            from: LocalDate(dayNumber: from), to: LocalDate(dayNumber: to), base: Money(minor: base, currency),
            rate: Rate(millionths: millionths), amount: try exact.rounded(), exact: exact)
    }
}
