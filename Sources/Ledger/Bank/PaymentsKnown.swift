package import Values

/// How far a company knows what it was paid: by files of payments and books, and by the statements of its bank accounts.
package struct PaymentsKnown: Hashable, Sendable {
    /// Through which day the statements of an account tell of it.
    package struct BankAccount: Hashable, Sendable {
        package let account: String
        /// The last day that they tell of.
        package let until: LocalDate
        /// The last day before a statement that is missing; the last day of all where none is.
        package let unbrokenUntil: LocalDate

        /// - Parameter statements: those of the last `PaymentsKnown.gapDays` days at least, of this account or of others.
        package init(account: String, until: LocalDate, statements: [BankStatement] = []) {
            self.account = account
            self.until = until
            let own = statements.filter { $0.account == account }
            let currencies = Set(own.map(\.currency)).sorted()
            let gaps = currencies.flatMap { StatementChain(own, in: $0).gaps }
                .filter { until.days(since: $0.after.from) <= PaymentsKnown.closedAfterDays }
            unbrokenUntil = gaps.map(\.before.until).min().map { min($0, until) } ?? until
        }
    }

    /// Working days that go by before payments are too old, where bank statements come in and nobody said otherwise.
    package static let usualDays = 3
    /// An account that is so many days behind another one counts as closed; a statement that is missing for so long is
    /// not waited for any more.
    package static let closedAfterDays = 30
    /// A gap within these days begins with a statement of as many more.
    package static let gapDays = 2 * closedAfterDays

    /// The day on which a file of payments or the books were last taken in.
    package let importedOn: LocalDate?
    package let accounts: [BankAccount]

    package init(importedOn: LocalDate? = nil, accounts: [BankAccount] = []) {
        self.importedOn = importedOn
        self.accounts = accounts
    }

    /// The last day that a statement tells of, for all that was known when it came: no bank tells of days to come. Nil
    /// when all its days were.
    package static func end(of statement: BankStatement, knownOn day: LocalDate) -> LocalDate? {
        statement.from <= day ? min(statement.until, day) : nil
    }

    /// Not waited for: another account tells of days long after its last one.
    package static func isClosed(_ until: LocalDate, beside newest: LocalDate) -> Bool {
        newest.days(since: until) > closedAfterDays
    }

    /// The working days that a company allows; nil when payments are never too old.
    package func limit(_ policy: CompanyPolicy) -> Int? {
        guard let days = policy.freshnessDays else { return accounts.isEmpty ? nil : Self.usualDays }
        return days > 0 ? days : nil
    }

    /// The day through which payments are known, and the account that is known least far when that tells; nil when none
    /// were ever taken in.
    package var through: (day: LocalDate, account: String?)? {
        let newest = accounts.map(\.until).max()
        let inUse = accounts.filter { known in newest.map { !Self.isClosed(known.until, beside: $0) } ?? false }
        guard let last = inUse.min(by: { ($0.unbrokenUntil, $0.account) < ($1.unbrokenUntil, $1.account) }) else {
            return importedOn.map { ($0, nil) }
        }
        if let importedOn, importedOn >= last.unbrokenUntil { return (importedOn, nil) }
        return (last.unbrokenUntil, last.account)
    }
}
