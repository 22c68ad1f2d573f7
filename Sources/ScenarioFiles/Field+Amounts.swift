import Values

/// Amounts and rates are read from the text of the file, digit by digit, and never become binary fractions.
extension Field {
    /// An amount of a currency in minor units, with at most the currency's decimals.
    func amount(_ currency: Currency, _ findings: inout Findings) -> Int64? {
        guard let text = text(&findings) else { return nil }
        guard Self.isPlainDecimal(text) else {
            refuse(.badAmount(suggestion: Self.plainAmount(text, currency)), &findings)
            return nil
        }
        do {
            return try Money(parsing: text, currency).minor
        } catch {
            switch error {
            case .empty, .malformed: refuse(.badAmount(suggestion: nil), &findings)
            case .tooManyDecimals(let allowed): refuse(.tooManyDecimals(allowed: allowed), &findings)
            case .overflow: refuse(.amountTooLarge, &findings)
            }
            return nil
        }
    }

    /// An amount of whichever currency, in hundredths of its main unit.
    func hundredths(_ findings: inout Findings) -> Int64? { amount(.eur, &findings) }

    /// Per cent a year, above zero and at most 100.
    func rate(_ findings: inout Findings) -> Rate? {
        guard let text = text(&findings) else { return nil }
        guard Self.isPlainDecimal(text), let rate = Rate(percent: text) else {
            refuse(.badRate(suggestion: Self.plainRate(text)), &findings)
            return nil
        }
        guard rate.millionths > 0, rate.millionths <= 1_000_000 else {
            refuse(.outOfRange(low: 0, high: 100), &findings)
            return nil
        }
        return rate
    }

    /// Digits, and perhaps a point and digits: no sign, no thousands separator, no exponent, no comma.
    private static func isPlainDecimal(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    }

    /// The same amount in this grammar: `1 000,50 €` is `1000.50`. Nil when the text could be read in two ways.
    private static func plainAmount(_ text: String, _ currency: Currency) -> String? {
        let digits = text.filter { $0 != "€" && $0 != "$" && $0 != "£" && !$0.isLetter }
        var readings: Set<Money> = []
        for mark in DecimalMark.allCases {
            do throws(AmountProblem) {
                readings.insert(try Money(parsing: digits, currency, decimalMark: mark))
            } catch {
                // `1,000` is a thousand here, and one with too many decimals there.
                if case .tooManyDecimals = error { return nil }
            }
        }
        guard readings.count == 1, let reading = readings.first, !reading.isNegative else { return nil }
        return reading.decimalText
    }

    private static func plainRate(_ text: String) -> String? {
        let bare = text.filter { $0 != "%" && !$0.isWhitespace }.map { $0 == "," ? "." : $0 }
        return Rate(percent: String(bare))?.percentText
    }
}
