import Foundation
import PostgresEngine
import SQL
import TestKit
import Testing

/// A firm's database in the hands of somebody who has the rights to change it behind the program's back.
struct OpenedLedger {
    private let file: URL
    private let kept: Data
    private let postgres: String?

    init(_ stage: Stage) async throws {
        file = URL(fileURLWithPath: stage.data + "/relance.sqlite")
        postgres = stage.databaseURL
        if postgres == nil {
            // Without what is free in it: each fact then stands in it once.
            _ = try await Self.python(file, "VACUUM")
            kept = try Data(contentsOf: file)
        } else {
            kept = Data()
            try await administer(
                """
                ALTER TABLE facts DISABLE TRIGGER USER;
                CREATE TABLE kept AS TABLE facts;
                """)
        }
    }

    /// The bytes of the file.
    var size: Int { kept.count }

    /// Runs one statement that must change something, the guards of the facts out of its way.
    func change(_ statement: String) async throws {
        if postgres == nil {
            _ = try await Self.python(file, statement)
        } else {
            try await administer(
                """
                DO $$ DECLARE changed integer; BEGIN
                  \(statement); GET DIAGNOSTICS changed = ROW_COUNT;
                  IF changed = 0 THEN RAISE EXCEPTION 'nothing to change'; END IF;
                END $$
                """)
        }
    }

    /// Puts the facts back as they were.
    func restore() async throws {
        if postgres == nil {
            try kept.write(to: file)
        } else {
            try await administer("DELETE FROM facts; INSERT INTO facts SELECT * FROM kept")
        }
    }

    func flip(bit: Int, at offset: Int) throws {
        var bytes = kept
        bytes[offset] ^= 1 << UInt8(bit)
        try bytes.write(to: file)
    }

    /// Where the text and the hash of each fact stand in the file.
    func placesOfFacts() async throws -> [Range<Int>] {
        let answer = try await Self.python(file, "SELECT hex(payload) || ' ' || hex(hash) FROM facts ORDER BY sequence")
        return answer.split(whereSeparator: \.isWhitespace).compactMap { word in
            let digits = Array(word)
            let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
            return kept.range(of: Data(bytes))
        }
    }

    private func administer(_ statements: String) async throws {
        let database = try await PostgresDatabase(url: postgres ?? "", connections: 1, retry: .never)
        do throws(SQLError) {
            try await database.administer("SET relance.company = '*';\n" + statements)
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    /// Runs one statement with Python's own SQLite, every trigger removed first unless it reads; its rows.
    private static func python(_ file: URL, _ statement: String) async throws -> String {
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1], isolation_level=None)
            statement = sys.argv[2]
            if statement.startswith("SELECT"):
                for row in database.execute(statement):
                    print(row[0])
                sys.exit()
            if statement != "VACUUM":
                for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                    database.execute("DROP TRIGGER " + name)
            changed = database.execute(statement).rowcount
            assert changed != 0, "nothing to change"
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.close()
            """
        let ended = try await Running([TestPlace.python, "-c", script, file.path, statement], ProcessInfo.processInfo.environment).end()
        try #require(ended.status == 0, "\(statement): \(ended)")
        return ended.out
    }
}
