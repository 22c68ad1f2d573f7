/// An exact quotient, rounded only where it is shown.
///
/// 128 bits: a total of 10^15 minor units times 10,000 days, over another such total, is still exact.
package struct Ratio: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// In lowest terms.
    package let numerator: Int128
    /// Above zero.
    package let denominator: Int128

    /// Nil when the denominator is zero.
    package init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * (numerator / Int128(divisor))
        self.denominator = sign * (denominator / Int128(divisor))
    }

    package init?(_ numerator: Int64, over denominator: Int64) {
        self.init(Int128(numerator), over: Int128(denominator))
    }

    package init(_ whole: Int) {
        numerator = Int128(whole)
        denominator = 1
    }

    package static let zero = Ratio(0)

    /// Nil when the exact sum does not fit.
    package func adding(_ other: Ratio) -> Ratio? {
        guard let left = numerator.multiplied(by: other.denominator), let right = other.numerator.multiplied(by: denominator),
            let below = denominator.multiplied(by: other.denominator)
        else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Ratio(sum, over: below)
    }

    package func subtracting(_ other: Ratio) -> Ratio? {
        Ratio(-other.numerator, over: other.denominator).flatMap { adding($0) }
    }

    /// Nil when the exact product does not fit.
    package func times(_ factor: Int64) -> Ratio? {
        numerator.multiplied(by: Int128(factor)).flatMap { Ratio($0, over: denominator) }
    }

    /// The value in units of 10^-decimals, rounded half away from zero: 47.36 with one decimal is 474. Nil when it does
    /// not fit in 64 bits.
    package func rounded(decimals: Int) -> Int64? {
        var scaled = numerator
        for _ in 0..<max(0, decimals) {
            guard let next = scaled.multiplied(by: 10) else { return nil }
            scaled = next
        }
        let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: denominator)
        let isUp = rest.magnitude >= denominator.magnitude - rest.magnitude
        return Int64(exactly: isUp ? quotient + (scaled < 0 ? -1 : 1) : quotient)
    }

    /// As scripts read it, with a point: `71.0`. Empty when it does not fit.
    package func text(decimals: Int) -> String {
        guard let value = rounded(decimals: decimals) else { return "" }
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        let sign = value < 0 ? "-" : ""
        guard decimals > 0 else { return sign + padded }
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    package var description: String { "\(numerator)/\(denominator)" }

    /// By value; ratios that cannot be multiplied across are compared after rounding.
    package static func < (left: Ratio, right: Ratio) -> Bool {
        if let a = left.numerator.multiplied(by: right.denominator), let b = right.numerator.multiplied(by: left.denominator) {
            return a < b
        }
        return left.numerator / left.denominator < right.numerator / right.denominator
    }

    private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var (a, b) = (left, right)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

extension Int128 {
    fileprivate func multiplied(by other: Int128) -> Int128? {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? nil : product
    }
}
