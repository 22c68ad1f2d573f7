import Ledger
import Matching
import Testing
import Values

@Suite("How an amount comes about")
struct AmountTests {
    private let kervella = Counter.kervella

    private func entry(_ amount: Int64, _ text: String, nature: EntryNature = EntryNature(), on day: String = "2026-11-20") -> BookedEntry {
        Counter.entry("E", amount, "VIR SEPA MENUISERIE KERVELLA", text, on: day, account: kervella, nature: nature)
    }

    @Test("A credit note is netted with what is paid")
    func creditNote() throws {
        var counter = Counter.usual()
        let note = CreditKey(kind: .creditNote, id: CreditID("AV-7"))
        counter.customers[0].credits = [KnownCredit(key: note, on: Counter.day("2026-09-30"), currency: .eur, amount: 5_798, unallocated: 5_798)]
        let proposal = counter.propose(entry(120_000 - 5_798, "FA-2026-00041"))
        #expect(proposal.outcome == .post, "\(proposal.doubts)")
        let share = try #require(proposal.best?.shares.first)
        #expect(share.allocations == [ProposedAllocation(ReceivableID(invoice: InvoiceID("FA-2026-00041"), rank: 1), 114_202)])
        #expect(share.nettings == [ProposedNetting(note, ReceivableID(invoice: InvoiceID("FA-2026-00041"), rank: 1), 5_798)])
        #expect(share.remissions.isEmpty && share.remainder == 0)
    }

    @Test("A discount that was granted is let go of, one that was not is a person's to grant")
    func discount() throws {
        var counter = Counter.usual()
        counter.customers[0].receivables = [Counter.owed("FA-2026-00060", 100_000, on: "2026-11-12")]
        counter.policy.discounts = [20_000]
        let granted = counter.propose(entry(98_000, "FA-2026-00060"))
        let share = try #require(granted.best?.shares.first)
        #expect(share.remissions == [Remission(.discount, ReceivableID(invoice: InvoiceID("FA-2026-00060"), rank: 1), 2_000)])
        #expect(granted.best?.codes.contains("discount_taken") == true)
        counter.policy.discounts = []
        #expect(counter.propose(entry(98_000, "FA-2026-00060")).outcome != .post)
        counter.policy.discounts = [20_000]
        #expect(counter.propose(entry(98_000, "FA-2026-00060", on: "2026-12-20")).outcome != .post)
    }

    @Test("Bank charges are let go of up to what the company allows", arguments: [(2_000, true), (1_000, false), (0, false)] as [(Int64, Bool)])
    func charges(allowed: Int64, isPosted: Bool) throws {
        var counter = Counter.usual()
        counter.policy.bankCharges = allowed
        let proposal = counter.propose(entry(124_298, "FA-2026-00042", nature: EntryNature(charges: 1_500)))
        #expect((proposal.outcome == .post) == isPosted, "\(proposal.doubts)")
        #expect(proposal.best?.shares.first?.remissions == [Remission(.bankCharges, ReceivableID(invoice: InvoiceID("FA-2026-00042"), rank: 1), 1_500)])
        #expect(isPosted || proposal.doubtCodes.contains("beyond_tolerance"))
    }

    @Test("A part of a named invoice is a part of it")
    func part() {
        let proposal = Counter.usual().propose(entry(60_000, "ACPT FA-2026-00042"))
        #expect(proposal.best?.allocated == ["FA-2026-00042:60000"])
        #expect(proposal.best?.codes.contains("part_payment") == true)
    }

    @Test("What is paid too much stays on the account")
    func tooMuch() {
        let proposal = Counter.usual().propose(entry(130_000, "FA-2026-00042"))
        #expect(proposal.best?.allocated == ["FA-2026-00042:125798"])
        #expect(proposal.best?.shares.first?.remainder == 4_202)
    }

    @Test("Other currencies are other debts")
    func currencies() {
        let proposal = Counter.usual().propose(
            Counter.entry("E", 125_798, "VIR MENUISERIE KERVELLA", "FA-2026-00042", account: kervella, currency: .usd))
        #expect(proposal.outcome != .post)
        #expect(proposal.best?.allocated.isEmpty ?? true)
    }

