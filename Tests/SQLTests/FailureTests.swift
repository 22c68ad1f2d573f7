import SQL
import TestKit
import Testing
import Values

@Suite("Failures mean the same on every engine")
struct FailureTests {
    @Test("a closure that throws leaves nothing behind", arguments: TestEngine.allCases)
    func rollback(engine: TestEngine) async throws {
        try await engine.withThings { database in
            await #expect(throws: Refusal.tooMany(1)) {
                try await database.write(for: .everyCompany) { session throws(Refusal) in
                    try Refusal.lifting { () throws(SQLError) in
                        try session.execute(.insertThing, [1, "one", nil, true, nil, nil])
                    }
                    throw .tooMany(1)
                }
            }
            let names = try await database.names()
            #expect(names == [])
        }
    }

    @Test("a broken rule says which", arguments: TestEngine.allCases)
    func constraints(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThing(1, "one", isOpen: true)
            let cases: [(ConstraintKind, String?, Query, [SQLValue])] = [
                (.unique, "things_pkey", .insertThing, [1, "other", nil, true, nil, nil]),
                (.unique, "things_open_name", .insertThing, [2, "one", nil, true, nil, nil]),
                (.check, "things_name_is_short", .insertThing,
                    [2, .text(String(repeating: "x", count: 40)), nil, true, nil, nil]),
                (.notNull, "things.name", .insertThing, [2, nil, nil, true, nil, nil]),
            ]
            for (kind, name, query, values) in cases {
                let expected = SQLError.constraint(kind, name: name, query: query.name.description)
                await #expect(throws: expected) {
                    try await database.write(for: .everyCompany) { session throws(SQLError) in
                        try session.execute(query, values)
                    }
                }
            }
            let orphan = await #expect(throws: SQLError.self) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.execute(.insertPart, [9, 1, "wheel"])
                }
            }
            guard case .constraint(.foreignKey, _, "insertPart") = orphan else {
                Issue.record("\(String(describing: orphan))")
                return
            }
        }
    }

    @Test("an error that is swallowed spoils the transaction all the same", arguments: TestEngine.allCases)
    func swallowedError(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let unique = SQLError.constraint(.unique, name: "things_pkey", query: "insertThing")
            await #expect(throws: unique) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.execute(.insertThing, [1, "one", nil, true, nil, nil])
                    do throws(SQLError) {
                        try session.execute(.insertThing, [1, "two", nil, true, nil, nil])
                    } catch {
                        let again = #expect(throws: SQLError.self) {
                            try session.execute(.insertThing, [2, "two", nil, true, nil, nil])
                        }
                        #expect(again == unique)
                    }
                }
            }
            let names = try await database.names()
            #expect(names == [])
        }
    }

    @Test("a savepoint undoes its part and lets the rest go on, at any depth", arguments: TestEngine.allCases)
    func savepoints(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.execute(.insertThing, [1, "one", nil, true, nil, nil])
                let inner = #expect(throws: SQLError.self) {
                    try session.savepoint { () throws(SQLError) in
                        try session.execute(.insertThing, [2, "two", nil, true, nil, nil])
                        try session.savepoint { () throws(SQLError) in
                            _ = try session.execute(.insertThing, [3, "three", nil, true, nil, nil])
                        }
                        try session.execute(.insertThing, [1, "again", nil, true, nil, nil])
                    }
                }
                #expect(inner == .constraint(.unique, name: "things_pkey", query: "insertThing"))
                let four = try session.savepoint { () throws(SQLError) in
                    try session.execute(.insertThing, [4, "four", nil, true, nil, nil])
                }
                #expect(four == 1)
            }
            let names = try await database.names()
            #expect(names == ["one", "four"])
        }
    }

    @Test("append-only tables take new rows and refuse to change the old", arguments: TestEngine.allCases)
    func appendOnly(engine: TestEngine) async throws {
        try await engine.withThings { database in
            for change in [Query.editFact, .deleteFacts] {
                await #expect(
                    throws: SQLError.constraint(.appendOnly, name: "facts", query: change.name.description)
                ) {
                    try await database.write(for: .everyCompany) { session throws(SQLError) in
                        try session.execute(.insertFact)
                        try session.execute(change)
                    }
                }
            }
        }
    }

    @Test("a serialization failure is tried again, and only so often", arguments: TestEngine.allCases)
    func retries(engine: TestEngine) async throws {
        let retry = RetryPolicy(attempts: 4, random: { _ in 0 }, sleep: { _ in })
        try await engine.withDatabase(schema: [.things], retry: retry) { database in
            let tries = Counter()
            let value = try await database.write(for: .everyCompany) { session throws(SQLError) in
                if tries.next() < 4 { throw .serialization(query: "test") }
                return "done"
            }
            #expect(value == "done")
            await #expect(throws: SQLError.busy(query: "test")) {
                try await database.write(for: .everyCompany) { _ throws(SQLError) in
                    _ = tries.next()
                    throw .busy(query: "test")
                }
            }
            #expect(tries.next() == 9)
            await #expect(throws: SQLError.full) {
                try await database.write(for: .everyCompany) { _ throws(SQLError) in
                    _ = tries.next()
                    throw .full
                }
            }
            #expect(tries.next() == 11)
        }
    }

    @Test("writers at the same time lose no update", arguments: TestEngine.allCases, [Isolation.serializable, .readCommitted])
    func concurrentWriters(engine: TestEngine, isolation: Isolation) async throws {
        try await engine.withThings { database in
            try await database.insertThing(0, "counter")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await database.write(for: .everyCompany, isolation: isolation) { session throws(SQLError) in
                            let query: Query = isolation == .serializable ? .readCounter : .lockCounter
                            let seen = try session.first(query) { row throws(SQLError) in try row.int64(0) } ?? 0
                            try session.execute(.writeCounter, [.int64(seen + 1)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            let count = try await database.read(for: .everyCompany) { session throws(SQLError) in
                try session.first(.readCounter) { row throws(SQLError) in try row.int64(0) }
            }
            #expect(count == 40)
        }
    }

    @Test("a read sees one state, whatever is written meanwhile", arguments: [TestEngine.sqliteFile, .postgres])
    func snapshot(engine: TestEngine) async throws {
        guard TestEngine.allCases.contains(engine) else { return }
        try await engine.withThings { database in
            let signal = AsyncStream<Void>.makeStream()
            let gate = Gate()
            async let both = database.read(for: .everyCompany) { session throws(SQLError) in
                let before = try session.list(.things) { row throws(SQLError) in try row.int64(0) }
                signal.continuation.yield()
                gate.wait()
                let after = try session.list(.things) { row throws(SQLError) in try row.int64(0) }
                return [before.count, after.count]
            }
            for await _ in signal.stream { break }
            try await database.insertThing(1, "one")
            gate.open()
            let counts = try await both
            #expect(counts == [0, 0])
        }
    }
}

/// An error of a transaction's own.
enum Refusal: TransactionFailure, Equatable {
    case sql(SQLError)
    case tooMany(Int)

    init(_ error: SQLError) { self = .sql(error) }
    var sqlError: SQLError? { if case .sql(let error) = self { error } else { nil } }
}

extension Query {
    fileprivate static let insertFact = Query("insertFact", "INSERT INTO facts (id, body) VALUES (1, 'x')")
    fileprivate static let editFact = Query("editFact", "UPDATE facts SET body = 'y'")
    fileprivate static let deleteFacts = Query("deleteFacts", "DELETE FROM facts")
    fileprivate static let readCounter = Query("readCounter", "SELECT coalesce(seen_at, 0) FROM things WHERE id = 0")
    fileprivate static let lockCounter = Query(
        "lockCounter", "SELECT coalesce(seen_at, 0) FROM things WHERE id = 0", locking: .waiting)
    fileprivate static let writeCounter = Query("writeCounter", "UPDATE things SET seen_at = $1 WHERE id = 0")
}
