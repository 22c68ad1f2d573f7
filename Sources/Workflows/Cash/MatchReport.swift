package import Ledger
package import Matching
package import Values

/// What matching made of the movements of the bank.
package struct MatchReport: Sendable {
    package let on: LocalDate
    package var entries: [MatchedEntry] = []

    package init(on: LocalDate) { self.on = on }

    /// Allocated before, and told again.
    package var done: Int { entries.count(where: \.isDone) }

    package func count(_ outcome: MatchProposal.Outcome) -> Int { entries.count { $0.outcome == outcome } }
}

/// How many movements of the bank were looked at, by what became of them.
package struct MatchCounts: Sendable, Hashable {
    package var posted = 0
    package var suggested = 0
    package var unexplained = 0

    init(_ entries: [MatchedEntry]) {
        for entry in entries {
            switch entry.outcome {
            case .post: posted += 1
            case .suggest: suggested += 1
            case .none: unexplained += 1
            }
        }
    }
}

/// One movement, what is thought of it and what was done.
package struct MatchedEntry: Sendable {
    package let booked: BookedEntry
    package let outcome: MatchProposal.Outcome
    /// The explanation that was posted or that is suggested.
    package let explanation: MatchExplanation?
    package let doubts: [MatchEvidence.Reason]
    package let alternatives: [MatchExplanation]
    /// It was allocated before, and is told again.
    package let isDone: Bool

    package init(_ booked: BookedEntry, _ proposal: MatchProposal) {
        self.booked = booked
        outcome = proposal.outcome
        explanation = proposal.best
        doubts = proposal.doubts
        alternatives = proposal.alternatives
        isDone = false
    }

    /// Hundred-thousandths below which another explanation is not told to people.
    private static let leastTold = 100

    /// What a person may accept, by its number from 1: each way once, the best first, then the most probable. The best of
    /// what is suggested is among them whatever its probability: reminders wait for it.
    package var proposals: [MatchExplanation] {
        guard outcome != .post else { return [explanation].compactMap { $0 } }
        var found: [MatchExplanation] = []
        if let explanation, explanation.probability >= Self.leastTold || outcome == .suggest { found.append(explanation) }
        let others = alternatives.enumerated().sorted { ($1.element.probability, $0.offset) < ($0.element.probability, $1.offset) }
        for way in others.map(\.element) where way.probability >= Self.leastTold {
            if !found.contains(where: { $0.shares == way.shares && $0.returned == way.returned }) { found.append(way) }
        }
        return found
    }

    /// What a payment that the books had, recognised and left on account, may pay.
    package var purposes: [MatchExplanation] {
        outcome != .post ? [] : alternatives.filter { $0.probability >= Self.leastTold && $0.shares.contains { $0.recognised != nil && !$0.allocations.isEmpty } }
    }

    /// Decided today, by the program: told again as it was.
    package init(posted booked: BookedEntry, _ accounts: [CustomerID: Account]) {
        self.booked = booked
        outcome = .post
        doubts = []
        alternatives = []
        isDone = true
        explanation = MatchExplanation(
            probability: booked.shares.compactMap(\.evidence.probability).min() ?? 100_000,
            shares: booked.shares.map { ProposedShare($0, accounts[$0.customer]) },
            reasons: booked.shares.first?.evidence.reasons ?? [])
    }
}

extension ProposedShare {
    /// What a share that was posted did.
    fileprivate init(_ share: EntryShare, _ account: Account?) {
        let made = account?.allocations.filter { share.allocations.contains($0.number) } ?? []
        let own = made.filter { $0.credit == share.credit }
        let rest = share.amount - own.reduce(0) { $0 &+ $1.amount }
        self.init(
            customer: share.customer, amount: share.amount, recognised: share.isRecognised ? share.credit : nil,
            allocations: own.map { ProposedAllocation($0.receivable, $0.amount) },
            nettings: made.filter { $0.credit != share.credit }.map { ProposedNetting($0.credit, $0.receivable, $0.amount) },
            remissions: share.remissions,
            // Of a payment that the books had, its file may have settled something.
            remainder: share.isRecognised ? min(rest, account?.credit(share.credit)?.unallocated ?? 0) : rest)
    }
}
