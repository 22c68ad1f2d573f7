import Foundation
package import SQL
import SQLiteEngine

/// The databases every storage test runs on: `@Test(arguments: TestEngine.allCases)`.
package enum TestEngine: String, Sendable, CaseIterable {
    case sqliteFile, sqliteMemory

    /// Gives a fresh, empty database to `body` and removes it afterwards.
    package func withDatabase<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        switch self {
        case .sqliteFile:
            try await withTemporaryFolder { folder in
                try await closing(try SQLiteDatabase(path: folder + "/relance.sqlite", retry: .test), body)
            }
        case .sqliteMemory: try await closing(try SQLiteDatabase(inMemory: .test), body)
        }
    }
}

/// Runs `body` on a fresh database of each engine.
package func withEachEngine(_ body: (any Database) async throws -> Void) async throws {
    for engine in TestEngine.allCases { try await engine.withDatabase(body) }
}

/// Gives `body` the path of an empty folder and removes it afterwards.
package func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "relance-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

func closing<Value>(
    _ database: any Database, _ body: (any Database) async throws -> Value
) async throws -> Value {
    do {
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
