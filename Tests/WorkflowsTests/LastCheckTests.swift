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

@Suite("The last look before a message leaves", .serialized)
struct LastCheckTests {
    private static let twoRoles = """
        id: roles
        name: Roles
        gap_days: 7
        interest: { regime: NONE }
        steps:
          - { id: L1, offset: 3, channel: email, to: [comptabilité, direction], template: courteous }
        """

    private static let client = Customer(
        id: CustomerID("C1"), name: "Client", email: "accueil@client.example",
        contacts: [
            Contact(name: "Mme Ferrand", role: "Comptabilité", email: "ferrand@client.example"),
            Contact(name: "M. Roy", role: "direction", email: "roy@client.example"),
        ])

    /// What happens between a message and its copy, and what then becomes of the copy.
    enum Between: String, CaseIterable {
        case nothing, paidInPart, unallocatedMoney, held, complained, letterheadChanged

        var end: String {
            switch self {
            case .nothing, .letterheadChanged: "accepted"
            case .paidInPart, .unallocatedMoney, .held, .complained: "cancelled"
            }
        }
    }

    @Test("a copy leaves while its words are true, and not at all afterwards", arguments: TestEngine.allCases, Between.allCases)
    func copies(engine: TestEngine, between: Between) async throws {
        try await engine.withDatabase { database in
            let count = Mutex(0)
            // The original is taken; the copy is put off the first time.
            let channel = ScriptedChannel { message, commit in
                let tries = count.withLock { $0 += 1; return $0 }
                if tries == 2 { return .deferred(Reply(code: 451, text: "later"), blame: .message) }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            try await world.open()
            _ = try await world.desk.addScenario(Self.twoRoles, to: world.company, isDefault: true, on: day("2026-02-20"), by: "test")
            try await world.know(
                .customerRecorded(Self.client), invoice("A", due: "2026-03-02", 60_000), invoice("B", due: "2026-03-02", 30_000),
                on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            #expect(try await world.states == ["accepted", "deferred"])
            try await happen(between, world)
            try await world.sayItIsTime()
            _ = try await world.run("2026-03-05")
            #expect(try await world.states == ["accepted", between.end])
            #expect(try await world.desk.check(world.company).findings == [])
        }
    }

    private func happen(_ between: Between, _ world: World) async throws {
        let money = payment("R1", 60_000, on: "2026-03-05")
        switch between {
        case .nothing: break
        case .paidInPart:
            try await world.know(
                .creditRecorded(money),
                .allocationMade(
                    CustomerID("C1"),
                    Allocation(
                        number: 1, credit: money.key, receivable: ReceivableID(invoice: InvoiceID("A"), rank: 1), amount: 60_000,
                        on: day("2026-03-05"))), on: "2026-03-05")
        case .unallocatedMoney: try await world.know(.creditRecorded(money), on: "2026-03-05")
        case .held:
            _ = try await world.desk.place(
                HoldRequest(
                    kind: .mute, customer: CustomerID("C1"), from: day("2026-03-05"), until: day("2026-03-20"), reason: "tel"),
                in: world.company, by: "anne")
        case .complained:
            try await world.know(
                .addressSuspended(CustomerID("C1"), address: "roy@client.example", reason: "complaint"), on: "2026-03-05")
        case .letterheadChanged:
            try await world.changeProfile { $0.letterhead.iban = "FR1420041010050500013M02606" }
        }
    }

    @Test("what leaves shows the bank details that hold when it leaves", arguments: TestEngine.allCases)
    func newBankDetails(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let holder = Mutex<World?>(nil)
            let count = Mutex(0)
            let channel = ScriptedChannel { message, commit in
                if count.withLock({ $0 += 1; return $0 }) == 1 {
                    try? await holder.withLock { $0 }?.changeProfile { $0.letterhead.iban = "FR1420041010050500013M02606" }
                }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            holder.withLock { $0 = world }
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["accepted"])
            // The first words never left; the second differ by the bank details only.
            #expect(channel.tried.count == 2 && channel.tried[0].digest != channel.tried[1].digest)
            #expect(channel.tried[0].messageID == channel.tried[1].messageID)
            holder.withLock { $0 = nil }
        }
    }

    @Test("switched off in the middle of a run, a company sends nothing more in earnest", arguments: TestEngine.allCases)
    func switchedOff(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let holder = Mutex<World?>(nil)
            let left = Mutex<[String]>([])
            let really = ScriptedChannel { message, commit in
                guard await commit() else { return .abandoned }
                left.withLock { $0.append(message.envelope.recipientText) }
                try? await holder.withLock { $0 }?.changeProfile { $0.isLive = false }
                return .accepted(reference: message.id)
            }
            let world = World(database, live: really)
            holder.withLock { $0 = world }
            try await world.open(live: true)
            for number in 1...3 {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@client.example"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            _ = try await world.run("2026-03-05")
            #expect(left.withLock(\.count) == 1 && world.taken.count == 2)
            // In earnest again: the one that left keeps its step, the two others begin.
            try await world.changeProfile { $0.isLive = true }
            #expect(try await world.states == ["accepted", "rehearsed", "rehearsed"])
            holder.withLock { $0 = nil }
            _ = try await world.run("2026-03-06")
            #expect(left.withLock { $0.sorted() } == ["c1", "c2", "c3"].map { "\($0)@client.example" })
        }
    }

    @Test("while nobody answers, what waits is left alone and counts for no limit", arguments: TestEngine.allCases)
    func nobodyAnswers(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let isDown = Mutex(true)
            let channel = ScriptedChannel { message, commit in
                if isDown.withLock({ $0 }) { return .deferred(Reply(text: "no route"), blame: .provider) }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, live: channel)
            try await world.open(live: true)
            try await world.changeProfile { $0.policy.messagesPerHour = 40 }
            for number in 1...60 {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@client.example"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            _ = try await world.run("2026-03-05")
            let facts = try await world.factCount
            for _ in 1...5 { _ = try await world.run("2026-03-05") }
            #expect(channel.tried.count == 1)
            #expect(try await world.factCount == facts)
            isDown.withLock { $0 = false }
            try await world.sayItIsTime()
            _ = try await world.run("2026-03-05")
            #expect(try await world.states.count { $0 == "accepted" } == 40)
        }
    }

    private func world(withLettersBy channel: any Channel, _ database: any Database) async throws -> World {
        let world = World(database, live: channel)
        try await world.open(live: true)
        try await world.know(customer("C1", email: nil), invoice("A", due: "2026-03-02", 60_000), on: "2026-03-31")
        let yaml = """
            id: paper
            name: Paper
            interest: { regime: NONE }
            steps:
              - { id: L1, offset: 3, channel: letter, template: courteous }
            """
        _ = try await world.desk.addScenario(yaml, to: world.company, isDefault: true, on: day("2026-03-31"), by: "test")
        return world
    }

    @Test("a letter of a live company is laid down, and a person asked to post it", arguments: TestEngine.allCases)
    func letters(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await world(withLettersBy: PaperChannel { message in "letters/\(message.id).html" }, database)
            let outcomes = try await world.run("2026-04-01").outcomes
            #expect(outcomes.map(\.detail) == ["letters/2026-04-01-C1-EUR-1.html"])
            // Nobody did: it is asked months later too, when the message is no news any more.
            _ = try await world.run("2026-06-30")
            try await world.know(customer("C1", email: "neuf@client.example"), on: "2026-07-01")
            let tasks = try await world.book().accounts[CustomerID("C1")]?.tasks
            #expect(tasks?.map(\.kind) == [.postLetter] && tasks?.first?.closedOn == nil)
        }
    }

