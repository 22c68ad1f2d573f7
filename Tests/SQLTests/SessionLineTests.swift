import SQL
import TestKit
import Testing
import Values

@Suite("Work beside a session")
struct SessionLineTests {
    @Test("a question is answered from everything written before it", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let seen = try await database.write(for: .everyCompany) { session throws(SQLError) in
                try SessionLine.serving(session) { line throws(SQLError) in
                    var seen: [Int] = []
                    for id in Int64(1)...20 {
                        try line.write { session throws(SQLError) in try session.insertThing(id) }
                        seen.append(try line.ask { session throws(SQLError) in try session.countThings() })
                    }
                    return seen
                }
            }
            #expect(seen == Array(1...20))
        }
    }

    @Test("a writing that fails undoes the transaction, and nothing is written after it", arguments: TestEngine.allCases)
    func failure(engine: TestEngine) async throws {
        try await engine.withThings { database in
            let unique = SQLError.constraint(.unique, name: "things_pkey", query: "insertThing")
            for asks in [true, false] {
                await #expect(throws: unique) {
                    try await database.write(for: .everyCompany) { session throws(SQLError) in
                        try SessionLine.serving(session) { line throws(SQLError) in
                            for id: Int64 in [1, 2, 1, 3, 4, 5] {
                                try line.write { session throws(SQLError) in try session.insertThing(id) }
                            }
                            if asks { _ = try line.ask { session throws(SQLError) in try session.countThings() } }
                        }
                    }
                }
            }
            let names = try await database.names()
            #expect(names == [])
        }
    }

    @Test("work that gives up undoes what it wrote, and says why", arguments: TestEngine.allCases)
    func refusal(engine: TestEngine) async throws {
        try await engine.withThings { database in
            await #expect(throws: Refusal.tooMany(3)) {
                try await database.write(for: .everyCompany) { session throws(Refusal) in
                    try SessionLine.serving(session) { line throws(Refusal) in
                        for id in Int64(1)...3 {
                            try Refusal.lifting { () throws(SQLError) in
                                try line.write { session throws(SQLError) in try session.insertThing(id) }
                            }
                        }
                        throw .tooMany(3)
                    }
                }
            }
            let names = try await database.names()
            #expect(names == [])
        }
    }
}

extension Session {
    fileprivate func insertThing(_ id: Int64) throws(SQLError) {
        try execute(.insertThing, [.int64(id), .text("thing \(id)"), nil, true, nil, nil])
    }

    fileprivate func countThings() throws(SQLError) -> Int {
        try list(.things) { row throws(SQLError) in try row.int64(0) }.count
    }
}
