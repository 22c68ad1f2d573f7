import Foundation
import PostgresEngine
import SQL
import TestKit
import Testing
import Values

@Suite(
    "The server's connections and companies are kept apart",
    .disabled(if: !TestEngine.allCases.contains(.postgres), "left out on purpose"))
struct PostgresTests {
    static let owned = Migration(
        1, "owned",
        [
            """
            CREATE TABLE owned (
              company {text} NOT NULL, id {bigint} NOT NULL, label {text} NOT NULL,
              PRIMARY KEY (company, id)) {clustered}
            """,
            .companyRows("owned", column: "company"),
        ])

    @Test("a company sees and writes its own rows only, and the operator all")
    func rowSecurity() async throws {
        try await TestEngine.postgres.withDatabase(schema: [Self.owned]) { database in
            for company in ["a", "b"] {
                let inserted = try await database.write(for: .company(company)) { session throws(SQLError) in
                    try session.execute(.insertOwned, [.text(company), 1, "by statement"])
                        + session.insertMany(.owned, (2...5000).map { [.text(company), SQLValue($0), "in bulk"] })
                }
                #expect(inserted == 5000)
            }
            let counts = [
                try await Self.count(database, .company("a")), try await Self.count(database, .company("c")),
                try await Self.count(database, .everyCompany),
            ]
            #expect(counts == [5000, 0, 10_000])
            await #expect(throws: SQLError.constraint(.company, name: nil, query: "insertOwned")) {
                try await database.write(for: .company("a")) { session throws(SQLError) in
                    try session.execute(.insertOwned, ["b", 9999, "theirs"])
                }
            }
            let changed = try await database.write(for: .company("a")) { session throws(SQLError) in
                try session.execute(.relabelOwned)
            }
            #expect(changed == 5000)
            let star = await #expect(throws: SQLError.self) { try await Self.count(database, .company("*")) }
            #expect(star?.isMisuse == true)
        }
    }

    private static func count(_ database: any Database, _ scope: Scope) async throws(SQLError) -> Int {
        try await database.read(for: scope) { session throws(SQLError) in
            try session.first(.countOwned) { row throws(SQLError) in try row.int(0) } ?? -1
        }
    }

    @Test("connections cut by the server come back by themselves")
    func reconnects() async throws {
        try await TestPostgres.withURL(schema: [.things]) { url in
            let database = try await PostgresDatabase(url: url, connections: 3, retry: .test)
            for round in 1...3 {
                try await database.insertThing(Int64(round), "round \(round)")
                try await TestPostgres.cutConnections(to: url)
            }
            let names = try await database.names()
            #expect(names.count == 3)
            await database.close()
            let closed = await #expect(throws: SQLError.self) { try await database.names() }
            #expect(closed?.isMisuse == true)
        }
    }

    @Test("a connection cut in the middle of a transaction has it run again")
    func cutInTransaction() async throws {
        try await TestPostgres.withURL(schema: [.things]) { url in
            let database = try await PostgresDatabase(url: url, connections: 1, retry: .test)
            let tries = Counter()
            let signal = AsyncStream<Void>.makeStream()
            let gate = Gate()
            async let written = database.write(for: .everyCompany) { session throws(SQLError) in
                try session.execute(.insertThing, [1, "one", nil, true, nil, nil])
                if tries.next() == 1 {
                    signal.continuation.yield()
                    gate.wait()
                }
                return try session.execute(.insertThing, [2, "two", nil, true, nil, nil])
            }
            for await _ in signal.stream { break }
            try await TestPostgres.cutConnections(to: url)
            gate.open()
            let last = try await written
            #expect(last == 1 && tries.next() == 3)
            let names = try await database.names()
            #expect(names == ["one", "two"])
            await database.close()
        }
    }

    @Test("a deadlock is undone and run again")
    func deadlock() async throws {
        try await TestEngine.postgres.withDatabase(schema: [.things]) { database in
            try await database.insertThings(1...2)
            let tries = Counter()
            let gates = [Gate(), Gate()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await database.write(for: .everyCompany) { session throws(SQLError) in
                            try session.execute(.renameThing, [SQLValue(first), .text("a\(first)")])
                            // At the first try, each waits until the other has its first lock.
                            if tries.next() <= 2 {
                                gates[second - 1].open()
                                gates[first - 1].wait()
                            }
                            _ = try session.execute(.renameThing, [SQLValue(second), .text("b\(second)")])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(tries.next() > 3)
        }
    }

    @Test("nobody there and no such database are told apart")
    func cannotConnect() async throws {
        await #expect(throws: SQLError.connectionLost(commitUnknown: false)) {
            _ = try await PostgresDatabase(url: "postgresql://relance@/x?host=/nowhere", retry: .never)
        }
        try await TestPostgres.withURL { url in
            let missing = url.replacing("relance_test_", with: "relance_none_")
            let error = await #expect(throws: SQLError.self) {
                _ = try await PostgresDatabase(url: missing, retry: .never)
            }
            guard case .unsuitable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("a prepared statement survives a change of the schema by another connection")
    func schemaChange() async throws {
        try await TestPostgres.withURL(schema: [.things]) { url in
            let database = try await PostgresDatabase(url: url, connections: 1, retry: .test)
            try await database.insertThing(1, "one")
            let before = try await Self.everything(database)
            let other = try await PostgresDatabase(url: url, connections: 1, retry: .never)
            try await other.administer("ALTER TABLE things ADD COLUMN extra TEXT")
            await other.close()
            let after = try await Self.everything(database)
            #expect(before == 1 && after == 1)
            await database.close()
        }
    }

    private static func everything(_ database: any Database) async throws(SQLError) -> Int {
        try await database.read(for: .everyCompany) { session throws(SQLError) in
            try session.list(.everyColumn) { row throws(SQLError) in try row.int64(0) }.count
        }
    }
}

extension Query {
    fileprivate static let insertOwned = Query(
        "insertOwned", "INSERT INTO owned (company, id, label) VALUES ($1, $2, $3)")
    fileprivate static let countOwned = Query("countOwned", "SELECT count(*) FROM owned")
    fileprivate static let relabelOwned = Query("relabelOwned", "UPDATE owned SET label = 'mine'")
    fileprivate static let everyColumn = Query("everyColumn", "SELECT * FROM things")
}

extension BulkInsert {
    fileprivate static let owned = BulkInsert(into: "owned", ["company", "id", "label"])
}
