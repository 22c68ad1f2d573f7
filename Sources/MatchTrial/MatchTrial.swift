internal import Ledger
package import Matching
internal import Values

/// A made-up company and its bank, with the truth beside, and how matching fares on it.
package enum MatchTrial {
    /// A ledger from its settings: the same for the same settings, wherever it is made.
    package static func ledger(_ settings: TrialSettings) -> TrialLedger { TrialWorld.ledger(settings) }

    /// What a company that has confirmed the history knows.
    package static func knowledge(_ ledger: TrialLedger) -> Knowledge {
        var knowledge = Knowledge()
        for (booked, customers) in ledger.history {
            knowledge.learn(booked.entry, of: customers)
            if !customers.isEmpty { knowledge.remember(booked) }
        }
        for rule in ledger.rules { knowledge.learn(rule) }
        for (text, invoice) in ledger.identifiers { knowledge.learn(identifier: text, of: invoice) }
        return knowledge
    }

    /// A company that lets go of bank charges up to 20 € and grants 2 % within fifteen days.
    package static var policy: MatchPolicy { MatchPolicy(bankCharges: 2_000, discounts: [20_000]) }

    /// Proposes a few days at a time; then everything is confirmed or corrected, as people do, and learned.
    package static func run(_ settings: TrialSettings, policy: MatchPolicy = MatchTrial.policy, lotDays: Int = 5) -> TrialReport {
        let ledger = ledger(settings)
        var books = TrialBooks(ledger)
        var report = TrialReport()
        report.singles = ledger.singles
        report.uniqueSingles = ledger.uniqueSingles
        for from in stride(from: 0, to: TrialSettings.judgedDays, by: lotDays) {
            let places = ledger.entries.indices.filter { place in
                let day = ledger.entries[place].entry.bookedOn.days(since: settings.start)
                return day >= from && day < from + lotDays
            }
            let entries = places.map { ledger.entries[$0] }
            let proposals = Matching.propose(entries, openItems: OpenItems(books.customers), knowledge: books.knowledge, policy: policy)
            for (place, proposal) in zip(places, proposals) {
                report.add(ledger.entries[place].entry, ledger.truths[place], proposal)
                books.confirm(ledger.entries[place], ledger.truths[place])
            }
        }
        return report
    }
}
