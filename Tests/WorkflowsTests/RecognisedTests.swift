import Ledger
import Matching
import SQL
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

@Suite("A payment that the books have is its movement's, whatever is decided", .serialized)
struct RecognisedTests {
    private static let today = day("2026-11-20")
    private static let movement: (on: String, amount: Int64, label: String) = ("2026-11-19", 1200_00, "VIR LEFEVRE FA-2026-101")

    /// A payment of a customer that owes two invoices; then its movement.
    private func stage(
        _ database: any Database, _ movement: (on: String, amount: Int64, label: String) = movement, for invoice: String
    ) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(
            Table.customers("C1,Menuiserie Lefèvre,compta@lefevre.example,,FR", "C2,Garage Martin SARL,compta@martin.example,,FR"))
        try await stage.take(
            Table.invoices("FA-2026-101,C1,2026-09-01,2026-10-01,1200.00,EUR", "FA-2026-102,C1,2026-09-15,2026-10-15,300.00,EUR"))
        let amount = Money(minor: movement.amount, .eur).description.split(separator: " ")[0]
        try await stage.take(Table.payments("RG-1,C1,2026-11-18,\(amount),EUR,\(invoice)"))
        try await stage.take(StatementText.cfonb(from: "2026-11-18", opening: 0, until: "2026-11-19", [movement]))
        return stage
    }

    private func match(_ stage: IntakeStage) async throws -> [MatchedEntry] {
        try await stage.world.desk.match(stage.company, on: Self.today, by: "test").entries
    }

    private static let before = ["C1 FA-2026-101 1200.00 EUR", "C1 FA-2026-102 300.00 EUR", "C1 credit 1200.00 EUR"]
    private static let after = ["C1 FA-2026-102 300.00 EUR"]

    /// The bank takes the money back. Answers by which movement.
    private func goBack(_ stage: IntakeStage) async throws -> EntryID {
        try await stage.take(
            StatementText.cfonb(
                from: "2026-11-19", opening: 1200_00, until: "2026-11-20", [("2026-11-20", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE")]))
        let debit = try #require(try await match(stage).first { $0.booked.entry.amount < 0 })
        let id = debit.booked.entry.id
        if debit.outcome != .post { _ = try await stage.world.desk.accept(id, in: stage.company, on: Self.today, by: "anne") }
        return id
    }

    @Test("What its file settled stays so when a return that was none is undone, and the movement after it", arguments: TestEngine.allCases)
    func settledByFile(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, for: "FA-2026-101")
            let desk = stage.world.desk
            let id = try #require(try await match(stage).first?.booked.entry.id)
            let debit = try await goBack(stage)
            #expect(try await stage.openItems() == Self.before.filter { !$0.contains("credit") })
            _ = try await desk.reverse(debit, in: stage.company, on: Self.today, by: "anne")
            #expect(try await desk.bankEntry(id, in: stage.company).shares.map(\.isRecognised) == [true])
            _ = try await desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == Self.after)
            try await stage.check()
        }
    }

    @Test("A person who gives the movement to another invoice counts it once, unless it is other money", arguments: TestEngine.allCases)
    func givenElsewhere(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, for: "FA-2026-101")
            let desk = stage.world.desk
            let id = try #require(try await match(stage).first?.booked.entry.id)
            let other = AllocationRequest(entry: id, parts: [.init(InvoiceID("FA-2026-102"), nil)])
            await #expect(throws: DeskError.self) { try await desk.allocate(other, in: stage.company, on: Self.today, by: "anne") }
            #expect(try await stage.openItems() == Self.after)
            #expect(try await desk.bankEntry(id, in: stage.company).shares.map(\.isRecognised) == [true])
            let beside = AllocationRequest(entry: id, parts: [.init(InvoiceID("FA-2026-102"), nil)], beside: [CreditID("RG-1")])
            _ = try await desk.allocate(beside, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == ["C1 credit 900.00 EUR"])
            try await stage.check()
        }
    }
}
