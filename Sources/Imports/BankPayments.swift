import Ledger
import SQL
import Storage
import Values
import Workflows

/// Payments that the bank told of. A payment that a file brings for the same customer, of the same sum and about the
/// same day is one of them, not a second one (I4). Each stands for one payment of the books and one of a table.
struct BankPayments {
    private struct Sum: Hashable {
        let customer: CustomerID
        let currency: Currency
        let amount: Int64
    }

    /// One of them, and the movement that brought it.
    struct Payment {
        let on: LocalDate
        let id: CreditID
        fileprivate let entry: EntryID
        fileprivate let share: EntryShare

        func isTold(by payment: FiledPayment) -> Bool {
            share.filed.contains { $0.id == payment.id && $0.isOfBooks == payment.isOfBooks }
        }

        /// Another payment of such a file is this one already.
        fileprivate func isTaken(for payment: FiledPayment) -> Bool { share.filed.contains { $0.isOfBooks == payment.isOfBooks } }
    }

    /// Books and bank tell of a payment within so many days of each other.
    private static let days = 5

    private var waiting: [Sum: [Payment]] = [:]
    private var customers: Set<CustomerID> = []

    init(_ batch: IntakeBatch) throws(DeskError) {
        let found = try batch.ask { company, session throws(SQLError) in try BankStore.payments(company, session) }
        for (credit, entry, share) in found {
            customers.insert(credit.customer)
            waiting[Sum(customer: credit.customer, currency: credit.currency, amount: credit.amount), default: []]
                .append(Payment(on: credit.on, id: credit.id, entry: entry, share: share))
        }
    }

    /// The bank told of payments of the customer.
    func knows(_ customer: CustomerID) -> Bool { customers.contains(customer) }

    /// The payment of the bank that a payment of a file is, or several of one day are: the one that it was before, else
    /// the nearest in time; taken, it stands for no other.
    mutating func take(_ payments: [FiledPayment], of customer: CustomerID, _ amount: Money) -> Payment? {
        guard let payment = payments.first else { return nil }
        let sum = Sum(customer: customer, currency: amount.currency, amount: amount.minor)
        guard let left = waiting[sum] else { return nil }
        let near = left.indices.filter { abs(left[$0].on.days(since: payment.on)) <= Self.days && !left[$0].isTaken(for: payment) }
        let nearest = near.min { first, second in
            (abs(left[first].on.days(since: payment.on)), left[first].id) < (abs(left[second].on.days(since: payment.on)), left[second].id)
        }
        let best = left.firstIndex { known in payments.contains { known.isTold(by: $0) } } ?? nearest
        return best.flatMap { waiting[sum]?.remove(at: $0) }
    }
}

extension IntakeBatch {
    /// Remembers with a payment of the bank that a file tells of it too: should the movement prove to be something else,
    /// the payment of the file is not lost.
    mutating func note(_ payments: [FiledPayment], with known: BankPayments.Payment) throws(DeskError) {
        let fresh = payments.filter { !known.isTold(by: $0) }
        let share = known.share
        guard !fresh.isEmpty, try knows(share.customer) else { return }
        try record(.bank(.shareReleased(known.entry, share.customer, share.credit, on: share.on, reason: "filed")))
        try record(.bank(.entryAttributed(known.entry, fresh.reduce(share) { $0.adding($1) })))
    }
}
