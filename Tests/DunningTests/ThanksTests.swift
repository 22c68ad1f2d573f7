import Dunning
import Ledger
import Testing
import Values

@Suite("Thank-you notes")
struct ThanksTests {
    private func promised(_ amount: Int64? = 100_000, covers: [String] = ["A"]) throws -> Stage {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 100_000)]))
        try stage.run(through: "2026-03-11")
        try stage.know(hold(.promise, "P1", from: "2026-03-12", until: "2026-03-27", amount: amount, covers: covers))
        return stage
    }

    private func thanks(_ stage: Stage) -> [String] {
        stage.sent.filter { $0.action.template == "thanks" }.map(\.on.iso)
    }

    @Test("A promise kept is thanked for once, however long one waits", arguments: [100_000, nil] as [Int64?])
    func once(amount: Int64?) throws {
        var stage = try promised(amount)
        try stage.run(through: "2026-03-26")
        try stage.pay(100_000, on: "2026-03-26", invoice: "A")
        try stage.run(through: "2026-07-31")
        #expect(thanks(stage) == ["2026-03-27"])
    }

    @Test("Nobody is thanked for money that came long after the promised day")
    func tooLate() throws {
        var stage = try promised()
        try stage.run(through: "2026-05-10")
        try stage.pay(100_000, on: "2026-05-11", invoice: "A")
        try stage.run(through: "2026-06-30")
        #expect(thanks(stage).isEmpty)
        let hold = try #require(stage.account.holds.first)
        #expect(PromiseOutcome(hold, stage.account, on: day("2026-06-30"), calendar: WorkingCalendar(.france)) == .broken)
    }

    @Test("Nobody is thanked for a write-off or for a credit note", arguments: [true, false])
    func notPaid(isWrittenOff: Bool) throws {
        var stage = try promised()
        try stage.run(through: "2026-03-20")
        if isWrittenOff {
            let id = ReceivableID(invoice: InvoiceID("A"), rank: 1)
            try stage.know(
                .receivableWrittenOff(CustomerID("C1"), id, amount: 100_000, on: day("2026-03-20"), reason: "perte"))
        } else {
            try stage.pay(100_000, on: "2026-03-20", invoice: "A", kind: .creditNote)
        }
        try stage.run(through: "2026-04-30")
        #expect(thanks(stage).isEmpty)
    }

    @Test("Nobody is thanked for keeping a promise of what a formal step had asked for", arguments: [true, false])
    func afterAFormalStep(isFormal: Bool) throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 100_000)]))
        try stage.run(through: isFormal ? "2026-04-17" : "2026-04-14")
        try stage.know(
            hold(.promise, "P1", from: "2026-04-20", until: "2026-04-30", amount: 100_000, covers: ["A"]))
        try stage.pay(100_000, on: "2026-04-27", invoice: "A")
        try stage.run(through: "2026-05-29")
        #expect(thanks(stage) == (isFormal ? [] : ["2026-04-27"]))
    }

    @Test("A promise that covers nothing is not kept by itself")
    func coversNothing() throws {
        var stage = try promised(covers: [])
        try stage.run(through: "2026-05-31")
        #expect(thanks(stage).isEmpty)
    }

    @Test("A muted customer is not thanked")
    func muted() throws {
        var stage = try promised()
        try stage.run(through: "2026-03-26")
        try stage.know(hold(.mute, "M1", from: "2026-03-26"))
        try stage.pay(100_000, on: "2026-03-26", invoice: "A")
        try stage.run(through: "2026-05-31")
        #expect(thanks(stage).isEmpty)
    }

    @Test("On a day with a reminder the thank-you waits for the next day")
    func notBesideAReminder() throws {
        var stage = try promised()
        try stage.know(invoice("B", [("2026-03-24", 50_000)]))
        try stage.run(through: "2026-03-26")
        try stage.pay(100_000, on: "2026-03-27", invoice: "A")
        try stage.run(through: "2026-04-03")
        let late = stage.sent.filter { $0.on >= day("2026-03-27") }.map { "\($0.on.iso) \($0.action.template)" }
        #expect(late == ["2026-03-27 courteous", "2026-03-30 thanks"])
    }

    @Test("A thank-you does not use up the week's messages")
    func notCapped() throws {
        let base = Scenario.fixtureP
        let scenario = Scenario(
            id: base.id, version: 1, name: "P", steps: base.steps, minimum: base.minimum, weeklyCap: 1, thanks: ThanksPolicy())
        var stage = Stage(scenario)
        try stage.know(invoice("A", [("2026-03-02", 100_000)]), invoice("B", [("2026-03-27", 50_000)]))
        try stage.run(through: "2026-03-11")
        try stage.know(hold(.promise, "P1", from: "2026-03-12", until: "2026-03-26", amount: 100_000, covers: ["A"]))
        try stage.pay(100_000, on: "2026-03-26", invoice: "A")
        try stage.run(through: "2026-04-01")
        #expect(thanks(stage).count == 1)
        #expect(stage.letters.contains("2026-03-30 L1 email 500.00"))
    }
}
