import Foundation
import TestKit
import Testing

@Suite("Killed while backing up, restoring, migrating or checkpointing", .timeLimit(.minutes(15)))
struct SafekeepingKillTests {
    private static func kills(_ hits: ClosedRange<Int>, at point: Int, _ engines: [Engine] = Engine.allCases) -> [Kill] {
        hits.flatMap { hit in engines.map { Kill(engine: $0, point: point, hit: hit) } }
    }

    @Test("P28: there is no backup under that name, the ledger is sound, and the next backup is whole", arguments: kills(1...3, at: 28))
    func backingUp(kill: Kill) async throws {
        try await Stage.with(kill.engine) { stage in
            try await stage.playMorning()
            let ended = try await stage.start(["backup", "--to", "it.backup"], crash: kill.name).end()
            #expect(ended.wasKilled, "\(ended)")
            #expect(!FileManager.default.fileExists(atPath: stage.folder + "/it.backup"))
            try await stage.expectSound()
            #expect(try await stage.json("backup", "--to", "it.backup")["sound"] == .bool(true))
            #expect(!FileManager.default.fileExists(atPath: stage.folder + "/it.backup.partial"))
        }
    }

    @Test("P29: it is the old ledger, which goes on, or the restored one, which sends nothing", arguments: kills(1...5, at: 29))
    func restoring(kill: Kill) async throws {
        try await Stage.with(kill.engine) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            try await stage.succeed("backup", "--to", "it.backup")
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
            let ended = try await stage.start(["restore", "it.backup", "--replace"], crash: kill.name).end()
            #expect(ended.wasKilled, "\(ended)")
            try await stage.expectSound()
            let run = try await stage.json("run", "--on", Stage.day)
            // On PostgreSQL the fifth hit comes after the exchange.
            #expect(run["closed"] == (kill.engine == .postgres && kill.hit == 5 ? .text("restored") : .null))
            try stage.expectSingle(Stage.customers)

            try await stage.succeed("restore", "it.backup", "--replace")
            try await stage.succeed("instance", "release", "--yes")
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
            #expect(try await stage.states() == Array(repeating: "accepted", count: Stage.customers))
            try await stage.expectSound()
        }
    }

    @Test("P30: the next command goes on where the schema stands", arguments: kills(1...8, at: 30))
    func migrating(kill: Kill) async throws {
        try await Stage.with(kill.engine, created: false) { stage in
            let ended = try await stage.start(["check"], crash: kill.name).end()
            #expect(ended.wasKilled, "\(ended)")
            try await stage.create()
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
            try await stage.expectSound()
        }
    }

    @Test("P31: what was answered is there, and leaves once", arguments: kills(1...2, at: 31, [.sqlite]))
    func checkpointing(kill: Kill) async throws {
        try await Stage.with(kill.engine) { stage in
            for command in Stage.morning {
                let ended = try await stage.start(command, crash: kill.name).end()
                #expect(ended.wasKilled, "\(ended)")
            }
            try await stage.expectSound()
            #expect(try await stage.states() == Array(repeating: "accepted", count: Stage.customers))
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
        }
    }
}
