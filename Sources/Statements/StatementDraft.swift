package import Values

/// One account over a span of days, as its bank wrote it: what was there, what came and went, what is there.
package struct StatementDraft: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// What was booked, with balances (CFONB 120, camt.053, MT940).
        case booked
        /// What is provisional until a statement books it (camt.052, MT942): read, never counted.
        case provisional
        /// Details of what a statement books (camt.054): they complete it, and count only where there is no statement.
        case notification
    }

    package var kind: Kind
    package var account: StatementAccount
    package var currency: Currency
    /// The bank's name or number for it, when it has one.
    package var reference: String?
    package var opening: BalanceDraft?
    package var closing: BalanceDraft?
    /// What the bank says of the whole of it, verbatim: qualifier and text.
    package var notes: [DetailDraft] = []
    /// The line on which it begins, from 1.
    package let line: Int

    package init(_ kind: Kind, _ account: StatementAccount, _ currency: Currency, line: Int) {
        self.kind = kind
        self.account = account
        self.currency = currency
        self.line = line
    }
}

/// The company's own account, as the file names it.
package struct StatementAccount: Hashable, Sendable {
    /// `FR76…` when the file says so, else bank, branch and number in one (`15589 00000 98765432100`), else what it says.
    package let text: String
    /// What the file says or, of a French account, what bank, branch and number make: the same account is then known
    /// whichever format tells of it.
    package let iban: IBAN?

    package init(_ text: String) {
        iban = try? IBAN(parsing: text)
        self.text = iban?.electronic ?? text
    }

    /// The account of a French bank: five digits, five digits, eleven characters.
    package init(bank: String, branch: String, number: String) {
        text = [bank, branch, number].filter { !$0.isEmpty }.joined(separator: " ")
        iban = IBAN(bank: bank, branch: branch, account: number)
    }
}

/// What an account held at the end of a day, minor units of its currency; negative: overdrawn.
package struct BalanceDraft: Hashable, Sendable {
    package let on: LocalDate
    package let amount: Int64

    package init(on: LocalDate, amount: Int64) {
        self.on = on
        self.amount = amount
    }
}
