import Insight
import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

@Suite("Balances read by queries are those of the accounts")
struct BalanceTests {
    private static let company = SeededBook.company
    private static let last = SeededBook.begins.adding(days: 3 * 59)

    private static func withBook(
        _ engine: TestEngine, seed: UInt64, _ body: (any Database, [Account], [WriteOff]) async throws -> Void
    ) async throws {
        try await engine.withDatabase(schema: Schema.migrations) { database in
            let (seeded, writeOffs) = try await database.play(60, eventsADay: 12, seed: seed)
            try await body(database, seeded.accounts, writeOffs)
        }
    }

    private static func read<Value: Sendable>(
        _ database: any Database, _ body: @escaping @Sendable (Session) throws(SQLError) -> Value
    ) async throws -> Value {
        try await database.read(for: .company(company.text), body)
    }

    @Test("on any past day, by customer and in total", arguments: TestEngine.allCases, [1, 2] as [UInt64])
    func past(engine: TestEngine, seed: UInt64) async throws {
        try await Self.withBook(engine, seed: seed) { database, accounts, writeOffs in
            let stored = try await Self.read(database) { session throws(SQLError) in
                try InsightStore.writeOffs(Self.company, session)
            }
            #expect(stored == writeOffs && !writeOffs.isEmpty)
            for offset in stride(from: -10, through: 200, by: 7) {
                let day = SeededBook.begins.adding(days: offset)
                let expected = try AgedBalance(accounts, writeOffs: writeOffs, asOf: day)
                let (balance, totals) = try await Self.read(database) { session throws(SQLError) in
                    (
                        try InsightStore.pastAgedBalance(Self.company, on: day, session),
                        try InsightStore.pastTotals(Self.company, on: day, session)
                    )
                }
                #expect(balance == expected, "\(day)")
                #expect(totals == expected.totals, "\(day)")
                #expect(Self.movements(accounts, writeOffs, through: day) == totals.filter { $0.balance != 0 }.map(\.balance))
            }
        }
    }

    /// Invoiced less received and written off by a day, by currency: what is open less what is not lettered.
    private static func movements(_ accounts: [Account], _ writeOffs: [WriteOff], through day: LocalDate) -> [Int64] {
        var sums: [Currency: Int64] = [:]
        for total in DayTotals(accounts).list where total.day <= day {
            sums[total.currency, default: 0] += total.invoiced - total.credited - total.received
        }
        let currencies = Dictionary(accounts.flatMap(\.invoices).map { ($0.id, $0.currency) }, uniquingKeysWith: { $1 })
        for writeOff in writeOffs where writeOff.on <= day {
            if let currency = currencies[writeOff.receivable.invoice] { sums[currency, default: 0] -= writeOff.amount }
        }
        return sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map(\.value)
    }

    @Test("today, from the totals kept with every change", arguments: TestEngine.allCases)
    func today(engine: TestEngine) async throws {
        try await Self.withBook(engine, seed: 3) { database, accounts, writeOffs in
            let day = Self.last.adding(days: 10)
            let expected = try AgedBalance(accounts, writeOffs: writeOffs, asOf: day)
            let days = DayTotals(accounts).list
            let due = DueTotals(accounts).list
            let disputed = try DisputedAmount.list(
                accounts.flatMap(\.holds),
                accounts.flatMap { account in
                    account.invoices.filter { $0.open > 0 }.map {
                        OpenInvoice(customer: account.customer.id, invoice: $0.id, currency: $0.currency, open: $0.open)
                    }
                }, on: day)
            try await Self.read(database) { session throws(SQLError) in
                #expect(try InsightStore.agedBalance(Self.company, on: day, session) == expected)
                #expect(try InsightStore.totals(Self.company, on: day, session) == expected.totals)
                #expect(try InsightStore.due(Self.company, session) == due)
                #expect(try InsightStore.days(Self.company, in: SeededBook.begins.adding(days: -30)...day, session) == days)
                #expect(try InsightStore.disputed(Self.company, on: day, session) == disputed)
                #expect(try Verifier(Self.company).verify(session).findings.isEmpty)
                let figures = try InsightStore.figures(Self.company, on: day, session)
                #expect(figures == CompanyFigures(asOf: day, totals: expected.totals, days: days, disputed: disputed))
                #expect(figures[.eur]?.countBack.dso.days != nil)
            }
            #expect(!disputed.isEmpty && expected.totals.count == 2 && !days.isEmpty)
        }
    }

    @Test("page after page, each customer once and in order", arguments: TestEngine.allCases, AgedPage.Order.allCases)
    func pages(engine: TestEngine, order: AgedPage.Order) async throws {
        try await Self.withBook(engine, seed: 4) { database, accounts, writeOffs in
            let day = Self.last.adding(days: 10)
            let all = try AgedBalance(accounts, writeOffs: writeOffs, asOf: day).rows.filter { $0.currency == .eur }
            let expected = switch order {
            case .overdue:
                all.filter { $0.receivables > 0 }.sorted {
                    ($1.amounts.overdue, $1.amounts.total, $0.customer.text) < ($0.amounts.overdue, $0.amounts.total, $1.customer.text)
                }
            case .name:
                all.sorted {
                    (SearchText.fold($0.name + " " + $0.customer.text), $0.customer.text)
                        < (SearchText.fold($1.name + " " + $1.customer.text), $1.customer.text)
                }
            }
            var found: [AgedRow] = []
            var after: AgedPage.Cursor?
            var pages = 0
            repeat {
                let page = AgedPage(currency: .eur, order: order, after: after, size: 3)
                let result = try await Self.read(database) { session throws(SQLError) in
                    try InsightStore.agedPage(Self.company, page, on: day, session)
                }
                #expect(result.rows.count == 3 || result.next == nil)
                found += result.rows
                after = result.next
                pages += 1
            } while after != nil && pages < 100
            #expect(found == expected)
            #expect(pages > 2)
        }
    }

