import Dunning
import Ledger
import Matching
import SQL
import Storage
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

@Suite("The same days told again, in other formats, pieces and orders, count once", .serialized)
struct StatementAgainTests {
    typealias Piece = (format: ToldAccount.Format, from: String, until: String)

    /// Two weeks: twins, sums that several pay, days with one movement, money that goes back.
    static let account = ToldAccount(
        ("2026-11-02", 120_00, "MARTIN", "FA-1001"), ("2026-11-02", 120_00, "DURAND", "FA-1002"), ("2026-11-03", 75_50, "LEFEVRE", "FA-1003"),
        ("2026-11-04", 240_00, "NORTHWIND", "FA-1004"), ("2026-11-04", 240_00, "NORTHWIND", "FA-1004"), ("2026-11-04", -18_00, "ASSUREUR", "CONTRAT 7"),
        ("2026-11-06", 99_00, "PETIT", "FA-1005"), ("2026-11-09", 120_00, "MARTIN", "FA-1006"), ("2026-11-10", -99_00, "PETIT", "REJET"),
        ("2026-11-10", 310_00, "GARNIER", "FA-1007"), ("2026-11-12", 45_00, "MOREL", "FA-1008"), ("2026-11-13", 75_50, "LEFEVRE", "FA-1009"))

    static let dailies: [Piece] = ["02", "03", "04", "06", "09", "10", "12", "13"].map { (.camt, "2026-11-\($0)", "2026-11-\($0)") }
    static let weeks: [Piece] = [(.cfonb, "2026-11-02", "2026-11-06"), (.cfonb, "2026-11-07", "2026-11-13")]

    /// Piles of pieces that tell of the same two weeks.
    static let piles: [(first: [Piece], second: [Piece])] = [
        (dailies, weeks), (weeks, [(.camt, "2026-11-01", "2026-11-15")]), ([(.ofx, "2026-11-01", "2026-11-15")], [(.csv, "2026-11-01", "2026-11-15")]),
        ([(.csv, "2026-11-01", "2026-11-15")], weeks), ([(.balancedCSV, "2026-11-01", "2026-11-15")], [(.mt940, "2026-11-01", "2026-11-15")]),
        (dailies, [(.ofx, "2026-11-01", "2026-11-15")]), (weeks, [(.mt940, "2026-11-04", "2026-11-10")]),
        ([(.mt940, "2026-11-02", "2026-11-09"), (.cfonb, "2026-11-10", "2026-11-13")], [(.csv, "2026-11-03", "2026-11-12")]),
    ]

    @Test("Two piles of files that tell of the same days count once, whichever comes first", arguments: TestEngine.allCases, [false, true])
    func piles(engine: TestEngine, isReversed: Bool) async throws {
        for (place, pile) in Self.piles.enumerated() {
            try await engine.withDatabase { database in
                let stage = try await IntakeStage(database)
                for piece in isReversed ? pile.second + pile.first : pile.first + pile.second {
                    try await stage.take(Self.account.tell(piece.format, piece.from, piece.until))
                }
                #expect(try await stage.countedMovements() == Self.account.truth(pile.first + pile.second), "pile \(place)")
                let held = try await stage.heldMovements()
                #expect(held.isEmpty, "pile \(place): \(held)")
                try await stage.check()
            }
        }
    }

