import Foundation
import PostgresEngine
import SQL
import TestKit
import Testing

@Suite("A copy of a firm's data sends nothing, until somebody says so", .timeLimit(.minutes(15)))
struct CloneTests {
    @Test("A data folder copied to staging, a database that another machine opens: the relay hears nothing", arguments: Engine.allCases)
    func copied(engine: Engine) async throws {
        try await Stage.with(engine) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            try FileManager.default.copyItem(atPath: stage.data, toPath: stage.folder + "/staging")
            let staging = ["RELANCE_DATA": stage.folder + "/staging"]
            let run = try await stage.start(["run", "--on", Stage.day, "--format", "json"], staging).end()
            #expect(try run.json()["closed"].text == "unknown_place")
            #expect(try stage.sink.report().commands.isEmpty)
            #expect(try await stage.start(["run", "--on", Stage.day], staging).end().out.contains("relance instance release"))
            #expect(try await stage.start(["check"], staging).end().out.contains("relance instance release"))
            let asked = try await stage.start(["instance", "release"], staging).end()
            #expect(asked.status == 1 && asked.out.contains("4 written"), "\(asked)")
            #expect(try stage.sink.report().commands.isEmpty)
            let released = try await stage.start(["instance", "release", "--yes", "--reason", "moved"], staging).end()
            #expect(released.status == 0, "\(released)")
            #expect(try await stage.start(["run", "--on", Stage.day], staging).end().status == 0)
            try stage.expectSingle(Stage.customers)
        }
    }

    @Test("A PostgreSQL database copied beside the first one is known as a copy, from the same folder")
    func template() async throws {
        guard Engine.allCases.contains(.postgres) else { return }
        try await Stage.with(.postgres) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            let url = try #require(stage.databaseURL)
            let name = try #require(url.split(separator: "?").first?.split(separator: "/").last.map(String.init))
            try await TestPostgres.cutConnections(to: url)
            try await TestPostgres.withURL { other in
                let copy = try #require(other.split(separator: "?").first?.split(separator: "/").last.map(String.init))
                let server = try await PostgresDatabase(url: url.replacing("/" + name, with: "/postgres"), connections: 1, retry: .never)
                try await server.administer("DROP DATABASE \(copy)")
                try await server.administer("CREATE DATABASE \(copy) TEMPLATE \(name)")
                await server.close()
                let run = try await stage.start(["run", "--on", Stage.day, "--format", "json"], ["RELANCE_DATABASE_URL": other]).end()
                #expect(try run.json()["closed"].text == "copied")
                #expect(try stage.sink.report().commands.isEmpty)
            }
        }
    }

    @Test("An older file of the database put back by hand sends nothing: the journal is ahead of it")
    func olderFile() async throws {
        try await Stage.with(.sqlite) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            let file = stage.data + "/relance.sqlite"
            let older = try Data(contentsOf: URL(fileURLWithPath: file))
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) }
            try older.write(to: URL(fileURLWithPath: file))
            let run = try await stage.start(["run", "--on", Stage.day, "--format", "json"]).end()
            #expect(try run.json()["closed"].text == "behind_journal")
            try stage.expectSingle(Stage.customers)
        }
    }
}
