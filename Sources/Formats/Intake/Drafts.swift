package import Values

/// A row of a table of customers, typed but not yet known to the ledger.
package struct CustomerDraft: Hashable, Sendable {
    package let line: Int
    package let number: String
    package let name: String
    /// In the order of the file; several may share a cell, separated by `;`, `,` or a space.
    package let emails: [String]
    package let phone: String?
    /// Lines of the address joined by `, `.
    package let address: String?
    package let postcode: String?
    package let city: String?
    /// ISO 3166-1, two upper-case letters.
    package let country: String?
    /// Nine digits; the first nine when the file holds a SIRET.
    package let siren: String?
    package let segment: String?
    package let language: DraftLanguage?
    /// Name of a scenario, as written.
    package let scenario: String?
    /// The customer's own payment terms, as written.
    package let terms: String?

    package var email: String? { emails.first }
}

/// The language in which a customer is written to, as far as the file says.
package enum DraftLanguage: String, Hashable, Sendable, CaseIterable {
    case french = "fr"
    case english = "en"
}

/// A person or mailbox at a customer's; at least one of e-mail and phone is there.
package struct ContactDraft: Hashable, Sendable {
    package let line: Int
    package let customerNumber: String
    package let name: String?
    package let role: String?
    package let emails: [String]
    package let phone: String?

    package var email: String? { emails.first }
}

/// A row of a table of invoices: a whole invoice, or one of its instalments when several rows share a number.
package struct InvoiceDraft: Hashable, Sendable {
    package let line: Int
    package let number: String
    package let customerNumber: String
    /// When the file repeats it.
    package let customerName: String?
    package let issuedOn: LocalDate
    /// Never before `issuedOn`; nil when the file gives none: then `terms` or the customer's own terms decide.
    package let dueOn: LocalDate?
    /// Payment terms as written, such as `45 jours fin de mois`.
    package let terms: String?
    /// Greater than zero, tax included.
    package let amount: Money
    package let orderReference: String?
    /// A reminder already sent elsewhere: both or neither.
    package let lastStep: String?
    package let lastStepOn: LocalDate?
}

/// A row of a table of credit notes.
package struct CreditNoteDraft: Hashable, Sendable {
    package let line: Int
    package let number: String
    package let customerNumber: String
    package let customerName: String?
    package let issuedOn: LocalDate
    /// Greater than zero: what is taken off.
    package let amount: Money
    package let orderReference: String?
    package let creditedInvoice: String?
}

/// A row of a table of payments.
package struct PaymentDraft: Hashable, Sendable {
    package let line: Int
    /// Nil when the file names its payments in no way.
    package let reference: String?
    package let customerNumber: String
    package let receivedOn: LocalDate
    /// Greater than zero.
    package let amount: Money
    /// Nil when the payment is not attributed to an invoice.
    package let invoiceNumber: String?
}

/// A row of a bank statement in a table.
package struct StatementRowDraft: Hashable, Sendable {
    package let line: Int
    /// As written; nil when the table does not name it.
    package let account: String?
    package let bookedOn: LocalDate
    package let valueOn: LocalDate?
    /// Seen from the account: a debit is negative.
    package let amount: Money
    /// After this row, in the same currency.
    package let balance: Int64?
    /// What the label columns hold, in their order, empty ones left out.
    package let labels: [String]
    package let partyName: String?
    package let partyAccount: String?
    package let reference: String?
}

/// A row that was taken in.
package enum Draft: Hashable, Sendable {
    case customer(CustomerDraft)
    case contact(ContactDraft)
    case invoice(InvoiceDraft)
    case creditNote(CreditNoteDraft)
    case payment(PaymentDraft)
    case statementRow(StatementRowDraft)

    package var line: Int {
        switch self {
        case .customer(let draft): draft.line
        case .contact(let draft): draft.line
        case .invoice(let draft): draft.line
        case .creditNote(let draft): draft.line
        case .payment(let draft): draft.line
        case .statementRow(let draft): draft.line
        }
    }
}