    @Test("A disputed receivable is proposed, and left to a person")
    func disputed() {
        var counter = Counter.usual()
        counter.customers[0].receivables = [Counter.owed("FA-2026-00042", 125_798, contested: true)]
        let proposal = counter.propose(entry(125_798, "FA-2026-00042"))
        #expect(proposal.outcome == .suggest)
        #expect(proposal.doubtCodes.contains("disputed"))
    }

    @Test("A payment that is in the book already is recognised, not taken twice", arguments: [(45_050, .post), (0, .suggest)] as [(Int64, MatchProposal.Outcome)])
    func recognised(unallocated: Int64, outcome: MatchProposal.Outcome) {
        var counter = Counter.usual()
        let key = CreditKey(kind: .payment, id: CreditID("RG-1"))
        // One that has settled something else already leaves an invoice of that amount to be wondered at.
        counter.customers[0].credits = [
            KnownCredit(key: key, on: Counter.day("2026-11-19"), currency: .eur, amount: 45_050, unallocated: unallocated, awaitsMovement: true)
        ]
        let proposal = counter.propose(entry(45_050, "SOLDE"))
        #expect(proposal.outcome == outcome, "\(proposal.doubts)")
        #expect(proposal.best?.shares.map(\.recognised) == [key])
        // On account, it settles what its movement pays.
        #expect(proposal.best?.allocated == (unallocated == 0 ? [] : ["FA-2026-00057:45050"]))
        let late = counter.propose(entry(45_050, "SOLDE", on: "2026-12-20"))
        #expect(late.best?.shares.first?.recognised == nil)
    }

    @Test("A transfer that the book holds as one payment for each invoice is all of them", arguments: [
        (["RG-7/1", "RG-7/2"], .post),
        // Nothing but the day and the sum says that these are one: a person looks at it.
        (["CHQ-1", "VIR-2"], .suggest),
        // A third one of that day, of another transfer, is left alone.
        (["RG-7/1", "RG-7/2", "RG-8/1"], .post),
    ] as [([String], MatchProposal.Outcome)])
    func recognisedTogether(inBook: [String], outcome: MatchProposal.Outcome) {
        var counter = Counter.usual()
        counter.customers[0].credits = zip(inBook, [30_000, 15_050, 999]).map { name, amount in
            KnownCredit(
                key: CreditKey(kind: .payment, id: CreditID(name)), on: Counter.day("2026-11-19"), currency: .eur, amount: amount,
                unallocated: amount, awaitsMovement: true)
        }
        let proposal = counter.propose(entry(45_050, "SOLDE"))
        #expect(proposal.outcome == outcome, "\(proposal.doubts)")
        #expect(proposal.best?.shares.compactMap(\.recognised?.id.text) == Array(inBook.prefix(2)))
        #expect(proposal.best?.shares.map(\.amount) == [30_000, 15_050])
        #expect(proposal.best?.customer == counter.customers[0].id)
    }

    @Test("Of two customers of almost one name, the one whose payment is in the book has paid, unless the other owes that very amount", arguments: [
        (91_300, .post), (91_200, .suggest),
    ] as [(Int64, MatchProposal.Outcome)])
    func recognisedAmongTwo(amount: Int64, outcome: MatchProposal.Outcome) {
        var counter = Counter.usual()
        let key = CreditKey(kind: .payment, id: CreditID("RG-1"))
        counter.customers[1].credits = [
            KnownCredit(key: key, on: Counter.day("2026-11-19"), currency: .eur, amount: amount, unallocated: amount, awaitsMovement: true)
        ]
        let proposal = counter.propose(Counter.entry("E", amount, "VIR DUBREUIL"))
        #expect(proposal.outcome == outcome, "\(proposal)")
        let strange = counter.propose(Counter.entry("E", amount, "VIR SEPA"))
        #expect(strange.outcome == .suggest && strange.best?.shares.map(\.recognised) == [key])
    }
}
