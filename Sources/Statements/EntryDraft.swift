package import Values

/// One movement of an account: money that came (positive) or went (negative).
package struct EntryDraft: Hashable, Sendable {
    /// Where it begins in the file, from 1.
    package let line: Int
    package let bookedOn: LocalDate
    package var valueOn: LocalDate?
    /// Minor units of `currency`, from the account's point of view.
    package let amount: Int64
    package let currency: Currency
    /// The line that a person reads on the statement, as the bank wrote it, without the blanks at its ends.
    package var label: String
    /// What the other side wrote for us, all of it in order.
    package var remittance: [String] = []
    /// Who paid us, or whom we paid.
    package var party = PartyDraft()
    /// For whom, when the bank says so.
    package var ultimateParty = PartyDraft()
    package var references = ReferencesDraft()
    /// The bank's code for the kind of movement: interbank code (CFONB), domain, family and sub-family (camt), type (MT940).
    package var operation: String?
    /// Why it was rejected or returned, as coded by the bank.
    package var returnReason: String?
    /// It undoes an earlier movement.
    package var isReversal = false
    /// Deducted by a bank on the way, minor units of `currency`.
    package var charges: Int64?
    /// What was ordered, when it was in another currency.
    package var original: Money?
    /// Movements that the bank booked as one sum.
    package var batch: String?
    /// Everything else that the file says of it, verbatim: qualifier and text.
    package var details: [DetailDraft] = []

    package init(line: Int, bookedOn: LocalDate, amount: Int64, currency: Currency, label: String) {
        self.line = line
        self.bookedOn = bookedOn
        self.amount = amount
        self.currency = currency
        self.label = label
    }

    /// Complements of one movement that are kept; banks write some tens.
    static let mostComplements = 1_000

    /// Takes a text into a field that is still free; else it stays with the details, under its qualifier.
    mutating func fill(_ field: WritableKeyPath<EntryDraft, String?>, _ text: String, _ qualifier: String) {
        if text.isEmpty || self[keyPath: field] == text { return }
        if self[keyPath: field] == nil { self[keyPath: field] = text } else { details.append(DetailDraft(qualifier, text)) }
    }

    mutating func fill(_ field: WritableKeyPath<EntryDraft, String>, _ text: String, _ qualifier: String) {
        if text.isEmpty || self[keyPath: field] == text { return }
        if self[keyPath: field].isEmpty { self[keyPath: field] = text } else { details.append(DetailDraft(qualifier, text)) }
    }

    /// Gets a label where the bank left it out: what the other side wrote, else its name.
    mutating func takeLabel() {
        if label.isEmpty { label = remittance.first ?? party.name ?? "" }
    }
}

/// The other side of a movement, as far as the bank tells.
package struct PartyDraft: Hashable, Sendable {
    package var name: String?
    /// Its account, as written; often an IBAN.
    package var account: String?
    package var identifier: String?

    package init() {}
}

/// Names by which the parties and the banks know a movement.
package struct ReferencesDraft: Hashable, Sendable {
    /// Given by who paid, carried unchanged to us.
    package var endToEnd: String?
    /// Given by the owner of the account, or by who paid, where the format does not tell which (MT940).
    package var customer: String?
    /// Structured creditor reference (ISO 11649), as written.
    package var creditor: String?
    package var mandate: String?
    package var instruction: String?
    package var paymentInformation: String?
    /// Our bank's own.
    package var bank: String?

    package init() {}
}

/// A piece of a movement that has no field of its own.
package struct DetailDraft: Hashable, Sendable {
    /// The qualifier of the format; empty when the file gives none.
    package let qualifier: String
    package let text: String

    package init(_ qualifier: String, _ text: String) {
        self.qualifier = qualifier
        self.text = text
    }
}