    @Test("a letter of which nobody knew whether it was laid down is to be posted once somebody found it", arguments: TestEngine.allCases)
    func lostLetter(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let channel = ScriptedChannel { _, commit in await commit() ? .uncertain(reason: .noAnswer) : .abandoned }
            let world = try await world(withLettersBy: channel, database)
            let id = try #require(try await world.run("2026-04-01").outcomes.first?.message)
            try await world.desk.resolve(id, wasTaken: true, evidence: "in the folder", in: world.company, on: day("2026-04-01"), by: "anne")
            let tasks = try await world.book().accounts[CustomerID("C1")]?.tasks.filter { $0.closedOn == nil }
            #expect(tasks?.map(\.kind) == [.postLetter])
        }
    }
}

extension World {
    fileprivate func changeProfile(_ change: (inout CompanyProfile) -> Void) async throws {
        var profile = try await desk.book(company).profile
        change(&profile)
        try await desk.describe(profile, by: "test")
    }

    /// As if the time at which what waits comes back had come.
    func sayItIsTime() async throws {
        try await execute("UPDATE outbox SET next_try_at = 0, leased_until = 0 WHERE state IN ('planned', 'ready', 'deferred')")
    }

    fileprivate var factCount: Int64 {
        get async throws {
            try await desk.database.read(for: .company(company.text)) { session throws(SQLError) in
                try FactLog.head(self.company, session)?.sequence ?? 0
            }
        }
    }
}
