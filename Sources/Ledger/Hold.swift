package import Values

/// A reason not to write, for a time: with a scope, an author and a stated effect.
package struct Hold: Hashable, Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// From its first to its last day, both included; the clock runs on.
        case hold
        case mute
        /// Frees on the second working day after the promised day; the clock runs on.
        case promise
        /// Ends by a release only; on the whole it stops the clock, on a part it lowers what is asked.
        case dispute
    }

    package let id: HoldID
    package let kind: Kind
    package let customer: CustomerID
    /// The receivables covered: an invoice, or nil for the whole customer.
    package let invoice: InvoiceID?
    package let from: LocalDate
    /// Last day (hold, mute), promised day (promise) or internal deadline (dispute).
    package let until: LocalDate?
    /// The promised or disputed amount, minor units; nil for the whole.
    package let amount: Int64?
    package let currency: Currency?
    package let reason: String
    package let author: String
    /// A promise without an invoice covers the receivables that existed when it was made.
    package let covers: [InvoiceID]
    package var releasedOn: LocalDate?

    package init(
        id: HoldID, kind: Kind, customer: CustomerID, invoice: InvoiceID? = nil, from: LocalDate,
        until: LocalDate? = nil, amount: Int64? = nil, currency: Currency? = nil, reason: String, author: String,
        covers: [InvoiceID] = []
    ) {
        self.id = id
        self.kind = kind
        self.customer = customer
        self.invoice = invoice
        self.from = from
        self.until = until
        self.amount = amount
        self.currency = currency
        self.reason = reason
        self.author = author
        self.covers = covers
    }

    /// A promise whose money may just have come: a thank-you for it still makes sense.
    package func mayBeThanked(on day: LocalDate) -> Bool {
        from <= day && mayBeThanked(from: day)
    }

    /// It may be thanked for on a day or later.
    package func mayBeThanked(from day: LocalDate) -> Bool {
        kind == .promise && releasedOn == nil && day <= (until ?? from).adding(days: 45)
    }

    package func covers(_ other: InvoiceID) -> Bool {
        if let invoice { return invoice == other }
        return kind != .promise || covers.contains(other)
    }
}
