import Ledger
import Matching
import SQL
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

@Suite("The back-test of matching judges by what movements are now taken for", .serialized)
struct MatchBacktestTests {
    private static let today = day("2026-11-25")

    /// Payments of a table, then their movements.
    private func stage(_ database: any Database) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(
            Table.customers("C1,Menuiserie Lefèvre,compta@lefevre.example,,FR", "C2,Garage Martin SARL,compta@martin.example,,FR"))
        try await stage.take(
            Table.invoices(
                "FA-2026-101,C1,2026-09-01,2026-10-01,1200.00,EUR", "FA-2026-102,C1,2026-09-15,2026-10-15,300.00,EUR",
                "FA-2026-103,C2,2026-09-15,2026-10-15,450.50,EUR"))
        try await stage.take(
            Table.payments(
                "RG-1,C1,2026-11-18,1200.00,EUR,FA-2026-101", "RG-2,C1,2026-11-18,300.00,EUR,", "RG-3,C2,2026-11-19,450.50,EUR,FA-2026-103"))
        try await stage.take(
            StatementText.cfonb(
                from: "2026-11-17", opening: 0, until: "2026-11-19",
                [
                    ("2026-11-18", 1200_00, "VIR MENUISERIE LEFEVRE FA101"), ("2026-11-18", 300_00, "VIR MENUISERIE LEFEVRE FA-2026-102"),
                    ("2026-11-19", 450_50, "VIR GARAGE MARTIN SARL"),
                ]))
        return stage
    }

    private func backtest(_ stage: IntakeStage) async throws -> MatchBacktest {
        try await stage.world.desk.backtestMatching(stage.company, from: day("2026-01-01"), through: Self.today)
    }

    @Test("A payment of the books that its movement is recognised as is right, settled by the file or by the movement", arguments: TestEngine.allCases)
    func recognised(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let found = try await stage.world.desk.match(stage.company, on: day("2026-11-20"), by: "test").entries
            #expect(found.map(\.outcome) == [.post, .post, .post])
            let past = try await backtest(stage)
            #expect([past.movements, past.payments, past.posted, past.right, past.firstRight] == [3, 3, 3, 3, 3], "\(past.wrong)")
            #expect(past.wrong.isEmpty)
        }
    }

    @Test("What a person took for something else is told, with what it would have been", arguments: TestEngine.allCases)
    func wrong(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let desk = stage.world.desk
            let found = try await desk.match(stage.company, on: day("2026-11-20"), by: "test").entries
            let moved = try #require(found.first { $0.booked.entry.amount == 450_50 }).booked.entry.id
            try await desk.setAside(moved, reason: "interne", in: stage.company, on: Self.today, by: "anne")
            let other = try #require(found.first { $0.booked.entry.amount == 300_00 }).booked.entry.id
            let request = AllocationRequest(
                entry: other, parts: [.init(InvoiceID("FA-2026-102"), 200_00)], customer: CustomerID("C1"), beside: [CreditID("RG-2")])
            _ = try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne")
            let past = try await backtest(stage)
            #expect(past.right == 1 && past.posted - past.right == past.wrong.count)
            let told = try #require(past.wrong.first { $0.entry.id == other })
            #expect(told.settled.map { "\($0.customer) \($0.receivable?.invoice.text ?? "") \($0.amount)" } == ["C1 FA-2026-102 20000"])
            #expect(told.proposed != told.settled && !told.proposed.isEmpty)
        }
    }
}
