import Dunning
import Ledger
import Testing
import Values

@Suite("The planner, day after day")
struct AcceptanceTests {
    @Test("1. Five messages, on their days and on no other")
    func baseline() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 120_000)]))
        try stage.run(through: "2026-04-30")
        #expect(
            stage.letters == [
                "2026-02-25 notice email 1200.00", "2026-03-05 L1 email 1200.00", "2026-03-17 L2 email 1200.00",
                "2026-04-01 L3 letter 1200.00", "2026-04-16 L4 registered_letter 1200.00",
            ])
    }

    @Test("2. A part payment lowers what is asked and resets nothing")
    func partPayment() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 150_000)]))
        try stage.run(through: "2026-03-09")
        try stage.pay(100_000, on: "2026-03-10", invoice: "A")
        try stage.run(through: "2026-03-17")
        #expect(stage.letters.suffix(2) == ["2026-03-05 L1 email 1500.00", "2026-03-17 L2 email 500.00"])
        #expect(stage.sent.last?.action.lines.first?.interest == 510)
    }

    @Test("3. Instalments climb each by itself and travel together")
    func instalments() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 45_000), ("2026-04-01", 105_000)]))
        try stage.run(through: "2026-03-09")
        try stage.pay(30_000, on: "2026-03-10", invoice: "A")
        try stage.run(through: "2026-04-16")
        #expect(
            stage.letters.suffix(5) == [
                "2026-03-17 L2 email 150.00", "2026-03-27 notice email 1050.00", "2026-04-01 L3 letter 150.00",
                "2026-04-07 L1 email 1050.00", "2026-04-16 L4 registered_letter 1200.00",
            ])
        #expect(stage.sent.last?.action.lines.map(\.step) == ["L4", "L2"])
    }

    @Test("4. A credit note bigger than the invoice is carried to the next one", arguments: [nil, "A"])
    func creditNote(named: String?) throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 40_000)]))
        try stage.run(through: "2026-03-02")
        let note = Credit(
            id: CreditID("AV1"), kind: .creditNote, customer: CustomerID("C1"), on: day("2026-03-03"), currency: .eur,
            amount: 65_000, invoice: named.map { InvoiceID($0) })
        try stage.know(.creditRecorded(note))
        try stage.run(through: "2026-04-06")
        #expect(stage.letters == ["2026-02-25 notice email 400.00"])
        try stage.know(invoice("B", [("2026-04-01", 90_000)]))
        try stage.run(through: "2026-04-07")
        #expect(stage.letters.last == "2026-04-07 L1 email 650.00")
        let action = try #require(stage.sent.last?.action)
        #expect(action.lines.map(\.open) == [40_000, 90_000])
        #expect(action.credits.map(\.amount) == [65_000])
        #expect(stage.account.invoice(InvoiceID("A"))?.receivables[0].steps.last?.step == "L1")
    }

    @Test("5. An unallocated receipt is deducted; when it covers all, a person letters it")
    func unallocated() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 10_000)]))
        try stage.run(through: "2026-03-03")
        try stage.pay(5_000, on: "2026-03-04")
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [5_000])
        try stage.pay(5_000, on: "2026-03-04")
        let plan = stage.plan("2026-03-05")
        #expect(plan.actions.isEmpty)
        #expect(plan.skipped.map(\.reason) == [.coveredByCredit])
        #expect(plan.tasks.map(\.kind) == [.allocate] && plan.tasks.map(\.amount) == [10_000])
    }

    @Test("6. A dispute on a part lowers, on the whole stops the clock")
    func dispute() throws {
        var part = Stage()
        try part.know(invoice("A", [("2026-03-02", 200_000)]))
        try part.run(through: "2026-03-09")
        try part.know(hold(.dispute, "D1", from: "2026-03-10", amount: 30_000, invoice: "A"))
        try part.run(through: "2026-03-17")
        #expect(part.letters.last == "2026-03-17 L2 email 1700.00")

        var whole = Stage()
        try whole.know(invoice("A", [("2026-03-02", 200_000)]))
        try whole.run(through: "2026-03-09")
        try whole.know(hold(.dispute, "D1", from: "2026-03-10", invoice: "A"))
        try whole.run(through: "2026-03-30")
        try whole.know(.holdReleased(CustomerID("C1"), HoldID("D1"), on: day("2026-03-31")))
        try whole.pay(30_000, on: "2026-03-31", invoice: "A", kind: .creditNote)
        try whole.run(through: "2026-05-10")
        #expect(
            whole.letters.suffix(3) == [
                "2026-04-07 L2 email 1700.00", "2026-04-22 L3 letter 1700.00", "2026-05-07 L4 registered_letter 1700.00",
            ])
    }

    @Test("7. A changed scenario keeps the rank, or restarts, or falls silent")
    func changedScenario() throws {
        func moved(to id: String, restart: String?) throws -> [String] {
            var stage = Stage(.fixtureP, others: [.g, .mute])
            try stage.know(invoice("A", [("2026-03-02", 120_000)]))
            try stage.run(through: "2026-03-19")
            try stage.know(.scenarioAssigned(CustomerID("C1"), ScenarioID(id), restartOn: restart.map { day($0) }))
            try stage.run(through: "2026-05-31")
            return stage.sent.filter { $0.on > day("2026-03-17") }.map { "\($0.on.iso) \($0.action.step)" }
        }
        #expect(try moved(to: "g", restart: nil) == ["2026-04-16 G3", "2026-05-04 G4"])
        #expect(try moved(to: "g", restart: "2026-03-20") == ["2026-03-24 G1", "2026-03-31 G2", "2026-04-16 G3", "2026-05-04 G4"])
        #expect(try moved(to: "mute", restart: nil).isEmpty)
    }

    @Test("8. What was planned is judged again when it is sent")
    func paidMeanwhile() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 60_000)]), invoice("B", [("2026-03-02", 30_000)]))
        try stage.run(through: "2026-03-04")
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [90_000])
        try stage.pay(60_000, on: "2026-03-05", invoice: "A")
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [30_000])
    }

    @Test("11. A weekend, a holiday, a day missed")
    func missedDays() throws {
        var stage = Stage(from: "2026-04-20")
        try stage.know(invoice("A", [("2026-04-28", 120_000)]))
        try stage.run(through: "2026-05-13")
        #expect(stage.letters.suffix(2) == ["2026-05-04 L1 email 1200.00", "2026-05-13 L2 email 1200.00"])

        var down = Stage(from: "2026-04-20")
        try down.know(invoice("A", [("2026-04-28", 120_000)]))
        try down.run(through: "2026-05-20", except: day("2026-05-04")...day("2026-05-06"))
        #expect(down.letters.suffix(2) == ["2026-05-07 L1 email 1200.00", "2026-05-15 L2 email 1200.00"])
    }

    @Test("12. A late arrival climbs one level at a time; a declared history raises it; many wait for approval")
    func lateArrival() throws {
        var stage = Stage(from: "2026-04-13")
        try stage.know(invoice("A", [("2026-03-04", 120_000)]))
        try stage.run(through: "2026-05-10")
        #expect(stage.sent.map { "\($0.on.iso) \($0.action.step)" } == ["2026-04-13 L1", "2026-04-20 L2", "2026-04-27 L3", "2026-05-04 L4"])

        var declared = Stage(from: "2026-04-13")
        let parts = [Receivable(rank: 1, dueOn: day("2026-03-04"), amount: 120_000)]
        let history = DeclaredStep(step: "L2", rank: 2, on: day("2026-03-19"))
        try declared.know(
            .invoiceIssued(
                Invoice(id: InvoiceID("A"), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur, receivables: parts),
                declared: history))
        try declared.run(through: "2026-04-13")
        #expect(declared.letters == ["2026-04-13 L3 letter 1200.00"])

        var bulk = Stage(from: "2026-04-13")
        try bulk.know(invoice("A", [("2026-03-04", 120_000)], needsApproval: true))
        #expect(bulk.plan("2026-04-13").actions.map(\.approval) == [.lateImport])
    }

    @Test("13. Several levels, one message, the highest tone")
    func severalLevels() throws {
        var stage = Stage()
        try stage.know(
            invoice("A", [("2026-03-02", 100_000)]), invoice("B", [("2026-04-01", 50_000)]),
            invoice("C", [("2026-04-13", 25_000)]), invoice("D", [("2026-04-20", 80_000)]))
        try stage.run(through: "2026-05-04")
        let big = try #require(stage.sent.first { $0.on == day("2026-04-16") }?.action)
        #expect(big.step == "L4" && big.channel == .message(.registeredLetter) && big.amount == 175_000)
        #expect(big.asked.map { "\($0.receivable.invoice) \($0.step)" } == ["A L4", "B L2", "C L1"])
        #expect(big.toCome.map(\.receivable.invoice.text) == ["D"])
        #expect(stage.letters.contains("2026-04-15 notice email 800.00"))
        let after = stage.sent.filter { $0.on > day("2026-04-16") }
        #expect(after.contains { $0.on == day("2026-04-28") && $0.action.lines.contains { $0.receivable.invoice.text == "C" && $0.step == "L2" } })
        #expect(after.contains { $0.on == day("2026-05-04") && $0.action.lines.contains { $0.receivable.invoice.text == "B" && $0.step == "L3" } })
    }

    @Test("14. The minimum judges the balance")
    func minimum() throws {
        func amounts(_ parts: [Int64]) throws -> [Int64] {
            var stage = Stage()
            for (index, amount) in parts.enumerated() { try stage.know(invoice("F\(index)", [("2026-03-02", amount)])) }
            try stage.run(through: "2026-03-05")
            return stage.sent.map(\.action.amount)
        }
        #expect(try amounts([999]).isEmpty)
        #expect(try amounts([1000]) == [1000, 1000])
        #expect(try amounts([400, 400, 400]) == [1200, 1200])

        var stage = Stage(from: "2026-03-01")
        try stage.know(invoice("A", [("2026-03-02", 50_000)]))
        try stage.pay(49_500, on: "2026-03-01", invoice: "A")
        try stage.run(through: "2026-03-09")
        #expect(stage.sent.isEmpty)
        try stage.know(invoice("B", [("2026-03-16", 8_000)]))
        try stage.run(through: "2026-03-19")
        #expect(stage.letters == ["2026-03-11 notice email 80.00", "2026-03-19 L1 email 85.00"])
    }

    @Test("15. Currencies never meet")
    func currencies() throws {
        let scenario = Scenario(
            id: ScenarioID("p"), version: 1, name: "P", steps: Scenario.fixtureP.steps, minimum: [.eur: 15_000, .usd: 10_000])
        var stage = Stage(scenario, from: "2026-03-05")
        try stage.know(invoice("E", [("2026-03-02", 14_900)]), invoice("U", [("2026-03-02", 12_000)], .usd))
        try stage.run(through: "2026-03-05")
        #expect(stage.sent.map { "\($0.action.amount) \($0.action.currency)" } == ["12000 USD"])
        try stage.know(invoice("E2", [("2026-03-02", 1_000)]))
        try stage.run(through: "2026-03-06")
        #expect(stage.sent.map { "\($0.action.amount) \($0.action.currency)" } == ["12000 USD", "15900 EUR"])
    }

    @Test("16. Without an address: a letter, else a task, and the level waits")
    func noEmail() throws {
        var stage = Stage(from: "2026-03-05")
        let postal = Customer(id: CustomerID("C1"), name: "Sans courriel", address: "2 rue X", postcode: "69001", city: "Lyon")
        try stage.know(.customerRecorded(postal), invoice("A", [("2026-03-02", 120_000)]))
        #expect(stage.plan("2026-03-05").actions.map(\.channel) == [.message(.letter)])
        try stage.know(.customerRecorded(Customer(id: CustomerID("C1"), name: "Introuvable")))
        try stage.run(through: "2026-03-06")
        #expect(stage.sent.map { $0.action.channel } == [.task])
        #expect(stage.lastPlan?.skipped.map(\.reason) == [.noAddress])
        #expect(stage.account.invoice(InvoiceID("A"))?.receivables[0].steps.isEmpty == true)
    }

    @Test("18. A dated mute holds, ends by itself, and stops no clock")
    func mute() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 120_000)]))
        try stage.run(through: "2026-03-09")
        try stage.know(hold(.mute, "M1", from: "2026-03-10", until: "2026-03-24"))
        #expect(stage.plan("2026-03-17").skipped.map(\.reason) == [.muted])
        #expect(stage.plan("2026-03-17").skipped.first?.until == day("2026-03-25"))
        try stage.run(through: "2026-04-01")
        #expect(stage.letters.suffix(2) == ["2026-03-25 L2 email 1200.00", "2026-04-01 L3 letter 1200.00"])
    }

    @Test("19. A promise kept in part, and one kept in full")
    func promise() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 100_000)]))
        try stage.run(through: "2026-03-11")
        let promise = hold(.promise, "P1", from: "2026-03-12", until: "2026-03-27", amount: 100_000, covers: ["A"])
        try stage.know(promise)
        try stage.run(through: "2026-03-26")
        var full = stage
        try stage.pay(60_000, on: "2026-03-27", invoice: "A")
        try stage.run(through: "2026-04-10")
        #expect(stage.letters.suffix(2) == ["2026-03-31 L2 email 400.00", "2026-04-07 L3 letter 400.00"])
        let held = try #require(stage.account.holds.first)
        #expect(PromiseOutcome(held, stage.account, on: day("2026-03-31"), calendar: WorkingCalendar(.france)) == .partKept(60))

        try full.pay(100_000, on: "2026-03-27", invoice: "A")
        try full.run(through: "2026-05-10")
        #expect(full.sent.filter { $0.on > day("2026-03-12") }.map { $0.action.template } == ["thanks"])
    }

    @Test("20. Accessories asked from a level on, to the cent")
    func accessories() throws {
        var stage = Stage(.fixtureP(askingFrom: 3))
        try stage.know(invoice("A", [("2026-03-02", 100_000)]), invoice("B", [("2026-03-02", 50_000)]))
        try stage.run(through: "2026-04-01")
        #expect(stage.letters.last == "2026-04-01 L3 letter 1594.79")
        #expect(stage.sent.last?.action.lines.map(\.interest) == [986, 493])
        try stage.run(through: "2026-04-15")
        #expect(stage.sent.count == 4)
    }

    @Test("A payment returned after closing reopens at the level reached")
    func returned() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 120_000)]))
        try stage.run(through: "2026-03-09")
        try stage.pay(120_000, on: "2026-03-10", invoice: "A")
        try stage.run(through: "2026-03-24")
        let key = CreditKey(kind: .payment, id: CreditID("R1"))
        try stage.know(.creditReturned(CustomerID("C1"), key, on: day("2026-03-25"), reason: "AM04"))
        try stage.run(through: "2026-03-25")
        #expect(stage.letters.last == "2026-03-25 L2 email 1200.00")
    }
}
