import Foundation
package import SQL
import SQLiteEngine
import Values

/// The databases every storage test runs on: `@Test(arguments: TestEngine.allCases)`.
///
/// PostgreSQL is that of `RELANCE_TEST_POSTGRES` (`scripts/postgres-for-tests.sh start`); without it these tests fail,
/// unless `RELANCE_TEST_SQLITE_ONLY=1` leaves them out on purpose.
package enum TestEngine: String, Sendable, CaseIterable {
    case sqliteFile, sqliteMemory, postgres

    package static var allCases: [TestEngine] {
        let leavesOut = ProcessInfo.processInfo.environment["RELANCE_TEST_SQLITE_ONLY"] == "1"
        return leavesOut ? [.sqliteFile, .sqliteMemory] : [.sqliteFile, .sqliteMemory, .postgres]
    }

    /// Gives `body` a fresh database with the given schema, and removes it afterwards.
    package func withDatabase<Value>(
        schema: [Migration] = [], retry: RetryPolicy = .test, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        switch self {
        case .sqliteFile:
            try await withTemporaryFolder { folder in
                let database = try SQLiteDatabase(path: folder + "/relance.sqlite", retry: retry)
                return try await closing(database, schema, body)
            }
        case .sqliteMemory: try await closing(try SQLiteDatabase(inMemory: retry), schema, body)
        case .postgres: try await TestPostgres.withDatabase(schema: schema, retry: retry, body)
        }
    }
}

/// Runs `body` on a fresh database of each engine.
package func withEachEngine(
    schema: [Migration] = [], _ body: (any Database) async throws -> Void
) async throws {
    for engine in TestEngine.allCases { try await engine.withDatabase(schema: schema, body) }
}

/// Gives `body` the path of an empty folder and removes it afterwards.
package func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "relance-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

func closing<Value>(
    _ database: any Database, _ schema: [Migration] = [], _ body: (any Database) async throws -> Value
) async throws -> Value {
    do {
        if !schema.isEmpty { _ = try await Migrator(schema).migrate(database, at: Instant(milliseconds: 0)) }
        let value = try await body(database)
        await database.close()
        return value
    } catch {
        await database.close()
        throw error
    }
}

extension RetryPolicy {
    /// Many quick attempts, with real chance and real waiting.
    package static let test = RetryPolicy(
        attempts: 20, firstPause: 2, random: { Int64.random(in: 0...max(0, $0)) },
        sleep: { try? await Task.sleep(for: .milliseconds($0)) })
}
