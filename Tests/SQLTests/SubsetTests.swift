import SQL
import TestKit
import Testing
import Values

/// What both engines understand, as storage uses it: each question has one answer.
@Suite("The common subset of SQL gives the same answers on every engine")
struct SubsetTests {
    /// Questions without tables or over `things` 1...6, and their answer as text.
    static let questions: [(Query, String)] = [
        (Query("window", "SELECT CAST(sum(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS BIGINT) FROM things ORDER BY id"),
            "1 3 5 7 9 11"),
        (Query("rowNumber", "SELECT row_number() OVER (PARTITION BY is_open ORDER BY id DESC) FROM things ORDER BY id"),
            "3 3 2 2 1 1"),
        (Query("filter", "SELECT count(*) FILTER (WHERE is_open) FROM things"), "3"),
        (Query("sumCast", "SELECT CAST(sum(id) AS BIGINT) FROM things WHERE NOT is_open"), "9"),
        (Query("emptySum", "SELECT CAST(coalesce(sum(id), 0) AS BIGINT) FROM things WHERE id > 100"), "0"),
        (Query("recursive", "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n"),
            "1 2 3 4 5"),
        (Query("isNotDistinct", "SELECT id FROM things WHERE due_on IS NOT DISTINCT FROM CAST(NULL AS TEXT) ORDER BY id"),
            "3 6"),
        (Query("isDistinct", "SELECT id FROM things WHERE due_on IS DISTINCT FROM '2024-10-05' ORDER BY id"), "2 3 4 5 6"),
        (Query("nullsLast", "SELECT id FROM things ORDER BY due_on DESC NULLS LAST, id"), "5 4 2 1 3 6"),
        (Query("keyset", "SELECT id FROM things WHERE (is_open, id) > (FALSE, 3) ORDER BY is_open, id"), "5 2 4 6"),
        (Query("concatenation", "SELECT CAST(length('é' || name) AS BIGINT) FROM things WHERE id = 1"), "8"),
        (Query("integerDivision", "SELECT CAST(-7 AS BIGINT) / 2"), "-3"),
        (Query("remainder", "SELECT CAST(-7 AS BIGINT) % 3"), "-1"),
        (Query("caseWhen", "SELECT CASE WHEN is_open THEN id ELSE -id END FROM things ORDER BY id"), "-1 2 -3 4 -5 6"),
        (Query("existsBool", "SELECT CASE WHEN EXISTS (SELECT 1 FROM things WHERE is_open) THEN 1 ELSE 0 END"), "1"),
        (Query("union", "SELECT id FROM things WHERE id < 3 EXCEPT SELECT id FROM things WHERE is_open ORDER BY 1"), "1"),
    ]

    @Test("a question has one answer", arguments: TestEngine.allCases)
    func answers(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThings(1...6)
            for (query, expected) in Self.questions {
                let answer = try await database.read(for: .everyCompany) { session throws(SQLError) in
                    try session.list(query) { row throws(SQLError) in String(try row.int64(0)) }
                }
                #expect(answer.joined(separator: " ") == expected, "\(query.name)")
            }
        }
    }

    @Test("texts are ordered by code point", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        try await engine.withThings { database in
            for (id, name) in ["b", "É", "a", "Z", "_", "é", "e", "œ", "10", "9"].enumerated() {
                try await database.insertThing(Int64(id), name)
            }
            let names = try await database.read(for: .everyCompany) { session throws(SQLError) in
                try session.list(.namesInOrder) { row throws(SQLError) in try row.text(0) }
            }
            #expect(names == ["10", "9", "Z", "_", "a", "b", "e", "É", "é", "œ"])
        }
    }

    @Test("ON CONFLICT updates with what was excluded, on a partial index too", arguments: TestEngine.allCases)
    func upsert(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThing(1, "one", isOpen: true)
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                let values: [SQLValue] = [1, "uno", nil, true, nil, nil]
                let updated = try session.first(.upsertThing, values) { row throws(SQLError) in try row.text(0) }
                #expect(updated == "one+uno")
                let other: [SQLValue] = [2, "one+uno", nil, true, nil, nil]
                let skipped = try session.execute(.insertOpenNameOnce, other)
                #expect(skipped == 0)
                let closed: [SQLValue] = [3, "one+uno", nil, false, nil, nil]
                let inserted = try session.execute(.insertOpenNameOnce, closed)
                #expect(inserted == 1)
            }
        }
    }

    @Test("UPDATE … FROM, and a parameter used twice", arguments: TestEngine.allCases)
    func updateFrom(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThings(1...3)
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.execute(.insertPart, [2, 1, "wheel"])
                let changed = try session.execute(.renameByPart, ["car: "])
                #expect(changed == 1)
            }
            let names = try await database.names()
            #expect(names == ["thing 1", "car: wheel car: ", "thing 3"])
        }
    }

    @Test("row locks are asked of the engine that has them", arguments: TestEngine.allCases)
    func locks(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThings(1...3)
            let ids = try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.list(.nextThings, [2]) { row throws(SQLError) in try row.int64(0) }
                    + session.list(.waitForThings) { row throws(SQLError) in try row.int64(0) }
            }
            #expect(ids == [1, 2, 1, 2, 3])
        }
    }

    @Test("an integer does not enter a text column, nor a text an integer one", arguments: TestEngine.allCases)
    func strictTypes(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let error = await #expect(throws: SQLError.self) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.execute(.insertThing, ["12abc", "one", nil, true, nil, nil])
                }
            }
            #expect(error?.isMisuse == true)
            let blob = await #expect(throws: SQLError.self) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.execute(.insertThing, [1, SQLValue([65]), nil, true, nil, nil])
                }
            }
            #expect(blob?.isMisuse == true)
        }
    }
}

extension Query {
    fileprivate static let namesInOrder = Query("namesInOrder", "SELECT name FROM things ORDER BY name")
    fileprivate static let upsertThing = Query(
        "upsertThing",
        """
        INSERT INTO things (id, name, bytes, is_open, due_on, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET name = things.name || '+' || excluded.name RETURNING name
        """)
    fileprivate static let insertOpenNameOnce = Query(
        "insertOpenNameOnce",
        """
        INSERT INTO things (id, name, bytes, is_open, due_on, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (name) WHERE is_open DO NOTHING
        """)
    fileprivate static let renameByPart = Query(
        "renameByPart",
        "UPDATE things SET name = $1 || parts.label || ' ' || $1 FROM parts WHERE parts.thing_id = things.id")
    fileprivate static let nextThings = Query(
        "nextThings", "SELECT id FROM things ORDER BY id LIMIT $1", locking: .skippingLocked)
    fileprivate static let waitForThings = Query(
        "waitForThings", "SELECT id FROM things ORDER BY id", locking: .waiting)
}