    @Test("A table dated by value is known where balances prove it, and held where they do not", arguments: TestEngine.allCases)
    func byValue(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            for piece in Self.dailies { try await stage.take(Self.account.tell(piece.format, piece.from, piece.until)) }
            let answer = try await stage.take(Self.account.tell(.valueCSV, "2026-11-02", "2026-11-10"))
            #expect(answer.created == 0 && answer.warningCodes.contains("movements_known_otherwise"))
            // Of the last day nobody knows yet whether more comes.
            let last = try await stage.take(Self.account.tell(.valueCSV, "2026-11-12", "2026-11-12"))
            #expect(last.warningCodes == ["movement_perhaps_known"])
            #expect(try await stage.heldMovements() == ["2026-11-13 45.00"])
            #expect(try await stage.countedMovements() == Self.account.truth(Self.dailies))
        }
    }

    @Test("A second payment of the same sum that only the second file tells is never lost", arguments: TestEngine.allCases)
    func secondPayment(engine: TestEngine) async throws {
        let morning = ToldAccount(("2026-11-02", 50_00, "DUPONT", "FA-1"), ("2026-11-03", 100_00, "MARTIN", "FA-2"))
        let evening = ToldAccount(morning.movements + [TrueMovement(on: day("2026-11-03"), amount: 100_00, payer: "DURAND", text: "FA-3")])
        // The morning's export, then the evening's in each format: the second one counts, or waits for a person.
        for first in [ToldAccount.Format.csv, .ofx, .balancedCSV] {
            for second in ToldAccount.Format.allCases where second != .valueCSV {
                try await engine.withDatabase { database in
                    let stage = try await IntakeStage(database)
                    try await stage.take(morning.tell(first, "2026-11-02", "2026-11-03"))
                    try await stage.take(evening.tell(second, "2026-11-02", "2026-11-03"))
                    #expect(try await stage.countedMovements() == ["2026-11-02 50.00", "2026-11-03 100.00", "2026-11-03 100.00"], "\(first) \(second)")
                }
            }
        }
    }

    @Test("What balances contradict is taken in, said, and waits for a person", arguments: TestEngine.allCases)
    func beyond(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            for piece in Self.weeks { try await stage.take(Self.account.tell(piece.format, piece.from, piece.until)) }
            let other = ToldAccount(Self.account.movements + [TrueMovement(on: day("2026-11-05"), amount: 61_00, payer: "ROUX", text: "FA-9")])
            let answer = try await stage.take(other.tell(.csv, "2026-11-02", "2026-11-13"))
            #expect(answer.created == 1 && answer.warningCodes.contains("movement_perhaps_known"))
            #expect(try await stage.heldMovements() == ["2026-11-05 61.00"])
            try await stage.check()
        }
    }

    @Test("Two statements of one day that cannot both be right are named, and what the second brings waits for a person", arguments: TestEngine.allCases)
    func contradiction(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            let first = StatementText.cfonb(
                from: "2026-11-20", opening: 0, until: "2026-11-20", [("2026-11-20", 1200_00, "VIR DUPONT"), ("2026-11-20", 310_10, "VIR MARTIN")])
            let second = StatementText.cfonb(
                from: "2026-11-20", opening: 0, until: "2026-11-20", [("2026-11-20", 1200_00, "VIR DUPONT"), ("2026-11-20", 310_11, "VIR MARTIN")])
            try await stage.take(first, named: "premier.txt")
            let answer = try await stage.take(second, named: "second.txt")
            #expect(answer.created == 1 && answer.warningCodes.contains("statements_contradict"))
            let said = try #require(answer.warnings.first { $0.code == "statements_contradict" }).message(.fr)
            #expect(said.contains("premier.txt") && said.contains("second.txt"))
            #expect(try await stage.heldMovements() == ["2026-11-20 310.11"])
            try await stage.check()
        }
        // More of the same day is no contradiction.
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            for movements in [[("2026-11-20", Int64(1200_00), "VIR DUPONT")], [("2026-11-20", 1200_00, "VIR DUPONT"), ("2026-11-20", 75_00, "VIR PETIT")]] {
                let answer = try await stage.take(StatementText.cfonb(from: "2026-11-20", opening: 0, until: "2026-11-20", movements))
                #expect(answer.created == 1 && !answer.warningCodes.contains("statements_contradict"))
            }
        }
    }

    /// A company that has not said which account is its own.
    private func nameless(_ database: any Database) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        var profile = try await stage.world.desk.book(stage.company).profile
        profile.letterhead.iban = nil
        try await stage.world.desk.describe(profile, by: "test")
        return stage
    }

    @Test("A table that names no account is that of the only one that is known, else of one without a number", arguments: TestEngine.allCases)
    func unnamedAccount(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await nameless(database)
            let table = "date;libelle;montant\n20/11/2026;VIR DUPONT;1200,00\n"
            let alone = try await stage.take(table, as: .statement)
            #expect(alone.warningCodes == ["account_unnamed"] && alone.created == 1)
            #expect(try #require(alone.warnings.first).message(.fr).contains("compte sans numéro"))
        }
        try await engine.withDatabase { database in
            let stage = try await nameless(database)
            try await stage.take(
                StatementText.cfonb(from: "2026-11-20", opening: 0, until: "2026-11-20", [("2026-11-20", 1200_00, "VIR DUPONT")]))
            let known = try await stage.take("date;libelle;montant\n20/11/2026;VIR DUPONT;1200,00\n", as: .statement)
            #expect(known.created == 0 && known.warningCodes.contains("account_assumed"))
            let other = try await stage.take("compte;date;libelle;montant\nFR7630004000031234567890143;20/11/2026;VIR PETIT;75,00\n", as: .statement)
            #expect(other.created == 1 && other.warningCodes == ["account_new"])
        }
    }

    @Test("Other words of another payer leave it to a person whether the sum of the day was told twice", arguments: TestEngine.allCases)
    func apart(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(ToldAccount(("2026-11-03", 100_00, "MARTIN", "FA-2")).tell(.csv, "2026-11-03", "2026-11-03"))
            let answer = try await stage.take(ToldAccount(("2026-11-03", 100_00, "DURAND", "LOYER")).tell(.ofx, "2026-11-03", "2026-11-03"))
            #expect(answer.created == 1 && answer.warningCodes.contains("movement_perhaps_known"))
            #expect(try await stage.countedMovements().count == 1)
            #expect(try await stage.heldMovements() == ["2026-11-03 100.00"])
        }
    }

    @Test("What may be known is never allocated by itself, and holds the reminders of whoever it may come from", arguments: TestEngine.allCases)
    func heldAndMatched(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.customers("C1,Garage Martin SARL,compta@martin.example,,FR"))
            try await stage.take(Table.invoices("FA-2026-103,C1,2026-09-10,2026-10-10,450.50,EUR", "FA-2026-104,C1,2026-09-10,2026-10-10,450.50,EUR"))
            try await stage.take(
                ToldAccount(("2026-11-19", 450_50, "GARAGE MARTIN SARL", "FA-2026-103")).tell(.csv, "2026-11-19", "2026-11-19"), on: "2026-11-20")
            let desk = stage.world.desk
            #expect(try await desk.match(stage.company, on: day("2026-11-20"), by: "test").entries.map(\.outcome) == [.post])
            let answer = try await stage.take(
                ToldAccount(("2026-11-19", 450_50, "GARAGE MARTIN SARL", "FA-2026-104")).tell(.ofx, "2026-11-19", "2026-11-19"), on: "2026-11-20")
            #expect(answer.warningCodes == ["movement_perhaps_known"])
            let match = try await desk.match(stage.company, on: day("2026-11-20"), by: "test").entries
            let held = try #require(match.first { $0.booked.entry.nature.isPerhapsKnown })
            #expect(held.outcome == .suggest && held.doubts.first?.code == "perhaps_known")
            let run = try await stage.world.run("2026-11-20")
            #expect(run.outcomes.isEmpty && run.skipped.contains { $0.reason == .paymentBeingIdentified })
            // A person says that it is a second one.
            _ = try await desk.accept(held.booked.entry.id, in: stage.company, on: day("2026-11-20"), by: "anne")
            #expect(try await stage.openItems().isEmpty)
            try await stage.check()
        }
    }

    @Test("A sum of one statement and its parts of another count once", arguments: TestEngine.allCases)
    func batches(engine: TestEngine) async throws {
        let account = ToldAccount(["MARTIN": Int64(100_00), "DURAND": 40_00].sorted { $0.key < $1.key }.map {
            TrueMovement(on: day("2026-11-03"), amount: $0.value, payer: $0.key, text: "FA", batch: "LOT7")
        })
        for (first, second) in [(ToldAccount.Format.cfonb, ToldAccount.Format.camt), (.camt, .cfonb)] {
            try await engine.withDatabase { database in
                let stage = try await IntakeStage(database)
                try await stage.take(account.tell(first, "2026-11-03", "2026-11-03"))
                try await stage.take(account.tell(second, "2026-11-03", "2026-11-03"))
                #expect(try await stage.countedMovements() == ["2026-11-03 100.00", "2026-11-03 40.00"], "\(first)")
            }
        }
    }
}

