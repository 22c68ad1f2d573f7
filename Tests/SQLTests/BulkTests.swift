import SQL
import TestKit
import Testing
import Values

@Suite("Many rows at once")
struct BulkTests {
    @Test("ten thousand rows come back as they went in, by scan and by list", arguments: TestEngine.allCases)
    func tenThousand(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let inserted = try await database.insertThings(1...10_000)
            #expect(inserted == 10_000)
            try await database.read(for: .everyCompany) { session throws(SQLError) in
                var scanned: [Thing] = []
                try session.scan(.things) { row throws(SQLError) in scanned.append(try Thing(row: row)) }
                #expect(scanned.count == 10_000)
                #expect(scanned.allSatisfy { $0 == Self.expected($0.id) })
                let listed = try session.list(.things, [], Thing.init)
                #expect(listed == scanned)
            }
        }
    }

    static func expected(_ id: Int64) -> Thing {
        Thing(
            id: id, name: "thing \(id)", bytes: [UInt8(truncatingIfNeeded: id)], isOpen: id % 2 == 0,
            dueOn: id % 3 == 0 ? nil : LocalDate(dayNumber: 20_000 + Int32(id % 1000)),
            seenAt: Instant(milliseconds: id))
    }

    @Test("one bad row among many leaves none, and says why", arguments: TestEngine.allCases)
    func oneBadRow(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThing(700, "old")
            await #expect(throws: SQLError.constraint(.unique, name: "things_pkey", query: "things")) {
                try await database.insertThings(1...1000)
            }
            let names = try await database.names()
            #expect(names == ["old"])
        }
    }

    @Test("rows already known can be left out", arguments: TestEngine.allCases)
    func skipsKnownRows(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.insertThings(4000...4999)
            let inserted = try await database.insertThings(1...10_000, .newThings)
            #expect(inserted == 9000)
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.refreshStatistics()
            }
        }
    }

    @Test("values that do not match the columns are refused, and the transaction with them", arguments: TestEngine.allCases)
    func wrongShape(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let rows: [[SQLValue]] = [
                [1, "one"],
                [1, "one", nil, true, nil, nil, nil],
                [1, "a\u{0}b", nil, true, nil, nil],
                ["one", "one", nil, true, nil, nil],
            ]
            for bulk in [BulkInsert.things, .newThings] {
                for row in rows {
                    let error = await #expect(throws: SQLError.self) {
                        try await database.write(for: .everyCompany) { session throws(SQLError) in
                            do throws(SQLError) {
                                try session.insertMany(bulk, [[7, "seven", nil, true, nil, nil], row])
                            } catch {
                                // Swallowed: the transaction must be lost all the same.
                            }
                        }
                    }
                    #expect(error?.isMisuse == true)
                }
            }
            let names = try await database.names()
            #expect(names == [])
        }
    }

    @Test("a bulk insert that gives up inside a savepoint leaves the rest of the transaction", arguments: TestEngine.allCases)
    func givesUpInSavepoint(engine: TestEngine) async throws {
        try await engine.withThings { database in
            try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.execute(.insertThing, [1, "one", nil, true, nil, nil])
                #expect(throws: SQLError.unreadable(query: "reader", column: 0, reason: "x")) {
                    try session.savepoint { () throws(SQLError) in
                        try session.insertMany(.things) { rows throws(SQLError) in
                            for value in [2, "two", nil, true, nil, nil] as [SQLValue] { rows.add(value) }
                            try rows.endRow()
                            throw SQLError.unreadable(query: "reader", column: 0, reason: "x")
                        }
                    }
                }
            }
            let names = try await database.names()
            #expect(names == ["one"])
        }
    }

    @Test("nothing else is asked of the session while rows go in", arguments: TestEngine.allCases)
    func asksInBetween(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let error = await #expect(throws: SQLError.self) {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try session.insertMany(.things) { _ throws(SQLError) in try session.rows(.things) { _ in } }
                }
            }
            #expect(error?.isMisuse == true)
        }
    }
}
