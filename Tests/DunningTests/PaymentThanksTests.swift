import Dunning
import Ledger
import Testing
import Values

@Suite("Thank-you notes for what was asked")
struct PaymentThanksTests {
    /// Two invoices that were reminded of on 5 March, the bigger one alone again on the 17th.
    private func reminded(_ scenario: Scenario = .fixtureP, second: Int64 = 50_000) throws -> Stage {
        var stage = Stage(scenario)
        try stage.know(invoice("A", [("2026-03-02", 100_000)]), invoice("B", [("2026-03-02", second)]))
        try stage.run(through: "2026-03-06")
        return stage
    }

    private func thanks(_ stage: Stage) -> [String] {
        stage.sent.filter { $0.action.template == "thanks" }.map { on, action in
            guard case .paidInFull(let settled)? = action.reasons.first else { return "\(on.iso) \(action.step)" }
            return "\(on.iso) " + settled.map(\.invoice.text).joined(separator: " ")
        }
    }

    @Test("All that reminders asked is paid: one thank-you, on the next working day, for all of it")
    func once() throws {
        var stage = try reminded()
        try stage.pay(100_000, on: "2026-03-09", invoice: "A")
        try stage.run(through: "2026-03-12")
        #expect(thanks(stage).isEmpty)
        try stage.pay(50_000, on: "2026-03-13", invoice: "B")
        try stage.run(through: "2026-07-31")
        #expect(thanks(stage) == ["2026-03-13 A B"])
        #expect(stage.sent.last?.action.step.hasPrefix("thanks:") == true && stage.sent.last?.action.amount == 0)
    }

    @Test("Money of a Friday evening is thanked for on Monday, money of two weeks ago no more", arguments: [
        ("2026-03-13", "2026-03-14", ["2026-03-16 A B"]), ("2026-03-06", "2026-03-13", ["2026-03-13 A B"]),
        ("2026-03-06", "2026-03-16", []),
    ])
    func window(paid: String, known: String, expected: [String]) throws {
        var stage = try reminded()
        try stage.run(through: day(known).adding(days: -1).iso)
        for (number, amount) in [("A", Int64(100_000)), ("B", 50_000)] { try stage.pay(amount, on: paid, invoice: number) }
        try stage.run(through: "2026-05-31")
        #expect(thanks(stage) == expected)
    }

    @Test("What was paid weeks before the rest is not spoken of again")
    func partsApart() throws {
        var stage = try reminded()
        try stage.pay(100_000, on: "2026-03-09", invoice: "A")
        try stage.run(through: "2026-03-24")
        try stage.pay(50_000, on: "2026-03-24", invoice: "B")
        try stage.run(through: "2026-04-30")
        #expect(thanks(stage) == ["2026-03-25 B"])
    }

    /// What keeps a customer from being thanked.
    enum Obstacle: String, CaseIterable {
        case writtenOff, creditNote, unallocated, otherLate, disputed, pending, muted, invoiceHeld, promised, nobodyThanks
    }

    @Test("Nobody is thanked who did not pay it all with money, or to whom something else is to be said", arguments: Obstacle.allCases)
    func obstacle(obstacle: Obstacle) throws {
        var stage = try reminded(obstacle == .nobodyThanks ? .fixtureP(askingFrom: 9) : .fixtureP)
        try stage.pay(100_000, on: "2026-03-09", invoice: "A")
        switch obstacle {
        case .writtenOff:
            try stage.know(
                .receivableWrittenOff(
                    CustomerID("C1"), ReceivableID(invoice: InvoiceID("B"), rank: 1), amount: 50_000, on: day("2026-03-09"), reason: "perte"))
        case .creditNote: try stage.pay(50_000, on: "2026-03-09", invoice: "B", kind: .creditNote)
        case .unallocated: try stage.pay(50_000, on: "2026-03-09")
        case .otherLate:
            try stage.know(invoice("C", [("2026-03-08", 5_000)]))
            try stage.pay(50_000, on: "2026-03-09", invoice: "B")
        case .disputed, .muted, .invoiceHeld, .promised, .pending, .nobodyThanks:
            try stage.pay(50_000, on: "2026-03-09", invoice: "B")
        }
        switch obstacle {
        case .disputed:
            try stage.know(invoice("C", [("2026-05-08", 5_000)]), hold(.dispute, "D", from: "2026-03-09", invoice: "C"))
        case .muted: try stage.know(hold(.mute, "M", from: "2026-03-07"))
        case .invoiceHeld: try stage.know(hold(.hold, "H", from: "2026-03-07", until: "2026-06-30", invoice: "A"))
        case .promised:
            try stage.know(
                invoice("C", [("2026-05-08", 5_000)]),
                hold(.promise, "P", from: "2026-03-08", until: "2026-03-27", amount: 900_000, covers: ["A", "C"]))
        case .pending:
            try stage.know(
                .bank(
                    .receiptPending(
                        PendingReceipt(
                            customer: CustomerID("C1"), entry: EntryID("E1"), currency: .eur, amount: 1_000,
                            invoices: [], on: day("2026-03-06")))))
        case .writtenOff, .creditNote, .unallocated, .otherLate, .nobodyThanks: break
        }
        try stage.run(through: "2026-03-31")
        #expect(thanks(stage).isEmpty)
    }

