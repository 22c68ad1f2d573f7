package import Values

/// Money received or a credit note: what can settle receivables.
package struct Credit: Hashable, Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case payment
        case creditNote = "credit_note"
    }

    package let id: CreditID
    package let kind: Kind
    package let customer: CustomerID
    /// The day the money was received or the credit note issued.
    package let on: LocalDate
    package let currency: Currency
    /// Minor units, above zero.
    package let amount: Int64
    /// The invoice that the document names, when it names one.
    package let invoice: InvoiceID?
    /// What settles nothing yet: amount less allocations; 0 once returned.
    package var unallocated: Int64
    package var returnedOn: LocalDate?

    package init(
        id: CreditID, kind: Kind, customer: CustomerID, on: LocalDate, currency: Currency, amount: Int64,
        invoice: InvoiceID? = nil
    ) {
        self.id = id
        self.kind = kind
        self.customer = customer
        self.on = on
        self.currency = currency
        self.amount = amount
        self.invoice = invoice
        unallocated = amount
    }

    /// Payments and credit notes are numbered apart.
    package var key: CreditKey { CreditKey(kind: kind, id: id) }
}

/// A credit note or a payment, named; ordered by kind, then by identifier.
package struct CreditKey: Hashable, Sendable, Comparable {
    package let kind: Credit.Kind
    package let id: CreditID

    package init(kind: Credit.Kind, id: CreditID) {
        self.kind = kind
        self.id = id
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.kind.rawValue, left.id) < (right.kind.rawValue, right.id)
    }
}

/// Part of a payment or of a credit note settles part of a receivable. Minor units, above zero.
package struct Allocation: Hashable, Sendable {
    /// Counted within the customer, from 1, so that a reversal names one.
    package let number: Int
    package let credit: CreditKey
    package let receivable: ReceivableID
    package let amount: Int64
    package let on: LocalDate
    package var reversedOn: LocalDate?

    package init(number: Int, credit: CreditKey, receivable: ReceivableID, amount: Int64, on: LocalDate) {
        self.number = number
        self.credit = credit
        self.receivable = receivable
        self.amount = amount
        self.on = on
    }

    package var isLive: Bool { reversedOn == nil }
}
