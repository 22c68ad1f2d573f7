package import Values

/// How large a made-up ledger is and how it pays. Shares are per mille unless named otherwise.
package struct TrialSettings: Hashable, Sendable {
    /// What a bank lets through.
    package enum Profile: String, Hashable, Sendable, CaseIterable {
        /// CFONB 120: a label of 31 characters, and nothing else.
        case label
        /// CFONB 120 with its complements: names, texts, rarely accounts.
        case complements
        /// camt.053: parties, accounts, texts of 140 characters.
        case camt
    }

    package var seed: Int
    package var profile: Profile
    package var customers: Int
    /// Movements to be judged; those of the history come on top.
    package var entries: Int
    /// Open receivables in all, at least those that the movements pay.
    package var items: Int
    /// The first day to be judged.
    package var start: LocalDate
    /// Movements of the history for each hundred to be judged.
    package var history = 100
    /// Movements that are no customer's payment, of a hundred.
    package var noise = 12
    /// Of a hundred customers, those with an almost equal name beside them.
    package var homonyms = 6
    /// Of a hundred customers, those that always pay the same.
    package var subscribers = 4
    /// Of a hundred payments, those of one invoice.
    package var singles = 82
    /// Multiplies what goes wrong on the way: wrong numbers, mistyped names, odd amounts; in hundredths.
    package var trouble = 100

    package init(
        seed: Int, profile: Profile = .camt, customers: Int = 400, entries: Int = 4_000, items: Int = 8_000,
        start: LocalDate = LocalDate(dayNumber: 20_454)
    ) {
        self.seed = seed
        self.profile = profile
        self.customers = customers
        self.entries = entries
        self.items = items
        self.start = start
    }

    /// Days before `start` of which the movements are known, and days to be judged.
    static let historyDays = 180
    static let judgedDays = 60
}
