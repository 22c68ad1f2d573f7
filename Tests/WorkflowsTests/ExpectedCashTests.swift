import Dunning
import Ledger
import Matching
import SQL
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

@Suite("Plan and explanation count the money that came, before anybody matched it", .serialized)
struct ExpectedCashTests {
    private static let today = day("2026-11-20")

    /// One payment that is sure, one of which two customers may be the payer, and customers who paid nothing.
    private func stage(_ database: any Database) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(
            Table.customers(
                "C1,Menuiserie Lefèvre,compta@lefevre.example,,FR", "C2,Garage Martin SARL,compta@martin.example,,FR",
                "D1,Durand & Fils,a@d1.example,,FR", "D2,Durand Frères,a@d2.example,,FR"))
        try await stage.take(
            Table.invoices(
                "FA-101,C1,2026-09-01,2026-10-01,1200.00,EUR", "FA-102,C1,2026-09-15,2026-10-15,300.00,EUR",
                "FA-103,C2,2026-09-10,2026-10-10,450.50,EUR", "FA-201,D1,2026-09-01,2026-10-01,990.00,EUR",
                "FA-202,D2,2026-09-01,2026-10-01,990.00,EUR"))
        try await stage.take(
            StatementText.cfonb(
                from: "2026-11-18", opening: 0, until: "2026-11-19",
                [("2026-11-19", 1200_00, "VIR MENUISERIE LEFEVRE FA101"), ("2026-11-19", 990_00, "VIR DURAND")]),
            on: "2026-11-20")
        return stage
    }

    /// Plans the day, then runs it: what is planned is done.
    private func runAsPlanned(_ stage: IntakeStage) async throws -> DayPlan {
        let plan = try await stage.world.desk.plan(stage.company, on: Self.today)
        let report = try await stage.world.run("2026-11-20")
        #expect(report.outcomes.map(\.action) == plan.actions)
        #expect(report.skipped == plan.skipped)
        return plan
    }

    private func reason(_ invoice: String, _ stage: IntakeStage) async throws -> SkipReason? {
        try await stage.world.desk.explain(InvoiceID(invoice), in: stage.company, on: Self.today).verdicts.first?.skipped
    }

    @Test("A plan is what the run then does, and records nothing", arguments: TestEngine.allCases)
    func planned(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let facts = try await stage.facts()
            let plan = try await stage.world.desk.plan(stage.company, on: Self.today)
            let days = try await stage.world.desk.plan(stage.company, from: Self.today, through: Self.today)
            #expect(try await stage.facts() == facts)
            #expect(plan.actions.flatMap { $0.asked.map(\.receivable.invoice.text) }.sorted() == ["FA-102", "FA-103"])
            #expect(plan.skipped.filter { $0.reason == .paymentBeingIdentified }.map(\.receivable.invoice.text).sorted() == ["FA-201", "FA-202"])
            #expect(days.first?.actions == plan.actions)
            #expect(try await runAsPlanned(stage).actions == plan.actions)
            try await stage.check()
        }
    }

    @Test("An explanation says the same before the run as after it", arguments: TestEngine.allCases)
    func explained(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let facts = try await stage.facts()
            let wanted: [(String, SkipReason?)] = [
                ("FA-101", .paid), ("FA-102", nil), ("FA-103", nil), ("FA-201", .paymentBeingIdentified),
            ]
            for (invoice, skipped) in wanted {
                // What is asked with a message has no reason to be left alone.
                let found = try await reason(invoice, stage)
                #expect(found == skipped, "\(invoice)")
            }
            #expect(try await stage.facts() == facts)
            _ = try await stage.world.run("2026-11-20")
            for (invoice, skipped) in wanted { #expect(try await reason(invoice, stage) == skipped, "\(invoice)") }
        }
    }

    @Test("Money that went back is owed again in the plan", arguments: TestEngine.allCases)
    func returned(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            _ = try await stage.world.desk.match(stage.company, on: Self.today, by: "test")
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 2190_00, until: "2026-11-20",
                    [("2026-11-20", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE FA101")]))
            let plan = try await runAsPlanned(stage)
            let debit = try await stage.world.desk.match(stage.company, on: Self.today, isDryRun: true, by: "test").entries
            let isPosted = !debit.contains { $0.booked.entry.amount < 0 }
            #expect(plan.actions.contains { $0.asked.contains { $0.receivable.invoice.text == "FA-101" } } == isPosted)
            try await stage.check()
        }
    }

    @Test("Money that came and went back before anybody looked is owed, and the plan says so", arguments: TestEngine.allCases)
    func cameAndWent(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 2190_00, until: "2026-11-20",
                    [("2026-11-20", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE FA101")]))
            _ = try await runAsPlanned(stage)
            let waiting = try await stage.world.desk.match(stage.company, on: Self.today, isDryRun: true, by: "test").entries
            let debit = waiting.first { $0.booked.entry.amount < 0 }
            #expect(debit?.explanation?.returned.map(\.customer.text) ?? ["C1"] == ["C1"])
            #expect(try await stage.openItems().contains("C1 FA-101 1200.00 EUR") == (debit == nil))
            try await stage.check()
        }
    }
}
