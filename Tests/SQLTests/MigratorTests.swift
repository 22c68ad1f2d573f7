import SQL
import TestKit
import Testing
import Values

@Suite("The schema is the one this program knows, or nothing starts")
struct MigratorTests {
    static let first = Migration(1, "first", ["CREATE TABLE a (id {bigint} PRIMARY KEY) {strict}"])
    static let second = Migration(2, "second", ["CREATE TABLE b (id {bigint} PRIMARY KEY) {strict}"])
    static let now = Instant(milliseconds: 0)

    @Test("each migration is applied once", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let before = try await Migrator([Self.first]).pending(database)
            #expect(before == [1])
            let applied = try await Migrator([Self.first]).migrate(database, at: Self.now)
            #expect(applied == [1])
            let pending = try await Migrator([Self.first, Self.second]).pending(database)
            #expect(pending == [2])
            let more = try await Migrator([Self.first, Self.second]).migrate(database, at: Self.now)
            #expect(more == [2])
            let none = try await Migrator([Self.first, Self.second]).migrate(database, at: Self.now)
            #expect(none == [])
        }
    }

    @Test("a schema made by a newer program is refused", arguments: TestEngine.allCases)
    func newer(engine: TestEngine) async throws {
        try await engine.withDatabase(schema: [Self.first, Self.second]) { database in
            await #expect(throws: SQLError.schemaUnknown(found: 2, known: 1)) {
                try await Migrator([Self.first]).migrate(database, at: Self.now)
            }
            await #expect(throws: SQLError.schemaUnknown(found: 2, known: 1)) {
                try await Migrator([Self.first]).pending(database)
            }
        }
    }

    @Test("a migration that was changed after it was applied is refused", arguments: TestEngine.allCases)
    func altered(engine: TestEngine) async throws {
        try await engine.withDatabase(schema: [Self.first]) { database in
            let edited = Migration(1, "first", ["CREATE TABLE a (id {bigint} PRIMARY KEY, x {text}) {strict}"])
            await #expect(throws: SQLError.schemaAltered(migration: 1, name: "first")) {
                try await Migrator([edited]).migrate(database, at: Self.now)
            }
        }
    }

    @Test("a database with tables of another program is refused", arguments: TestEngine.allCases)
    func foreign(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.define("CREATE TABLE customers (id INTEGER)", name: "foreign")
            }
            await #expect(throws: SQLError.schemaForeign) {
                try await Migrator([Self.first]).migrate(database, at: Self.now)
            }
        }
    }

    @Test("a migration that fails half-way leaves nothing of itself", arguments: TestEngine.allCases)
    func halfWay(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let broken = Migration(
                2, "broken", ["CREATE TABLE b (id {bigint} PRIMARY KEY) {strict}", "CREATE TABLE b (id {bigint}) {strict}"])
            await #expect(throws: SQLError.self) {
                try await Migrator([Self.first, broken]).migrate(database, at: Self.now)
            }
            let applied = try await Migrator([Self.first, Self.second]).migrate(database, at: Self.now)
            #expect(applied == [2])
        }
    }

    @Test("two programs that migrate at once take turns", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let migrator = Migrator([Self.first, Self.second])
            async let left = migrator.migrate(database, at: Self.now)
            async let right = migrator.migrate(database, at: Self.now)
            let applied = try await left + right
            #expect(applied.sorted() == [1, 2])
        }
    }

    @Test("numbers have no gap, and tokens are known")
    func wellFormed() async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let gap = await #expect(throws: SQLError.self) {
                try await Migrator([Self.second]).migrate(database, at: Self.now)
            }
            #expect(gap?.isMisuse == true)
            await #expect(throws: SQLError.unsuitable("unknown token {float}")) {
                try await Migrator([Migration(1, "x", ["CREATE TABLE a (id {float})"])]).migrate(database, at: Self.now)
            }
        }
    }
}
