/// How probable an explanation is by its evidence: shares of right ones among those of the same pattern, fitted on made-up
/// ledgers whose truth is known, smoothed, and made to grow with the evidence.
enum Calibration {
    /// Hundred-thousandths.
    static func probability(_ pattern: Pattern) -> Int { Int(table[pattern.key]) }

    private static let table: [Int32] = {
        var table: [Int32] = Array(repeating: 30_000, count: Pattern.count)
        for (key, probability) in CalibrationData.fitted where key < table.count { table[key] = Int32(probability) }
        return table
    }()
}
