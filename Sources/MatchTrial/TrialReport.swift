package import Ledger
package import Matching

/// How matching fared on a made-up ledger: counts, from which the measures follow.
package struct TrialReport: Sendable {
    /// Counts of one kind of movement, or of all.
    package struct Counts: Hashable, Sendable {
        package var entries = 0
        package var posted = 0
        package var right = 0
        package var wrongCustomer = 0
        /// Posted rightly, or suggested rightly at first.
        package var first = 0
        package var decidable = 0
        package var decidableRight = 0
        package var suggested = 0

        mutating func add(_ other: Counts) {
            entries += other.entries
            posted += other.posted
            right += other.right
            wrongCustomer += other.wrongCustomer
            first += other.first
            decidable += other.decidable
            decidableRight += other.decidableRight
            suggested += other.suggested
        }
    }

    /// Explanations of one pattern of evidence: how many, how many right.
    package struct Tally: Hashable, Sendable {
        package var all: Int
        package var right: Int

        package init(all: Int = 0, right: Int = 0) {
            self.all = all
            self.right = right
        }
    }

    package private(set) var kinds: [TrialTruth.Kind: Counts] = [:]
    package private(set) var patterns: [Int: Tally] = [:]
    /// Stated probability in thousandths, rounded down to one of the steps of `bins`.
    package private(set) var calibration: [Int: Tally] = [:]
    /// Automatic allocations that were wrong, to be read.
    package private(set) var mistakes: [(entry: BankEntry, truth: TrialTruth, proposal: MatchProposal)] = []
    /// Decidable movements that were not posted rightly.
    package private(set) var misses: [(entry: BankEntry, truth: TrialTruth, proposal: MatchProposal)] = []
    package var singles = 0
    package var uniqueSingles = 0
    static let bins = [0, 200, 500, 800, 900, 950, 990, 995, 999]

    package init() {}

    package mutating func add(_ entry: BankEntry, _ truth: TrialTruth, _ proposal: MatchProposal) {
        let isRight = proposal.best.map { Self.isRight($0, truth) } ?? false
        var counts = Counts(entries: 1)
        if proposal.outcome == .post {
            counts.posted = 1
            counts.right = isRight ? 1 : 0
            if !isRight {
                mistakes.append((entry, truth, proposal))
                let customers = proposal.best.map { $0.shares.map(\.customer) + $0.returned.map(\.customer) } ?? []
                if !truth.customers.isEmpty, Set(customers) != Set(truth.customers) { counts.wrongCustomer = 1 }
            }
        }
        counts.suggested = proposal.outcome == .suggest ? 1 : 0
        counts.first = isRight && proposal.outcome != .none ? 1 : 0
        if truth.isDecidable {
            counts.decidable = 1
            counts.decidableRight = counts.right
            if counts.right == 0 { misses.append((entry, truth, proposal)) }
        }
        kinds[truth.kind, default: Counts()].add(counts)
        guard let best = proposal.best else { return }
        patterns[best.pattern, default: Tally()].add(isRight)
        let thousandths = best.probability / 100
        calibration[Self.bins.last { $0 <= thousandths } ?? 0, default: Tally()].add(isRight)
    }

    /// The same receivables with the same amounts, of the money and of what is netted; what is let go of follows.
    static func isRight(_ explanation: MatchExplanation, _ truth: TrialTruth) -> Bool {
        if truth.kind.isMustNot { return false }
        if let receipt = truth.returned { return explanation.returned.map(\.receipt) == [receipt] }
        if let recognised = truth.recognised { return explanation.shares.map(\.recognised) == [recognised] }
        if explanation.shares.contains(where: { $0.recognised != nil }) || !explanation.returned.isEmpty { return false }
        var settled: [ReceivableID: Int64] = [:]
        var netted: [ReceivableID: Int64] = [:]
        for share in explanation.shares {
            for allocation in share.allocations { settled[allocation.receivable, default: 0] += allocation.amount }
            for netting in share.nettings { netted[netting.receivable, default: 0] += netting.amount }
        }
        return settled == truth.settled && netted == truth.netted
    }

    package mutating func merge(_ other: TrialReport) {
        for (kind, counts) in other.kinds { kinds[kind, default: Counts()].add(counts) }
        for (key, tally) in other.patterns { patterns[key, default: Tally()].add(tally) }
        for (bin, tally) in other.calibration { calibration[bin, default: Tally()].add(tally) }
        singles += other.singles
        uniqueSingles += other.uniqueSingles
        mistakes += other.mistakes
        misses += other.misses
    }
}

extension TrialReport.Tally {
    mutating func add(_ isRight: Bool) {
        all += 1
        if isRight { right += 1 }
    }

    mutating func add(_ other: Self) {
        all += other.all
        right += other.right
    }
}

extension TrialReport {
    /// Of all movements.
    package var total: Counts { kinds.values.reduce(into: Counts()) { $0.add($1) } }
    /// Of those that settle something.
    package var payable: Counts { kinds.filter { !$0.key.isMustNot }.values.reduce(into: Counts()) { $0.add($1) } }
    package var mustNotPosted: Int { kinds.filter(\.key.isMustNot).values.reduce(0) { $0 + $1.posted } }
}
