import Ledger
import SQL
import Storage
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

@Suite("Every movement of the bank is taken in once", .serialized)
struct StatementIntakeTests {
    private static let monday = StatementText.cfonb(
        from: "2026-11-13", opening: 100_00, until: "2026-11-16",
        [("2026-11-16", 50_00, "VIR MARTIN"), ("2026-11-16", 50_00, "VIR MARTIN"), ("2026-11-16", -12_00, "FRAIS")])
    private static let tuesday = StatementText.cfonb(
        from: "2026-11-16", opening: 188_00, until: "2026-11-17", [("2026-11-17", 50_00, "VIR MARTIN")])

    private func movements(_ stage: IntakeStage) async throws -> [String] {
        let company = stage.company
        return try await stage.world.desk.database.read(for: .company(company.text)) { session throws(SQLError) in
            try BankStore.all(from: day("2026-01-01"), through: day("2026-12-31"), company, session).map {
                "\($0.entry.bookedOn) \(Money(minor: $0.entry.amount, .eur).decimalText)" + ($0.setAside.map { " " + $0 } ?? "")
            }.sorted()
        }
    }

    @Test("Two that look alike count twice, the same statement again counts for nothing", arguments: TestEngine.allCases)
    func twice(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            #expect(try await stage.take(Self.monday).counts == [3, 3, 0, 0, 0])
            #expect(try await stage.take(Self.monday + "\r\n").counts == [3, 0, 0, 3, 0])
            #expect(try await stage.take(Self.tuesday).counts == [1, 1, 0, 0, 0])
            #expect(try await movements(stage) == ["2026-11-16 -12.00", "2026-11-16 50.00", "2026-11-16 50.00", "2026-11-17 50.00"])
            try await stage.check()
        }
    }

    @Test("Days that overlap bring what they add; a statement that is missing is said", arguments: TestEngine.allCases)
    func overlapAndGap(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Self.monday)
            let both = StatementText.cfonb(
                from: "2026-11-13", opening: 100_00, until: "2026-11-17",
                [
                    ("2026-11-16", 50_00, "VIR MARTIN"), ("2026-11-16", 50_00, "VIR MARTIN"), ("2026-11-16", -12_00, "FRAIS"),
                    ("2026-11-17", 50_00, "VIR MARTIN"),
                ])
            let overlap = try await stage.take(both)
            #expect(overlap.counts == [4, 1, 0, 3, 0] && overlap.warningCodes == ["statement_overlap"])
            let later = StatementText.cfonb(
                from: "2026-11-18", opening: 300_00, until: "2026-11-19", [("2026-11-19", 1_00, "VIR DURAND")])
            let gap = try await stage.take(later)
            #expect(gap.counts == [1, 1, 0, 0, 0])
            #expect(gap.warningCodes == ["statement_gap"])
            try await stage.check()
        }
    }

    @Test("The same day in another format is known; a notification and its statement are one movement", arguments: TestEngine.allCases)
    func formats(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Self.monday)
            let camt = StatementText.camt(
                "053", id: "16", on: "2026-11-16", balances: (100_00, 188_00),
                [("A", 50_00, "MARTIN", "x"), ("B", 50_00, "MARTIN", "y"), ("C", -12_00, "BANQUE", "frais")])
            let again = try await stage.take(camt)
            #expect(again.counts == [3, 0, 0, 3, 0] && again.warningCodes.contains("movements_known_otherwise"))

            let notice = StatementText.camt("054", id: "n1", on: "2026-11-18", [("R1", 70_00, "LEFEVRE", "FA 12")])
            #expect(try await stage.take(notice).counts == [1, 1, 0, 0, 0])
            let statement = StatementText.camt(
                "053", id: "18", on: "2026-11-18", balances: (188_00, 268_00),
                [("R1", 70_00, "LEFEVRE", "FA 12"), ("R2", 10_00, "DURAND", "FA 13")])
            #expect(try await stage.take(statement).counts == [2, 1, 0, 1, 0])
            #expect(try await stage.take(notice + " ").counts == [1, 0, 0, 1, 0])
            #expect(try await movements(stage).count == 5)
            try await stage.check()
        }
    }

    @Test("A notification that a statement has booked takes no movement of another day away", arguments: TestEngine.allCases)
    func alikeOnTwoDays(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            // Without a reference of the bank there is nothing but the words.
            func file(_ kind: String, _ day: String, _ balances: (Int64, Int64)? = nil) -> String {
                StatementText.camt(kind, id: kind + day, on: day, balances: balances, [("NOTPROVIDED", 150_00, "LEFEVRE", "ACOMPTE")])
            }
            #expect(try await stage.take(file("054", "2026-11-17")).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(file("053", "2026-11-17", (0, 150_00))).counts == [1, 0, 0, 1, 0])
            #expect(try await stage.take(file("053", "2026-11-18", (150_00, 300_00))).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(file("054", "2026-11-18")).counts == [1, 0, 0, 1, 0])
            // Booked a day later than it was told: one movement.
            #expect(try await stage.take(file("054", "2026-11-30")).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(file("053", "2026-12-01", (300_00, 450_00))).counts == [1, 0, 0, 1, 0])
            try await stage.check()
        }
    }

    @Test("A statement that does not add up is refused with its line, and taken when asked to", arguments: TestEngine.allCases)
    func damaged(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            let lines = Self.monday.split(separator: "\r\n")
            let cut = (lines[0...1] + lines[3...]).map { $0 + "\r\n" }.joined()
            let refused = try await stage.take(cut)
            #expect(!refused.isApplied && refused.codes == ["statement_balance"] && refused.rejected.first?.line == 4)
            // Amounts as the language writes them, and the remedy.
            let words = [refused.rejected, refused.warnings].map { [Language.fr, .en].map($0[0].message) }
            #expect(words[0][0].contains("188,00") && words[0][0].contains("138,00") && words[0][0].contains("€"))
            #expect(words[0][1].contains("188.00") && words[0][1].contains("138.00"))
            #expect(words[1].allSatisfy { $0.contains("--partial") })
            #expect(try await stage.take(cut, partial: true).counts == [3, 2, 0, 0, 1])
            #expect(try await stage.take(Self.monday).counts == [3, 1, 0, 2, 0])
            try await stage.check()
        }
    }

    @Test("A notification that a statement told stands for no movement of the next days", arguments: TestEngine.allCases)
    func notifiedOnce(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            func day(_ number: Int, _ kind: String, _ opening: Int64) -> String {
                StatementText.camt(
                    kind, id: "\(kind)-\(number)", on: "2026-11-\(number)",
                    balances: kind == "053" ? (opening, opening + 70_00) : nil, [("", 70_00, "LEFEVRE", "AB \(number)")])
            }
            #expect(try await stage.take(day(16, "054", 0)).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(day(16, "053", 0)).counts == [1, 0, 0, 1, 0])
            #expect(try await stage.take(day(17, "053", 70_00)).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(day(18, "054", 0)).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(day(18, "053", 140_00)).counts == [1, 0, 0, 1, 0])
            #expect(try await movements(stage).count == 3)
        }
    }

    @Test("An account that is kept in two currencies has a movement in each, of the same digits on one day", arguments: TestEngine.allCases)
    func twoCurrencies(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            let euros = StatementText.camt("053", id: "E", on: "2026-11-17", balances: (0, 654_85), [("", 654_85, "LEFEVRE", "AB 1")])
            let dollars = StatementText.camt("053", id: "D", on: "2026-11-17", balances: (0, 654_85), [("", 654_85, "MARTIN", "FA 2")])
                .replacing("EUR", with: "USD")
            #expect(try await stage.take(euros).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(dollars).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(dollars + " ").counts == [1, 0, 0, 1, 0])
            try await stage.check()
        }
    }
}
