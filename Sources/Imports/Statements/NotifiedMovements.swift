import Ledger
import Statements
import Values

/// Movements that notifications (camt.054) told and statements book: each is one movement, whichever comes first.
struct NotifiedMovements {
    /// A notification tells of a movement that is booked within so many days.
    static let bookedWithin = 5

    private let statement: ReadStatement
    /// Recorded from the other kind of source: notifications for a statement, statements for a notification.
    private var others: [Int64: [BankEntry]]
    /// Another statement with balances holds the day, and had its movements.
    private let isToldBefore: (LocalDate) -> Bool
    /// Days that the statement itself tells whole.
    private let days: ToldDays

    /// - Parameter others: recorded ones that stand for none yet, from the other kind of source.
    init(
        _ statement: ReadStatement, _ others: [BankEntry], isToldBefore: @escaping (LocalDate) -> Bool,
        days: ToldDays
    ) {
        self.statement = statement
        self.isToldBefore = isToldBefore
        self.days = days
        self.others = Dictionary(grouping: others, by: \.amount)
    }

    /// The places of movements that are not told yet.
    mutating func drop(_ places: [Int]) -> [Int] {
        let left = places.filter { place in
            let entry = statement.entries[place]
            guard let known = others[entry.amount] else { return true }
            let telling = EntryTelling(entry, form: statement.form)
            guard let index = known.firstIndex(where: { isSame(entry, telling, $0) }) else { return true }
            others[entry.amount]?.remove(at: index)
            return false
        }
        return statement.source == .notification ? left : dropSums(left)
    }

    /// Sums that a statement booked and that the movements of this notification make up, with the places of these: one or
    /// the others count.
    func detailed(by places: [Int]) -> [(sum: EntryID, parts: [Int])] {
        guard statement.source == .notification else { return [] }
        let batches = Dictionary(grouping: places, by: { statement.entries[$0].batch ?? "" })
        return rest.compactMap { sum in
            let parts = Self.names(bank: sum.references.bank, payment: sum.references.paymentInformation).flatMap { batches[$0] ?? [] }
            let total = parts.reduce(0) { $0 &+ statement.entries[$1].amount }
            return parts.count > 1 && total == sum.amount ? (sum: sum.id, parts: parts) : nil
        }
    }

    /// Those that stand for none.
    var rest: [BankEntry] { others.values.flatMap { $0 }.sorted { $0.id < $1.id } }

    /// A statement books as one sum what notifications told one by one.
    private func dropSums(_ places: [Int]) -> [Int] {
        let batches = Dictionary(grouping: rest, by: { $0.nature.batch ?? "" })
        return places.filter { place in
            let entry = statement.entries[place]
            let parts = Self.names(bank: entry.references.bank, payment: entry.references.paymentInformation).flatMap { batches[$0] ?? [] }
            return parts.count < 2 || parts.reduce(0) { $0 &+ $1.amount } != entry.amount
        }
    }

    /// Under which names a sum may be told in parts.
    private static func names(bank: String?, payment: String?) -> [String] {
        Set([bank, payment].compactMap { $0 }.filter { !$0.isEmpty }).sorted()
    }

    /// Without a name that both give, a notification is told by the first statement that holds its day, and by none that
    /// ends before.
    private func isSame(_ entry: EntryDraft, _ telling: EntryTelling, _ other: BankEntry) -> Bool {
        guard entry.currency == other.currency, abs(entry.bookedOn.days(since: other.bookedOn)) <= Self.bookedWithin else { return false }
        let likeness = telling.likeness(to: EntryTelling(other))
        if likeness == .other { return false }
        if likeness == .same, let bank = entry.references.bank, bank == other.references.bank { return true }
        let isNotice = statement.source == .notification
        let (noticed, booked) = isNotice ? (entry.bookedOn, other.bookedOn) : (other.bookedOn, entry.bookedOn)
        guard noticed <= booked, isNotice || !isToldBefore(noticed) else { return false }
        return likeness == .same || !isNotice && noticed == booked && days.certainty(booked) > .open
    }
}
