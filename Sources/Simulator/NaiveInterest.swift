import Values

/// What being late costs, counted day by day.
extension NaiveRules {
    /// Interest and fixed sums that a message about `chosen` asks on top.
    func extras(_ all: [NaiveClaim], _ chosen: [NaiveClaim], in currency: Currency) -> Int64 {
        guard let interest = scenario.interest else { return 0 }
        let atHand = covered(all, chosen, in: currency)
        var sum: Int64 = 0
        var charged: Set<String> = []
        for (index, claim) in all.enumerated() where claim.dueOn < day && (claim.step?.rank ?? 0) >= interest.fromRank {
            guard chosen.contains(where: { $0.number == claim.number && $0.rank == claim.rank }) else { continue }
            let own = atHand.filter { $0.claim == index }.map { ($0.on, $0.amount) }
            let events = customer.settlements(of: claim) + own
            let part = customer.invoices[claim.invoice].parts[claim.part]
            let base = part.amount - part.writtenOff - part.letGo - claim.disputed
            guard events.filter({ $0.0 <= claim.dueOn }).reduce(base, { $0 - $1.1 }) > 0 else { continue }
            sum += Self.interest(on: base, after: claim.dueOn, through: day, less: events, at: interest.millionths)
            // Forty euros an invoice, whatever its parts.
            if currency == .eur, charged.insert(claim.number).inserted { sum += 4_000 }
        }
        return sum
    }

    /// A day's money counts from the next day; halves of the smallest unit go up, once.
    private static func interest(
        on base: Int64, after due: LocalDate, through last: LocalDate, less events: [(LocalDate, Int64)], at millionths: Int64
    ) -> Int64 {
        var exact: Int64 = 0
        var current = due.adding(days: 1)
        while current <= last {
            let open = events.filter { $0.0 < current }.reduce(base) { $0 - $1.1 }
            exact += max(0, open) * millionths
            current = current.adding(days: 1)
        }
        let year: Int64 = 365_000_000
        return (exact + year / 2) / year
    }
}

extension NaiveCustomer {
    /// What was put against a part, on the days from which it counts: no invoice is settled before it exists.
    fileprivate func settlements(of claim: NaiveClaim) -> [(LocalDate, Int64)] {
        let issuedOn = invoices[claim.invoice].issuedOn
        return credits.filter { !$0.isReturned }.flatMap { credit in
            credit.uses.filter { $0.invoice == claim.number && $0.rank == claim.rank }.map { (max(credit.on, issuedOn), $0.amount) }
                + credit.borrowed.filter { $0.invoice == claim.number && $0.rank == claim.rank }
                .map { (max($0.on, issuedOn), $0.amount) }
        }
    }
}
