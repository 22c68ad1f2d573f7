package import Ledger

/// What a movement probably is: a guess with its reasons; it moves no money.
package struct MatchProposal: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// Sure enough to be allocated by the program.
        case post
        /// A person confirms or corrects.
        case suggest
        /// Nothing is known that it could be.
        case none
    }

    package let entry: EntryID
    package let outcome: Outcome
    /// The best explanation; nil when there is none. With the outcome `none` it is there to be looked at: too weak to
    /// keep a reminder from leaving.
    package let best: MatchExplanation?
    /// Why it is not posted, by weight; empty when it is.
    package let doubts: [MatchEvidence.Reason]
    /// The next best, most probable first; at most four.
    package let alternatives: [MatchExplanation]

    package init(
        entry: EntryID, outcome: Outcome, best: MatchExplanation? = nil, doubts: [MatchEvidence.Reason] = [],
        alternatives: [MatchExplanation] = []
    ) {
        self.entry = entry
        self.outcome = outcome
        self.best = best
        self.doubts = doubts
        self.alternatives = alternatives
    }
}

/// One way to explain a movement.
package struct MatchExplanation: Hashable, Sendable {
    /// Of being right, in hundred-thousandths.
    package let probability: Int
    /// One for each customer whose debts it pays; more than one only for a parent company or a factor. Empty for money
    /// that went back.
    package let shares: [ProposedShare]
    /// The payments that went back with it.
    package let returned: [ReturnedPayment]
    package let reasons: [MatchEvidence.Reason]
    /// The pattern of evidence that the probability was read from, by number: what a measure counts.
    package let pattern: Int

    package init(
        probability: Int, shares: [ProposedShare] = [], returned: [ReturnedPayment] = [],
        reasons: [MatchEvidence.Reason] = [], pattern: Int = 0
    ) {
        self.probability = probability
        self.pattern = pattern
        self.shares = shares
        self.returned = returned
        self.reasons = reasons
    }

    /// The customer whose money it is, when it is one customer's.
    package var customer: CustomerID? {
        let customers = Set(shares.map(\.customer)).union(shares.isEmpty ? returned.map(\.customer) : [])
        return customers.count == 1 ? customers.first : nil
    }
}

/// The part of a movement that is one customer's, and what it settles. Minor units: `amount` = the sum of `allocations`
/// + `remainder`, unless a payment that was recognised has settled something before.
package struct ProposedShare: Hashable, Sendable {
    package let customer: CustomerID
    package let amount: Int64
    /// The payment that is in the book already and that this movement is: it settles what the movement pays.
    package let recognised: CreditKey?
    /// What its money settles, in the order of the customer's debts.
    package let allocations: [ProposedAllocation]
    /// What credit notes and earlier payments of the customer settle with it.
    package let nettings: [ProposedNetting]
    /// What has to be let go of for the receivables to be settled.
    package let remissions: [Remission]
    /// What stays on the customer's account: paid too much, or for nothing known.
    package let remainder: Int64

    package init(
        customer: CustomerID, amount: Int64, recognised: CreditKey? = nil, allocations: [ProposedAllocation] = [],
        nettings: [ProposedNetting] = [], remissions: [Remission] = [], remainder: Int64 = 0
    ) {
        self.customer = customer
        self.amount = amount
        self.recognised = recognised
        self.allocations = allocations
        self.nettings = nettings
        self.remissions = remissions
        self.remainder = remainder
    }
}

extension ProposedShare {
    /// The same money as payments that the books have already: each settles the receivable of its very amount, or what
    /// the others leave.
    ///
    /// - Parameter payments: they come to the amount of the share.
    package func recognised(as payments: [(key: CreditKey, amount: Int64)]) -> [ProposedShare] {
        var left = allocations
        var parts = payments.map { payment -> [ProposedAllocation] in
            guard let same = left.firstIndex(where: { $0.amount == payment.amount }) else { return [] }
            return [left.remove(at: same)]
        }
        return payments.indices.map { place in
            var rest = payments[place].amount - (parts[place].first?.amount ?? 0)
            while rest > 0, let next = left.first {
                let amount = min(rest, next.amount)
                parts[place].append(ProposedAllocation(next.receivable, amount))
                rest -= amount
                left[0] = ProposedAllocation(next.receivable, next.amount - amount)
                if amount == next.amount { left.removeFirst() }
            }
            return ProposedShare(
                customer: customer, amount: payments[place].amount, recognised: payments[place].key, allocations: parts[place],
                nettings: place == 0 ? nettings : [], remissions: place == 0 ? remissions : [], remainder: rest)
        }
    }
}

/// So much of the movement settles so much of this receivable. Minor units, above zero.
package struct ProposedAllocation: Hashable, Sendable {
    package let receivable: ReceivableID
    package let amount: Int64

    package init(_ receivable: ReceivableID, _ amount: Int64) {
        self.receivable = receivable
        self.amount = amount
    }
}

extension [ProposedAllocation] {
    /// One line an invoice, whatever its instalments, in order.
    package var byInvoice: [(invoice: InvoiceID, amount: Int64)] {
        var lines: [(invoice: InvoiceID, amount: Int64)] = []
        for part in self {
            if let place = lines.firstIndex(where: { $0.invoice == part.receivable.invoice }) {
                lines[place].amount += part.amount
            } else {
                lines.append((part.receivable.invoice, part.amount))
            }
        }
        return lines
    }
}

/// So much of this credit settles so much of this receivable. Minor units, above zero.
package struct ProposedNetting: Hashable, Sendable {
    package let credit: CreditKey
    package let receivable: ReceivableID
    package let amount: Int64

    package init(_ credit: CreditKey, _ receivable: ReceivableID, _ amount: Int64) {
        self.credit = credit
        self.receivable = receivable
        self.amount = amount
    }
}

/// A payment that went back: what it had settled is owed again.
package struct ReturnedPayment: Hashable, Sendable {
    package let customer: CustomerID
    package let credit: CreditKey
    /// The movement that had brought it.
    package let receipt: EntryID
    package let amount: Int64

    package init(customer: CustomerID, credit: CreditKey, receipt: EntryID, amount: Int64) {
        self.customer = customer
        self.credit = credit
        self.receipt = receipt
        self.amount = amount
    }
}