    @Test("Without an obstacle that same customer is thanked")
    func noObstacle() throws {
        var stage = try reminded()
        try stage.pay(100_000, on: "2026-03-09", invoice: "A")
        try stage.pay(50_000, on: "2026-03-09", invoice: "B")
        try stage.run(through: "2026-03-31")
        #expect(thanks(stage) == ["2026-03-09 A B"])
    }

    @Test("After a formal step nobody is thanked, also for what was only reminded of", arguments: [true, false])
    func formal(isFormal: Bool) throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 100_000)]), invoice("B", [("2026-03-20", 50_000)]))
        try stage.run(through: isFormal ? "2026-04-17" : "2026-04-14")
        try stage.pay(100_000, on: isFormal ? "2026-04-20" : "2026-04-15", invoice: "A")
        try stage.pay(50_000, on: isFormal ? "2026-04-20" : "2026-04-15", invoice: "B")
        try stage.run(through: "2026-05-31")
        #expect(thanks(stage) == (isFormal ? [] : ["2026-04-15 A B"]))
    }

    @Test("A declared formal step counts, a declared reminder keeps nobody from being thanked", arguments: [(2, 1), (4, 0)])
    func declared(rank: Int, count: Int) throws {
        var stage = Stage()
        guard case .invoiceIssued(let issued, _) = invoice("A", [("2026-02-20", 100_000)]) else { return }
        try stage.know(
            .invoiceIssued(issued, declared: DeclaredStep(step: "elsewhere", rank: rank, on: day("2026-03-01"))),
            invoice("B", [("2026-03-02", 50_000)]))
        try stage.run(through: "2026-03-23")
        try stage.pay(100_000, on: "2026-03-24", invoice: "A")
        try stage.pay(50_000, on: "2026-03-24", invoice: "B")
        try stage.run(through: "2026-04-30")
        // Declared as formal, nothing is asked of A any more: it is B that was asked.
        #expect(thanks(stage).count == (rank == 4 ? 1 : count))
        if rank == 4 { #expect(thanks(stage) == ["2026-03-24 B"]) }
    }

    @Test("Interest that was asked is not paid by paying the invoice; waived, it stands in nobody's way", arguments: [false, true])
    func accessories(isWaived: Bool) throws {
        let base = Scenario.fixtureP
        let asking = Scenario(
            id: base.id, version: 1, name: "P", steps: base.steps, accessories: AccessoryPolicy(askedFromRank: 1), thanks: ThanksPolicy())
        var stage = try reminded(asking)
        if isWaived {
            for number in ["A", "B"] { try stage.know(.accessoriesWaived(CustomerID("C1"), InvoiceID(number), reason: "geste")) }
        }
        try stage.pay(100_000, on: "2026-03-09", invoice: "A")
        try stage.pay(50_000, on: "2026-03-09", invoice: "B")
        try stage.run(through: "2026-03-31")
        #expect(thanks(stage).isEmpty != isWaived)
    }

    @Test("Interest that was perhaps asked, by a message of which nobody knows whether it left, counts as asked", arguments: [true, false])
    func perhapsAsked(isUncertain: Bool) throws {
        let base = Scenario.fixtureP
        let asking = Scenario(
            id: base.id, version: 1, name: "P", steps: base.steps, accessories: AccessoryPolicy(askedFromRank: 2), thanks: ThanksPolicy())
        var stage = try reminded(asking)
        try stage.run(through: "2026-03-17")
        let last = try #require(stage.account.messages.last)
        #expect(last.step == "L2")
        try stage.know(
            .messageMoved(
                MessageMove(
                    customer: CustomerID("C1"), message: last.id, state: isUncertain ? "uncertain" : "cancelled",
                    standing: isUncertain ? .uncertain : .failed)))
        try stage.pay(100_000, on: "2026-03-18", invoice: "A")
        try stage.pay(50_000, on: "2026-03-18", invoice: "B")
        try stage.run(through: "2026-03-31")
        #expect(thanks(stage) == (isUncertain ? [] : ["2026-03-18 A B"]))
    }

    @Test("Undone and done again, the same payment is thanked for once; asked again and paid again, twice")
    func cycles() throws {
        var stage = try reminded()
        try stage.pay(50_000, on: "2026-03-09", invoice: "B")
        try stage.pay(100_000, on: "2026-03-09", invoice: "A")
        try stage.run(through: "2026-03-10")
        #expect(thanks(stage) == ["2026-03-09 A B"])
        let number = stage.account.lastAllocation
        let made = try #require(stage.account.allocations.last)
        try stage.know(.allocationReversed(CustomerID("C1"), number: number, on: day("2026-03-11")))
        try stage.run(through: "2026-03-11")
        try stage.know(
            .allocationMade(
                CustomerID("C1"),
                Allocation(number: number + 1, credit: made.credit, receivable: made.receivable, amount: made.amount, on: day("2026-03-12"))))
        try stage.run(through: "2026-03-13")
        #expect(thanks(stage).count == 1)

        try stage.know(.creditReturned(CustomerID("C1"), made.credit, on: day("2026-03-16"), reason: "AM04"))
        try stage.run(through: "2026-03-18")
        #expect(stage.letters.last == "2026-03-17 L2 email 1000.00")
        try stage.pay(100_000, on: "2026-03-19", invoice: "A")
        try stage.run(through: "2026-05-31")
        #expect(thanks(stage) == ["2026-03-09 A B", "2026-03-19 A"])
    }

    @Test("A promise kept by the payment is thanked for, and the payment not again")
    func promiseToo() throws {
        var stage = try reminded()
        try stage.know(hold(.promise, "P1", from: "2026-03-09", until: "2026-03-20", amount: 150_000, covers: ["A", "B"]))
        try stage.run(through: "2026-03-17")
        try stage.pay(100_000, on: "2026-03-18", invoice: "A")
        try stage.pay(50_000, on: "2026-03-18", invoice: "B")
        try stage.run(through: "2026-07-31")
        #expect(thanks(stage) == ["2026-03-18 thanks:P1"])
    }

    @Test("What was only announced before its due date is not thanked for")
    func notice() throws {
        var stage = Stage()
        try stage.know(invoice("A", [("2026-03-02", 100_000)]))
        try stage.run(through: "2026-02-26")
        try stage.pay(100_000, on: "2026-02-27", invoice: "A")
        try stage.run(through: "2026-04-30")
        #expect(stage.letters == ["2026-02-25 notice email 1000.00"])
    }

    @Test("On a day with a notice the thank-you waits for the next one")
    func besideANotice() throws {
        var stage = try reminded()
        try stage.know(invoice("C", [("2026-03-16", 5_000)]))
        try stage.pay(100_000, on: "2026-03-11", invoice: "A")
        try stage.pay(50_000, on: "2026-03-11", invoice: "B")
        try stage.run(through: "2026-03-12")
        #expect(stage.letters.suffix(1) == ["2026-03-11 notice email 50.00"] || stage.letters.contains("2026-03-11 notice email 50.00"))
        #expect(thanks(stage) == ["2026-03-12 A B"])
    }

    @Test("A restore without its journal lets a person agree to what may have been said")
    func journalMissing() throws {
        var stage = try reminded()
        try stage.pay(100_000, on: "2026-03-09", invoice: "A")
        try stage.pay(50_000, on: "2026-03-09", invoice: "B")
        let rules = PlanningRules(
            profile: stage.rules.profile, scenarios: stage.rules.scenarios, defaultScenario: stage.rules.defaultScenario,
            accessories: .none, heldThrough: day("2026-03-09"))
        #expect(Planner.plan(stage.rehearsal.book, on: day("2026-03-10"), rules: rules).actions.map(\.approval) == [.journalMissing])
    }
}
