import Ledger
import SQL
import Safekeeping
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("A backup holds everything, says when it does not, and fills either engine")
struct BackupTests {
    static func backedUp(_ house: House) async throws -> [UInt8] {
        let vault = Vault()
        _ = try await BackupWriter(house.desk).write { bytes throws(BackupProblem) in vault.add(bytes) }
        return vault.bytes
    }

    static func source(_ bytes: [UInt8], portion: Int = 777) -> BackupSource {
        BackupSource(name: "test") { (take: BackupSource.Taker) throws(BackupProblem) in
            var start = 0
            while start < bytes.count {
                try take(bytes[start..<min(start + portion, bytes.count)])
                start += portion
            }
        }
    }

    static func lifeOn(_ database: any Database, _ world: House.World) async throws -> House {
        let house = House(database, world)
        try await house.open()
        try await house.know(
            customer("C1"), customer("C2", email: nil), invoice("A", due: "2026-03-02", 60_000),
            invoice("B", of: "C2", due: "2026-02-10", 12_345), invoice("C", due: "2026-03-20", 99_900),
            .creditRecorded(
                Credit(id: CreditID("P1"), kind: .payment, customer: CustomerID("C1"), on: day("2026-02-25"), currency: .eur, amount: 5_000)),
            on: "2026-02-26")
        try await house.run(from: "2026-03-02", through: "2026-03-12")
        return house
    }

    @Test(
        "What is restored is what was kept, table by table, on the other engine too",
        arguments: TestEngine.allCases.flatMap { from in TestEngine.allCases.map { (from, $0) } }.filter {
            $0.0 != .sqliteFile && $0.1 != .sqliteFile
        })
    func wholly(from: TestEngine, to: TestEngine) async throws {
        let world = House.World()
        let (bytes, before) = try await from.withDatabase { database in
            let house = try await Self.lifeOn(database, world)
            return (try await Self.backedUp(house), try await house.audit())
        }
        #expect(before.isSound)
        try await to.withDatabase { database in
            let copy = House(database, world)
            try await copy.desk.open()
            try await BackupReader(Self.source(bytes)).load(into: copy.desk, by: "anne")
            let after = try await copy.audit()
            #expect(after.isSound, "\(after.findings)")
            #expect(after.facts == before.facts)
            #expect(after.tables.map { "\($0.table) \($0.rows) \($0.digest)" } == before.tables.map { "\($0.table) \($0.rows) \($0.digest)" })
            // What no fact tells of is there too: the same rows come out again.
            let again = try await Self.backedUp(copy)
            let lines = { (bytes: [UInt8]) in bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasPrefix(#"{"row""#) } }
            #expect(!lines(bytes).isEmpty && lines(again) == lines(bytes))
            let reading = try await copy.desk.instance()
            #expect(reading.gate == .closed(.restored) && reading.epoch == 2 && reading.journalsWanted == ["here"])
            #expect(reading.events.map(\.event) == ["begun", "begun", "restored"])
            // And it does not send.
            let count = world.taken.count
            try await copy.run(from: "2026-03-13", through: "2026-03-20")
            #expect(world.taken.count == count)
        }
    }

    @Test("One bit changed anywhere, or the end missing, is a clear refusal")
    func flipped() async throws {
        let world = House.World()
        let bytes = try await TestEngine.sqliteMemory.withDatabase { try await Self.backedUp(try await Self.lifeOn($0, world)) }
        #expect(throws: Never.self) { try BackupReader(Self.source(bytes)).verify() }
        var chance = SeededRandom(seed: 20_261_122)
        for _ in 0..<1_000 {
            var changed = bytes
            let place = Int(chance.next() % UInt64(bytes.count))
            changed[place] ^= 1 << UInt8(chance.next() % 8)
            #expect(throws: BackupProblem.self, "byte \(place)") { try BackupReader(Self.source(changed)).verify() }
        }
        for length in [0, 1, bytes.count / 2, bytes.count - 80, bytes.count - 1] {
            #expect(throws: BackupProblem.self) { try BackupReader(Self.source(Array(bytes.prefix(length)))).verify() }
        }
    }

    @Test("Every table either follows from the facts or is kept, with all its columns")
    func allTables() async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            try await House(database).desk.open()
            let columns = try await database.read(for: .everyCompany) { session throws(SQLError) in
                try session.list(Self.columns) { row throws(SQLError) in (try row.text(0), try row.text(1)) }
            }
            let found = Dictionary(grouping: columns, by: \.0).mapValues { Set($0.map(\.1)) }
            for table in KeptTable.all {
                #expect(found[table.name.description] == Set(table.columns.map(\.name.description)), "\(table.name)")
            }
            let kept = Set(KeptTable.all.map(\.name.description))
            let made: Set = [
                "companies", "facts", "customers", "invoices", "receivables", "credits", "allocations", "holds", "messages",
                "message_lines", "tasks", "scenarios", "imports", "due_totals", "day_totals",
                "bank_statements", "bank_entries", "entry_shares", "entry_returns", "payers", "pending_receipts",
            ]
            // Of the installation that runs, not of what it keeps.
            let own: Set = ["schema_migrations", "instance", "instance_places", "instance_log", "turns", "workers", "match_marks"]
            #expect(Set(found.keys) == kept.union(made).union(own), "a new table: keep it in backups (KeptTable), or make it from the facts")
        }
    }

    private static let columns = Query(
        "columns of tables",
        """
        SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY m.name, c.cid
        """)
}
