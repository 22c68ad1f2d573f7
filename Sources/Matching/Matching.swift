package import Ledger
internal import Values

/// Which customer paid what: proposals for movements of the bank, from what is open and from what is known of payers.
package enum Matching {
    /// One proposal for each movement, in the order given.
    ///
    /// What is posted for a movement is taken for those booked later; movements of one day that want the same
    /// receivable with equal right get no post. The order of `entries` decides nothing.
    package static func propose(
        _ entries: [BookedEntry], openItems: OpenItems, knowledge: Knowledge, policy: MatchPolicy = MatchPolicy()
    ) -> [MatchProposal] {
        let index = index(entries, openItems, knowledge, policy)
        var proposer = Proposer(index)
        return proposer.propose(entries.map { EntryReading($0, in: index) })
    }

    /// The same answer, with the movements read by several tasks at once.
    package static func propose(
        _ entries: [BookedEntry], openItems: OpenItems, knowledge: Knowledge, policy: MatchPolicy = MatchPolicy(), tasks: Int
    ) async -> [MatchProposal] {
        let index = index(entries, openItems, knowledge, policy)
        let size = max(1, (entries.count + tasks - 1) / max(1, tasks))
        let readings = await withTaskGroup(of: (Int, [EntryReading]).self) { group in
            for start in stride(from: 0, to: entries.count, by: size) {
                group.addTask { (start, entries[start..<min(start + size, entries.count)].map { EntryReading($0, in: index) }) }
            }
            var lots: [(Int, [EntryReading])] = []
            for await lot in group { lots.append(lot) }
            return lots.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
        var proposer = Proposer(index)
        return proposer.propose(readings)
    }

    /// The bank says of money that went out, by a reason, a code or its words, that it went back.
    package static func isSaidReturn(_ entry: BankEntry) -> Bool { MovementKind.isSaidReturn(entry) }

    private static func index(_ entries: [BookedEntry], _ openItems: OpenItems, _ knowledge: Knowledge, _ policy: MatchPolicy) -> MatchIndex {
        MatchIndex(openItems: openItems, knowledge: knowledge, policy: policy, ownAccounts: Set(entries.map(\.entry.account)))
    }
}
