internal import Ledger
internal import Values

/// Payments of the books that several movements of their customer come to: nobody knows a movement of their own sum.
struct SharedPayments: Sendable {
    private struct Wish: Hashable {
        let debtor: Int
        let entry: EntryID
    }

    /// A movement that may be the customer's, or one that was.
    private struct Part {
        let entry: EntryID?
        let amount: Int64
        let on: LocalDate
    }

    private var payments: [Wish: Int] = [:]

    init() {}

    init(_ readings: [EntryReading], _ index: MatchIndex) {
        guard !index.awaitedCredits.isEmpty else { return }
        let waiting = Dictionary(grouping: index.awaitedCredits.indices) { Int(index.awaitedCredits[$0].debtor) }
        var own: [Int: [EntryReading]] = [:]
        for reading in readings where reading.amount > 0 {
            for debtor in Self.debtors(reading, index) where waiting.index(forKey: debtor) != nil { own[debtor, default: []].append(reading) }
        }
        for (debtor, readings) in own {
            for place in waiting[debtor] ?? [] { find(place, of: debtor, readings, index) }
        }
    }

    /// The payment that a movement makes up with others, if it is one of these customers'; by place among the awaited credits.
    func payment(of debtors: [Int], _ entry: EntryID) -> Int? {
        debtors.lazy.compactMap { payments[Wish(debtor: $0, entry: entry)] }.first
    }

    /// Who may have paid, or is named.
    private static func debtors(_ reading: EntryReading, _ index: MatchIndex) -> Set<Int> {
        let named = reading.named.filter { $0.form >= .whole }.prefix(12).map { Int(index.documents[Int($0.document)].customer) }
        return Set(reading.guesses.prefix(4).map { Int($0.customer) } + named)
    }

    private mutating func find(_ place: Int, of debtor: Int, _ readings: [EntryReading], _ index: MatchIndex) {
        let credits = index.debtors[debtor].credits
        let payment = credits[Int(index.awaitedCredits[place].place)]
        func isNear(_ day: LocalDate) -> Bool { abs(day.days(since: payment.on)) <= index.policy.recognitionDays }
        let near = readings.filter { $0.currency == payment.currency && isNear($0.bookedOn) }
        guard near.contains(where: { $0.amount < payment.amount }), !near.contains(where: { $0.amount == payment.amount }) else { return }
        var parts = near.map { Part(entry: $0.entry, amount: $0.amount, on: $0.bookedOn) }
        for credit in credits where credit.key.kind == .payment && !credit.awaitsMovement && credit.currency == payment.currency && isNear(credit.on) {
            parts.append(Part(entry: nil, amount: credit.amount, on: credit.on))
        }
        parts.sort { abs($0.on.days(since: payment.on)) < abs($1.on.days(since: payment.on)) }
        for reading in near where reading.amount < payment.amount {
            let others = parts.filter { $0.entry != reading.entry }.map(\.amount)
            if SumParts.places(others, for: payment.amount - reading.amount, least: 1) != nil {
                payments[Wish(debtor: debtor, entry: reading.entry)] = place
            }
        }
    }
}
