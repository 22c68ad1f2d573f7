import Dunning
import Ledger
import Testing
import Values

@Suite("Credits against receivables")
struct CreditTests {
    private func note(_ amount: Int64, names invoice: String?) -> FactBody {
        .creditRecorded(
            Credit(
                id: CreditID("AV1"), kind: .creditNote, customer: CustomerID("C1"), on: day("2026-03-03"), currency: .eur,
                amount: amount, invoice: invoice.map { InvoiceID($0) }))
    }

    @Test("A credit that names a held invoice waits for it; only what exceeds it goes to others")
    func heldInvoice() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(
            invoice("A", [("2026-03-02", 40_000)]), invoice("B", [("2026-03-02", 100_000)]),
            hold(.dispute, "D1", from: "2026-03-03", invoice: "A"), note(30_000, names: "A"))
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [100_000])
        try stage.know(.creditRecorded(
            Credit(
                id: CreditID("AV2"), kind: .creditNote, customer: CustomerID("C1"), on: day("2026-03-04"), currency: .eur,
                amount: 30_000, invoice: InvoiceID("A"))))
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [80_000])
    }

    @Test("A credit that names an invoice not yet due is kept for it")
    func notYetDue() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(
            invoice("A", [("2026-06-02", 40_000)]), invoice("B", [("2026-03-02", 100_000)]), note(30_000, names: "A"))
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [100_000])
    }

    @Test("A credit that names nothing goes to what is overdue and not held")
    func unnamed() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(
            invoice("A", [("2026-03-01", 40_000)]), invoice("B", [("2026-03-02", 100_000)]),
            hold(.dispute, "D1", from: "2026-03-03", invoice: "A"), note(30_000, names: nil))
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [70_000])
    }

    @Test("Money waiting to be lettered makes one task, not one a day")
    func oneTask() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(invoice("A", [("2026-03-02", 40_000)]), note(40_000, names: nil))
        try stage.run(through: "2026-03-05")
        #expect(stage.lastPlan?.tasks.map(\.kind) == [.allocate])
        try stage.run(through: "2026-03-06")
        #expect(stage.lastPlan?.tasks.isEmpty == true)
        #expect(stage.lastPlan?.skipped.map(\.reason) == [.coveredByCredit])
    }

    @Test("A payment that covers a notice and a reminder is one piece of work, of both amounts")
    func oneTaskForBoth() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(
            invoice("A", [("2026-03-02", 10_000)]), invoice("B", [("2026-03-10", 5_000)]), note(20_000, names: nil))
        #expect(stage.plan("2026-03-05").tasks.map(\.amount) == [15_000])
    }
}
