import Ledger
import SQL
import Storage
import Texts
import Values
import Workflows

/// Payments that the bank told of. A payment that a file brings for the same customer, of the same sum and about the
/// same day is one of them, not a second one (I4), and is gone when its money went back. Each stands for one payment of
/// the books and one of a table.
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
        /// Minor units.
        let amount: Int64
        /// The bank took it back.
        let returnedOn: LocalDate?
        fileprivate let entry: EntryID
        fileprivate let share: EntryShare

        func isTold(by payment: FiledPayment) -> Bool {
            share.filed.contains { $0.id == payment.id && $0.isOfBooks == payment.isOfBooks }
        }

        /// It is a part of such a payment, told with others.
        fileprivate func isPart(of payment: FiledPayment) -> Bool {
            share.filed.contains { filed in
                filed.amount != nil && filed.isOfBooks == payment.isOfBooks
                    && (filed.id == payment.id || filed.id.text.hasPrefix(payment.id.text + "+"))
            }
        }

        /// Another payment of such a file is this one already.
        private func isTaken(for payment: FiledPayment) -> Bool { share.filed.contains { $0.isOfBooks == payment.isOfBooks } }

        /// What came after the money went back is other money.
        fileprivate func mayBe(_ payment: FiledPayment) -> Bool {
            abs(on.days(since: payment.on)) <= BankPayments.days && returnedOn.map { payment.on <= $0 } ?? true && !isTaken(for: payment)
        }

        /// The part of a payment of a file that it is, under a name of its own.
        fileprivate func filed(_ payment: FiledPayment, rank: Int) -> FiledPayment {
            if let before = share.filed.first(where: { $0.isOfBooks == payment.isOfBooks }) { return before }
            let id = rank == 1 ? payment.id : payment.id.part(rank)
            return FiledPayment(id: id, on: payment.on, invoice: payment.invoice, amount: amount, isOfBooks: payment.isOfBooks)
        }

        fileprivate func distance(from day: LocalDate) -> (Int, Int, CreditID) {
            (abs(on.days(since: day)), returnedOn == nil ? 0 : 1, id)
        }
    }

    /// Books and bank tell of a payment within so many days of each other.
    private static let days = 5

    private var waiting: [Sum: [Payment]] = [:]
    /// Those that went back, recorded by a file before or not.
    private var returned: [Sum: [Payment]] = [:]
    private var sums: [CustomerID: Set<Sum>] = [:]

    init(_ batch: IntakeBatch) throws(DeskError) {
        let found = try batch.ask { company, session throws(SQLError) in try BankStore.payments(company, session) }
        for (credit, entry, share) in found {
            let sum = Sum(customer: credit.customer, currency: credit.currency, amount: credit.amount)
            let payment = Payment(on: credit.on, id: credit.id, amount: credit.amount, returnedOn: credit.returnedOn, entry: entry, share: share)
            if credit.returnedOn != nil { returned[sum, default: []].append(payment) }
            if share.isRecognised { continue }
            sums[credit.customer, default: []].insert(sum)
            waiting[sum, default: []].append(payment)
        }
    }

    /// The bank told of payments of the customer.
    func knows(_ customer: CustomerID) -> Bool { sums.index(forKey: customer) != nil }

    /// The payment of the bank that a payment of a file is, or several of one day are: the one that it was before, else
    /// the nearest in time; taken, it stands for no other.
    mutating func take(_ payments: [FiledPayment], of customer: CustomerID, _ amount: Money) -> Payment? {
        guard let payment = payments.first else { return nil }
        let sum = Sum(customer: customer, currency: amount.currency, amount: amount.minor)
        guard let left = waiting[sum] else { return nil }
        let near = left.indices.filter { left[$0].mayBe(payment) }
        let nearest = near.min { left[$0].distance(from: payment.on) < left[$1].distance(from: payment.on) }
        let best = left.firstIndex { known in payments.contains { known.isTold(by: $0) } } ?? nearest
        return best.flatMap { waiting[sum]?.remove(at: $0) }
    }

    /// Several payments of the bank that a file holds as one: those that it was before, else the nearest that come to its
    /// sum; taken, they stand for no other.
    ///
    /// - Returns: each with the part of the payment of the file that it is.
    mutating func takeParts(of payment: FiledPayment, _ customer: CustomerID, _ amount: Money) -> [(known: Payment, filed: FiledPayment)]? {
        var near: [(sum: Sum, payment: Payment)] = []
        for sum in sums[customer] ?? [] where sum.currency == amount.currency {
            near += (waiting[sum] ?? []).map { (sum, $0) }
        }
        near.sort { $0.payment.distance(from: payment.on) < $1.payment.distance(from: payment.on) }
        let known = near.filter { $0.payment.isPart(of: payment) }
        near.removeAll { $0.payment.returnedOn != nil || !$0.payment.mayBe(payment) }
        let found = SumParts.places(near.map(\.payment.amount), for: amount.minor, least: 2)?.map { near[$0] }
        guard let parts = known.isEmpty ? found : known else { return nil }
        for part in parts { waiting[part.sum]?.removeAll { $0.id == part.payment.id } }
        return zip(1..., parts).map { rank, part in (part.payment, part.payment.filed(payment, rank: rank)) }
    }

    /// What payments of the bank are of a payment of a file, told with others. Minor units.
    func told(of payment: FiledPayment, _ customer: CustomerID) -> Int64 {
        (sums[customer] ?? []).reduce(Int64(0)) { total, sum in
            total.plus((waiting[sum] ?? []).filter { $0.isPart(of: payment) }.reduce(Int64(0)) { $0.plus($1.amount) })
        }
    }

    /// The payment whose return the books tell as a debit of some day; taken, it stands for no other debit.
    ///
    /// - Parameter told: those whose return the books tell with their payment.
    mutating func takeReturn(of customer: CustomerID, _ amount: Money, on day: LocalDate, except told: Set<CreditID>) -> Payment? {
        let sum = Sum(customer: customer, currency: amount.currency, amount: amount.minor)
        func days(_ payment: Payment) -> Int { payment.returnedOn.map { abs($0.days(since: day)) } ?? .max }
        guard let left = returned[sum] else { return nil }
        let near = left.indices.filter { days(left[$0]) <= Self.days && !told.contains(left[$0].id) }
        let nearest = near.min { (days(left[$0]), left[$0].id) < (days(left[$1]), left[$1].id) }
        return nearest.flatMap { returned[sum]?.remove(at: $0) }
    }
}

extension CreditID {
    /// A part of a payment that the bank told in several movements.
    func part(_ rank: Int) -> CreditID { CreditID("\(text)+\(rank)") }
}

extension IntakeRemark {
    /// A payment of a file is several payments of the bank.
    init(_ payment: CreditID, of customer: CustomerID, ofBank known: [BankPayments.Payment], line: Int, column: String?) {
        let entries = known.map(\.entry.text).joined(separator: ", ")
        self.init(
            .paymentOfBankParts, line: line, column: column, value: payment.text,
            ["entries": .text(entries), "count": .number(known.count), "customer": .text(customer.text)])
    }

    /// A payment of a file is a payment of the bank.
    init(_ payment: CreditID, of customer: CustomerID, ofBank known: BankPayments.Payment, line: Int, column: String?) {
        var words: [String: Argument] = ["entry": .text(known.entry.text), "customer": .text(customer.text)]
        words["on"] = .date(known.on, .short)
        words["returned"] = known.returnedOn.map { .date($0, .short) }
        self.init(known.returnedOn == nil ? .paymentOfBank : .paymentWentBack, line: line, column: column, value: payment.text, words)
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
