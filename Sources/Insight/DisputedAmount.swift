package import Ledger
package import Values

/// What is open of one invoice, for questions about disputes. Minor units.
package struct OpenInvoice: Hashable, Sendable {
    package let customer: CustomerID
    package let invoice: InvoiceID
    package let currency: Currency
    package let open: Int64

    package init(customer: CustomerID, invoice: InvoiceID, currency: Currency, open: Int64) {
        self.customer = customer
        self.invoice = invoice
        self.currency = currency
        self.open = open
    }
}

/// How much of what is open is in dispute on a day, in one currency.
package struct DisputedAmount: Hashable, Sendable {
    package let currency: Currency
    /// Minor units, never more than is open.
    package var amount: Int64
    package var invoices: Int

    package init(currency: Currency, amount: Int64 = 0, invoices: Int = 0) {
        self.currency = currency
        self.amount = amount
        self.invoices = invoices
    }

    /// Disputes open on a day, of any customers, on what is open: by currency, none at zero.
    ///
    /// Several disputes on an invoice add up to what is open of it at most. A dispute on a customer's whole account
    /// for a stated amount bears on its invoices in the order of their numbers.
    package static func list(_ holds: [Hold], _ open: [OpenInvoice], on day: LocalDate) throws(MoneyError) -> [DisputedAmount] {
        var disputed: [InvoiceID: Int64] = [:]
        let byCustomer = Dictionary(grouping: open, by: \.customer)
        for hold in holds.sorted(by: { $0.id < $1.id }) where hold.isOpenDispute(on: day) {
            let covered = (byCustomer[hold.customer] ?? []).filter {
                hold.covers($0.invoice) && (hold.currency ?? $0.currency) == $0.currency
            }
            var left = hold.amount ?? .max
            for invoice in covered.sorted(by: { $0.invoice < $1.invoice }) where left > 0 {
                let part = min(left, invoice.open &- (disputed[invoice.invoice] ?? 0))
                guard part > 0 else { continue }
                disputed[invoice.invoice, default: 0] &+= part
                left -= part
            }
        }
        var found: [Currency: DisputedAmount] = [:]
        for invoice in open {
            guard let part = disputed[invoice.invoice] else { continue }
            var total = found[invoice.currency] ?? DisputedAmount(currency: invoice.currency)
            let (sum, overflow) = total.amount.addingReportingOverflow(part)
            guard !overflow else { throw .overflow }
            total.amount = sum
            total.invoices += 1
            found[invoice.currency] = total
        }
        return found.values.sorted { $0.currency < $1.currency }
    }
}

extension Hold {
    /// A dispute made by that day and not released by it.
    package func isOpenDispute(on day: LocalDate) -> Bool {
        kind == .dispute && from <= day && (releasedOn.map { day < $0 } ?? true)
    }
}
