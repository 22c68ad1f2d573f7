import Foundation
import SQL
import SQLiteEngine
import TestKit
import Testing
import Values

@Suite("The embedded database keeps its file safe")
struct SQLiteTests {
    @Test("a second opening of the file is refused and names the owner")
    func lock() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/relance.sqlite"
            let first = try SQLiteDatabase(path: path, retry: .test)
            #expect(throws: SQLError.lockedBy(pid: getpid())) { try SQLiteDatabase(path: path, retry: .test) }
            await first.close()
            let second = try SQLiteDatabase(path: path, retry: .test)
            await second.close()
        }
    }

    @Test("commits are on the disk, and the log is used")
    func settings() async throws {
        try await TestEngine.sqliteFile.withDatabase { database in
            let settings = try await database.write(for: .everyCompany) { session throws(SQLError) in
                try session.list(.settings) { row throws(SQLError) in
                    [try row.text(0), String(try row.int64(1)), String(try row.int64(2))]
                }
            }
            #expect(settings == [["wal", "2", "1"]])
        }
    }

    @Test("a long log is copied into the file after the answer, and used again from its start")
    func longLog() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/relance.sqlite"
            let database = try SQLiteDatabase(path: path, retry: .test)
            _ = try await Migrator([.things]).migrate(database, at: Instant(milliseconds: 0))
            let megabyte = [UInt8](repeating: 7, count: 1 << 20)
            for round in Int64(0)..<3 {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    for id in 1...Int64(20) {
                        let id = round * 20 + id
                        try session.execute(.insertThing, [.int64(id), .text("thing \(id)"), .blob(megabyte), false, nil, nil])
                    }
                }
            }
            // Waits for the copying, which goes on beside the answers.
            try await database.insertThing(1000, "last")
            let (file, log) = (try size(path), try size(path + "-wal"))
            #expect(file > 60 << 20)
            #expect(log < 30 << 20)
            await database.close()
        }
    }

    private func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    @Test("the file, its log and its lock are nobody else's")
    func rights() async throws {
        try await withTemporaryFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/relance.sqlite", retry: .test)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let rights = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions]
                #expect(rights as? Int == 0o600, "\(name)")
            }
            await database.close()
        }
    }

    @Test("a backup is a whole database, and a closed database serves nothing")
    func backup() async throws {
        try await withTemporaryFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/relance.sqlite", retry: .test)
            _ = try await Migrator([.things]).migrate(database, at: Instant(milliseconds: 0))
            try await database.insertThings(1...100)
            try await database.checkpoint()
            try await database.backUp(to: folder + "/it's a copy.sqlite")
            await database.close()
            let closed = await #expect(throws: SQLError.self) { try await database.names() }
            #expect(closed?.isMisuse == true)

            let copy = try SQLiteDatabase(path: folder + "/it's a copy.sqlite", retry: .test)
            let names = try await copy.names()
            #expect(names.count == 100)
            let damage = try await copy.damage()
            #expect(damage == [])
            await copy.close()
        }
    }

    // Handles are memory: the next database to open gets the place of one that was closed.
    @Test("a closed database touches no other one, whatever is asked of it")
    func closedTouchesNothing() async throws {
        for _ in 0..<20 {
            let closed = try SQLiteDatabase(inMemory: .never)
            await closed.close()
            try await TestEngine.sqliteFile.withDatabase(schema: [.things]) { other in
                let signal = AsyncStream<Void>.makeStream()
                let gate = Gate()
                async let written = other.write(for: .everyCompany) { session throws(SQLError) in
                    try session.execute(.insertThing, [1, "one", nil, true, nil, nil])
                    signal.continuation.yield()
                    gate.wait()
                    return try session.execute(.insertThing, [2, "two", nil, true, nil, nil])
                }
                for await _ in signal.stream { break }
                let refused = await #expect(throws: SQLError.self) { try await closed.names() }
                #expect(refused?.isMisuse == true)
                gate.open()
                #expect(try await written == 1)
                let names = try await other.names()
                #expect(names == ["one", "two"])
            }
        }
    }

    @Test("a full disk refuses the write, keeps reading, and heals by itself")
    func fullDisk() async throws {
        try await withTemporaryFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/relance.sqlite", retry: .never)
            _ = try await Migrator([.things]).migrate(database, at: Instant(milliseconds: 0))
            try await database.insertThing(0, "zero")
            // SQLite answers a limit of pages as it answers a disk without room.
            try await Self.limit(database, "PRAGMA max_page_count = 30")
            await #expect(throws: SQLError.full) { try await database.insertThings(1...10_000) }
            let names = try await database.names()
            #expect(names == ["zero"])
            try await Self.limit(database, "PRAGMA max_page_count = 1000000")
            let inserted = try await database.insertThings(1...10_000)
            #expect(inserted == 10_000)
            await database.close()
        }
    }

    private static func limit(_ database: SQLiteDatabase, _ pragma: String) async throws(SQLError) {
        try await database.write(for: .everyCompany) { session throws(SQLError) in
            try session.define(pragma, name: "limit")
        }
    }

    @Test("a file that is no database, a folder and a missing folder are refused with a reason")
    func notADatabase() async throws {
        try await withTemporaryFolder { folder in
            let text = folder + "/letter.txt"
            try String(repeating: "Madame, Monsieur, ", count: 100).write(toFile: text, atomically: true, encoding: .utf8)
            let error = #expect(throws: SQLError.self) { try SQLiteDatabase(path: text, retry: .test) }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(throws: SQLError.self) { try SQLiteDatabase(path: folder, retry: .test) }
            #expect(throws: SQLError.self) { try SQLiteDatabase(path: folder + "/none/x", retry: .test) }
        }
    }

    @Test("what was committed is there after the process dies")
    func reopening() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/relance.sqlite"
            let database = try SQLiteDatabase(path: path, retry: .test)
            _ = try await Migrator([.things]).migrate(database, at: Instant(milliseconds: 0))
            try await database.insertThing(1, "one")
            // As found after a crash: the log not yet written back.
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: folder + "/crashed" + suffix)
            }
            await database.close()
            let recovered = try SQLiteDatabase(path: folder + "/crashed", retry: .test)
            let names = try await recovered.names()
            #expect(names == ["one"])
            await recovered.close()
        }
    }
}

extension Query {
    fileprivate static let settings = Query(
        "settings",
        """
        SELECT journal_mode, synchronous, foreign_keys
        FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys
        """)
}
