package import Ledger
package import Values

/// What may be settled, customer by customer, as the book stands when movements are proposed.
package struct OpenItems: Sendable {
    package var customers: [CustomerItems]

    package init(_ customers: [CustomerItems] = []) { self.customers = customers }
}

/// One customer: by which names it may be known, and what it owes and is owed.
package struct CustomerItems: Hashable, Sendable {
    package let id: CustomerID
    package let name: String
    /// Trading names, contacts, former names: what may stand on a movement in place of the name.
    package let otherNames: [String]
    package let siren: String?
    package var receivables: [OpenReceivable]
    package var credits: [KnownCredit]
    /// Settled lately: a payment that names one of them is perhaps a second payment.
    package var settled: [SettledReceivable]

    package init(
        id: CustomerID, name: String, otherNames: [String] = [], siren: String? = nil,
        receivables: [OpenReceivable] = [], credits: [KnownCredit] = [], settled: [SettledReceivable] = []
    ) {
        self.id = id
        self.name = name
        self.otherNames = otherNames
        self.siren = siren
        self.receivables = receivables
        self.credits = credits
        self.settled = settled
    }
}

/// A receivable that is owed, wholly or in part. Minor units.
package struct OpenReceivable: Hashable, Sendable {
    package let id: ReceivableID
    package let issuedOn: LocalDate
    package let dueOn: LocalDate
    package let currency: Currency
    package let amount: Int64
    /// Above zero, at most `amount`.
    package let open: Int64
    package let orderReference: String?
    /// In dispute or in doubt: proposed, never settled by the program alone.
    package let isContested: Bool

    package init(
        id: ReceivableID, issuedOn: LocalDate, dueOn: LocalDate, currency: Currency, amount: Int64, open: Int64,
        orderReference: String? = nil, isContested: Bool = false
    ) {
        self.id = id
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        self.currency = currency
        self.amount = amount
        self.open = open
        self.orderReference = orderReference
        self.isContested = isContested
    }
}

/// A credit note, or a payment that is in the book. Minor units.
package struct KnownCredit: Hashable, Sendable {
    package let key: CreditKey
    package let on: LocalDate
    package let currency: Currency
    package let amount: Int64
    /// What settles nothing yet: it may be netted with a movement.
    package let unallocated: Int64
    package let invoice: InvoiceID?
    /// A payment that was recorded from elsewhere and that no movement has been recognised as yet: the movement which
    /// comes with it is that payment, not a second one.
    package let awaitsMovement: Bool

    package init(
        key: CreditKey, on: LocalDate, currency: Currency, amount: Int64, unallocated: Int64, invoice: InvoiceID? = nil,
        awaitsMovement: Bool = false
    ) {
        self.key = key
        self.on = on
        self.currency = currency
        self.amount = amount
        self.unallocated = unallocated
        self.invoice = invoice
        self.awaitsMovement = awaitsMovement
    }
}

/// A receivable that was settled lately.
package struct SettledReceivable: Hashable, Sendable {
    package let id: ReceivableID
    package let amount: Int64
    package let currency: Currency
    package let settledOn: LocalDate

    package init(id: ReceivableID, amount: Int64, currency: Currency, settledOn: LocalDate) {
        self.id = id
        self.amount = amount
        self.currency = currency
        self.settledOn = settledOn
    }
}
