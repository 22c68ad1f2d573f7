import Channels
import Dunning
import Ledger
import Outbox
import SQL
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Thank-you notes for what was asked, in the run", .serialized)
struct PaymentThanksTests {
    private static let grateful = """
        id: grateful
        name: Grateful
        interest: { regime: NONE }
        thanks: { template: thanks, channel: email }
        steps:
          - { id: L1, offset: 3, channel: email, template: courteous }
          - { id: L2, offset: 15, channel: email, template: firm }
        """

    private func reminded(_ world: World, language: String = "fr") async throws {
        try await world.open()
        _ = try await world.desk.addScenario(Self.grateful, to: world.company, isDefault: true, on: day("2026-02-20"), by: "test")
        let client = Customer(id: CustomerID("C1"), name: "Client", email: "compta@client.example", language: language)
        try await world.know(
            .customerRecorded(client), invoice("A", due: "2026-03-02", 60_000), invoice("B", due: "2026-03-02", 40_000),
            on: "2026-02-20")
        #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["accepted"])
    }

    /// One transfer that settles both.
    private func pay(_ world: World, _ reference: String = "VIR-9", on text: String) async throws {
        let credit = payment(reference, 100_000, on: text)
        try await world.know(
            .creditRecorded(credit), allocation(1, credit.key, "A", 60_000, text), allocation(2, credit.key, "B", 40_000, text),
            on: text)
    }

    private func allocation(_ number: Int, _ credit: CreditKey, _ invoice: String, _ amount: Int64, _ text: String) -> FactBody {
        .allocationMade(
            CustomerID("C1"),
            Allocation(
                number: number, credit: credit, receivable: ReceivableID(invoice: InvoiceID(invoice), rank: 1), amount: amount,
                on: day(text)))
    }

    @Test("A customer with nothing open any more comes up once, and reads what its money settled", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await reminded(world)
            try await pay(world, on: "2026-03-06")
            let planned = try await world.desk.plan(world.company, on: day("2026-03-09"))
            #expect(planned.actions.map(\.template) == ["thanks"])
            #expect(try await world.run("2026-03-09").outcomes.map { "\($0.action.template) \($0.state)" } == ["thanks accepted"])
            #expect(world.taken.count == 2)
            // Once thanked, it is not looked at again.
            #expect(try await due(world, "2026-03-10") == [])
            for current in ["2026-03-10", "2026-03-12", "2026-03-17"] { #expect(try await world.run(current).outcomes.isEmpty) }
        }
    }

