import Dunning
import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Plan, run, rehearsal and explanation agree", .serialized)
struct AgreementTests {
    private static let strange = [
        "compta@client.example", "bounce.hard@client.example", "defer@client.example", "timeout@client.example",
        "refuse@client.example", "complaint@client.example", "bounce.soft@client.example",
    ]

    @Test("What is loaded for a day decides what the whole ledger decides", arguments: 1...3)
    func depths(seed: Int) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in try await live(UInt64(seed), database, days: 45) }
    }

    @Test("On PostgreSQL too", .enabled(if: TestEngine.allCases.contains(.postgres)))
    func depthsOnPostgres() async throws {
        try await TestEngine.postgres.withDatabase { database in try await live(77, database, days: 30) }
    }

    private func live(_ seed: UInt64, _ database: any Database, days: Int) async throws {
        let world = World(database)
        var life = RandomLife(seed: seed, emails: Self.strange)
        try await world.open(life)
        var today = day("2026-03-02")
        for _ in 0..<days {
            for facts in life.happenings(today, try await world.book()) { await world.tryKnow(facts, on: today) }
            try await world.desk.takeNews(world.company, on: today, by: "test")
            try await world.compare(on: today, "seed \(seed)")
            let plan = try await world.desk.plan(world.company, on: today)
            _ = try await world.desk.run(world.company, on: today, by: "test")
            try await world.compareRemembered(on: today, "seed \(seed)")
            try await world.compareExplanations(plan, "seed \(seed)")
            try await world.decide(&life, on: today)
            today = today.adding(days: 1)
        }
        let report = try await world.desk.check(world.company)
        #expect(report.findings.isEmpty, "seed \(seed): \(report.findings.prefix(3))")
    }

    @Test("A run does what the plan of the day said, and what the rehearsal of the weeks before foresaw", arguments: [1, 6])
    func foreseen(seed: Int) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let world = World(database)
            var life = RandomLife(seed: UInt64(1000 + seed))
            try await world.open(life)
            var today = day("2026-03-02")
            for _ in 0..<40 {
                for facts in life.happenings(today, try await world.book()) { await world.tryKnow(facts, on: today) }
                _ = try await world.desk.run(world.company, on: today, by: "test")
                try await world.decide(&life, on: today, always: true)
                today = today.adding(days: 1)
            }
            // Whatever waits leaves first: a rehearsal takes approvals as given.
            _ = try await world.desk.run(world.company, on: today, by: "test")
            let first = today.adding(days: 1)
            let foreseen = try await world.desk.plan(world.company, from: first, through: first.adding(days: 45))
            for plan in foreseen {
                let planned = try await world.desk.plan(world.company, on: plan.on)
                #expect(planned.actions == plan.actions, "seed \(seed), \(plan.on)")
                #expect(planned.skipped == plan.skipped, "seed \(seed), \(plan.on)")
                let report = try await world.desk.run(world.company, on: plan.on, by: "test")
                #expect(report.outcomes.map(\.action) == planned.actions, "seed \(seed), \(plan.on)")
                #expect(report.skipped == planned.skipped, "seed \(seed), \(plan.on)")
                for outcome in report.outcomes where outcome.state == "awaiting_approval" {
                    guard let id = outcome.message else { continue }
                    try await world.desk.approve(id, in: world.company, on: plan.on, by: "test")
                }
                _ = try await world.desk.run(world.company, on: plan.on, by: "test")
            }
        }
    }
}

extension World {
    func open(_ life: RandomLife) async throws {
        var life = life
        try await open()
        for (index, yaml) in RandomLife.scenarios.enumerated() {
            _ = try await desk.addScenario(yaml, to: company, isDefault: index == 0, on: day("2026-02-20"), by: "test")
        }
        await tryKnow(life.opening(), on: day("2026-02-20"))
    }

    /// The plan of a day on what is loaded for it, on the tables read whole and on the folded facts.
    func compare(on day: LocalDate, _ place: String) async throws {
        let stored = try await desk.plan(company, on: day)
        let book = try await book()
        let rules = desk.rulebook.rules(book)
        let whole = Planner.plan(book, on: day, rules: rules)
        #expect(stored.actions == whole.actions, "\(place), \(day): stored and whole")
        #expect(stored.skipped == whole.skipped, "\(place), \(day): stored and whole")
        #expect(stored.tasks == whole.tasks, "\(place), \(day): stored and whole")
        let told = Planner.plan(try await folded(), on: day, rules: rules)
        #expect(told == whole, "\(place), \(day): facts and tables")
    }

    /// What the desk remembers of accounts after its work decides what the whole ledger decides.
    func compareRemembered(on day: LocalDate, _ place: String) async throws {
        let page = try #require(desk.memory.page(of: company), "\(place), \(day)")
        let company = company
        let head = try await desk.database.read(for: .company(company.text)) { session throws(SQLError) in
            try FactLog.head(company, session)
        }
        #expect(page.head == head, "\(place), \(day)")
        var remembered = page.book
        remembered.accounts = page.accounts.mapValues(\.account)
        var whole = try await book()
        whole.accounts = whole.accounts.filter { page.accounts[$0.key] != nil }
        let rules = desk.rulebook.rules(whole)
        #expect(
            Planner.plan(remembered, on: day, rules: rules) == Planner.plan(whole, on: day, rules: rules),
            "\(place), \(day): remembered and whole")
    }

    /// Each invoice is explained as the plan of the day judged it.
    func compareExplanations(_ plan: DayPlan, _ place: String) async throws {
        let written = Set(plan.actions.flatMap { $0.lines.map(\.receivable) })
        let skipped = Dictionary(plan.skipped.map { ($0.receivable, $0.reason) }, uniquingKeysWith: { first, _ in first })
        for invoice in Set(written.map(\.invoice) + skipped.keys.map(\.invoice)).sorted() {
            for verdict in try await desk.explain(invoice, in: company, on: plan.on).verdicts {
                #expect((verdict.action != nil) == written.contains(verdict.receivable), "\(place), \(plan.on), \(invoice)")
                guard let reason = skipped[verdict.receivable] else { continue }
                #expect(verdict.skipped == reason, "\(place), \(plan.on), \(invoice)")
            }
        }
    }

    /// A person approves, withholds, finds out.
    func decide(_ life: inout RandomLife, on day: LocalDate, always: Bool = false) async throws {
        for message in try await desk.messages(company) {
            let isGood = always || life.decides()
            switch message.state {
            case "awaiting_approval":
                if isGood { try await desk.approve(message.id, in: company, on: day, by: "anne") }
            case "uncertain":
                if isGood {
                    try await desk.resolve(message.id, wasTaken: life.decides(), evidence: "log", in: company, on: day, by: "anne")
                }
            default: break
            }
        }
    }
}
