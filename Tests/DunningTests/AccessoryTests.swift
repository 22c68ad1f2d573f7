import Dunning
import Ledger
import Testing
import Values

@Suite("Interest runs on what is really late")
struct AccessoryTests {
    private static let scenario = Scenario.fixtureP(askingFrom: 3)

    /// The lines of L3 on 1 April: `"A 986 4000"`, interest and fixed sum in cents.
    private func claimed(_ stage: Stage) throws -> [String] {
        var stage = stage
        try stage.run(through: "2026-04-01")
        let action = try #require(stage.sent.last { $0.on == day("2026-04-01") }?.action)
        #expect(action.step == "L3")
        return action.lines.map { "\($0.receivable.invoice) \($0.interest) \($0.indemnity)" }
    }

    @Test(
        "Money at hand stops interest the day it came, whether or not it was allocated",
        arguments: [
            ("2026-03-03", 100_000, "A 33 4000"), ("2026-03-12", 60_000, "A 592 4000"), ("2026-03-02", 100_000, "A 0 0"),
            ("2026-02-20", 40_000, "A 592 4000"),
        ])
    func unallocated(on received: String, amount: Int64, line: String) throws {
        var stage = Stage(Self.scenario)
        try stage.know(invoice("A", [("2026-03-02", 100_000)]), invoice("B", [("2026-03-02", 50_000)]))
        var allocated = stage
        try stage.pay(amount, on: received)
        #expect(try claimed(stage) == [line, "B 493 4000"])
        if amount < 100_000 {
            try allocated.pay(amount, on: received, invoice: "A")
            #expect(try claimed(allocated) == [line, "B 493 4000"])
        }
    }

    @Test("What is in dispute bears no interest while it lasts")
    func disputed() throws {
        var stage = Stage(Self.scenario)
        try stage.know(
            invoice("A", [("2026-03-02", 200_000)]), hold(.dispute, "D1", from: "2026-03-10", amount: 30_000, invoice: "A"))
        #expect(try claimed(stage) == ["A 1677 4000"])
        try stage.know(.holdReleased(CustomerID("C1"), HoldID("D1"), on: day("2026-03-20")))
        #expect(try claimed(stage) == ["A 1973 4000"])
    }

    @Test("A page counts them as the message does")
    func page() throws {
        var stage = Stage(Self.scenario)
        try stage.know(
            invoice("A", [("2026-03-02", 100_000)]), invoice("B", [("2026-03-02", 50_000)]),
            hold(.dispute, "D1", from: "2026-03-10", amount: 10_000, invoice: "B"))
        try stage.pay(100_000, on: "2026-03-03")
        let owed = ["A", "B"].map {
            stage.rules.accessories(
                of: ReceivableID(invoice: InvoiceID($0), rank: 1), stage.account, Self.scenario, on: day("2026-04-01"))
        }
        #expect(owed == [Accessories(interest: 33, indemnity: 4000), Accessories(interest: 395, indemnity: 4000)])
        #expect(try claimed(stage) == ["A 33 4000", "B 395 4000"])
    }
}
