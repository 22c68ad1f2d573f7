import Ledger
import Matching
import SQL
import Storage
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

@Suite("Money that came and went back counts neither as paid nor as owed twice, whatever files tell of it", .serialized)
struct ReturnedInBooksTests {
    private static let today = day("2026-11-25")
    private static let owed = ["C1 FA-2026-101 1200.00 EUR", "C1 FA-2026-102 1200.00 EUR"]
    /// The payment and its return, as a bank tells them.
    private static let gone = [("2026-11-20", Int64(1200_00), "VIR LEFEVRE FA-2026-101"), ("2026-11-23", -1200_00, "RETOUR VIR LEFEVRE")]
        .map { (on: $0.0, amount: $0.1, label: $0.2) }
    private static let payment = BooksText.Entry("BQ", "2026-11-20", bank: 1200_00, piece: "RG-1", letter: "A")
    private static let back = BooksText.Entry("BQ", "2026-11-23", bank: -1200_00, piece: "REJET", letter: "")

    private func stage(_ database: any Database) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(Table.customers("C1,Menuiserie Lefèvre,compta@lefevre.example,,FR"))
        try await stage.take(
            Table.invoices("FA-2026-101,C1,2026-09-01,2026-10-01,1200.00,EUR", "FA-2026-102,C1,2026-09-15,2026-10-15,1200.00,EUR"))
        return stage
    }

    private func take(_ stage: IntakeStage, _ entries: [BooksText.Entry], again: Bool = false) async throws -> FileReport {
        let invoices = [("FA-2026-101", "2026-09-01", "A"), ("FA-2026-102", "2026-09-15", "")]
            .map { BooksText.Entry("VE", $0.1, sale: 1200_00, piece: $0.0, letter: $0.2) }
        return try await stage.take(BooksText.fec("C1", invoices + entries) + (again ? "\n" : ""), named: "123456782FEC20261231.txt")
    }

    /// The bank tells of movements day by day, and each is decided.
    private func tell(_ stage: IntakeStage, _ movements: [(on: String, amount: Int64, label: String)]) async throws {
        var (from, opening) = ("2026-11-09", Int64(0))
        for movement in movements {
            try await stage.take(
                StatementText.cfonb(from: from, opening: opening, until: movement.on, [movement]), on: movement.on)
            (from, opening) = (movement.on, opening + movement.amount)
            let matched = try await stage.world.desk.match(stage.company, on: day(movement.on), by: "test").entries
            for entry in matched where entry.outcome != .post {
                _ = try await stage.world.desk.accept(entry.booked.entry.id, in: stage.company, on: day(movement.on), by: "anne")
            }
        }
    }

    @Test("Told by a table after the return: named, and not counted; undone, the payment counts once", arguments: TestEngine.allCases)
    func table(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            try await tell(stage, Self.gone)
            let table = Table.payments("RG-1,C1,2026-11-20,1200.00,EUR,FA-2026-101")
            for copy in [table, table + "\n"] {
                let report = try await stage.take(copy)
                #expect(report.counts == [1, 0, 0, 1, 0] && report.warningCodes == ["payment_went_back"])
                #expect(try await stage.openItems() == Self.owed)
            }
            // What comes after the return is other money.
            #expect(try await stage.take(Table.payments("RG-2,C1,2026-11-24,1200.00,EUR,FA-2026-102")).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.openItems() == [Self.owed[0]])
            let entries = try await stage.world.desk.cashEntries(stage)
            let desk = stage.world.desk
            let (receipt, debit) = (try #require(entries.first { $0.isReceipt }?.id), try #require(entries.first { !$0.isReceipt }?.id))
            _ = try await desk.reverse(debit, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems().isEmpty)
            #expect(try await stage.take(table + "\n\n").warningCodes == ["payment_of_bank"])
            _ = try await desk.reverse(receipt, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems().isEmpty)
            #expect(try await stage.account().credits.filter { $0.returnedOn == nil }.map(\.id.text).sorted() == ["RG-1", "RG-2"])
            try await stage.check()
        }
    }

    @Test(
        "Told by the books after the return, with it or without it", arguments: TestEngine.allCases,
        [[payment], [payment, back]])
    func books(engine: TestEngine, entries: [BooksText.Entry]) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            try await tell(stage, Self.gone)
            for again in [false, true] {
                let report = try await take(stage, entries, again: again)
                #expect(report.created == 0)
                #expect(report.warningCodes.contains("payment_went_back") == (entries.count == 1))
                #expect(try await stage.openItems() == Self.owed)
            }
            try await stage.check()
        }
    }

    @Test("Books in which a return may be that of two payments do not make it owed twice", arguments: TestEngine.allCases)
    func ambiguous(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let first = (on: "2026-11-10", amount: Int64(1200_00), label: "VIR LEFEVRE FA-2026-102")
            try await tell(stage, [first] + Self.gone)
            #expect(try await stage.openItems() == [Self.owed[0]])
            let earlier = BooksText.Entry("BQ", "2026-11-10", bank: 1200_00, piece: "RG-0", letter: "")
            for again in [false, true] {
                #expect(try await take(stage, [earlier, Self.payment, Self.back], again: again).created == 0)
                #expect(try await stage.openItems() == [Self.owed[0]])
            }
            try await stage.check()
        }
    }

    @Test("Told by the books before the bank tells of both", arguments: TestEngine.allCases)
    func booksFirst(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            #expect(try await take(stage, [Self.payment, Self.back]).created == 2)
            #expect(try await stage.openItems() == Self.owed)
            try await tell(stage, Self.gone)
            #expect(try await stage.openItems() == Self.owed)
            #expect(try await take(stage, [Self.payment, Self.back]).created == 0)
            #expect(try await stage.openItems() == Self.owed)
            try await stage.check()
        }
    }
}

extension Desk {
    /// All that the bank told.
    fileprivate func cashEntries(_ stage: IntakeStage) async throws -> [BankEntry] {
        let company = stage.company
        return try await database.read(for: .company(company.text)) { session throws(SQLError) in
            try BankStore.all(from: day("2026-01-01"), through: day("2026-12-31"), company, session).map(\.entry)
        }
    }
}
