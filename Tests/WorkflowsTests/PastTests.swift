import Dunning
import Ledger
import SQL
import ScenarioFiles
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Looking back", .serialized)
struct PastTests {
    private static func allocation(_ number: Int, _ credit: Credit, _ invoice: String, _ amount: Int64) -> FactBody {
        .allocationMade(
            CustomerID("C1"),
            Allocation(
                number: number, credit: credit.key, receivable: ReceivableID(invoice: InvoiceID(invoice), rank: 1), amount: amount,
                on: credit.on))
    }

    @Test("Payments taken in out of order, ahead of the invoice or sent back are replayed as they were", arguments: TestEngine.allCases)
    func backtest(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let late = payment("R1", 60_000, on: "2026-03-20")
            let early = payment("R2", 30_000, on: "2026-02-25")
            let deposit = payment("R3", 20_000, on: "2026-01-10")
            let bounced = payment("R4", 10_000, on: "2026-03-04")
            try await world.know(
                customer("C1"), invoice("A", due: "2026-03-02", 60_000), invoice("B", due: "2026-03-02", 30_000),
                invoice("D", due: "2026-03-02", 20_000), invoice("E", due: "2026-03-02", 10_000), .creditRecorded(late),
                .creditRecorded(early), .creditRecorded(deposit), .creditRecorded(bounced), Self.allocation(1, late, "A", 60_000),
                Self.allocation(2, early, "B", 30_000), Self.allocation(3, deposit, "D", 20_000),
                Self.allocation(4, bounced, "E", 10_000),
                .creditReturned(CustomerID("C1"), bounced.key, on: day("2026-03-10"), reason: "AM04"), on: "2026-06-01")
            let yaml = """
                id: once
                name: Once
                interest: { regime: NONE }
                steps:
                  - { id: L1, offset: 3, channel: email, template: courteous }
                """
            let report = try await world.desk.backtest(yaml, in: world.company, from: day("2026-03-01"), through: day("2026-04-30"))
            // On 03-05 A alone; E on 03-10, when its payment came back.
            #expect(report.messages == [BacktestCount(step: "L1", channel: "email", count: 2)])
            #expect(report.asked.map(\.amount) == [70_000])
        }
    }

    @Test("A past day is explained by the scenario that decided it, whenever that was recorded", arguments: TestEngine.allCases)
    func explainedLater(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let yaml = """
                id: eleven
                name: Eleven
                interest: { regime: NONE }
                steps:
                  - { id: E1, offset: 11, channel: email, template: courteous }
                """
            _ = try await world.desk.addScenario(yaml, to: world.company, isDefault: true, on: day("2026-11-22"), by: "test")
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            let before = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-13"))
            #expect(before.verdicts.map(\.action?.step) == ["E1"])
            _ = try await world.run(from: "2026-03-12", through: "2026-03-13")
            _ = try await world.desk.addScenario(
                yaml.replacing("offset: 11", with: "offset: 4"), to: world.company, isDefault: true, on: day("2026-11-22"), by: "test")
            for current in ["2026-03-12", "2026-03-13"] {
                let told = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day(current))
                #expect(told.verdicts.map(\.action?.step) == [current == "2026-03-13" ? "E1" : nil])
            }
        }
    }

    @Test("A day on which nothing was written is explained as the run left it, whatever came later that day", arguments: TestEngine.allCases)
    func explainedSilence(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            let dispute = HoldRequest(
                kind: .dispute, customer: CustomerID("C1"), invoice: InvoiceID("A"), from: day("2026-03-17"), reason: "qualité")
            _ = try await world.desk.place(dispute, in: world.company, by: "anne")
            #expect(try await world.run("2026-03-17").outcomes.isEmpty)
            _ = try await world.desk.release(
                .dispute, of: CustomerID("C1"), invoice: InvoiceID("A"), in: world.company, on: day("2026-03-17"), by: "anne")
            let told = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-17"))
            #expect(told.verdicts.map(\.action?.step) == [nil])
            #expect(told.verdicts.map(\.skipped) == [.disputed])
            // Played again that day, the reminder leaves, and is explained.
            #expect(try await world.run("2026-03-17").outcomes.map(\.action.step) == ["L2"])
            let again = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-17"))
            #expect(again.verdicts.map(\.action?.step) == ["L2"])
        }
    }

    @Test("A FEC counts as news of payments", arguments: TestEngine.allCases)
    func fecIsFresh(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            var strict = try await world.desk.book(world.company).profile
            strict.policy.freshnessDays = 3
            let fec = ImportReceipt(
                id: ImportID("f"), file: "fec.txt", kind: "fec", rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0)
            try await world.know(
                .companyDescribed(strict), customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            try await world.know(.importRecorded(fec), on: "2026-03-16")
            #expect(try await world.desk.plan(world.company, on: day("2026-03-17")).actions.map(\.approval) == [nil])
            let told = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-17"))
            #expect(told.verdicts.compactMap(\.action).map(\.approval) == [nil])
            #expect(try await world.desk.plan(world.company, on: day("2026-03-23")).actions.map(\.approval?.code) == ["payments_not_fresh"])
        }
    }

    @Test("A dispute on all that is open is one on the whole, and stops the clock", arguments: TestEngine.allCases)
    func wholeByAmount(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 200_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            _ = try await world.desk.place(
                HoldRequest(
                    kind: .dispute, customer: CustomerID("C1"), invoice: InvoiceID("A"), from: day("2026-03-10"), amount: "2000.00",
                    reason: "qualité"), in: world.company, by: "anne")
            _ = try await world.desk.release(
                .dispute, of: CustomerID("C1"), invoice: InvoiceID("A"), in: world.company, on: day("2026-03-31"), by: "anne")
            #expect(try await world.run(from: "2026-03-31", through: "2026-04-08") == ["2026-04-07 L2 email 2000.00 accepted"])
        }
    }

    @Test("A promise of a customer covers what is open in every currency, unless it names an amount", arguments: TestEngine.allCases)
    func promiseOfCurrencies(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let dollars = Invoice(
                id: InvoiceID("U"), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .usd,
                receivables: [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 5_000)])
            let credit = Credit(
                id: CreditID("X"), kind: .payment, customer: CustomerID("C1"), on: day("2026-02-01"), currency: try #require(Currency(code: "CHF")), amount: 100)
            try await world.know(
                customer("C1"), invoice("A", due: "2026-03-02", 60_000), .invoiceIssued(dollars, declared: nil),
                .creditRecorded(credit), on: "2026-02-20")
            func covers(_ amount: String?) async throws -> [String] {
                let request = HoldRequest(
                    kind: .promise, customer: CustomerID("C1"), from: day("2026-03-03"), until: day("2026-03-20"), amount: amount,
                    reason: "tel")
                return try await world.desk.place(request, in: world.company, by: "anne").hold.covers.map(\.text).sorted()
            }
            #expect(try await covers(nil) == ["A", "U"])
            #expect(try await covers("600.00") == ["A"])
        }
    }
}
