import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

@Suite("What is recorded is what the facts fold to")
struct RecordingTests {
    private static let company = CompanyID("dupont")

    @Test(
        "accounts read back whole, open accounts are the open part, and the check finds nothing",
        arguments: TestEngine.allCases, [1, 2, 3, 4] as [UInt64])
    func histories(engine: TestEngine, seed: UInt64) async throws {
        var maker = HistoryMaker(company: Self.company, seed: seed)
        let batches = try maker.batches(12, of: 30)
        let folded = maker.book.accounts.mapValues(\.inStoredOrder)
        try await engine.withLedger { database in
            try await database.record(batches, of: Self.company)

            let whole = try await database.accounts(Self.company, .whole)
            #expect(Set(whole.keys) == Set(folded.keys))
            for (id, account) in folded { #expect(whole[id] == account) }

            let day = LocalDate(dayNumber: 20_700)
            let open = try await database.accounts(Self.company, .open(on: day))
            for (id, account) in folded { #expect(open[id] == account.opened(on: day)) }

            let report = try await database.verify(Self.company)
            #expect(report.findings == [])
            #expect(report.facts == Int64(batches.reduce(0) { $0 + $1.count }))
        }
    }

    @Test("the company's own part reads back", arguments: TestEngine.allCases)
    func book(engine: TestEngine) async throws {
        var maker = HistoryMaker(company: Self.company, seed: 11)
        let batches = try maker.batches(10, of: 40)
        let folded = maker.book
        try await engine.withLedger { database in
            try await database.record(batches, of: Self.company)
            let (stored, imports, versions) = try await database.read(for: .company("dupont")) { session throws(SQLError) in
                var versions: [ScenarioText] = []
                for text in folded.scenarios {
                    let version = try CompanyStore.scenario(text.id, version: text.version, Self.company, session)
                    if let version { versions.append(version) }
                }
                return (
                    try CompanyStore.book(Self.company, session), try CompanyStore.imports(Self.company, session), versions
                )
            }
            let book = try #require(stored)
            #expect(book.profile == folded.profile && book.defaultScenario == folded.defaultScenario)
            #expect(book.lastDayPlayed == folded.lastDayPlayed && imports == folded.imports && versions == folded.scenarios)
            // What every piece of work reads does not grow: of the scenarios the latest versions, of the imports none.
            let latest = Set(folded.scenarios.map(\.id)).sorted().compactMap(folded.scenario)
            #expect(book.scenarios == latest && folded.scenarios.count > latest.count)
            #expect(book.imports.isEmpty && !imports.isEmpty)
        }
    }

    @Test("facts recorded one by one or at once give the same rows and digests, on every engine")
    func digests() async throws {
        var maker = HistoryMaker(company: Self.company, seed: 5)
        let batches = try maker.batches(6, of: 30)
        // One by one, all at once, and in between.
        let cuts = [batches.flatMap { $0.map { [$0] } }, [batches.flatMap { $0 }], batches]
        var digests: Set<[TableDigest]> = []
        for (index, engine) in TestEngine.allCases.enumerated() {
            try await engine.withLedger { database in
                try await database.record(cuts[index % cuts.count], of: Self.company)
                let report = try await database.verify(Self.company)
                #expect(report.findings == [])
                digests.insert(report.tables)
            }
        }
        #expect(digests.count == 1)
    }

    @Test("a failing batch leaves nothing behind", arguments: TestEngine.allCases)
    func atomic(engine: TestEngine) async throws {
        var maker = HistoryMaker(company: Self.company, seed: 8)
        let batches = try maker.batches(2, of: 40)
        try await engine.withLedger { database in
            try await database.record(batches, of: Self.company)
            let before = try await database.verify(Self.company)
            let invoice = FactBody.customerRecorded(Customer(id: CustomerID("new"), name: "new"))
            let twice = FactBody.importRecorded(
                ImportReceipt(
                    id: ImportID("same"), file: "f", kind: "invoices", rows: 0, created: 0, updated: 0, unchanged: 0,
                    rejected: 0))
            await #expect(throws: SQLError.self) {
                try await database.write(for: .company("dupont")) { session throws(SQLError) in
                    try Bookkeeping.record([invoice, twice, twice], Self.company, session)
                }
            }
            let after = try await database.verify(Self.company)
            #expect(after.tables == before.tables && after.isSound)
        }
    }

    @Test("progress is told from the first fact to the last table")
    func progress() async throws {
        var maker = HistoryMaker(company: Self.company, seed: 3)
        let batches = try maker.batches(1, of: 20)
        try await TestEngine.sqliteMemory.withLedger { database in
            try await database.record(batches, of: Self.company)
            let seen = try await database.read(for: .company("dupont")) { session throws(SQLError) in
                var seen: [VerificationProgress] = []
                _ = try Verifier(Self.company, progress: { seen.append($0) }).verify(session)
                return seen
            }
            #expect(seen.first == VerificationProgress(table: "facts", rows: 27, total: 27))
            #expect(seen.map(\.table).suffix(2) == ["tasks", "pending_receipts"])
        }
    }
}
