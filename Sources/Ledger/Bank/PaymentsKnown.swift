package import Values

/// How far a company knows what it was paid: by files of payments and books, and by the statements of its bank accounts.
package struct PaymentsKnown: Hashable, Sendable {
    /// Through which day the statements of an account tell of it.
    package struct BankAccount: Hashable, Sendable {
        package let account: String
        package let until: LocalDate

        package init(account: String, until: LocalDate) {
            self.account = account
            self.until = until
        }
    }

    /// Working days that go by before payments are too old, where bank statements come in and nobody said otherwise.
    package static let usualDays = 3
    /// An account that is so many days behind another one counts as closed.
    package static let closedAfterDays = 30

    /// The day on which a file of payments or the books were last taken in.
    package let importedOn: LocalDate?
    package let accounts: [BankAccount]

    package init(importedOn: LocalDate? = nil, accounts: [BankAccount] = []) {
        self.importedOn = importedOn
        self.accounts = accounts
    }

    /// - Parameter statementsOn: the day on which statements were last taken in: no statement is known to tell of later days.
    package init(importedOn: LocalDate?, accounts: [BankAccount], statementsOn: LocalDate?) {
        self.init(
            importedOn: importedOn,
            accounts: accounts.map { known in
                BankAccount(account: known.account, until: statementsOn.map { min(known.until, $0) } ?? known.until)
            })
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
        let inUse = accounts.filter { known in newest.map { $0.days(since: known.until) <= Self.closedAfterDays } ?? false }
        guard let last = inUse.min(by: { ($0.until, $0.account) < ($1.until, $1.account) }) else { return importedOn.map { ($0, nil) } }
        if let importedOn, importedOn >= last.until { return (importedOn, nil) }
        return (last.until, last.account)
    }
}
