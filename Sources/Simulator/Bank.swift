import Values

/// What customers of one company are going to pay, and what the bank has booked.
struct Bank {
    /// Intentions by the number of the day.
    var plans: [Int: [(customer: String, invoice: String, perMille: Int)]] = [:]
    /// Returns by the number of the day.
    var returns: [Int: [String]] = [:]
    /// What was booked and not yet handed over in a file.
    var pending: [BankLine] = []
    /// What was handed over lately: files overlap.
    var recent: [BankLine] = []
    var filesSeen: Set<UInt64> = []
}
