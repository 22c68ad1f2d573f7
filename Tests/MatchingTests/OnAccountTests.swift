import Ledger
import Matching
import Testing
import Values

@Suite("A payment of the books that is on account settles what its movement names")
struct OnAccountTests {
    private func credit(_ name: String, _ amount: Int64, unallocated: Int64? = nil, on day: String = "2026-11-19") -> KnownCredit {
        KnownCredit(
            key: CreditKey(kind: .payment, id: CreditID(name)), on: Counter.day(day), currency: .eur, amount: amount,
            unallocated: unallocated ?? amount, awaitsMovement: true)
    }

    private func entry(_ id: String, _ amount: Int64, _ remittance: String) -> BookedEntry {
        Counter.entry(id, amount, "VIR SEPA MENUISERIE KERVELLA", remittance, account: Counter.kervella)
    }

    /// What is recognised and what it settles: `RG-1 FA-2026-00042:125798`.
    private func told(_ explanation: MatchExplanation?) -> [String] {
        explanation?.shares.map { share in
            ([share.recognised?.id.text ?? "new"] + share.allocations.map { "\($0.receivable.invoice.text):\($0.amount)" }
                + (share.remainder > 0 ? ["+\(share.remainder)"] : [])).joined(separator: " ")
        } ?? []
    }

    @Test("With the reasons of both", arguments: [
        (125_798, "FACTURE FA-2026-00042", ["RG-1 FA-2026-00042:125798"], "invoice_number"),
        // Nothing is named: the amount is that of one invoice.
        (45_050, "", ["RG-1 FA-2026-00057:45050"], "exact_amount"),
        (245_798, "FA-2026-00041 FA-2026-00042", ["RG-1 FA-2026-00041:120000 FA-2026-00042:125798"], "sum_of_several"),
        // It is no sum of anything.
        (71_717, "", ["RG-1 +71717"], "recognised_payment"),
    ] as [(Int64, String, [String], String)])
    func settled(amount: Int64, remittance: String, wanted: [String], reason: String) {
        var counter = Counter.usual()
        counter.customers[0].credits = [credit("RG-1", amount)]
        let proposal = counter.propose(entry("E", amount, remittance))
        #expect(proposal.outcome == .post)
        #expect(told(proposal.best) == wanted)
        #expect(proposal.best?.codes.isSuperset(of: ["recognised_payment", reason]) == true)
        #expect(proposal.best?.probability ?? 0 >= counter.policy.precision)
    }

    @Test("Not when it has settled something already, nor what is in dispute: that is told beside", arguments: [true, false])
    func unsure(isContested: Bool) {
        var counter = Counter.usual()
        if isContested { counter.customers[0].receivables = [Counter.owed("FA-2026-00042", 125_798, contested: true)] }
        counter.customers[0].credits = [credit("RG-1", 125_798, unallocated: isContested ? nil : 100)]
        let proposal = counter.propose(entry("E", 125_798, "FACTURE FA-2026-00042"))
        #expect(proposal.best?.shares.compactMap(\.recognised?.id.text) == ["RG-1"])
        #expect(proposal.best?.allocated == [])
        #expect(proposal.alternatives.map(told).contains(["RG-1 FA-2026-00042:125798"]) == isContested)
        #expect((proposal.outcome == .post) == isContested)
    }

    @Test("Payments that are one movement settle each the invoice of its amount, the others what is left")
    func together() {
        var counter = Counter.usual()
        counter.customers[0].credits = [credit("RG-7/1", 125_798), credit("RG-7/2", 120_000)]
        let same = counter.propose(entry("E", 245_798, "FA-2026-00041 FA-2026-00042"))
        #expect(told(same.best) == ["RG-7/1 FA-2026-00042:125798", "RG-7/2 FA-2026-00041:120000"])
        counter.customers[0].credits = [credit("RG-7/1", 100_000), credit("RG-7/2", 145_798)]
        let other = counter.propose(entry("E", 245_798, "FA-2026-00041 FA-2026-00042"))
        #expect(told(other.best) == ["RG-7/1 FA-2026-00041:100000", "RG-7/2 FA-2026-00041:20000 FA-2026-00042:125798"])
    }

    @Test("What another movement pays as well is left to it when it names it, else nobody's; it is the payment all the same", arguments: [
        ("", "", ["A RG-1 +45050"]),
        ("", "FA-2026-00042 FA-2026-00057", ["A RG-1 +45050", "B new FA-2026-00042:125798 FA-2026-00057:45050"]),
        ("FA-2026-00057", "", ["A RG-1 FA-2026-00057:45050"]),
    ], [false, true])
    func contested(_ remittances: (String, String, [String]), isTurned: Bool) {
        var counter = Counter.usual()
        counter.customers[0].credits = [credit("RG-1", 45_050)]
        let entries = [entry("A", 45_050, remittances.0), entry("B", 170_848, remittances.1)]
        let proposals = counter.propose(isTurned ? entries.reversed() : entries)
        let posted = proposals.filter { $0.outcome == .post }.map { "\($0.entry) " + told($0.best).joined(separator: " ") }
        #expect(posted.sorted() == remittances.2)
    }

    @Test("Of two alike, one is the payment; nobody says which of them pays the invoice")
    func alike() {
        var counter = Counter.usual()
        counter.customers[0].credits = [credit("RG-1", 45_050)]
        let proposals = counter.propose([entry("A", 45_050, ""), entry("B", 45_050, "")])
        #expect(proposals.filter { $0.outcome == .post }.map { told($0.best) } == [["RG-1 +45050"]])
    }
}
