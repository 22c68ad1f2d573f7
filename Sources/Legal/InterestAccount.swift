package import Values

/// Something that happened to what is owed, in minor units of the receivable's currency.
package struct InterestEvent: Hashable, Sendable {
    package let on: LocalDate
    /// Positive lowers what is owed; a negative payment (returned debit) raises it again.
    package let minorUnits: Int64
    package let kind: Kind

    package enum Kind: Sendable, Hashable {
        /// Money credited to the creditor's account that day: the base falls from the day after.
        case payment
        /// A credit note that lowers the price from its date (commercial gesture).
        case creditNote
        /// A credit note that corrects the invoice: the base was lower from the start, whatever its date.
        case retroactiveCreditNote
    }

    package init(on: LocalDate, minorUnits: Int64, kind: Kind = .payment) {
        self.on = on
        self.minorUnits = minorUnits
        self.kind = kind
    }
}

/// What is owed as days pass: principal, and interest that stays exact until a rule rounds it.
struct InterestAccount {
    private(set) var principal: Int64
    /// Exact interest of the running stretch, in `denominator` parts of a minor unit.
    private var exact: Int128 = 0
    /// Interest already rounded to minor units.
    private var rounded: Int64 = 0
    private(set) var interestPaid: Int64 = 0
    /// What came in beyond everything that was owed.
    private(set) var unapplied: Int64 = 0
    let denominator: Int128

    init(principal: Int64, denominator: Int128) {
        self.principal = max(0, principal)
        self.denominator = denominator
    }

    mutating func accrue(_ amount: Int128, rounding: InterestRounding) throws(LateInterestProblem) {
        switch rounding {
        case .oncePerInvoice:
            let (sum, overflow) = exact.addingReportingOverflow(amount)
            guard !overflow else { throw .overflow }
            exact = sum
        case .perSegment: try settle(amount)
        }
    }

    /// Interest accrued and not yet paid, to the minor unit.
    func interest() throws(LateInterestProblem) -> Int64 {
        try Self.sum(rounded, try halfUp(exact, over: denominator)) - interestPaid
    }

    mutating func apply(_ event: InterestEvent, _ imputation: Imputation) throws(LateInterestProblem) {
        if event.minorUnits < 0 { return try giveBack(event.minorUnits) }
        var left = event.minorUnits
        if event.kind == .payment, imputation == .interestFirst {
            try settle(exact)
            exact = 0
            let part = min(left, rounded - interestPaid)
            interestPaid += part
            left -= part
        }
        let part = min(left, principal)
        principal -= part
        unapplied = try Self.sum(unapplied, left - part)
    }

    private mutating func giveBack(_ minorUnits: Int64) throws(LateInterestProblem) {
        guard minorUnits != .min else { throw .overflow }
        let fromUnapplied = min(unapplied, -minorUnits)
        unapplied -= fromUnapplied
        principal = try Self.sum(principal, -minorUnits - fromUnapplied)
    }

    private mutating func settle(_ amount: Int128) throws(LateInterestProblem) {
        rounded = try Self.sum(rounded, try halfUp(amount, over: denominator))
    }

    private static func sum(_ left: Int64, _ right: Int64) throws(LateInterestProblem) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw .overflow }
        return sum
    }
}

/// A non-negative fraction to the nearest whole, halves up.
func halfUp(_ numerator: Int128, over denominator: Int128) throws(LateInterestProblem) -> Int64 {
    if let small = Int64(exactly: numerator), let divisor = Int64(exactly: denominator) {
        let (quotient, remainder) = small.quotientAndRemainder(dividingBy: divisor)
        return remainder >= divisor - remainder ? quotient + 1 : quotient
    }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard let whole = Int64(exactly: remainder >= denominator - remainder ? quotient + 1 : quotient) else {
        throw .overflow
    }
    return whole
}

/// Why interest could not be counted.
package enum LateInterestProblem: Error, Hashable, Sendable {
    /// A figure that nobody has entered; nothing is extrapolated.
    case figureMissing(LegalGap)
    /// The amounts do not fit in 64 bits of minor units.
    case overflow
}
