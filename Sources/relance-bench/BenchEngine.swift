import Foundation
import PostgresEngine
import SQL
import SQLiteEngine

/// Where a measure keeps its data.
enum BenchEngine: String {
    case memory, sqlite, postgres

    /// The server of the tests, when there is one.
    static var server: String? {
        ProcessInfo.processInfo.environment["RELANCE_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Opens the database of a name, which is made when it is not there.
    func open(_ name: String, in folder: String) async throws -> any Database {
        switch self {
        case .memory: return try SQLiteDatabase(inMemory: .never)
        case .sqlite: return try SQLiteDatabase(path: folder + "/" + name + ".sqlite", retry: .bench)
        case .postgres:
            let database = Self.databaseName(name, folder)
            let url = try Self.url(database)
            if let known = try? await PostgresDatabase(url: url, retry: .bench) { return known }
            try await Self.administer("CREATE DATABASE \(database) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
            return try await PostgresDatabase(url: url, retry: .bench)
        }
    }

    /// A database that no measure used before, removed after `body`.
    func withFresh<Value>(_ name: String, in folder: String, _ body: (any Database) async throws -> Value) async throws -> Value {
        let database = try await open(name, in: folder)
        let value: Value
        do { value = try await body(database) } catch {
            await database.close()
            throw error
        }
        await database.close()
        switch self {
        case .memory: break
        case .sqlite:
            for suffix in ["", "-wal", "-shm", ".lock"] {
                try? FileManager.default.removeItem(atPath: folder + "/" + name + ".sqlite" + suffix)
            }
        case .postgres: try await Self.dropDatabase(name, in: folder)
        }
        return value
    }

    static func dropDatabase(_ name: String, in folder: String) async throws {
        try await administer("DROP DATABASE IF EXISTS \(databaseName(name, folder)) WITH (FORCE)")
    }

    private static func administer(_ statement: String) async throws {
        let admin = try await PostgresDatabase(url: try url("postgres"), connections: 1, retry: .never)
        do { try await admin.administer(statement) } catch {
            await admin.close()
            throw error
        }
        await admin.close()
    }

    private static func databaseName(_ name: String, _ folder: String) -> String {
        let run = folder.split(separator: "/").last.map(String.init) ?? "relance-bench"
        return (run + "_" + name).map { $0 == "-" ? "_" : $0 }.reduce(into: "") { $0.append($1) }
    }

    /// The URL of another database of the same server.
    private static func url(_ database: String) throws -> String {
        guard let server, let scheme = server.range(of: "://") else {
            throw BenchProblem.missing("RELANCE_TEST_POSTGRES is not set")
        }
        let query = server.firstIndex(of: "?") ?? server.endIndex
        let authority = server[scheme.upperBound..<query].prefix { $0 != "/" }
        return server[..<scheme.upperBound] + authority + "/" + database + server[query...]
    }
}

extension RetryPolicy {
    static let bench = RetryPolicy(
        attempts: 5, random: { Int64.random(in: 0...max(0, $0)) },
        sleep: { try? await Task.sleep(for: .milliseconds($0)) })
}
