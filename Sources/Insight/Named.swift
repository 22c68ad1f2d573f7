package import Ledger

/// A message with whom it is to.
package struct NamedMessage: Sendable, Hashable {
    package let message: Correspondence
    package let customer: Customer
    /// How many receivables it asks for.
    package let receivables: Int
    /// Interest and indemnities that it claims, minor units.
    package let accessories: Int64

    package init(message: Correspondence, customer: Customer, receivables: Int, accessories: Int64) {
        self.message = message
        self.customer = customer
        self.receivables = receivables
        self.accessories = accessories
    }
}

/// Work for a person, with whom it is about.
package struct NamedTask: Sendable, Hashable {
    package let task: FollowUp
    package let customer: Customer
    /// Money that came in is perhaps this customer's.
    package let hasPendingReceipt: Bool

    package init(task: FollowUp, customer: Customer, hasPendingReceipt: Bool) {
        self.task = task
        self.customer = customer
        self.hasPendingReceipt = hasPendingReceipt
    }
}

/// An invoice with whose it is.
package struct NamedInvoice: Sendable, Hashable {
    package let invoice: InvoiceID
    package let customer: Customer

    package init(invoice: InvoiceID, customer: Customer) {
        self.invoice = invoice
        self.customer = customer
    }
}

/// Where a page of customers by name ended.
package struct CustomerCursor: Sendable, Hashable {
    /// The name as it is ordered.
    package let search: String
    package let customer: CustomerID

    package init(search: String, customer: CustomerID) {
        self.search = search
        self.customer = customer
    }
}
