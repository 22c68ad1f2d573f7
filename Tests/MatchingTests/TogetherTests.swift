import Ledger
import Matching
import MatchTrial
import Testing
import Values

@Suite("Movements that meet")
struct TogetherTests {
    @Test("Two of a day that want one invoice with equal right get none, in whatever order they come")
    func contested() {
        let counter = Counter.usual()
        let two = ["A", "B"].map { Counter.entry($0, 45_050, "VIR SEPA MENUISERIE KERVELLA", account: Counter.kervella) }
        for entries in [two, two.reversed()] {
            for proposal in counter.propose(entries) {
                #expect(proposal.outcome == .suggest)
                #expect(proposal.doubtCodes.contains("contested"))
            }
        }
    }

    @Test("One that names the invoice goes before one that does not")
    func named() {
        let counter = Counter.usual()
        let plain = Counter.entry("A", 64_020, "VIR SEPA ROUMEGOUS QUINC")
        let naming = Counter.entry("B", 64_020, "VIR SEPA ROUMEGOUS QUINC", "FA-2026-00047")
        let proposals = counter.propose([plain, naming])
        #expect(proposals[1].outcome == .post)
        #expect(proposals[0].outcome != .post)
    }

    @Test("Two halves settle one invoice")
    func halves() {
        let counter = Counter.usual()
        let halves = ["A", "B"].map { Counter.entry($0, 62_899, "VIR SEPA MENUISERIE KERVELLA", "FA-2026-00042", account: Counter.kervella) }
        for proposal in counter.propose(halves) { #expect(proposal.best?.allocated == ["FA-2026-00042:62899"]) }
    }

    @Test("What is posted is taken for the days that follow")
    func taken() {
        let counter = Counter.usual()
        let first = Counter.entry("A", 64_020, "VIR SEPA ROUMEGOUS QUINC", "FA-2026-00047")
        let again = Counter.entry("B", 64_020, "VIR SEPA ROUMEGOUS QUINC", "FA-2026-00047", on: "2026-11-23")
        let proposals = counter.propose([again, first])
        #expect(proposals[1].outcome == .post)
        #expect(proposals[0].outcome != .post)
        #expect(proposals[0].doubtCodes.contains("already_settled"))
    }

    @Test("The same amount from the same customer within days, without a number, is perhaps paid twice", arguments: [("2026-11-14", false), ("2026-10-20", true)])
    func twice(day: String, isPosted: Bool) {
        var counter = Counter.usual()
        counter.knowledge.learn(Counter.entry("2026-h", 64_020, "VIR SEPA ROUMEGOUS QUINC", on: day).entry, of: [CustomerID("C5")])
        let proposal = counter.propose(Counter.entry("A", 64_020, "VIR SEPA ROUMEGOUS QUINC"))
        #expect((proposal.outcome == .post) == isPosted, "\(proposal.doubts)")
        #expect(proposal.doubtCodes.contains("already_settled") != isPosted)
    }

    @Test("Nothing is taken beyond what is open, whatever comes in and in whatever order", arguments: [1, 2, 3])
    func neverTooMuch(seed: Int) async {
        let ledger = MatchTrial.ledger(TrialSettings(seed: seed, profile: .camt, customers: 40, entries: 400, items: 800))
        let items = OpenItems(ledger.customers)
        let knowledge = MatchTrial.knowledge(ledger)
        let proposals = Matching.propose(ledger.entries, openItems: items, knowledge: knowledge, policy: MatchTrial.policy)
        #expect(proposals.contains { $0.outcome == .post })
        var left: [ReceivableID: Int64] = [:]
        for receivable in ledger.customers.flatMap(\.receivables) { left[receivable.id] = receivable.open }
        for (entry, proposal) in zip(ledger.entries, proposals) where proposal.outcome == .post {
            let shares = proposal.best?.shares ?? []
            #expect(shares.allSatisfy { share in share.recognised != nil || share.amount == share.remainder + share.allocations.reduce(0) { $0 + $1.amount } })
            #expect(shares.isEmpty || shares.reduce(0) { $0 + $1.amount } == entry.entry.amount)
            for share in shares {
                for allocation in share.allocations { left[allocation.receivable, default: 0] -= allocation.amount }
                for netting in share.nettings { left[netting.receivable, default: 0] -= netting.amount }
                for remission in share.remissions { left[remission.receivable, default: 0] -= remission.amount }
            }
        }
        #expect(left.values.allSatisfy { $0 >= 0 })
        let backwards = Matching.propose(ledger.entries.reversed(), openItems: items, knowledge: knowledge, policy: MatchTrial.policy)
        #expect(Array(backwards.reversed()) == proposals)
        let shared = await Matching.propose(ledger.entries, openItems: items, knowledge: knowledge, policy: MatchTrial.policy, tasks: 3)
        #expect(shared == proposals)
    }
}

@Suite("Matching on made-up ledgers")
struct TrialTests {
    @Test("What is posted is right, and nothing that settles nothing is posted", arguments: TrialSettings.Profile.allCases)
    func right(profile: TrialSettings.Profile) {
        var report = TrialReport()
        for seed in 71...73 { report.merge(MatchTrial.run(TrialSettings(seed: seed, profile: profile, customers: 60, entries: 600, items: 1_200), lotDays: 10)) }
        #expect(report.total.posted > 300)
        #expect(report.mustNotPosted == 0)
        #expect(report.total.wrongCustomer == 0)
        // One in a thousand; of so few, one at least.
        #expect((report.total.posted - report.total.right) * 1_000 <= report.total.posted + 999)
    }

    @Test("The same seed is the same ledger, another seed another")
    func seeds() {
        let one = MatchTrial.ledger(TrialSettings(seed: 5, customers: 20, entries: 100, items: 200))
        let two = MatchTrial.ledger(TrialSettings(seed: 5, customers: 20, entries: 100, items: 200))
        let other = MatchTrial.ledger(TrialSettings(seed: 6, customers: 20, entries: 100, items: 200))
        #expect(one.entries == two.entries && one.truths == two.truths)
        #expect(one.entries != other.entries)
    }

    @Test("A fitted probability never falls while the evidence grows")
    func monotone() {
        // One fit, one reference, three payers from the weakest: the middle one was right least often.
        let keys = (0...2).map { 918 + $0 * 306 }
        #expect(Set(keys.map { Pattern(key: $0)?.fit }).count == 1)
        let fitting = Fitting([keys[0]: .init(all: 100, right: 90), keys[1]: .init(all: 100, right: 80), keys[2]: .init(all: 50, right: 50)])
        let probabilities = fitting.table.map { $0.probability }
        #expect(probabilities == probabilities.sorted())
        #expect(probabilities.first.map { (80_000...90_000).contains($0) } ?? false)
    }
}
