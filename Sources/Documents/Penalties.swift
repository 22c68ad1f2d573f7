package import Values

/// Which law speaks at the foot of a message (reference A.1).
package enum Regime: String, Sendable, Hashable, CaseIterable {
    /// Between professionals: C. com. L441-10 and D441-5.
    case business
    /// The customer is a contracting authority: CCP L2192-13, R2192-31, D2192-35.
    case publicBody = "public"
    /// The customer is a consumer: no fixed sum, legal rate from the formal notice (C. civ. 1231-6).
    case consumer
}

/// What lateness has cost so far: shown, or asked with the rest.
package struct Penalties: Sendable, Hashable {
    /// Rates applied so far, oldest first; the last one runs today.
    package let rates: [Rate]
    package let interest: Money
    /// Fixed sums in all, in euros whatever the currency of the message.
    package let indemnity: Money
    /// The fixed sum of one invoice, 40 EUR by D441-5.
    package let indemnityEach: Money
    /// Invoices for which the fixed sum is counted.
    package let indemnityCount: Int
    /// Last day counted.
    package let asOf: LocalDate
    /// Whether the message asks for them; otherwise they are said and left out of the total.
    package let areAsked: Bool

    package init(
        rates: [Rate], interest: Money, indemnity: Money, indemnityEach: Money, indemnityCount: Int, asOf: LocalDate,
        areAsked: Bool
    ) {
        self.rates = rates
        self.interest = interest
        self.indemnity = indemnity
        self.indemnityEach = indemnityEach
        self.indemnityCount = indemnityCount
        self.asOf = asOf
        self.areAsked = areAsked
    }

    /// The fixed sum is of another currency than the message: said beside its total, never in it.
    var isIndemnityApart: Bool { indemnity.currency != interest.currency }

    /// What enters the total of a message that asks for them.
    var partsOfTotal: [Money] { isIndemnityApart ? [interest] : [interest, indemnity] }

    /// Whether there is anything to say in figures.
    var areZero: Bool { interest.isZero && indemnity.isZero }
}
