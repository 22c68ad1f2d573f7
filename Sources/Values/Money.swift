/// An amount of money: a whole number of minor units and its currency.
///
/// Arithmetic reports overflow and refuses to mix currencies; nothing here ever rounds unless the name says so.
package struct Money: Hashable, Sendable, CustomStringConvertible {
    /// Minor units (cents for EUR, yen for JPY, fils for KWD).
    package let minor: Int64
    package let currency: Currency

    package init(minor: Int64, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// The largest amount of one document, in minor units: fifteen digits. Thousands of such add up within 64 bits.
    package static let largest: Int64 = 999_999_999_999_999

    package static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency) }

    package var isZero: Bool { minor == 0 }
    package var isPositive: Bool { minor > 0 }
    package var isNegative: Bool { minor < 0 }

    package func adding(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currenciesDiffer(currency, other.currency) }
        let (sum, overflow) = minor.addingReportingOverflow(other.minor)
        guard !overflow else { throw .overflow }
        return Money(minor: sum, currency)
    }

    package func subtracting(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currenciesDiffer(currency, other.currency) }
        let (difference, overflow) = minor.subtractingReportingOverflow(other.minor)
        guard !overflow else { throw .overflow }
        return Money(minor: difference, currency)
    }

    package func negated() throws(MoneyError) -> Money {
        guard minor != .min else { throw .overflow }
        return Money(minor: -minor, currency)
    }

    /// The sum of amounts of one currency; zero of `currency` when there are none.
    package static func sum(_ amounts: some Sequence<Money>, in currency: Currency) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for amount in amounts { total = try total.adding(amount) }
        return total
    }

    /// The amount as scripts read it: a point, the currency's decimals, no grouping (`"1500.00"`, `"-3.5"` never).
    package var decimalText: String {
        let digits = currency.decimals
        let magnitude = minor.magnitude
        guard digits > 0 else { return (minor < 0 ? "-" : "") + String(magnitude) }
        var scale: UInt64 = 1
        for _ in 0..<digits { scale *= 10 }
        let fraction = String(magnitude % scale)
        let padding = String(repeating: "0", count: digits - fraction.utf8.count)
        return (minor < 0 ? "-" : "") + String(magnitude / scale) + "." + padding + fraction
    }

    package var description: String { decimalText + " " + currency.code }
}

/// Why two amounts could not be put together.
package enum MoneyError: Error, Equatable, Sendable {
    case overflow
    case currenciesDiffer(Currency, Currency)
}

/// Why a text is not an amount.
package enum AmountProblem: Error, Equatable, Sendable {
    case empty
    /// Not digits with at most one decimal mark and well-placed thousands separators.
    case malformed
    /// More decimals than the currency has (`100.5` JPY, `1.2345` KWD).
    case tooManyDecimals(allowed: Int)
    /// Does not fit in 64 bits of minor units.
    case overflow
}

/// How a file writes its amounts: which mark separates decimals.
package enum DecimalMark: UInt8, Sendable, Hashable, CaseIterable {
    case point = 0x2E
    case comma = 0x2C

    package var grouping: DecimalMark { self == .point ? .comma : .point }
}

extension Money {
    /// Reads an amount written with the given decimal mark.
    ///
    /// Accepts a leading or trailing sign, the other mark, spaces, no-break spaces or apostrophes as thousands
    /// separators when they stand in groups of three and are all the same, and nothing else: no exponent, no
    /// letters, no other digits.
    package init(
        parsing text: some StringProtocol, _ currency: Currency, decimalMark: DecimalMark = .point
    ) throws(AmountProblem) {
        var reader = AmountReader(decimalMark: decimalMark)
        for scalar in text.unicodeScalars { try reader.take(scalar) }
        minor = try reader.finish(decimals: currency.decimals)
        self.currency = currency
    }
}

/// The grammar of amounts, one scalar at a time.
private struct AmountReader {
    let decimalMark: DecimalMark
    private var magnitude: UInt64 = 0
    private var isNegative = false
    private var hasSign = false
    private var isClosed = false
    private var digits = 0
    private var fraction: Int?
    private var sinceGroup: Int?
    private var groupMark: UInt32?
    private var hasSpaceAfterNumber = false

    init(decimalMark: DecimalMark) { self.decimalMark = decimalMark }

    mutating func take(_ scalar: Unicode.Scalar) throws(AmountProblem) {
        switch scalar.value {
        case 0x30...0x39: try digit(UInt64(scalar.value - 0x30))
        case UInt32(decimalMark.rawValue):
            guard digits > 0, fraction == nil, !isClosed, !hasSpaceAfterNumber, sinceGroup ?? 3 == 3 else { throw .malformed }
            fraction = 0
        case 0x2B, 0x2D, 0x2212:
            guard !hasSign else { throw .malformed }
            hasSign = true
            isNegative = scalar.value != 0x2B
            if digits > 0 { isClosed = true }
        case UInt32(decimalMark.grouping.rawValue): try group(scalar.value)
        case 0x27, 0x2019: try group(0x27)
        case 0x20, 0xA0, 0x202F, 0x2009:
            // Spaces around the number are air; between digits they must group by three.
            if digits > 0, !isClosed { hasSpaceAfterNumber = true }
        default: throw .malformed
        }
    }

    private mutating func digit(_ value: UInt64) throws(AmountProblem) {
        guard !isClosed else { throw .malformed }
        if hasSpaceAfterNumber {
            hasSpaceAfterNumber = false
            try group(0x20)
        }
        if let count = fraction {
            fraction = count + 1
            // No currency has more than four decimals: what follows is refused at the end, not counted.
            if count >= 4 { return }
        }
        if let count = sinceGroup, fraction == nil {
            guard count < 3 else { throw .malformed }
            sinceGroup = count + 1
        }
        digits += 1
        let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, carry) = scaled.addingReportingOverflow(value)
        guard !overflow, !carry else { throw .overflow }
        magnitude = sum
    }

    private mutating func group(_ mark: UInt32) throws(AmountProblem) {
        guard digits > 0, fraction == nil, !isClosed, !hasSpaceAfterNumber, groupMark ?? mark == mark else {
            throw .malformed
        }
        groupMark = mark
        if let count = sinceGroup { guard count == 3 else { throw .malformed } } else { guard digits <= 3 else { throw .malformed } }
        sinceGroup = 0
    }

    func finish(decimals: Int) throws(AmountProblem) -> Int64 {
        guard digits > 0 else { throw hasSign || sinceGroup != nil ? .malformed : .empty }
        guard sinceGroup ?? 3 == 3, fraction != 0 else { throw .malformed }
        let written = fraction ?? 0
        guard written <= decimals else { throw .tooManyDecimals(allowed: decimals) }
        var value = magnitude
        for _ in written..<decimals {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { throw .overflow }
            value = scaled
        }
        guard let positive = Int64(exactly: value) else { throw .overflow }
        return isNegative ? -positive : positive
    }
}
