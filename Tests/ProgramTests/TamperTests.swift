import Foundation
import TestKit
import Testing

@Suite("The check finds any byte changed in the facts", .serialized, .timeLimit(.minutes(15)))
struct TamperTests {
    /// What somebody with the database and a tool could do to a fact, `#` being its number.
    static let edits = [
        "UPDATE facts SET payload = substr(payload, 1, length(payload) / 2) || '~' || substr(payload, length(payload) / 2 + 2) WHERE sequence = #",
        "UPDATE facts SET payload = payload || ' ' WHERE sequence = #",
        "UPDATE facts SET known_on = '2026-11-19' WHERE sequence = #",
        "UPDATE facts SET recorded_at = recorded_at + 1 WHERE sequence = #",
        "UPDATE facts SET actor = actor || 'x' WHERE sequence = #", "UPDATE facts SET kind = kind || 'x' WHERE sequence = #",
        "UPDATE facts SET customer = 'C9' WHERE sequence = #",
        "UPDATE facts SET hash = (SELECT hash FROM facts AS other WHERE other.sequence = 3 + # % 2) WHERE sequence = #",
        "DELETE FROM facts WHERE sequence = #",
    ]

    @Test("A fact changed or taken away behind the guards is named, wherever it stands in the chain", arguments: Engine.allCases)
    func facts(engine: Engine) async throws {
        try await Stage.with(engine) { stage in
            try await stage.playMorning()
            try await stage.expectSound()
            let ledger = try await OpenedLedger(stage)
            let last = try await stage.json("check")["companies"].list.first?["facts"].number ?? 0
            try #require(last > 30)
            for (index, edit) in Self.edits.enumerated() {
                // The first, the last, and one that differs from edit to edit.
                for number in Set([1, last, 2 + index * 5 % (last - 2)]).sorted() {
                    try await ledger.change(edit.replacing("#", with: "\(number)"))
                    let check = try await stage.relance("check")
                    #expect(check.status == 3 && check.out.contains("facts · \(number)"), "\(edit) \(number): \(check)")
                    try await ledger.restore()
                }
            }
            try await stage.expectSound()
        }
    }

    @Test("What the facts fold to is compared with them", arguments: Engine.allCases, [
        "UPDATE receivables SET open = open - 1 WHERE invoice = 'F1B'", "UPDATE messages SET state = 'planned' WHERE customer = 'C1'",
        "UPDATE customers SET record = replace(record, 'client1', 'client2') WHERE id = 'C1'", "DELETE FROM allocations",
        "UPDATE outbox SET content = (SELECT hash FROM facts WHERE sequence = 1)",
    ])
    func projections(engine: Engine, edit: String) async throws {
        try await Stage.with(engine) { stage in
            try await stage.playMorning()
            try await OpenedLedger(stage).change(edit)
            let check = try await stage.relance("check")
            #expect(check.status == 3, "\(check)")
        }
    }

    @Test("One bit changed in the bytes of a fact on the disk is found, in each of them")
    func bits() async throws {
        try await Stage.with(.sqlite) { stage in
            try await stage.playMorning()
            let ledger = try await OpenedLedger(stage)
            let places = try await ledger.placesOfFacts()
            try #require(places.count > 60)
            var random = SeededRandom(seed: 7)
            for (index, place) in places.enumerated() {
                let offset = Int.random(in: place, using: &random)
                try ledger.flip(bit: index % 8, at: offset)
                let check = try await stage.relance("check")
                #expect(check.status == 3, "bit \(index % 8) of byte \(offset): \(check)")
                try await ledger.restore()
            }
            try await stage.expectSound()
        }
    }

    @Test("One bit changed anywhere in the file: the check ends by itself, and is never wrong about the facts")
    func anywhere() async throws {
        try await Stage.with(.sqlite) { stage in
            try await stage.playMorning()
            let history = try await stage.history()
            let ledger = try await OpenedLedger(stage)
            var random = SeededRandom(seed: 11)
            for index in 0..<40 {
                // Every page begins with what SQLite needs to read it.
                let page = Int.random(in: 0..<ledger.size / 4096, using: &random) * 4096
                let offset = page + (index % 2 == 0 ? Int.random(in: 0..<64, using: &random) : Int.random(in: 64..<4096, using: &random))
                try ledger.flip(bit: index % 8, at: offset)
                let check = try await stage.relance("check")
                #expect([0, 3, 4].contains(check.status), "bit \(index % 8) of byte \(offset): \(check)")
                if check.status == 0 {
                    #expect(try await stage.history() == history, "bit \(index % 8) of byte \(offset)")
                }
                try await ledger.restore()
            }
            try await stage.expectSound()
        }
    }
}
