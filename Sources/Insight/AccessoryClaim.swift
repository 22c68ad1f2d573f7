package import Ledger
package import Values

/// Late interest and the fixed sum that a message asked for a receivable, as it asked them. Amounts are minor units.
package struct AccessoryClaim: Hashable, Sendable {
    package let customer: CustomerID
    package let name: String
    package let receivable: ReceivableID
    package let dueOn: LocalDate
    package let currency: Currency
    /// What asked it, and when.
    package let message: MessageID
    package let askedOn: LocalDate
    package let interest: Int64
    package let indemnity: Int64
    /// What is owed of the receivable itself.
    package let principal: Int64

    package init(
        customer: CustomerID, name: String, receivable: ReceivableID, dueOn: LocalDate, currency: Currency,
        message: MessageID, askedOn: LocalDate, interest: Int64, indemnity: Int64, principal: Int64
    ) {
        self.customer = customer
        self.name = name
        self.receivable = receivable
        self.dueOn = dueOn
        self.currency = currency
        self.message = message
        self.askedOn = askedOn
        self.interest = interest
        self.indemnity = indemnity
        self.principal = principal
    }

    package var amount: Int64 { interest &+ indemnity }
    package var isPrincipalSettled: Bool { principal == 0 }

    fileprivate var withoutIndemnity: AccessoryClaim {
        AccessoryClaim(
            customer: customer, name: name, receivable: receivable, dueOn: dueOn, currency: currency, message: message,
            askedOn: askedOn, interest: interest, indemnity: 0, principal: principal)
    }
}

/// The accessory claims that stand at the end of a day. Payments settle the principal first, so that a claim outlives it
/// until a person gives it up.
package struct AccessoryClaims: Hashable, Sendable {
    package let on: LocalDate
    /// By customer number, then due date; none is zero.
    package let claims: [AccessoryClaim]
    /// By currency.
    package let totals: [Money]

    /// The last message that asked for a receivable says how much; the fixed sum is owed once an invoice (C. com. D441-5),
    /// by the receivable for which it was asked last.
    ///
    /// - Parameters:
    ///   - asked: what messages that left and did not fail asked by that day, in any order.
    ///   - waived: the invoices on which it was given up by that day.
    package init(asked: [AccessoryClaim], waived: Set<InvoiceID>, on day: LocalDate) throws(MoneyError) {
        var last: [ReceivableID: AccessoryClaim] = [:]
        var bearers: [InvoiceID: ReceivableID] = [:]
        for claim in asked.sorted(by: { ($0.askedOn, $0.message) < ($1.askedOn, $1.message) }) {
            let id = claim.receivable
            if waived.contains(id.invoice) { continue }
            last[id] = claim
            if claim.indemnity > 0 { bearers[id.invoice] = id }
        }
        on = day
        claims = last.values.map { bearers[$0.receivable.invoice] == $0.receivable ? $0 : $0.withoutIndemnity }
            .filter { $0.amount > 0 }.sorted { left, right in
                let first = (left.customer, left.dueOn, left.receivable.invoice, left.receivable.rank)
                return first < (right.customer, right.dueOn, right.receivable.invoice, right.receivable.rank)
            }
        totals = try Self.totals(of: claims)
    }

    /// Those of one invoice.
    package func of(_ invoice: InvoiceID) -> [AccessoryClaim] { claims.filter { $0.receivable.invoice == invoice } }

    private static func totals(of claims: [AccessoryClaim]) throws(MoneyError) -> [Money] {
        var found: [Currency: Money] = [:]
        for claim in claims {
            found[claim.currency] = try (found[claim.currency] ?? .zero(claim.currency))
                .adding(Money(minor: claim.amount, claim.currency))
        }
        return found.values.sorted { $0.currency < $1.currency }
    }
}
