package import Values

/// Amounts with the decimals that a file writes, in the minor units that a currency counts in.
package enum Scale {
    private static let powers: [Int64] = (0...17).map { exponent in (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 } }

    /// Nil when decimals that the currency does not have are not zero, or beyond 64 bits.
    package static func minor(_ written: Int64, decimals: Int, of currency: Currency) -> Int64? {
        let missing = currency.decimals - decimals
        guard abs(missing) < powers.count else { return nil }
        if missing >= 0 {
            let (value, isTooLarge) = written.multipliedReportingOverflow(by: powers[missing])
            return isTooLarge ? nil : value
        }
        let divisor = powers[-missing]
        return written % divisor == 0 ? written / divisor : nil
    }

    /// Digits with one decimal mark at most (`1257,98`, `1257,`, `1257.980`), without sign or grouping.
    package static func minor(text: some Collection<UInt8>, of currency: Currency) -> Int64? {
        var digits: [UInt8] = []
        var decimals: Int?
        for byte in text {
            if byte == 0x2C || byte == 0x2E {
                guard decimals == nil else { return nil }
                decimals = 0
            } else {
                digits.append(byte)
                if let known = decimals { decimals = known + 1 }
            }
        }
        guard let value = digits.number else { return nil }
        return minor(value, decimals: decimals ?? 0, of: currency)
    }
}
