/// The kinds of evidence that an explanation has, each by its strength: what its probability is read from.
package struct Pattern: Hashable, Sendable {
    /// How the amount comes about, the most telling first.
    package enum Fit: Int, Sendable, CaseIterable {
        /// What is named, to the cent.
        case named = 0
        /// What is named and more, to the cent, or a part of it.
        case namedAndMore
        /// One receivable.
        case single
        /// Several that follow each other.
        case run
        case month
        case balance
        case subset
        /// With a credit note or an earlier payment.
        case netted
        case discount
        /// Charges that the bank says it kept.
        case charges
        /// A little less, and nobody says why.
        case difference
        /// With the fixed sum for recovery costs.
        case costs
        /// A part of what is named.
        case part
        /// More than what is named.
        case more
        case recognised
        /// Money that went back.
        case returned
        /// The amount is not explained.
        case open
    }

    /// 0 nothing, 1 weak … 5 an account or a rule.
    package let payer: Int
    /// 0 nothing, 1 an unknown number, 2 the end or the beginning of a number, 3 a short one, 4 whole, 5 checked.
    package let reference: Int
    package let fit: Fit
    /// Other ways to explain the movement: 0 none, 1 worse ones, 2 as good, or something else that speaks against it.
    package let rivals: Int

    package var key: Int { ((payer * 6 + reference) * Fit.allCases.count + fit.rawValue) * 3 + rivals }
    package static var count: Int { 36 * Fit.allCases.count * 3 }

    init(payer: Int, reference: Int, fit: Fit, rivals: Int) {
        self.payer = payer
        self.reference = reference
        self.fit = fit
        self.rivals = rivals
    }

    /// The pattern of a number; nil for what is none.
    package init?(key: Int) {
        let fits = Fit.allCases.count
        guard (0..<Self.count).contains(key), let fit = Fit(rawValue: key / 3 % fits) else { return nil }
        self.init(payer: key / 3 / fits / 6, reference: key / 3 / fits % 6, fit: fit, rivals: key % 3)
    }
}
