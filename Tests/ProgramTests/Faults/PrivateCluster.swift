import Foundation
import PostgresEngine
import SQL
import TestKit

/// A PostgreSQL of its own, which may be stopped in the middle of anything.
actor PrivateCluster {
    private static let script = TestPlace.tests.deletingLastPathComponent().appending(path: "scripts/postgres-for-tests.sh").path
    private static let shared = PrivateCluster()
    private var url: String?

    /// Gives `body` a fresh database in it. One at a time: it is not shared with anything that must work.
    static func with(_ body: (String) async throws -> Void) async throws {
        let server = try await shared.started()
        let name = "faults_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try await TestPostgres.administer(server, "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        let url = server.replacing("/postgres?", with: "/\(name)?")
        do {
            try await body(url)
        } catch {
            _ = try? await run("resume")
            throw error
        }
        try? await TestPostgres.administer(server, "DROP DATABASE \(name) WITH (FORCE)")
    }

    /// As a machine that fails does.
    static func crash() async throws { try await run("crash") }

    static func resume() async throws { try await run("resume") }

    /// Ends every session of a database, again and again, until it is told to stop.
    static func cutting(_ url: String) async throws -> Task<Int, Never> {
        let name = url.split(separator: "?")[0].split(separator: "/").last.map(String.init) ?? ""
        let server = url.replacing("/\(name)?", with: "/postgres?")
        let admin = try await PostgresDatabase(url: server, connections: 1, retry: .never)
        return Task {
            var count = 0
            while !Task.isCancelled {
                count += 1
                try? await admin.administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
                try? await Task.sleep(for: .milliseconds(40))
            }
            await admin.close()
            return count
        }
    }

    private func started() async throws -> String {
        if let url { return url }
        let ended = try await Self.run("start")
        let found = ended.out.trimmingCharacters(in: .whitespacesAndNewlines)
        url = found
        return found
    }

    @discardableResult
    private static func run(_ word: String) async throws -> Ended {
        var variables = ProcessInfo.processInfo.environment
        variables["RELANCE_TEST_CLUSTER"] = "faults"
        let ended = try await Running(["/bin/bash", script, word], variables).end()
        if ended.status != 0 { throw Reference.Trouble(description: "PostgreSQL: \(word): \(ended)") }
        return ended
    }
}
