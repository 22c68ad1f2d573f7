import Dunning
import Ledger
import Testing
import Values

@Suite("Payments being identified")
struct PendingReceiptTests {
    private func pending(_ invoices: [String], _ entry: String = "E1", _ currency: Currency = .eur) -> FactBody {
        .bank(
            .receiptPending(
                PendingReceipt(
                    customer: CustomerID("C1"), entry: EntryID(entry), currency: currency, amount: 100_000,
                    invoices: invoices.map { InvoiceID($0) }, on: day("2026-03-04"))))
    }

    private func cleared(_ entry: String = "E1") -> FactBody { .bank(.receiptCleared(CustomerID("C1"), EntryID(entry))) }

    @Test("What a receipt may pay is not asked, what it cannot pay is", arguments: [
        (["A"], Currency.eur, [60_000], ["A"]), ([], .eur, [], ["A", "B"]), (["A", "B"], .eur, [], ["A", "B"]), (["Z"], .eur, [100_000], []),
        ([], .usd, [100_000], []),
    ] as [([String], Currency, [Int64], [String])])
    func held(invoices: [String], currency: Currency, asked: [Int64], held: [String]) throws {
        var stage = Stage()
        try stage.know(
            invoice("A", [("2026-03-02", 40_000)]), invoice("B", [("2026-03-02", 60_000)]), pending(invoices, "E1", currency))
        let plan = stage.plan("2026-03-05")
        #expect(plan.actions.map(\.amount) == asked)
        #expect(plan.skipped.map(\.receivable.invoice.text) == held && plan.skipped.allSatisfy { $0.reason == .paymentBeingIdentified })
        #expect(plan.tasks.isEmpty)
    }

    @Test("No notice, no reminder, no call and no letter leave until it is decided; then the level that is due, once")
    func untilDecided() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 120_000)]), pending(["A"]))
        try stage.run(through: "2026-04-10")
        #expect(stage.sent.isEmpty && stage.account.tasks.isEmpty)
        try stage.know(cleared())
        try stage.run(through: "2026-04-14")
        #expect(stage.letters == ["2026-04-13 L1 email 1200.00"])
    }

    @Test("Two receipts hold until both are decided")
    func two() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 120_000)]), pending(["A"]), pending([], "E2"), cleared())
        #expect(stage.plan("2026-03-05").actions.isEmpty)
        try stage.know(cleared("E2"))
        #expect(stage.plan("2026-03-05").actions.count == 1)
    }

    @Test("Money at hand lowers what is asked, not what another receipt may pay")
    func netting() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-02-26", 40_000)]), invoice("B", [("2026-03-02", 60_000)]), pending(["A"]))
        try stage.pay(10_000, on: "2026-03-04")
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [50_000])
        try stage.know(cleared())
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [90_000])
    }

    @Test("What a person has said is the reason given first")
    func precedence() throws {
        var stage = Stage()
        try stage.know(
            invoice("A", [("2026-03-02", 40_000)]), pending([]),
            hold(.promise, "P1", from: "2026-03-04", until: "2026-03-20", covers: ["A"]))
        #expect(stage.plan("2026-03-05").skipped.map(\.reason) == [.promised])
        #expect(stage.plan("2026-03-24").skipped.map(\.reason) == [.paymentBeingIdentified])
        #expect(stage.plan("2026-03-24").skipped.map(\.until) == [nil])
    }

    @Test("A reminder does not announce it either")
    func toCome() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 40_000)]), invoice("B", [("2026-03-09", 60_000)]))
        try stage.run(through: "2026-03-02")
        #expect(stage.plan("2026-03-05").actions.flatMap { $0.toCome.map(\.receivable.invoice.text) } == ["B"])
        try stage.know(pending(["B"]))
        let action = try #require(stage.plan("2026-03-05").actions.first)
        #expect(action.toCome.isEmpty && action.lines.map(\.receivable.invoice.text) == ["A"])
    }
}
