import SQL
import TestKit
import Testing
import Values

@Suite("A session behaves alike on every engine")
struct SessionTests {
    @Test("parameters are taken by number, not by order of appearance", arguments: TestEngine.allCases)
    func numberedParameters(engine: TestEngine) async throws {
        let difference = try await engine.withDatabase { database in
            try await database.read(for: .everyCompany) { session throws(SQLError) in
                try session.first(.difference, [10, 3]) { row throws(SQLError) in try row.int64(0) }
            }
        }
        #expect(difference == -7)
    }

    @Test("every kind of value comes back as it was stored", arguments: TestEngine.allCases)
    func everyKind(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let day = try #require(LocalDate(iso: "2026-11-23"))
            let instant = Instant(milliseconds: 1_795_000_000_123)
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.execute(
                    .insertThing,
                    [SQLValue(Int64.min), "été €", SQLValue([0, 1, 255]), true, SQLValue(day), SQLValue(instant)])
                try session.execute(.insertThing, [2, "", SQLValue([UInt8]()), false, nil, nil])
            }
            try await database.read(for: .everyCompany) { session throws(SQLError) in
                let things = try session.list(.things, [], Thing.init)
                #expect(things == [
                    Thing(id: .min, name: "été €", bytes: [0, 1, 255], isOpen: true, dueOn: day, seenAt: instant),
                    Thing(id: 2, name: "", bytes: [], isOpen: false, dueOn: nil, seenAt: nil),
                ])
            }
        }
    }

    @Test("a column read as another kind names the query and the column", arguments: TestEngine.allCases)
    func wrongKind(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThing(1, "one")
            let wrong = SQLError.typeMismatch(query: "things", column: 1, expected: .int64, found: .text)
            await #expect(throws: wrong) {
                try await database.read(for: .everyCompany) { session throws(SQLError) in
                    try session.rows(.things) { row throws(SQLError) in _ = try row.int64(1) }
                }
            }
            let null = SQLError.typeMismatch(query: "things", column: 4, expected: .text, found: .null)
            await #expect(throws: null) {
                try await database.read(for: .everyCompany) { session throws(SQLError) in
                    try session.rows(.things) { row throws(SQLError) in _ = try row.date(4) }
                }
            }
        }
    }

    @Test("a column that does not exist is an error, not a NULL", arguments: TestEngine.allCases)
    func missingColumn(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThing(1, "one")
            await #expect(
                throws: SQLError.typeMismatch(query: "things", column: 6, expected: .text, found: .unsupported)
            ) {
                try await database.read(for: .everyCompany) { session throws(SQLError) in
                    try session.rows(.things) { row throws(SQLError) in _ = try row.optionalText(6) }
                }
            }
        }
    }

    @Test("results can be read inside results, even of the same query", arguments: TestEngine.allCases)
    func nestedResults(engine: TestEngine) async throws {
        try await engine.withThings { database in
            for id in 1...3 { try await database.insertThing(Int64(id), "n\(id)") }
            let pairs = try await database.read(for: .everyCompany) { session throws(SQLError) in
                var pairs: [[Int64]] = []
                try session.scan(.things) { outer throws(SQLError) in
                    let left = try outer.int64(0)
                    try session.scan(.things) { inner throws(SQLError) in pairs.append([left, try inner.int64(0)]) }
                }
                return pairs
            }
            #expect(pairs == [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [3, 1], [3, 2], [3, 3]])
        }
    }

    @Test("nothing is written while a result is being read", arguments: TestEngine.allCases)
    func writingWhileReading(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThing(1, "one")
            let error = await #expect(throws: SQLError.self) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.rows(.things) { row throws(SQLError) in
                        try session.execute(.renameThing, [SQLValue(try row.int64(0)), "two"])
                    }
                }
            }
            #expect(error?.isMisuse == true)
        }
    }

    @Test("a read writes nothing, however it is asked", arguments: TestEngine.allCases)
    func readsDoNotWrite(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let error = await #expect(throws: SQLError.self) {
                try await database.read(for: .everyCompany) { session throws(SQLError) in
                    try session.execute(.insertThing, [1, "one", nil, true, nil, nil])
                }
            }
            #expect(error?.isMisuse == true)
            let names = try await database.names()
            #expect(names == [])
        }
    }

    @Test("a wrong number of values is refused before the engine sees it", arguments: TestEngine.allCases)
    func wrongNumberOfValues(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let error = await #expect(throws: SQLError.self) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.execute(.renameThing, [1])
                }
            }
            #expect(error?.isMisuse == true)
        }
    }

    @Test("text with U+0000 is refused", arguments: TestEngine.allCases)
    func zeroInText(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let error = await #expect(throws: SQLError.self) { try await database.insertThing(1, "a\u{0}b") }
            #expect(error?.isMisuse == true)
        }
    }

    @Test("changed rows are counted, and RETURNING gives them", arguments: TestEngine.allCases)
    func countsAndReturning(engine: TestEngine) async throws {
        try await engine.withThings { database in
            for id in 1...3 { try await database.insertThing(Int64(id), "n") }
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                let all = try session.execute(.renameAll, ["m"])
                let none = try session.execute(.renameThing, [9, "z"])
                #expect(all == 3 && none == 0)
                let returned = try session.list(.renameReturning, ["k"]) { row throws(SQLError) in try row.int64(0) }
                #expect(returned.sorted() == [1, 2, 3])
                // Even when the caller stops at the first row, the statement has done all of its work.
                _ = try session.first(.renameReturning, ["j"]) { row throws(SQLError) in try row.int64(0) }
            }
            let names = try await database.names()
            #expect(names == ["j", "j", "j"])
        }
    }

    @Test("one statement runs for many lists of values", arguments: TestEngine.allCases)
    func manyStatements(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThings(1...1000)
            let changed = try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.executeMany(.renameThing, (501...1500).map { [SQLValue($0), .text("renamed \($0)")] })
            }
            #expect(changed == 500)
            // The eighth list is one short: none of the others counts.
            let short = await #expect(throws: SQLError.self) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.executeMany(.renameThing, (1...8).map { $0 < 8 ? [SQLValue($0), .text("x\($0)")] : [8] })
                }
            }
            #expect(short?.isMisuse == true)
            let names = try await database.names()
            #expect(names[499] == "thing 500" && names[500] == "renamed 501" && names[999] == "renamed 1000")
        }
    }
}
