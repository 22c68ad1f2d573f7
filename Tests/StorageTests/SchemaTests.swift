import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

@Suite("The schema is the one this program knows, and history is only appended to")
struct SchemaTests {
    private static let now = Instant(milliseconds: 1)

    @Test("an empty database becomes the product's, once", arguments: TestEngine.allCases)
    func fromEmpty(engine: TestEngine) async throws {
        try await engine.withDatabase { database async throws -> Void in
            let migrator = Migrator(Schema.migrations)
            let all = Schema.migrations.map(\.id)
            #expect(try await migrator.pending(database) == all)
            #expect(try await migrator.migrate(database, at: Self.now) == all)
            #expect(try await migrator.migrate(database, at: Self.now) == [])
            #expect(try await migrator.pending(database) == [])
        }
    }

    @Test("each older schema becomes the newest", arguments: TestEngine.allCases)
    func step(engine: TestEngine) async throws {
        for count in 1..<Schema.migrations.count {
            try await engine.withDatabase(schema: Array(Schema.migrations.prefix(count))) { database async throws -> Void in
                let migrator = Migrator(Schema.migrations)
                #expect(try await migrator.migrate(database, at: Self.now) == Array(Schema.migrations.map(\.id).dropFirst(count)))
            }
        }
    }

    @Test("a schema of a later version is refused", arguments: TestEngine.allCases)
    func newer(engine: TestEngine) async throws {
        let known = Schema.migrations.count
        let future = Migration(known + 1, "future", ["CREATE TABLE futures (id {bigint} PRIMARY KEY) {strict}"])
        try await engine.withDatabase(schema: Schema.migrations + [future]) { database async throws -> Void in
            await #expect(throws: SQLError.schemaUnknown(found: known + 1, known: known)) {
                try await Migrator(Schema.migrations).pending(database)
            }
            await #expect(throws: SQLError.schemaUnknown(found: known + 1, known: known)) {
                try await Migrator(Schema.migrations).migrate(database, at: Self.now)
            }
        }
    }

    static let changes = [
        Query("change a fact", "UPDATE facts SET payload = payload"),
        Query("delete a fact", "DELETE FROM facts WHERE sequence = 1"),
        Query("delete all", "DELETE FROM facts"),
    ]

    @Test("facts are not changed and not deleted (I21)", arguments: TestEngine.allCases)
    func appendOnly(engine: TestEngine) async throws {
        try await engine.withLedger { database in
            try await SmallCompany.open(database)
            for change in Self.changes {
                let error = await #expect(throws: SQLError.self) {
                    try await database.write(for: .everyCompany) { session throws(SQLError) in try session.execute(change) }
                }
                guard case .constraint(.appendOnly, _, _)? = error else {
                    Issue.record("\(change.name): \(String(describing: error))")
                    continue
                }
            }
            #expect(try await database.verify(SmallCompany.id).findings == [])
        }
    }
}
