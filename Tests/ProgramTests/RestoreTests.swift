import Foundation
import TestKit
import Testing

@Suite("Backed up, restored, told by the journal: the relay hears of nothing twice", .timeLimit(.minutes(15)))
struct RestoreTests {
    private static func run(_ stage: Stage, on day: String) async throws {
        let ended = try await stage.start(["run"], ["RELANCE_CLOCK_SHIFT": shift(to: day)]).end()
        try #require(ended.status == 0, "\(ended)")
    }

    private static func shift(to day: String) -> String { TestClock.shift(to: day) }

    private static func expectNoStepTwice(_ stage: Stage) async throws {
        let report = try stage.sink.report()
        #expect(Set(report.messages).count == report.messages.count, "\(report.messages)")
        var steps: [String] = []
        for message in try await stage.messages() where message["standing"].text == "sent" {
            for line in message["receivables"].list { steps.append("\(line["invoice"].text ?? "") \(line["step"].text ?? "")") }
        }
        #expect(!steps.isEmpty && Set(steps).count == steps.count, "\(steps)")
    }

    @Test("A week lost is made up for from the journal", arguments: Engine.allCases)
    func restored(engine: Engine) async throws {
        try await Stage.with(engine) { stage in
            try await stage.playMorning()
            let backup = try await stage.json("backup", "--to", "monday.backup")
            #expect(backup["sound"] == .bool(true) && backup["companies"].list.first?["company"].text == "acme")
            let days = ["2026-12-03", "2026-12-10", "2026-12-22", "2026-12-29"]
            for day in days { try await Self.run(stage, on: day) }
            let left = try stage.sink.report().messages
            #expect(left.count > Stage.customers + 4)

            let refused = try await stage.relance("restore", "monday.backup")
            #expect(refused.status == 1 && refused.error.contains("--replace"), "\(refused)")
            let restored = try await stage.json("restore", "monday.backup", "--replace")
            #expect(restored["closed"].text == "restored" && restored["journalsWanted"].number == 0)
            #expect(restored["journal"]["added"].number == left.count - Stage.customers, "\(restored)")
            try await stage.expectSound()
            for day in days { try await Self.run(stage, on: day) }
            #expect(try stage.sink.report().messages == left)

            try await stage.succeed("instance", "release", "--yes", "--reason", "disk replaced")
            for day in days { try await Self.run(stage, on: day) }
            #expect(try stage.sink.report().messages == left)
            try await Self.run(stage, on: "2027-01-12")
            #expect(try stage.sink.report().messages.count > left.count)
            try await Self.expectNoStepTwice(stage)
            try await stage.expectSound()
        }
    }

    @Test("A server goes on while it is backed up; a backup is refused when a byte of it changed")
    func served() async throws {
        try await Stage.with(.sqlite) { stage in
            let server = try stage.start(["serve", "--port", "0", "--no-mornings"])
            while !server.out.contains("http") { try await Task.sleep(for: .milliseconds(50)) }
            try await stage.playMorning()
            try await stage.succeed("backup", "--to", "served.backup")
            let restore = try await stage.relance("restore", "served.backup", "--replace")
            #expect(restore.status == 4 && restore.error.contains("already running"), "\(restore)")
            server.signal(SIGTERM)
            _ = await server.end()
            let file = URL(fileURLWithPath: stage.folder + "/served.backup")
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count / 2] ^= 4
            try bytes.write(to: file)
            let refused = try await stage.relance("restore", "served.backup", "--replace")
            #expect(refused.status == 3 && refused.error.contains("damaged"), "\(refused)")
            try await stage.expectSound()
            let again = try await stage.relance("backup", "--to", "served.backup")
            #expect(again.status == 1 && again.error.contains("exists"), "\(again)")
            let own = try await stage.json("backup")
            #expect(own["file"].text?.hasPrefix(stage.data + "/backups/relance-") == true)
        }
    }

    @Test("From a file to a server and back: the same ledger, on another machine's folder")
    func acrossEngines() async throws {
        guard Engine.allCases.contains(.postgres) else { return }
        try await Stage.with(.sqlite) { stage in
            try await stage.playMorning()
            try await stage.succeed("backup", "--to", "all.backup")
            let tables = try await stage.json("check")["companies"].list.first?["tables"]
            try await TestPostgres.withURL { url in
                let there = ["RELANCE_DATABASE_URL": url, "RELANCE_DATA": stage.folder + "/there"]
                let restored = try await stage.start(["restore", "all.backup", "--format", "json"], there).end()
                #expect(try restored.json()["journalsWanted"].number == 1)
                let checked = try await stage.start(["check", "--format", "json"], there).end().json()
                #expect(checked["sound"] == .bool(true) && checked["companies"].list.first?["tables"] == tables)
                let release = try await stage.start(["instance", "release", "--yes"], there).end()
                #expect(release.status == 1 && release.error.contains("--without-journal"), "\(release)")
                let journal = stage.data + "/journal"
                let files = try FileManager.default.contentsOfDirectory(atPath: journal).map { journal + "/" + $0 }
                let told = try await stage.start(
                    ["instance", "release", "--yes"] + files.flatMap { ["--journal", $0] }, there).end()
                #expect(told.status == 0, "\(told)")
                #expect(try await stage.start(["run", "--on", Stage.day], there).end().status == 0)
                try stage.expectSingle(Stage.customers)
            }
        }
    }
}
