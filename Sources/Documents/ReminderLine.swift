package import Values

/// A payment or a credit note already set against a line, shown under it.
package struct SettlementShown: Sendable, Hashable {
    package let kind: CreditLine.Kind
    /// The number of the credit note; that of a payment is not printed.
    package let reference: String
    package let amount: Money
    package let on: LocalDate

    package init(kind: CreditLine.Kind = .receipt, reference: String = "", amount: Money, on: LocalDate) {
        self.kind = kind
        self.reference = reference
        self.amount = amount
        self.on = on
    }
}

/// One receivable that a message asks for.
package struct ReminderLine: Sendable, Hashable {
    package let invoice: String
    /// The customer's own order or commitment number.
    package let order: String?
    package let issuedOn: LocalDate?
    package let dueOn: LocalDate
    /// As invoiced for this due date, taxes included.
    package let original: Money
    /// What remains and is asked.
    package let asked: Money
    /// Days since the due date; 0 or less before it.
    package let daysLate: Int
    package let settlements: [SettlementShown]
    /// Late interest of this line to date, where the detailed account is wanted.
    package let interest: Money?
    /// Where the invoice can be seen, http or https.
    package let link: String?

    package init(
        invoice: String, order: String? = nil, issuedOn: LocalDate? = nil, dueOn: LocalDate, original: Money,
        asked: Money, daysLate: Int, settlements: [SettlementShown] = [], interest: Money? = nil, link: String? = nil
    ) {
        self.invoice = invoice
        self.order = order
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        self.original = original
        self.asked = asked
        self.daysLate = daysLate
        self.settlements = settlements
        self.interest = interest
        self.link = link
    }
}

/// Money of the customer set against what is asked; printed as a negative line.
package struct CreditLine: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A receipt not yet attributed to an invoice.
        case receipt
        case creditNote
    }

    package let kind: Kind
    /// The number of the credit note, the label of the receipt; may be empty.
    package let reference: String
    package let on: LocalDate
    /// Positive.
    package let amount: Money

    package init(kind: Kind, reference: String, on: LocalDate, amount: Money) {
        self.kind = kind
        self.reference = reference
        self.on = on
        self.amount = amount
    }
}

/// A receivable not due yet, mentioned outside the total.
package struct ComingLine: Sendable, Hashable {
    package let invoice: String
    package let dueOn: LocalDate
    package let amount: Money

    package init(invoice: String, dueOn: LocalDate, amount: Money) {
        self.invoice = invoice
        self.dueOn = dueOn
        self.amount = amount
    }
}
