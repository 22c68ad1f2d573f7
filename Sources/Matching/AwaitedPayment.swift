internal import Ledger
internal import Values

/// What one movement may be, of the payments in the book: a payment, or several of one day. Books often hold a transfer for
/// several invoices, or for several customers, as one payment for each.
struct AwaitedPayment: Sendable {
    /// Places among the awaited credits, in order.
    let credits: [Int]
    /// A single one, or several whose names begin alike (`RG-12/1`, `RG-12/2`).
    let isOne: Bool

    /// More payments of one customer and day than one transfer has.
    static let most = 40

    /// - Parameter known: of one customer, by day.
    static func all(_ known: [KnownCredit]) -> [AwaitedPayment] {
        var found = known.indices.map { AwaitedPayment(credits: [$0], isOne: true) }
        var start = 0
        while start < known.count {
            var end = start + 1
            while end < known.count, known[end].on == known[start].on { end += 1 }
            if (2...most).contains(end - start) { found += together(Array(start..<end), known) }
            start = end
        }
        return found
    }

    /// Those whose names begin alike, and all of the day.
    private static func together(_ places: [Int], _ known: [KnownCredit]) -> [AwaitedPayment] {
        var found: [AwaitedPayment] = []
        for currency in Set(places.map { known[$0].currency.code }).sorted() {
            let all = places.filter { known[$0].currency.code == currency }
            let stems = Dictionary(grouping: all) { known[$0].key.id.stem }
            for stem in stems.keys.sorted() {
                if let alike = stems[stem], alike.count > 1 { found.append(AwaitedPayment(credits: alike, isOne: true)) }
            }
            if all.count > 1, !found.contains(where: { $0.credits == all }) {
                found.append(AwaitedPayment(credits: all, isOne: false))
            }
        }
        return found
    }

    func moved(by distance: Int) -> AwaitedPayment {
        AwaitedPayment(credits: credits.map { $0 + distance }, isOne: isOne)
    }
}
