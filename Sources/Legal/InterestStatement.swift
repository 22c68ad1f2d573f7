package import Values

/// The account of one late receivable: what ran, on what, at which rate, and what it comes to.
package struct InterestStatement: Hashable, Sendable {
    /// How it was counted; to be kept with the figures.
    package let terms: InterestTerms
    package let dueOn: LocalDate
    /// Last day counted (cut-off).
    package let through: LocalDate
    /// In order of date. Under `oncePerInvoice` their amounts may add up to a cent more or less than `interest`,
    /// which is the rounded sum of the exact ones.
    package let lines: [InterestLine]
    /// Interest owed on `through` and not paid by the payments counted.
    package let interest: Money
    /// Interest that payments have covered (interest first only).
    package let interestPaid: Money
    /// Fixed compensation for recovery costs, in euros; zero when nothing is late.
    package let indemnity: Money
    /// Interest and indemnity, in the receivable's currency (the indemnity is left out when it is in another one).
    package let total: Money
    /// Principal still owed on `through`, after the payments and credit notes counted.
    package let principal: Money
    /// What payments and credit notes brought beyond everything owed.
    package let unapplied: Money
    /// Principal and total: what can be asked that day.
    package let claim: Money
    /// What each day after `through` adds; nil when nothing runs or the rate of the next day is not known yet.
    package let perDay: ExactAmount?

    /// Days that bore interest.
    package var days: Int { lines.reduce(0) { $0 + $1.days } }

    init(
        terms: InterestTerms, dueOn: LocalDate, through: LocalDate, lines: [InterestLine], account: InterestAccount,
        currency: Currency, indemnity: Money, perDay: ExactAmount?
    ) throws(LateInterestProblem) {
        self.terms = terms
        self.dueOn = dueOn
        self.through = through
        self.lines = lines
        self.indemnity = indemnity
        self.perDay = perDay
        interest = Money(minor: try account.interest(), currency)
        interestPaid = Money(minor: account.interestPaid, currency)
        principal = Money(minor: account.principal, currency)
        unapplied = Money(minor: account.unapplied, currency)
        do throws(MoneyError) {
            total = indemnity.currency == currency ? try interest.adding(indemnity) : interest
            claim = try principal.adding(total)
        } catch { throw .overflow }
    }
}

/// One stretch of days with one base and one rate.
package struct InterestLine: Hashable, Sendable {
    package let from: LocalDate
    package let to: LocalDate
    package let base: Money
    package let rate: Rate
    /// Rounded half-up to the minor unit, for display.
    package let amount: Money
    package let exact: ExactAmount

    /// First and last day included.
    package var days: Int { to.days(since: from) + 1 }
}

/// An amount as an exact fraction of a minor unit.
package struct ExactAmount: Hashable, Sendable {
    let numerator: Int128
    let denominator: Int128
    package let currency: Currency

    /// To the minor unit, halves up.
    package func rounded() throws(LateInterestProblem) -> Money {
        Money(minor: try halfUp(numerator, over: denominator), currency)
    }

    /// With two more decimals than the currency has, halves up (`"99.8630"` for euros).
    package var text: String {
        let (product, overflow) = numerator.multipliedReportingOverflow(by: 100)
        guard !overflow else { return "" }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: denominator)
        let whole = remainder >= denominator - remainder ? quotient + 1 : quotient
        var digits = String(whole)
        let decimals = currency.decimals + 2
        if digits.utf8.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits }
        return digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }
}

extension InterestStatement {
    /// As scripts read it: amounts and rates are texts, dates ISO.
    package var json: JSON {
        .object(
            ("regime", .string(terms.regime.code)), ("dayCount", .string(terms.dayCount.rawValue)),
            ("currency", .string(interest.currency.code)), ("days", .integer(days)),
            ("lines", .array(lines.map(\.json))), ("interest", .string(interest.decimalText)),
            ("indemnity", .string(indemnity.decimalText)), ("total", .string(total.decimalText)),
            ("principal", .string(principal.decimalText)), ("perDay", .string(perDay?.text)))
    }
}

extension InterestLine {
    package var json: JSON {
        .object(
            ("from", .date(from)), ("to", .date(to)), ("days", .integer(days)), ("base", .string(base.decimalText)),
            ("rate", .string(rate.percentText)), ("amount", .string(amount.decimalText)),
            ("exact", .string(exact.text)))
    }
}
