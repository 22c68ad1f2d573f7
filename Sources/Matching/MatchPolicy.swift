package import Ledger

/// What a company wants of automatic allocation. Amounts in minor units.
package struct MatchPolicy: Hashable, Sendable {
    /// The share of automatic allocations that must be right, in hundred-thousandths: 99,900 is 99.9 %.
    package var precision: Int
    /// So much less may be paid, and is let go of; 0: nothing.
    package var smallDifference: Int64
    /// So much may a bank have deducted on the way.
    package var bankCharges: Int64
    /// Early-payment discounts that the company grants, in millionths of what is due: 20,000 is 2 %.
    package var discounts: [Int64]
    /// Days after the date of an invoice within which a discount may be taken.
    package var discountDays: Int
    /// The fixed sum for recovery costs, which some pay with a late invoice.
    package var recoveryCosts: Int64
    /// Days between a payment recorded from elsewhere and the movement that it is.
    package var recognitionDays: Int

    package init(
        precision: Int = 99_900, smallDifference: Int64 = 0, bankCharges: Int64 = 0, discounts: [Int64] = [],
        discountDays: Int = 15, recoveryCosts: Int64 = 4_000, recognitionDays: Int = 5
    ) {
        self.precision = precision
        self.smallDifference = smallDifference
        self.bankCharges = bankCharges
        self.discounts = discounts
        self.discountDays = discountDays
        self.recoveryCosts = recoveryCosts
        self.recognitionDays = recognitionDays
    }
}

extension CompanyPolicy {
    /// What the company wants of automatic allocation.
    package var matching: MatchPolicy {
        MatchPolicy(
            precision: cash.precision, smallDifference: cash.smallDifference, bankCharges: cash.bankCharges,
            discounts: cash.discount > 0 ? [cash.discount] : [], discountDays: cash.discountDays)
    }
}