    @Test("A morning looks for nobody who paid without having been reminded, or who is late with something", arguments: TestEngine.allCases)
    func notConcerned(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await reminded(world)
            try await world.know(
                customer("C2"), invoice("Z", of: "C2", due: "2026-04-30", 10_000), .creditRecorded(payment("VIR-Z", of: "C2", 10_000, on: "2026-03-06")),
                .creditRecorded(payment("VIR-1", 1_000, on: "2026-03-06")), on: "2026-03-06")
            #expect(try await due(world, "2026-03-09") == [])
            try await pay(world, on: "2026-03-06")
            #expect(try await due(world, "2026-03-09") == ["C1"])
            #expect(try await due(world, "2026-03-21") == [])
        }
    }

    /// Customers that come up although nothing that they owe does.
    private func due(_ world: World, _ text: String) async throws -> [String] {
        let company = world.company
        let open = try await world.desk.database.read(for: .company(company.text)) { session throws(SQLError) in
            try session.list(
                Query("due by a receivable", "SELECT DISTINCT customer FROM receivables WHERE company = $1 AND next_on <= $2"),
                [.text(company.text), .text(text)]
            ) { row throws(SQLError) in try row.text(0) }
        }
        return try await world.desk.database.read(for: .company(company.text)) { session throws(SQLError) in
            try Lookups.customersDue(on: day(text), company, session).map(\.text)
        }.filter { !open.contains($0) }
    }

    @Test("A payment undone while the thank-you is on its way out stops it", arguments: TestEngine.allCases)
    func lastMoment(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = Mutex<World?>(nil)
            let channel = ScriptedChannel { message, commit in
                if message.id.hasPrefix("2026-03-09"), let world = stage.withLock({ $0 }) {
                    try? await world.know(.allocationReversed(CustomerID("C1"), number: 2, on: day("2026-03-09")), on: "2026-03-09")
                }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            stage.withLock { $0 = world }
            try await reminded(world)
            try await pay(world, on: "2026-03-06")
            #expect(try await world.run("2026-03-09").outcomes.map(\.state) == ["cancelled"])
            #expect(try await world.run("2026-03-10").outcomes.isEmpty)
        }
    }

    @Test("Put off by the recipient's server, it leaves another day, once", arguments: TestEngine.allCases)
    func putOff(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let tries = Mutex(0)
            let channel = ScriptedChannel { message, commit in
                if message.id.hasPrefix("2026-03-09"), tries.withLock({ $0 += 1; return $0 }) == 1 {
                    return .deferred(Reply(code: 451, text: "later"), blame: .message)
                }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            try await reminded(world)
            try await pay(world, on: "2026-03-06")
            #expect(try await world.run("2026-03-09").outcomes.map(\.state) == ["deferred"])
            let report = try await world.run("2026-03-10")
            #expect(report.outcomes.isEmpty && report.carriedOver.map(\.state) == ["accepted"])
            #expect(try await world.run("2026-03-11").outcomes.isEmpty)
        }
    }

    @Test("Paid in the run's own process, it is thanked for as in any other", arguments: TestEngine.allCases)
    func remembered(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await reminded(world)
            // The morning of the 9th is played before and after the money was lettered.
            try await world.know(.creditRecorded(payment("VIR-9", 100_000, on: "2026-03-06")), on: "2026-03-06")
            #expect(try await world.run("2026-03-09").outcomes.isEmpty)
            let key = CreditKey(kind: .payment, id: CreditID("VIR-9"))
            let stamp = Stamp(actor: "test", knownOn: day("2026-03-09"), at: world.desk.ports.now())
            let facts = [allocation(1, key, "A", 60_000, "2026-03-09"), allocation(2, key, "B", 40_000, "2026-03-09")]
            for fact in facts {
                try await world.desk.work(world.company, stamp) { unit throws(DeskError) in
                    try unit.load([CustomerID("C1")], .open(on: day("2026-03-09")))
                    try unit.record(fact)
                }
            }
            #expect(try await world.run("2026-03-09").outcomes.map(\.action.template) == ["thanks"])
        }
    }

    @Test("It reads well, and names what was settled", arguments: [
        ("fr", ["Deux factures réglées", "1 000,00 €", "les factures ci-dessous"]),
        ("en", ["Two invoices paid", "€1,000.00", "the invoices below"]),
    ])
    func words(language: String, expected: [String]) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let world = World(database)
            try await reminded(world, language: language)
            try await pay(world, on: "2026-03-06")
            let action = try #require(try await world.desk.plan(world.company, on: day("2026-03-09")).actions.first)
            let account = try await world.desk.database.read(for: .company(world.company.text)) { session throws(SQLError) in
                try AccountLoader(world.company, .whole).load(.these([CustomerID("C1")]), session)[CustomerID("C1")]
            }
            let profile = try await world.desk.book(world.company).profile
            let written = try MessageWriter(
                action, try #require(account), profile: profile, policy: AccessoryPolicy(regime: "NONE"), on: day("2026-03-09")).write()
            let text = (written.subject + "\n" + written.text).replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
                .replacing("\n", with: " ")
            for words in expected { #expect(text.contains(words), "\(text)") }
            #expect(text.contains(" A ") && text.contains(" B "))
        }
    }
}
