import Formats
import Foundation
import Ledger
import Matching
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

@Suite("The demo company's files are taken in, from tables or from accounts", .serialized)
struct IntakeExampleTests {
    @Test("Tables given in any order are applied in the right one, and again change nothing", arguments: TestEngine.allCases)
    func tables(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            let files = try await stage.takeExamples(
                "reglements.csv", "factures.csv", "avoirs.csv", "contacts.csv", "clients.csv", "factures.xlsx")
            #expect(files.map(\.kind) == [.payments, .invoices, .creditNotes, .contacts, .customers, .invoices])
            #expect(files.allSatisfy { $0.isApplied && $0.rejectedRows == 0 && $0.rows == $0.created + $0.unchanged })
            #expect(files.map(\.created) == [5334, 6166, 162, 174, 350, 0])
            #expect(Set(files[0].warningCodes) == ["payment_exceeds_invoice"] && files[1].warningCodes == ["late_bulk"])
            let facts = try await stage.facts()
            let again = try await stage.takeExamples("clients.csv", "factures.csv", "reglements.csv", on: "2026-11-23")
            #expect(again.allSatisfy { $0.unchanged == $0.rows && $0.warningCodes == ["already_imported"] })
            #expect(try await stage.facts() == facts)
            try await stage.check()
        }
    }

    @Test("The statement of the bank finds the payments that the tables hold, and new ones", arguments: TestEngine.allCases)
    func statement(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.takeExamples("clients.csv", "factures.csv", "avoirs.csv", "reglements.csv")
            let file = try #require(try await stage.takeExamples("releve-2026-11-20.txt", on: "2026-11-23").first)
            #expect(file.kind == .statement && file.counts == [45, 45, 0, 0, 0] && file.warningCodes.isEmpty)
            let report = try await stage.world.desk.match(stage.company, on: day("2026-11-23"), by: "test")
            let posted = report.entries.filter { $0.outcome == .post }
            let recognised = posted.flatMap { $0.explanation?.shares ?? [] }.compactMap(\.recognised)
            // Twenty-four rows of these two days, one transfer of two rows among them.
            #expect(Set(recognised).count == 24 && recognised.count == 24)
            let returned = posted.flatMap { $0.explanation?.returned ?? [] }
            #expect(returned.map(\.credit.id.text) == ["RG-2026-03383"])
            // Whatever became a new payment names its payer, or its invoice.
            for entry in posted where entry.explanation?.shares.contains(where: { $0.recognised == nil }) ?? false {
                let customer = try #require(entry.explanation?.customer)
                let name = try await stage.account(customer.text).customer.name
                let reasons = entry.explanation?.reasons.map(\.value) ?? []
                #expect(reasons.contains(name), "\(entry.booked.entry.text.label): \(reasons)")
            }
            #expect(report.count(.post) == 34 && report.count(.suggest) == 6 && report.count(.none) == 5)
            try await stage.check()
        }
    }

    @Test("The accounts leave open what the tables leave open, to the cent", arguments: TestEngine.allCases)
    func accounts(engine: TestEngine) async throws {
        let tables = try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.takeExamples("clients.csv", "factures.csv", "avoirs.csv", "reglements.csv")
            return try await stage.openItems()
        }
        let both = ["123456782FEC20251231.txt", "123456782FEC20261231.txt"]
        for names in engine == .sqliteMemory ? [both, [both[1]]] : [both] {
            try await engine.withDatabase { database in
                let stage = try await IntakeStage(database)
                for name in names {
                    let file = try #require(try await stage.takeExamples(name).first)
                    #expect(file.kind == .fec && file.isApplied && file.rejectedRows == 0)
                    #expect(file.rows == file.created + file.unchanged)
                }
                #expect(try await stage.openItems() == tables)
                let facts = try await stage.facts()
                for name in names {
                    let bytes = [UInt8](try Data(contentsOf: IntakeStage.examples.appending(path: name))) + Array("\r\n".utf8)
                    let file = IntakeFile(bytes, named: name)
                    let again = try await stage.world.desk.importFiles([file], to: stage.company, IntakeOptions(on: day("2026-11-23")))
                    #expect(again.files.map(\.created) == [0] && again.files.map(\.rejectedRows) == [0])
                }
                #expect(try await stage.facts() == facts + Int64(names.count))
                #expect(try await stage.openItems() == tables)
                try await stage.check()
            }
        }
    }

    @Test("The accounts of the year after the tables bring nothing twice", arguments: [TestEngine.sqliteMemory])
    func tablesThenAccounts(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.takeExamples("clients.csv", "factures.csv", "avoirs.csv", "reglements.csv")
            let tables = try await stage.openItems()
            let file = try #require(try await stage.takeExamples("123456782FEC20261231.txt").first)
            #expect(file.isApplied && file.rejectedRows == 0)
            #expect(try await stage.openItems() == tables)
        }
    }

    @Test("A file with one mistake gets the answer that is promised", arguments: [TestEngine.sqliteMemory])
    func mistakes(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.takeExamples("clients.csv", "factures.csv")
            let facts = try await stage.facts()
            var reader = try CSVReader(
                ByteSource([UInt8](try Data(contentsOf: IntakeStage.examples.appending(path: "mistakes/EXPECTED.csv")))))
            var row = TableRow()
            while try reader.next(into: &row) {
                let cells = (0..<4).map { row.text(at: $0) }
                guard cells[0] != "file" else { continue }
                let file = IntakeFile(path: IntakeStage.examples.appending(path: "mistakes/\(cells[0])").path)
                let options = IntakeOptions(kind: IntakeKind(rawValue: cells[1]), on: day("2026-11-20"))
                let report = try #require(try await stage.world.desk.importFiles([file], to: stage.company, options).files.first)
                let found = report.rejected.first { $0.code == cells[2] && (cells[3].isEmpty || $0.line == Int(cells[3])) }
                #expect(found != nil, "\(cells[0]): \(report.rejected)")
                for language in [found?.message(.fr), found?.message(.en)] { #expect(language?.contains("⟨") == false, "\(cells[0]): \(language ?? "")") }
                #expect(report.rows == report.created + report.updated + report.unchanged + report.rejectedRows)
                if cells[2] != "conflict" { #expect(!report.isApplied && report.created == 0) }
            }
            // Only the contradiction leaves a trace: the invoice set aside, the task to decide, and the receipt of the file.
            #expect(try await stage.facts() == facts + 3)
        }
    }
}
