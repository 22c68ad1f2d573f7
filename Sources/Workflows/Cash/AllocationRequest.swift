package import Ledger

/// What a person says that a movement pays. Minor units of its currency.
package struct AllocationRequest: Sendable {
    /// So much for an invoice; nil: as much as it owes and the movement has.
    package struct Part: Sendable {
        package let invoice: InvoiceID
        package let amount: Int64?

        package init(_ invoice: InvoiceID, _ amount: Int64?) {
            self.invoice = invoice
            self.amount = amount
        }
    }

    /// What is let go of so that an invoice is settled; nil: what remains of it.
    package struct LetGo: Sendable {
        package let kind: Remission.Kind
        package let invoice: InvoiceID
        package let amount: Int64?

        package init(_ kind: Remission.Kind, _ invoice: InvoiceID, _ amount: Int64?) {
            self.kind = kind
            self.invoice = invoice
            self.amount = amount
        }
    }

    package let entry: EntryID
    package let parts: [Part]
    /// Whose account the rest goes to, or all of it when no invoice is named.
    package let customer: CustomerID?
    package let letGo: [LetGo]
    /// The rest of the movement stays to be attributed.
    package let keepsRest: Bool
    /// The payer is remembered.
    package let learns: Bool
    /// Payments of files that are other money, although their customer, sum and day would fit.
    package let beside: [CreditID]

    package init(
        entry: EntryID, parts: [Part] = [], customer: CustomerID? = nil, letGo: [LetGo] = [], keepsRest: Bool = false,
        learns: Bool = true, beside: [CreditID] = []
    ) {
        self.entry = entry
        self.parts = parts
        self.customer = customer
        self.letGo = letGo
        self.keepsRest = keepsRest
        self.learns = learns
        self.beside = beside
    }
}