extension ToldAccount {
    /// What files of these pieces tell between them, as `countedMovements` writes it.
    func truth(_ pieces: [StatementAgainTests.Piece]) -> [String] {
        movements.filter { movement in
            pieces.contains { day($0.from) <= movement.on && movement.on <= day($0.until) }
        }.map { "\($0.on) \(Money(minor: $0.amount, .eur).decimalText)" }.sorted()
    }
}

extension IntakeStage {
    private func movements(_ isWanted: @escaping @Sendable (BookedEntry) -> Bool) async throws -> [String] {
        let company = company
        return try await world.desk.database.read(for: .company(company.text)) { session throws(SQLError) in
            try BankStore.all(from: day("2026-01-01"), through: day("2027-12-31"), company, session).filter(isWanted).map {
                "\($0.entry.bookedOn) \(Money(minor: $0.entry.amount, .eur).decimalText)"
            }.sorted()
        }
    }

    /// Movements that count: `2026-11-02 120.00`.
    func countedMovements() async throws -> [String] { try await movements { $0.setAside == nil && !$0.entry.nature.isPerhapsKnown } }

    /// Movements that a person decides about.
    func heldMovements() async throws -> [String] { try await movements { $0.setAside == nil && $0.entry.nature.isPerhapsKnown } }
}
