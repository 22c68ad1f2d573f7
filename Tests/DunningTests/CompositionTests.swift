import Dunning
import Ledger
import Testing
import Values

@Suite("What goes into a message, and what is left to a person")
struct CompositionTests {
    private func scenario(_ steps: [Step], formalAlone: Bool = false) -> Scenario {
        Scenario(id: ScenarioID("p"), version: 1, name: "P", steps: steps, minimum: [.eur: 1000], formalAlone: formalAlone)
    }

    private let mailOnly = Customer(id: CustomerID("C1"), name: "Sans adresse", email: "compta@client-un.example")

    @Test("A formal level that cannot leave does not hold back the others")
    func formalStuck() throws {
        var stage = Stage(scenario(Scenario.fixtureP.steps, formalAlone: true), from: "2026-04-16")
        let formal = DeclaredStep(step: "L3", rank: 3, on: day("2026-04-01"))
        let parts = [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 100_000)]
        try stage.know(
            .customerRecorded(mailOnly),
            .invoiceIssued(
                Invoice(id: InvoiceID("A"), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur, receivables: parts),
                declared: formal),
            invoice("B", [("2026-04-13", 25_000)]))
        try stage.run(through: "2026-04-17")
        #expect(stage.letters == ["2026-04-16 L1 email 250.00"])
    }

    @Test("What nobody can be reached about is accounted for beside the message about the rest")
    func accountedFor() throws {
        var stage = Stage(from: "2026-04-01")
        let history = DeclaredStep(step: "L2", rank: 2, on: day("2026-03-19"))
        let parts = [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 100_000)]
        try stage.know(
            .customerRecorded(mailOnly),
            .invoiceIssued(
                Invoice(id: InvoiceID("A"), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur, receivables: parts),
                declared: history),
            invoice("B", [("2026-03-27", 25_000)]), invoice("C", [("2026-04-06", 30_000)]))
        let plan = stage.plan("2026-04-01")
        #expect(plan.actions.map(\.step) == ["L1"])
        #expect(plan.skipped.map { "\($0.receivable.invoice) \($0.reason)" } == ["A noAddress"])
        #expect(plan.tasks.map(\.kind) == [.findAddress])
    }

    @Test("A notice leaves although a letter has no address, and the letter is accounted for")
    func noticeBesideTask() throws {
        var stage = Stage(from: "2026-04-01")
        let history = DeclaredStep(step: "L2", rank: 2, on: day("2026-03-19"))
        let parts = [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 100_000)]
        try stage.know(
            .customerRecorded(mailOnly),
            .invoiceIssued(
                Invoice(id: InvoiceID("A"), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur, receivables: parts),
                declared: history),
            invoice("C", [("2026-04-06", 30_000)]))
        let plan = stage.plan("2026-04-01")
        #expect(plan.actions.map(\.step) == ["notice"])
        #expect(plan.skipped.map { "\($0.receivable.invoice) \($0.reason)" } == ["A noAddress"])
        #expect(plan.tasks.map(\.kind) == [.findAddress])
    }

    @Test("Without any address in two currencies, a range of days can still be played")
    func twoCurrencies() throws {
        var stage = Stage(from: "2026-03-05")
        try stage.know(
            .customerRecorded(Customer(id: CustomerID("C1"), name: "Introuvable")),
            invoice("E", [("2026-03-02", 50_000)]), invoice("U", [("2026-03-02", 50_000)], .usd))
        try stage.run(through: "2026-03-10")
        #expect(stage.sent.map(\.action.channel) == [.task, .task])
    }

    @Test("A step that wants approval has it although a higher one speaks for the message")
    func approvalOfLowerStep() throws {
        var steps = Scenario.fixtureP.steps
        let second = steps[2]
        steps[2] = Step(
            id: second.id, rank: second.rank, offsetDays: second.offsetDays, channel: second.channel,
            template: second.template, tone: second.tone, approval: .always)
        var stage = Stage(scenario(steps), from: "2026-04-16")
        let history = DeclaredStep(step: "L3", rank: 3, on: day("2026-04-01"))
        let older = DeclaredStep(step: "L1", rank: 1, on: day("2026-04-01"))
        for (number, declared) in [("A", history), ("B", older)] {
            let parts = [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 100_000)]
            try stage.know(
                .invoiceIssued(
                    Invoice(id: InvoiceID(number), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur, receivables: parts),
                    declared: declared))
        }
        let action = try #require(stage.plan("2026-04-16").actions.first)
        #expect(action.step == "L4" && action.approval == .step("L2"))
    }

    @Test("The fixed sum of an invoice is asked once, by an instalment that asks for it")
    func indemnityOnce() throws {
        var stage = Stage(.fixtureP(askingFrom: 2), from: "2026-02-20")
        // The first instalment comes back at L1 while the second one, paid for by nobody, is at L2.
        try stage.know(invoice("A", [("2026-03-02", 10_000), ("2026-03-03", 20_000)]))
        try stage.pay(10_000, on: "2026-02-20", invoice: "A")
        try stage.run(through: "2026-03-17")
        try stage.know(
            .creditReturned(CustomerID("C1"), CreditKey(kind: .payment, id: CreditID("R1")), on: day("2026-03-18"), reason: "AM04"))
        let action = try #require(stage.plan("2026-03-18").actions.first)
        #expect(action.lines.map(\.step) == ["L1", "L2"])
        #expect(action.lines.map(\.indemnity) == [0, 4000])
    }

    @Test("The fixed sum is asked by an instalment that is late, not by one that money at hand paid in time")
    func indemnityOfTheLateOne() throws {
        var stage = Stage(.fixtureP(askingFrom: 2), from: "2026-02-20")
        try stage.know(invoice("A", [("2026-03-02", 10_000), ("2026-03-03", 20_000)]))
        // Money without an invoice stays at hand: it pays the first instalment on its due date, and none of the second.
        try stage.pay(10_000, on: "2026-03-02")
        try stage.run(through: "2026-03-17")
        let action = try #require(stage.plan("2026-03-18").actions.first)
        #expect(action.lines.map(\.step) == ["L2", "L2"])
        #expect(action.lines.map(\.indemnity) == [0, 4000])
        #expect(action.lines.map { $0.interest > 0 } == [false, true])
    }

    @Test("Amounts that no sum can hold wait for a person")
    func absurdAmounts() throws {
        var stage = Stage(from: "2026-03-05")
        let absurd: Int64 = 6_000_000_000_000_000_000
        try stage.know(invoice("A", [("2026-03-02", absurd)]), invoice("B", [("2026-03-02", absurd)]))
        #expect(stage.plan("2026-03-05").actions.map(\.amount) == [.max])
        #expect(stage.plan("2026-03-05").actions.map(\.approval) == [.amount(.max, .eur)])
    }
}
