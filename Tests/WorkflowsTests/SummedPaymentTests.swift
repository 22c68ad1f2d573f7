import Ledger
import Matching
import SQL
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

@Suite("What the bank tells as several movements and the books as one payment, or the other way round, counts once", .serialized)
struct SummedPaymentTests {
    private static let today = day("2026-11-20")
    private static let movements = [("2026-11-18", Int64(1200_00), "VIR LEFEVRE FA-2026-101"), ("2026-11-19", 300_00, "VIR LEFEVRE FA-2026-102")]
        .map { (on: $0.0, amount: $0.1, label: $0.2) }
    private static let statement = StatementText.cfonb(from: "2026-11-17", opening: 0, until: "2026-11-19", movements)
    private static let table = Table.payments("RG-1,C1,2026-11-18,1500.00,EUR,")
    private static let owed = ["C1 FA-2026-101 1200.00 EUR", "C1 FA-2026-102 300.00 EUR"]

    private func stage(_ database: any Database) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(Table.customers("C1,Menuiserie Lefèvre,compta@lefevre.example,,FR"))
        try await stage.take(
            Table.invoices("FA-2026-101,C1,2026-09-01,2026-10-01,1200.00,EUR", "FA-2026-102,C1,2026-09-15,2026-10-15,300.00,EUR"))
        return stage
    }

    private func match(_ stage: IntakeStage) async throws -> [MatchedEntry] {
        try await stage.world.desk.match(stage.company, on: Self.today, by: "test").entries
    }

    @Test("A table after the bank: named, not counted, and brought back piece by piece when movements are undone", arguments: TestEngine.allCases)
    func table(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            try await stage.take(Self.statement)
            let ids = try await match(stage).map(\.booked.entry.id)
            #expect(try await stage.openItems().isEmpty && ids.count == 2)
            var copy = Self.table
            func again() async throws {
                copy += "\n"
                #expect(try await stage.take(copy).counts == [1, 0, 0, 1, 0])
            }
            let report = try await stage.take(copy)
            #expect(report.counts == [1, 0, 0, 1, 0] && report.warningCodes == ["payment_of_bank"])
            let words = report.warnings.map { $0.message(.fr) }.joined()
            #expect(ids.allSatisfy { words.contains($0.text) })
            try await again()
            // Another payment of the file is another one.
            #expect(try await stage.take(Table.payments("RG-2,C1,2026-11-18,1500.00,EUR,")).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.openItems() == ["C1 credit 1500.00 EUR"])
            for (id, left) in zip(ids, [[Self.owed[0], "C1 credit 2700.00 EUR"], Self.owed + ["C1 credit 3000.00 EUR"]]) {
                _ = try await stage.world.desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
                #expect(try await stage.openItems() == left)
                try await again()
            }
            try await stage.check()
        }
    }

    @Test("Books after the bank, whether they hold the sum or the parts of it", arguments: TestEngine.allCases)
    func books(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let transfer = (on: "2026-11-19", amount: Int64(500_00), label: "VIR MENUISERIE LEFEVRE")
            try await stage.take(StatementText.cfonb(from: "2026-11-17", opening: 0, until: "2026-11-19", Self.movements + [transfer]))
            for entry in try await match(stage) where entry.outcome != .post {
                let request = AllocationRequest(entry: entry.booked.entry.id, customer: CustomerID("C1"))
                _ = try await stage.world.desk.allocate(request, in: stage.company, on: Self.today, by: "anne")
            }
            let before = try await stage.openItems()
            #expect(before == ["C1 credit 500.00 EUR"])
            let invoices = [("FA-2026-101", "2026-09-01", Int64(1200_00)), ("FA-2026-102", "2026-09-15", 300_00)]
                .map { BooksText.Entry("VE", $0.1, sale: $0.2, piece: $0.0, letter: "") }
            let sum = BooksText.Entry("BQ", "2026-11-18", bank: 1500_00, piece: "RG-1", letter: "")
            let parts = BooksText.Entry("BQ", "2026-11-19", bank: 500_00, piece: "RG-2", letter: "", inParts: [200_00, 300_00])
            for end in ["", "\n"] {
                let report = try await stage.take(BooksText.fec("C1", invoices + [sum, parts]) + end, named: "123456782FEC20261231.txt")
                #expect(report.created == 0 && report.warningCodes.contains("payment_of_bank"))
                #expect(try await stage.openItems() == before)
            }
            try await stage.check()
        }
    }

    @Test("The file before the bank: nothing is posted, a person says that it is other money", arguments: TestEngine.allCases)
    func fileFirst(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            try await stage.take(Self.table)
            try await stage.take(Self.statement)
            let found = try await match(stage)
            #expect(found.map(\.outcome) == [.suggest, .suggest])
            #expect(found.allSatisfy { $0.doubts.first == MatchDoubt.partOfPayment("RG-1") })
            let before = Self.owed + ["C1 credit 1500.00 EUR"]
            #expect(try await stage.openItems() == before.sorted())
            let desk = stage.world.desk
            for id in found.map(\.booked.entry.id) {
                await #expect(throws: DeskError.self) { try await desk.accept(id, in: stage.company, on: Self.today, by: "anne") }
                let request = AllocationRequest(entry: id, customer: CustomerID("C1"))
                await #expect(throws: DeskError.self) { try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne") }
            }
            #expect(try await stage.openItems() == before.sorted())
            for (place, invoice) in ["FA-2026-101", "FA-2026-102"].enumerated() {
                let parts = [AllocationRequest.Part(InvoiceID(invoice), nil)]
                let id = found[place].booked.entry.id
                if place == 1 {
                    // The other movement is a payment by now: with it, this one still comes to the payment of the file.
                    await #expect(throws: DeskError.self) {
                        try await desk.allocate(AllocationRequest(entry: id, parts: parts), in: stage.company, on: Self.today, by: "anne")
                    }
                }
                let request = AllocationRequest(entry: id, parts: parts, beside: [CreditID("RG-1")])
                _ = try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne")
            }
            #expect(try await stage.openItems() == ["C1 credit 1500.00 EUR"])
            try await stage.check()
        }
    }

    @Test("Movements that come one after the other; a payment that has a movement of its own sum is that one", arguments: [true, false])
    func later(hasOwn: Bool) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await stage(database)
            try await stage.take(StatementText.cfonb(from: "2026-11-17", opening: 0, until: "2026-11-18", [Self.movements[0]]))
            #expect(try await match(stage).map(\.outcome) == [.post])
            try await stage.take(Self.table)
            let own = (on: "2026-11-19", amount: Int64(1500_00), label: "VIR MENUISERIE LEFEVRE")
            try await stage.take(
                StatementText.cfonb(from: "2026-11-18", opening: 1200_00, until: "2026-11-19", [Self.movements[1]] + (hasOwn ? [own] : [])))
            let last = try #require(try await match(stage).first { $0.booked.entry.amount == 300_00 })
            #expect(last.outcome == (hasOwn ? .post : .suggest))
        }
    }
}
