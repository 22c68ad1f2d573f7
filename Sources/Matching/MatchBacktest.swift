package import Ledger
package import Values

/// What automatic allocation would have done on the company's own past: its movements are matched anew, week by week, on
/// what was open then and with what was known then, and compared with what they are now taken for.
package struct MatchBacktest: Sendable {
    package let from: LocalDate
    package let through: LocalDate
    /// Movements that are attributed, or set aside as nobody's payment.
    package var movements = 0
    /// Those of them that are somebody's payment.
    package var payments = 0
    package var posted = 0
    /// Posted to the same receivables, with the same amounts.
    package var right = 0
    package var wrongCustomer = 0
    /// Posted although it is nobody's payment.
    package var mustNot = 0
    /// The best explanation is right, posted or not.
    package var firstRight = 0
    /// What would have been posted otherwise than it is, by day.
    package var wrong: [Wrong] = []

    /// A movement that would have been posted otherwise than it is.
    package struct Wrong: Sendable {
        package let entry: BankEntry
        /// Nothing for a movement that is nobody's payment.
        package let settled: [Settled]
        package let proposed: [Settled]

        package init(_ entry: BankEntry, settled: [Settled], proposed: [Settled]) {
            self.entry = entry
            self.settled = settled
            self.proposed = proposed
        }
    }

    /// What a movement settles: so much of an invoice, or a payment that the books had.
    package struct Settled: Hashable, Sendable, Comparable {
        package let customer: CustomerID
        /// Nil for a payment of the books, and for what is on account.
        package let receivable: ReceivableID?
        package let recognised: CreditID?
        /// Minor units of the movement's currency.
        package let amount: Int64

        package init(customer: CustomerID, receivable: ReceivableID?, recognised: CreditID?, amount: Int64) {
            self.customer = customer
            self.receivable = receivable
            self.recognised = recognised
            self.amount = amount
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.customer, left.receivable?.invoice.text ?? "", left.receivable?.rank ?? 0, left.recognised?.text ?? "", left.amount)
                < (right.customer, right.receivable?.invoice.text ?? "", right.receivable?.rank ?? 0, right.recognised?.text ?? "", right.amount)
        }
    }

    package init(from: LocalDate, through: LocalDate) {
        self.from = from
        self.through = through
    }

    /// Of what would have been posted, hundred-thousandths; nil when nothing would.
    package var precision: Int? { posted == 0 ? nil : right * 100_000 / posted }
    /// Of the payments, hundred-thousandths; nil when there were none.
    package var coverage: Int? { payments == 0 ? nil : right * 100_000 / payments }
    package var firstChoice: Int? { payments == 0 ? nil : firstRight * 100_000 / payments }
}
