package import Formats
package import Values

/// Why a written amount is none.
package enum AmountFault: Error, Hashable, Sendable {
    case malformed
    /// Decimals that the currency does not have, and that are not zero.
    case tooManyDecimals
    /// More than fifteen digits.
    case overflow

    /// As a problem of the line that holds the amount.
    package func diagnostic(line: Int, column: String, value: String, _ currency: Currency) -> Diagnostic {
        let code: DiagnosticCode =
            switch self {
            case .malformed, .tooManyDecimals: .statementAmount
            case .overflow: .amountOverflow
            }
        return Diagnostic(code, line: line, column: column, value: value, parameters: ["currency": currency.code])
    }
}

/// Amounts with the decimals that a file writes, in the minor units that a currency counts in.
package enum Scale {
    private static let powers: [Int64] = (0...17).map { exponent in (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 } }

    package static func minor(_ written: Int64, decimals: Int, of currency: Currency) throws(AmountFault) -> Int64 {
        let missing = currency.decimals - decimals
        guard abs(missing) < powers.count else { throw .tooManyDecimals }
        var value = written
        if missing > 0 {
            let (scaled, isTooLarge) = written.multipliedReportingOverflow(by: powers[missing])
            guard !isTooLarge else { throw .overflow }
            value = scaled
        } else if missing < 0 {
            let divisor = powers[-missing]
            guard written % divisor == 0 else { throw .tooManyDecimals }
            value = written / divisor
        }
        guard value.magnitude <= Money.largest.magnitude else { throw .overflow }
        return value
    }

    /// Digits with one decimal mark at most (`1257,98`, `1257,`, `1257.980`), without sign or grouping.
    package static func minor(text: some Collection<UInt8>, of currency: Currency) throws(AmountFault) -> Int64 {
        var value: Int64 = 0
        var digits = 0
        var decimals: Int?
        for byte in text {
            if byte == 0x2C || byte == 0x2E {
                guard decimals == nil else { throw .malformed }
                decimals = 0
            } else {
                guard let digit = byte.digit else { throw .malformed }
                digits += 1
                if let known = decimals { decimals = known + 1 }
                guard value < powers[17] else { throw .overflow }
                value = value * 10 + digit
            }
        }
        guard digits > 0 else { throw .malformed }
        return try minor(value, decimals: decimals ?? 0, of: currency)
    }
}