    @Test("another company sees nothing of it", arguments: TestEngine.allCases)
    func otherCompany(engine: TestEngine) async throws {
        try await Self.withBook(engine, seed: 5) { database, _, _ in
            let other = CompanyID("martin")
            let figures = try await database.read(for: .company(other.text)) { session throws(SQLError) in
                try InsightStore.figures(other, on: Self.last, session)
            }
            #expect(figures.currencies.isEmpty)
        }
    }

    @Test("totals that were tampered with are named", arguments: TestEngine.allCases)
    func tampered(engine: TestEngine) async throws {
        try await Self.withBook(engine, seed: 6) { database, accounts, _ in
            let due = try #require(DueTotals(accounts).list.first)
            let day = try #require(DayTotals(accounts).list.first)
            let found = try await database.write(for: .company(Self.company.text)) { session throws(SQLError) in
                try session.execute(.spoilDue, [.text(Self.company.text), .text(due.currency.code), SQLValue(due.dueOn)])
                try session.execute(.spoilDay, [.text(Self.company.text), .text(day.currency.code), SQLValue(day.day)])
                return try Verifier(Self.company).verify(session).findings
            }
            #expect(found.map(\.kind) == [.ruleBroken, .ruleBroken])
            #expect(found.map(\.table) == ["due_totals", "day_totals"])
            #expect(found.map(\.key) == ["\(due.currency) \(due.dueOn)", "\(day.currency) \(day.day)"])
        }
    }

    @Test("totals made by the migration are those kept since the first fact", arguments: TestEngine.allCases)
    func migrated(engine: TestEngine) async throws {
        try await Self.withBook(engine, seed: 7) { database, accounts, _ in
            let remade = try await database.write(for: .everyCompany) { session throws(SQLError) in
                for statement in Schema.migrations[2].definitions {
                    guard case .sql(let text) = statement, text.description.hasPrefix("CREATE TABLE") else { continue }
                    let table = text.description.contains("due_totals") ? "due_totals" : "day_totals"
                    try session.define("DELETE FROM \(table)", name: "empty the totals")
                }
                for statement in Schema.migrations[2].definitions {
                    guard case .sql(let text) = statement, text.description.hasPrefix("INSERT") else { continue }
                    try session.define(text.description, name: "make the totals again")
                }
                return (
                    try InsightStore.due(Self.company, session),
                    try InsightStore.days(Self.company, in: SeededBook.begins.adding(days: -30)...Self.last.adding(days: 30), session)
                )
            }
            #expect(remade.0 == DueTotals(accounts).list)
            #expect(remade.1 == DayTotals(accounts).list)
        }
    }
}

@Suite("An answer is kept until the history grows")
struct HeadCacheTests {
    @Test("made once for a state, again after a fact", arguments: TestEngine.allCases)
    func cache(engine: TestEngine) async throws {
        try await engine.withDatabase(schema: Schema.migrations) { database in
            let company = CompanyID("dupont")
            let cache = HeadCache<Int, Int>(capacity: 2)
            try await database.write(for: .everyCompany) { session throws(SQLError) in try CompanyStore.open(company, session) }
            func ask(_ question: Int, _ answer: Int) async throws -> Int {
                try await database.read(for: .company(company.text)) { session throws(SQLError) in
                    try cache.answer(question, company, session) { () throws(SQLError) in answer }
                }
            }
            #expect(try await ask(1, 10) == 10)
            #expect(try await ask(1, 11) == 10)
            #expect(try await ask(2, 20) == 20)
            #expect(try await ask(1, 12) == 10)
            #expect(try await ask(3, 30) == 30)
            #expect(try await ask(2, 21) == 21, "the answer unused for longest went")
            try await database.write(for: .company(company.text)) { session throws(SQLError) in
                try Recorder.record(
                    [.dayPlayed(day(2026, 11, 23))], changes: [], company: company,
                    Stamp(actor: "test", knownOn: day(2026, 11, 23), at: Instant(milliseconds: 0)), next: { _, _ in nil }, session)
            }
            #expect(try await ask(3, 31) == 31)
        }
    }
}

extension Query {
    fileprivate static let spoilDue = Query(
        "spoil a total by due date",
        "UPDATE due_totals SET open = open + 1 WHERE company = $1 AND currency = $2 AND due_on = $3")
    fileprivate static let spoilDay = Query(
        "spoil a total by day",
        "UPDATE day_totals SET received = received + 1 WHERE company = $1 AND currency = $2 AND day = $3")
}
