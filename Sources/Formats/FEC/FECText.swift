import Values

/// How a FEC writes days and amounts, read from bytes.
enum FECText {
    enum Day: Equatable {
        case none
        case day(LocalDate)
        /// Eight digits that are no day of the calendar.
        case impossible
        case malformed
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// `YYYYMMDD`; blank or eight zeros mean no day.
    static func date(_ text: ArraySlice<UInt8>) -> Day {
        guard !text.isEmpty else { return .none }
        guard text.count == 8 else { return .malformed }
        var value = 0
        for byte in text {
            guard isDigit(byte) else { return .malformed }
            value = value * 10 + Int(byte - 0x30)
        }
        guard value > 0 else { return .none }
        let day = LocalDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
        return day.map(Day.day) ?? .impossible
    }

    /// An amount in minor units of a currency with so many decimals; blank is zero.
    ///
    /// A decimal comma as the law has it, or the point that some software writes: there is no thousands
    /// separator in a FEC, so that neither can mean anything else. A point before exactly three digits is refused
    /// all the same, since that is how a thousands separator would look. Decimals beyond the currency's must be zeros.
    static func amount(_ text: ArraySlice<UInt8>, decimals: Int) throws(AmountProblem) -> Int64 {
        guard let last = text.last else { return 0 }
        var digits = text
        var isNegative = false
        if let first = text.first, let sign = sign(first) {
            isNegative = sign
            digits = digits.dropFirst()
        } else if let sign = sign(last) {
            isNegative = sign
            digits = digits.dropLast()
        }
        let magnitude = try unsigned(digits, decimals: decimals)
        guard magnitude <= Money.largest else { throw .overflow }
        return isNegative ? -magnitude : magnitude
    }

    private static func sign(_ byte: UInt8) -> Bool? {
        switch byte {
        case 0x2D: true
        case 0x2B: false
        default: nil
        }
    }

    private static func unsigned(_ text: ArraySlice<UInt8>, decimals: Int) throws(AmountProblem) -> Int64 {
        var value: Int64 = 0
        var mark: UInt8?
        var whole = 0
        var fraction = 0
        var isTooPrecise = false
        for byte in text {
            if isDigit(byte) {
                if mark == nil { whole += 1 } else { fraction += 1 }
                if fraction > decimals {
                    isTooPrecise = isTooPrecise || byte != 0x30
                } else {
                    value = try shifted(value, adding: Int64(byte - 0x30))
                }
            } else {
                guard mark == nil, byte == 0x2C || byte == 0x2E else { throw .malformed }
                mark = byte
            }
        }
        guard whole + fraction > 0, mark != 0x2E || fraction != 3 || decimals >= 3 else { throw .malformed }
        guard !isTooPrecise else { throw .tooManyDecimals(allowed: decimals) }
        for _ in min(fraction, decimals)..<decimals { value = try shifted(value, adding: 0) }
        return value
    }

    private static func shifted(_ value: Int64, adding digit: Int64) throws(AmountProblem) -> Int64 {
        let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = scaled.addingReportingOverflow(digit)
        guard !overflow, !carry else { throw .overflow }
        return sum
    }

    /// Whether a cell holds nothing but zeros and marks, as `0,00` in an unused amount column does.
    static func isZeroOrBlank(_ text: ArraySlice<UInt8>) -> Bool {
        text.allSatisfy { $0 == 0x30 || $0 == 0x2C || $0 == 0x2E }
    }
}
