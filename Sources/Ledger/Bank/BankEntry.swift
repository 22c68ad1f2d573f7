package import Values

/// One movement of a bank account of the company, as a statement brought it. It never changes; what became of it is
/// told beside it (`BookedEntry`).
package struct BankEntry: Hashable, Sendable {
    /// The day of booking, a digest of all that the bank says, and a rank from the second of several alike:
    /// `2026-11-20-9f3ab2c41d07`, `2026-11-20-9f3ab2c41d07-2`.
    package let id: EntryID
    package let statement: StatementID
    /// The company's own account: an IBAN when it could be told.
    package let account: String
    package let bookedOn: LocalDate
    package let valueOn: LocalDate?
    /// Minor units of `currency`: above zero came in, below zero went out. Never zero.
    package let amount: Int64
    package let currency: Currency
    package let text: EntryText
    /// Who paid us, or whom we paid, as the bank tells it.
    package let party: BankParty
    /// For whom, when the bank says so.
    package let ultimateParty: BankParty
    package let references: EntryReferences
    package let nature: EntryNature

    package init(
        id: EntryID, statement: StatementID, account: String, bookedOn: LocalDate, valueOn: LocalDate? = nil,
        amount: Int64, currency: Currency, text: EntryText, party: BankParty = BankParty(),
        ultimateParty: BankParty = BankParty(), references: EntryReferences = EntryReferences(),
        nature: EntryNature = EntryNature()
    ) {
        self.id = id
        self.statement = statement
        self.account = account
        self.bookedOn = bookedOn
        self.valueOn = valueOn
        self.amount = amount
        self.currency = currency
        self.text = text
        self.party = party
        self.ultimateParty = ultimateParty
        self.references = references
        self.nature = nature
    }

    package var money: Money { Money(minor: amount, currency) }
    package var isReceipt: Bool { amount > 0 }
}

/// What may be read of a movement.
package struct EntryText: Hashable, Sendable {
    /// The line of the statement.
    package let label: String
    /// What the other side wrote for us, all of it in order; empty when nothing came through.
    package let remittance: String
    /// What the file says besides, verbatim: qualifier (empty when it has none) and text.
    package let details: [EntryDetail]

    package init(label: String, remittance: String = "", details: [EntryDetail] = []) {
        self.label = label
        self.remittance = remittance
        self.details = details
    }
}

/// A piece of a movement that has no field of its own, verbatim.
package struct EntryDetail: Hashable, Sendable {
    package let qualifier: String
    package let text: String

    package init(_ qualifier: String, _ text: String) {
        self.qualifier = qualifier
        self.text = text
    }
}

/// The other side of a movement, as far as the bank tells; linked to a customer by a rule, never assumed to be one.
package struct BankParty: Hashable, Sendable {
    package let name: String?
    /// Its account as written, without blanks; often an IBAN.
    package let account: String?
    package let identifier: String?

    package init(name: String? = nil, account: String? = nil, identifier: String? = nil) {
        self.name = name
        self.account = account
        self.identifier = identifier
    }

    package var isEmpty: Bool { name == nil && account == nil && identifier == nil }
}

/// Names by which the parties and the banks know a movement.
package struct EntryReferences: Hashable, Sendable {
    /// Given by who paid, carried unchanged to us.
    package let endToEnd: String?
    /// Structured creditor reference (ISO 11649), as written.
    package let creditor: String?
    package let mandate: String?
    package let instruction: String?
    package let paymentInformation: String?
    /// Our bank's own.
    package let bank: String?

    package init(
        endToEnd: String? = nil, creditor: String? = nil, mandate: String? = nil, instruction: String? = nil,
        paymentInformation: String? = nil, bank: String? = nil
    ) {
        self.endToEnd = endToEnd
        self.creditor = creditor
        self.mandate = mandate
        self.instruction = instruction
        self.paymentInformation = paymentInformation
        self.bank = bank
    }
}

/// What kind of movement it is.
package struct EntryNature: Hashable, Sendable {
    /// Where a movement was read.
    package enum Source: String, Hashable, Sendable, CaseIterable {
        /// A statement with balances, or a table of movements.
        case statement
        /// A notification (camt.054), which a statement books or has booked.
        case notification
    }

    package let source: Source
    /// The bank's code: interbank code (CFONB), domain, family and sub-family (camt), type (MT940, OFX).
    package let operation: String?
    /// Why it was rejected or returned, as coded by the bank (AC04, AM04, MD01, …).
    package let returnReason: String?
    /// It undoes an earlier movement.
    package let isReversal: Bool
    /// Deducted by a bank on the way, minor units of the entry's currency.
    package let charges: Int64?
    /// What was ordered, when it was in another currency.
    package let original: Money?
    /// The name of the sum under which the bank booked it with others.
    package let batch: String?
    /// It may be one that another file told in other words: it is nobody's payment until a person says so.
    package let isPerhapsKnown: Bool

    package init(
        source: Source = .statement, operation: String? = nil, returnReason: String? = nil, isReversal: Bool = false,
        charges: Int64? = nil, original: Money? = nil, batch: String? = nil, isPerhapsKnown: Bool = false
    ) {
        self.source = source
        self.operation = operation
        self.returnReason = returnReason
        self.isReversal = isReversal
        self.charges = charges
        self.original = original
        self.batch = batch
        self.isPerhapsKnown = isPerhapsKnown
    }
}
