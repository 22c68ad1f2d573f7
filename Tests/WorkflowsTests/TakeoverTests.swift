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

@Suite("A worker that is gone, and the one that takes over", .serialized)
struct TakeoverTests {
    /// Holds whoever comes until the test lets go.
    final class Gate: Sendable {
        private let isOpen = Mutex(false)
        private let visitors = Mutex(0)

        func wait() async {
            visitors.withLock { $0 += 1 }
            while !isOpen.withLock({ $0 }), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
        }

        func open() { isOpen.withLock { $0 = true } }

        func arrival() async {
            while visitors.withLock({ $0 }) == 0, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test("Paused before its point of no return, it is fenced off: one message leaves", arguments: TestEngine.allCases)
    func beforeCommit(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let gate = Gate()
            let slow = ScriptedChannel { message, commit in
                await gate.wait()
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let paused = World(database, channel: slow)
            try await paused.open()
            try await paused.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            async let first = paused.run("2026-03-05")
            await gate.arrival()
            let other = World(database)
            try await other.freeLeases()
            #expect(try await other.run("2026-03-05").carriedOver.map(\.state) == ["accepted"])
            gate.open()
            #expect(try await first.outcomes.map(\.detail) == ["lease_lost"])
            #expect(try await other.desk.messages(other.company).map(\.state) == ["accepted"])
            #expect(other.taken.count == 1 && slow.tried.map(\.messageID) == other.taken.map(\.message.messageID))
            #expect(try await other.desk.check(other.company).findings.isEmpty)
        }
    }

    @Test("Gone after its point of no return, it leaves a message that nobody sends again", arguments: TestEngine.allCases)
    func afterCommit(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let gate = Gate()
            let lost = ScriptedChannel { message, commit in
                guard await commit() else { return .abandoned }
                await gate.wait()
                return .uncertain(reason: .crashed)
            }
            let gone = World(database, channel: lost)
            try await gone.open()
            try await gone.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            async let first = gone.run("2026-03-05")
            await gate.arrival()
            let other = World(database)
            for current in ["2026-03-05", "2026-03-06"] { #expect(try await other.run(current).outcomes.isEmpty) }
            try await other.freeLeases()
            for current in ["2026-03-06", "2026-03-17"] { #expect(try await other.run(current).outcomes.isEmpty) }
            #expect(try await other.desk.messages(other.company).map(\.state) == ["uncertain"])
            #expect(try await other.book().accounts[CustomerID("C1")]?.tasks.map(\.kind) == [.resolveDelivery])
            gate.open()
            _ = try await first
            #expect(other.taken.isEmpty && lost.tried.count == 1)
        }
    }

    @Test("A plan written by a worker that died is sent by the next one, once", arguments: TestEngine.allCases)
    func plannedOnly(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            try await world.desk.planOnly(world.company, on: day("2026-03-05"))
            #expect(try await world.desk.messages(world.company).map(\.state) == ["planned"])
            #expect(try await world.run("2026-03-06").carriedOver.map { "\($0.on.iso) \($0.state)" } == ["2026-03-06 accepted"])
            #expect(world.taken.count == 1)
        }
    }
}

@Suite("One customer's trouble is nobody else's", .serialized)
struct IsolationTests {
    @Test("A customer whose message cannot be written stops neither the others nor the day after", arguments: TestEngine.allCases)
    func poisoned(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            for number in 1...5 {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@client.example"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            try await world.execute(
                """
                INSERT INTO messages (company, customer, id, currency, on_day, scenario, scenario_version, step, rank, channel,
                amount, credits, state, standing, copies)
                VALUES ('dupont', 'C2', '2026-03-05-C1-EUR-1', 'USD', '2026-01-01', 's', 1, 'x', 1, 'email', 0,
                '{"credits":[]}', 'accepted', 'sent', '[]')
                """)
            await #expect(throws: DeskError.self) { try await world.run("2026-03-05") }
            #expect(world.taken.count == 4)
            #expect(try await world.desk.book(world.company).lastDayPlayed == nil)
            try await world.execute("DELETE FROM messages WHERE customer = 'C2' AND currency = 'USD'")
            _ = try await world.run("2026-03-05")
            #expect(world.taken.count == 5)
        }
    }
}

extension World {
    func execute(_ statement: StaticString) async throws {
        let query = Query("a hand in the tables", statement)
        try await desk.database.write(for: .company(company.text)) { session throws(SQLError) in try session.execute(query) }
    }
}

extension Desk {
    /// The day's plan written, and then nothing: as if the process had died.
    func planOnly(_ company: CompanyID, on day: LocalDate) async throws {
        let silent = Desk(
            database: database,
            ports: Ports(
                now: ports.now, localDay: ports.localDay, instant: ports.instant, chance: ports.chance,
                channel: { _, _ in ScriptedChannel { _, _ in .abandoned } }, compose: { _ throws(MailProblem) in [] }))
        _ = try await silent.run(company, on: day, by: "gone")
        try await database.write(for: .company(company.text)) { session throws(SQLError) in
            try session.execute(Query("as planned", "UPDATE outbox SET state = 'planned', content = NULL, digest = NULL, leased_until = 0"))
            try session.execute(Query("as planned", "UPDATE messages SET state = 'planned'"))
        }
    }
}
