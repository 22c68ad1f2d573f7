import Ledger
import Outbox
import SQL
import Storage
import TestKit
import Testing
import Values

@Suite("Two companies in one database never see each other")
struct CompaniesApartTests {
    private static let tulip = CompanyID("tulipe")
    private static let carnation = CompanyID("oeillet")

    private static func withBoth(_ engine: TestEngine, _ body: (any Database) async throws -> Void) async throws {
        try await engine.withLedger { database in
            for (company, seed) in [(tulip, UInt64(21)), (carnation, 22)] {
                var maker = HistoryMaker(company: company, seed: seed)
                try await database.record(try maker.batches(5, of: 40), of: company)
            }
            try await body(database)
        }
    }

    @Test("what one reads never holds a word of the other", arguments: TestEngine.allCases)
    func canaries(engine: TestEngine) async throws {
        try await Self.withBoth(engine) { database in
            for (mine, other) in [(Self.tulip, Self.carnation), (Self.carnation, Self.tulip)] {
                let read = try await database.read(for: .company(mine.text)) { session throws(SQLError) in
                    var read = ""
                    let accounts = try AccountLoader(mine, .whole).load(.all, session)
                    for id in accounts.keys.sorted() { read += "\(String(describing: accounts[id]))\n" }
                    read += String(describing: try CompanyStore.book(mine, session))
                    try FactLog.scan(mine, session) { fact in read += String(decoding: fact.payload, as: UTF8.self) }
                    read += "\(try Lookups.customersDue(on: LocalDate(dayNumber: 40_000), mine, session))"
                    read += "\(try Lookups.invoiceOwners(mine, session))\(try Lookups.customers(mine, session))"
                    read += "\(try OutboxStore.orphans(mine, at: Instant(milliseconds: .max), session))"
                    return read
                }
                #expect(read.contains(mine.text) && !read.contains(other.text))
                #expect(try await database.verify(mine).findings == [])
            }
        }
    }

    @Test("a transaction of one company finds nothing of the other, even when it asks (row-level security)")
    func rowLevelSecurity() async throws {
        guard TestEngine.allCases.contains(.postgres) else { return }
        try await Self.withBoth(.postgres) { database in
            try await database.read(for: .company(Self.tulip.text)) { session throws(SQLError) in
                #expect(try AccountLoader(Self.carnation, .whole).load(.all, session).isEmpty)
                #expect(try CompanyStore.book(Self.carnation, session) == nil)
                #expect(try CompanyStore.all(session) == [Self.tulip])
                for count in Self.counts {
                    let mine = try session.first(count) { row throws(SQLError) in try row.int(0) }
                    let both = try session.first(count) { row throws(SQLError) in try row.int(1) }
                    #expect(mine == both, "\(count.name)")
                    #expect((mine ?? 0) > 0, "\(count.name)")
                }
            }
            let error = await #expect(throws: SQLError.self) {
                try await database.write(for: .company(Self.tulip.text)) { session throws(SQLError) in
                    try session.execute(Self.plant, [.text(Self.carnation.text)])
                }
            }
            guard case .constraint(.company, _, _)? = error else {
                Issue.record("not refused as another company's row: \(String(describing: error))")
                return
            }
        }
    }

    /// Rows of one's own, and rows in all.
    private static let counts = [
        Query("facts", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM facts"),
        Query("customers", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM customers"),
        Query("invoices", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM invoices"),
        Query("receivables", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM receivables"),
        Query("credits", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM credits"),
        Query("allocations", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM allocations"),
        Query("holds", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM holds"),
        Query("messages", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM messages"),
        Query("message_lines", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM message_lines"),
        Query("outbox", "SELECT count(*) FILTER (WHERE company = 'tulipe'), count(*) FROM outbox"),
    ]
    private static let plant = Query(
        "plant", "INSERT INTO mappings (company, kind, layout, mapping) VALUES ($1, 'k', 'l', 'm')")

    @Test("every table that holds rows of companies hides them", arguments: [TestEngine.postgres].filter(TestEngine.allCases.contains))
    func everyTable(engine: TestEngine) async throws {
        try await engine.withLedger { database in
            let open = try await database.read(for: .everyCompany) { session throws(SQLError) in
                try session.list(Self.unprotected) { row throws(SQLError) in try row.text(0) }
            }
            // The installation is of no company, and holds no row of one.
            #expect(open == ["instance", "instance_log", "instance_places", "schema_migrations", "workers"])
        }
    }

    private static let unprotected = Query(
        "tables without row-level security",
        """
        SELECT CAST(relname AS TEXT) FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
        AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1
        """)

    @Test("the same numbers in two companies are two things", arguments: TestEngine.allCases)
    func sameNumbers(engine: TestEngine) async throws {
        try await engine.withLedger { database in
            for company in [Self.tulip, Self.carnation] {
                let facts: [FactBody] = SmallCompany.facts.map { body in
                    if case .companyDescribed = body {
                        return .companyDescribed(CompanyProfile(id: company, name: company.text))
                    }
                    return body
                }
                try await database.record([facts], of: company)
            }
            for company in [Self.tulip, Self.carnation] {
                #expect(try await database.verify(company).findings == [])
                let owner = try await database.read(for: .company(company.text)) { session throws(SQLError) in
                    try Lookups.owner(of: InvoiceID("F-1"), company, session)
                }
                #expect(owner == SmallCompany.customer)
            }
        }
    }
}
