import Dunning
import Ledger
import Testing
import Values

@Suite("Disputes")
struct DisputeTests {
    @Test("Two disputes on the whole that overlap stop the clock once a day")
    func overlap() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 200_000)]))
        try stage.run(through: "2026-03-09")
        try stage.know(hold(.dispute, "D1", from: "2026-03-10", invoice: "A"), hold(.dispute, "D2", from: "2026-03-10"))
        try stage.run(through: "2026-03-30")
        try stage.know(
            .holdReleased(CustomerID("C1"), HoldID("D1"), on: day("2026-03-31")),
            .holdReleased(CustomerID("C1"), HoldID("D2"), on: day("2026-03-31")))
        try stage.run(through: "2026-04-10")
        #expect(stage.letters.last == "2026-04-07 L2 email 2000.00")
    }

    @Test("Days between two disputes on the whole run")
    func apart() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 200_000)]))
        try stage.run(through: "2026-03-05")
        try stage.know(
            hold(.dispute, "D1", from: "2026-03-06", invoice: "A"),
            .holdReleased(CustomerID("C1"), HoldID("D1"), on: day("2026-03-09")),
            hold(.dispute, "D2", from: "2026-03-11", invoice: "A"),
            .holdReleased(CustomerID("C1"), HoldID("D2"), on: day("2026-03-13")))
        try stage.run(through: "2026-03-30")
        #expect(stage.letters.last == "2026-03-23 L2 email 2000.00")
    }

    @Test("Opened before the due date, a dispute stops the clock from the day after it")
    func beforeDue() throws {
        var stage = Stage()
        try stage.know(
            invoice("A", [("2026-03-02", 200_000)]), hold(.dispute, "D1", from: "2026-02-20", invoice: "A"))
        try stage.run(through: "2026-03-08")
        #expect(stage.sent.isEmpty)
        try stage.know(.holdReleased(CustomerID("C1"), HoldID("D1"), on: day("2026-03-09")))
        try stage.run(through: "2026-03-31")
        // Six days (03-03 to 03-08): L1 on 03-11, L2 on 03-23.
        #expect(stage.letters == ["2026-03-11 L1 email 2000.00", "2026-03-23 L2 email 2000.00"])
    }

    @Test("Released on the day it was opened, a dispute changes nothing")
    func sameDay() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 200_000)]))
        try stage.run(through: "2026-03-16")
        try stage.know(
            hold(.dispute, "D1", from: "2026-03-17", invoice: "A"),
            .holdReleased(CustomerID("C1"), HoldID("D1"), on: day("2026-03-17")))
        try stage.run(through: "2026-03-17")
        #expect(stage.letters.last == "2026-03-17 L2 email 2000.00")
    }

    @Test("An instalment that is wholly in dispute is neither listed nor recorded")
    func instalment() throws {
        var stage = Stage(from: "2026-04-06")
        try stage.know(
            invoice("A", [("2026-03-02", 45_000), ("2026-04-01", 105_000)]),
            hold(.dispute, "D1", from: "2026-04-01", amount: 50_000, invoice: "A"))
        try stage.run(through: "2026-04-07")
        #expect(stage.letters == ["2026-04-07 L1 email 1000.00"])
        #expect(stage.sent.last?.action.lines.map(\.receivable.rank) == [2])
        #expect(stage.lastPlan?.skipped.map(\.reason) == [.disputed])
    }

    @Test("Disputes on parts that add up to the whole leave nothing to ask")
    func parts() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(
            invoice("A", [("2026-03-02", 45_000)]),
            hold(.dispute, "D1", from: "2026-03-03", amount: 40_000, invoice: "A"),
            hold(.dispute, "D2", from: "2026-03-03", amount: 5_000, invoice: "A"))
        let plan = stage.plan("2026-03-05")
        #expect(plan.actions.isEmpty && plan.skipped.map(\.reason) == [.disputed])
    }

    @Test("A dispute on an amount without an invoice leaves the customer alone: nobody knows what it is about")
    func amountWithoutInvoice() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(
            invoice("A", [("2026-03-02", 45_000)]), invoice("B", [("2026-03-02", 45_000)]),
            hold(.dispute, "D1", from: "2026-03-05", amount: 10_000))
        let plan = stage.plan("2026-03-05")
        #expect(plan.actions.isEmpty && plan.skipped.map(\.reason) == [.disputed, .disputed])
    }
}
