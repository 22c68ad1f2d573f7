import Ledger
import SQL
import Storage
import Values
import Workflows

/// Payments that the bank told of. A payment that a file brings for the same customer, of the same sum and about the
/// same day is one of them, not a second one (I4). Each stands for one payment of the file.
struct BankPayments {
    private struct Sum: Hashable {
        let customer: CustomerID
        let currency: Currency
        let amount: Int64
    }

    /// Books and bank tell of a payment within so many days of each other.
    private static let days = 5

    private var waiting: [Sum: [(on: LocalDate, id: CreditID)]] = [:]

    init(_ batch: IntakeBatch) throws(DeskError) {
        let found = try batch.ask { company, session throws(SQLError) in try BankStore.payments(company, session) }
        for credit in found {
            waiting[Sum(customer: credit.customer, currency: credit.currency, amount: credit.amount), default: []]
                .append((credit.on, credit.id))
        }
    }

    /// The payment of the bank that a payment of the file is, the nearest in time; taken, it stands for no other.
    mutating func take(_ customer: CustomerID, on day: LocalDate, _ amount: Money) -> CreditID? {
        let sum = Sum(customer: customer, currency: amount.currency, amount: amount.minor)
        guard let left = waiting[sum] else { return nil }
        let near = left.indices.filter { abs(left[$0].on.days(since: day)) <= Self.days }
        let best = near.min { first, second in
            (abs(left[first].on.days(since: day)), left[first].id) < (abs(left[second].on.days(since: day)), left[second].id)
        }
        return best.flatMap { waiting[sum]?.remove(at: $0).id }
    }
}
