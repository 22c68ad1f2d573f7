import Dunning
import Ledger
import Reading
import TestKit
import Testing
import Texts
import Values

@testable import Workflows

@Suite("How fresh what is known of payments has to be", .serialized)
struct FreshnessTests {
    /// Of one day, unless it begins on another one.
    private static func statement(
        _ account: String, from: String? = nil, until: String, opening: Int64? = nil, closing: Int64? = nil
    ) -> FactBody {
        .bank(
            .statementRecorded(
                BankStatement(
                    id: StatementID("\(account)-\(until)"), account: account, currency: .eur, from: day(from ?? until), until: day(until),
                    opening: opening, closing: closing, entries: 0, importID: ImportID("s-\(account)-\(until)"))))
    }

    private static func imported(_ name: String) -> FactBody {
        .importRecorded(
            ImportReceipt(
                id: ImportID("s-" + name), file: name, kind: "statement", rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0))
    }

    /// What is taken in, on which day, and what then becomes of a firm reminder of Tuesday 17 March.
    struct News: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var days: Int?
        /// The first day of each, when it is not its last one.
        var from: String?
        let statements: [(account: String, until: String, on: String)]
        let why: String?

        static let all = [
            News(testDescription: "nothing was ever taken in", statements: [], why: nil),
            News(testDescription: "yesterday's statement", statements: [("FR1", "2026-03-16", "2026-03-17")], why: nil),
            News(testDescription: "three working days", statements: [("FR1", "2026-03-12", "2026-03-13")], why: nil),
            News(
                testDescription: "four working days", statements: [("FR1", "2026-03-11", "2026-03-12")],
                why: "the statements of account FR1 are complete only through 11 March 2026"),
            News(
                testDescription: "a stale file of today", statements: [("FR1", "2026-03-05", "2026-03-17")],
                why: "the statements of account FR1 are complete only through 5 March 2026"),
            News(
                testDescription: "a statement that tells of days to come", from: "2026-03-01", statements: [("FR1", "2026-03-31", "2026-03-10")],
                why: "the statements of account FR1 are complete only through 10 March 2026"),
            News(
                testDescription: "one account of two", statements: [("FR1", "2026-03-16", "2026-03-17"), ("FR2", "2026-03-10", "2026-03-11")],
                why: "the statements of account FR2 are complete only through 10 March 2026"),
            News(
                testDescription: "a statement of a day to come beside an old one",
                statements: [("FR1", "2026-03-10", "2026-03-11"), ("FR1", "2027-02-15", "2026-03-17")],
                why: "the statements of account FR1 are complete only through 10 March 2026"),
            News(
                testDescription: "an account closed since", statements: [("FR1", "2026-03-16", "2026-03-17"), ("FR2", "2026-01-31", "2026-02-20")],
                why: nil),
            News(testDescription: "never too old", days: 0, statements: [("FR1", "2026-02-20", "2026-02-20")], why: nil),
            News(testDescription: "a limit of the company's", days: 10, statements: [("FR1", "2026-03-05", "2026-03-06")], why: nil),
            News(
                testDescription: "a limit and nothing ever taken in", days: 2, statements: [],
                why: "what is known of payments is too old"),
        ]
    }

    @Test("Payments are as fresh as what the last statements tell", arguments: TestEngine.allCases, News.all)
    func statementsAreFresh(engine: TestEngine, news: News) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            var profile = try await world.desk.book(world.company).profile
            profile.policy.freshnessDays = news.days
            try await world.know(
                .companyDescribed(profile), customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            // A friendly step waits for nothing.
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["accepted"])
            for taken in news.statements {
                try await world.know(
                    Self.imported("\(taken.account)-\(taken.until)"), Self.statement(taken.account, from: news.from, until: taken.until),
                    on: taken.on)
            }
            let planned = try await world.desk.plan(world.company, on: day("2026-03-17")).actions.map(\.approval)
            #expect(planned.map { $0.map(Language.en.why) } == [news.why])
            let told = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-17")).verdicts
            #expect(told.compactMap(\.action).map(\.approval) == planned)
            #expect(try await world.run("2026-03-17").outcomes.map(\.state) == [news.why == nil ? "accepted" : "awaiting_approval"])
        }
    }

    @Test("A file of payments taken in today makes up for an old statement", arguments: TestEngine.allCases)
    func paymentsBesideStatements(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let file = ImportReceipt(
                id: ImportID("p"), file: "p.csv", kind: "payments", rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0)
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            try await world.know(Self.imported("FR1-2026-03-05"), Self.statement("FR1", until: "2026-03-05"), on: "2026-03-06")
            #expect(try await world.desk.plan(world.company, on: day("2026-03-17")).actions.map(\.approval?.code) == ["payments_not_fresh"])
            try await world.know(.importRecorded(file), on: "2026-03-16")
            #expect(try await world.desk.plan(world.company, on: day("2026-03-17")).actions.map(\.approval) == [nil])
        }
    }

    /// The statement of 10 to 12 March is missing, and comes on 18 March.
    @Test("A statement that is missing makes what follows count as unknown until it comes, for a month", arguments: TestEngine.allCases)
    func missingStatement(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            func take(_ from: String, _ until: String, _ opening: Int64, _ closing: Int64, on: String) async throws {
                try await world.know(
                    Self.imported("FR1-\(until)"),
                    Self.statement("FR1", from: from, until: until, opening: opening, closing: closing), on: on)
            }
            func why(_ on: String) async throws -> [String?] {
                let planned = try await world.desk.plan(world.company, on: day(on)).actions.map(\.approval)
                let told = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day(on)).verdicts
                #expect(told.compactMap(\.action).map(\.approval) == planned)
                return planned.map { $0.map(Language.en.why) }
            }
            try await take("2026-03-05", "2026-03-10", 0, 100, on: "2026-03-11")
            try await take("2026-03-12", "2026-03-16", 250, 300, on: "2026-03-17")
            #expect(try await why("2026-03-17") == ["the statements of account FR1 are complete only through 10 March 2026"])
            try await take("2026-03-16", "2026-04-20", 300, 400, on: "2026-04-21")
            #expect(try await why("2026-04-21") == [nil])
            try await take("2026-03-10", "2026-03-12", 100, 250, on: "2026-03-18")
            #expect(try await why("2026-03-18") == [nil])
        }
    }
}
