import Ledger
import Matching
import SQL
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

@Suite("A transfer of a group that the books hold as payments of its companies counts once", .serialized)
struct GroupPaymentTests {
    private static let today = day("2026-11-20")
    private static let rows = Table.payments("RG-7/1,C6,2026-11-19,640.00,EUR,FA-2026-107", "RG-7/2,C7,2026-11-19,512.45,EUR,FA-2026-108")
    private static let customers = Table.customers(
        "C5,Holding Castel,a@castel.example,,FR", "C6,Castel Nord Distribution,b@castel.example,,FR",
        "C7,Castel Sud Distribution,c@castel.example,,FR")
    private static let invoices = Table.invoices(
        "FA-2026-107,C6,2026-09-01,2026-10-01,640.00,EUR", "FA-2026-108,C7,2026-09-15,2026-10-15,512.45,EUR")

    private func stage(_ database: any Database) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(Self.customers)
        try await stage.take(Self.invoices)
        return stage
    }

    /// The bank tells of the transfer. Answers what is thought of it.
    private func tell(_ stage: IntakeStage, _ label: String) async throws -> MatchedEntry {
        try await stage.take(
            StatementText.cfonb(from: "2026-11-18", opening: 0, until: "2026-11-19", [("2026-11-19", 1152_45, label)]))
        return try #require(try await match(stage).first)
    }

    private func match(_ stage: IntakeStage) async throws -> [MatchedEntry] {
        try await stage.world.desk.match(stage.company, on: Self.today, by: "test").entries
    }

    private static let known = ["C6 RG-7/1", "C7 RG-7/2"]

    private func recognised(_ shares: [ProposedShare]) -> [String] {
        shares.compactMap { share in share.recognised.map { "\(share.customer) \($0.id)" } }.sorted()
    }

    @Test("Told by the books before, whether the movement names their invoices or nothing", arguments: TestEngine.allCases)
    func booksFirst(engine: TestEngine) async throws {
        for label in ["VIR HOLDING CASTEL", "VIR FA-2026-107 FA-2026-108"] {
            try await engine.withDatabase { database in
                let stage = try await stage(database)
                try await stage.take(Self.rows)
                let found = try await tell(stage, label)
                let explanation = try #require(found.explanation)
                #expect(found.outcome != .none && recognised(explanation.shares) == Self.known)
                let all = [explanation.shares] + found.alternatives.map(\.shares)
                #expect(Set(all).count == all.count)
                let id = found.booked.entry.id
                let desk = stage.world.desk
                if found.outcome == .suggest {
                    // As other money only when somebody says so.
                    let request = AllocationRequest(entry: id, customer: CustomerID("C5"))
                    await #expect(throws: DeskError.self) { try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne") }
                    _ = try await desk.accept(id, in: stage.company, on: Self.today, by: "anne")
                }
                #expect(try await desk.bankEntry(id, in: stage.company).shares.map(\.isRecognised) == [true, true])
                #expect(try await stage.openItems().isEmpty)
                _ = try await desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
                #expect(try await stage.openItems().isEmpty)
                let other = AllocationRequest(entry: id, customer: CustomerID("C5"), beside: [CreditID("RG-7/1"), CreditID("RG-7/2")])
                _ = try await desk.allocate(other, in: stage.company, on: Self.today, by: "anne")
                #expect(try await stage.openItems() == ["C5 credit 1152.45 EUR"])
                try await stage.check()
            }
        }
    }

    @Test("Told by the books after the bank, and the movement undone: it is the payments of the books again", arguments: TestEngine.allCases)
    func bankFirst(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let found = try await tell(stage, "VIR FA-2026-107 FA-2026-108")
            let id = found.booked.entry.id
            let desk = stage.world.desk
            if found.outcome != .post { _ = try await desk.accept(id, in: stage.company, on: Self.today, by: "anne") }
            #expect(try await stage.take(Self.rows).counts == [2, 0, 0, 2, 0])
            #expect(try await stage.openItems().isEmpty)
            _ = try await desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems().isEmpty)
            let again = try #require(try await match(stage).first)
            #expect(again.outcome == .suggest && recognised(again.explanation?.shares ?? []) == Self.known)
            let elsewhere = AllocationRequest(entry: id, customer: CustomerID("C5"))
            await #expect(throws: DeskError.self) { try await desk.allocate(elsewhere, in: stage.company, on: Self.today, by: "anne") }
            _ = try await desk.accept(id, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems().isEmpty)
            try await stage.check()
        }
    }

    @Test("Payments of several customers that are not of one day or of one name are not one transfer", arguments: ["RG-8/2,C7,2026-11-19", "RG-7/2,C7,2026-11-18"])
    func apart(second: String) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await stage(database)
            try await stage.take(Table.payments("RG-7/1,C6,2026-11-19,640.00,EUR,", second + ",512.45,EUR,"))
            let found = try await tell(stage, "VIR HOLDING CASTEL")
            #expect(([found.explanation].compactMap { $0 } + found.alternatives).allSatisfy { recognised($0.shares).isEmpty })
        }
    }
}
