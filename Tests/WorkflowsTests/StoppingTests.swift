import Channels
import Ledger
import Outbox
import SQL
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Workers that are told to stop, and workers whose clocks disagree", .serialized)
struct StoppingTests {
    typealias Gate = TakeoverTests.Gate

    private func writeToMany(_ world: World, _ count: Int, sameDomain: Bool = false) async throws {
        for number in 1...count {
            let domain = sameDomain ? "client.example" : "client\(number).example"
            try await world.know(
                customer("C\(number)", email: "c\(number)@\(domain)"),
                invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
        }
    }

    /// At the server's, where nobody is told that the worker was: the cancellation of a run does not open its gate.
    private func hold(_ gate: Gate) async { await Task { await gate.wait() }.value }

    @Test("Told to stop at its dot: that message is finished, the others are for the next worker at once", arguments: TestEngine.allCases)
    func atTheDot(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let gate = Gate()
            let slow = ScriptedChannel { message, commit in
                guard await commit() else { return .abandoned }
                await hold(gate)
                return .accepted(reference: message.id)
            }
            let stopped = World(database, channel: slow)
            try await stopped.open()
            try await writeToMany(stopped, 4)
            let run = Task { try await stopped.run("2026-03-05") }
            await gate.arrival()
            run.cancel()
            let other = World(database)
            // The first is still at its dot: nobody waits for it.
            while try await other.run("2026-03-05").carriedOver.count < 3 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await other.states.sorted() == ["accepted", "accepted", "accepted", "committing"])
            gate.open()
            _ = try await run.value
            #expect(try await other.states == Array(repeating: "accepted", count: 4))
            #expect(slow.tried.count == 1 && other.taken.count == 3)
            #expect(try await other.desk.check(other.company).findings.isEmpty)
        }
    }

    @Test("Told to stop before its point of no return, it lets nothing go", arguments: TestEngine.allCases)
    func beforeTheDot(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let gate = Gate()
            let slow = ScriptedChannel { message, commit in
                await hold(gate)
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let stopped = World(database, channel: slow)
            try await stopped.open()
            try await writeToMany(stopped, 2)
            let run = Task { try await stopped.run("2026-03-05") }
            await gate.arrival()
            run.cancel()
            gate.open()
            _ = try await run.value
            #expect(slow.tried.count == 1)
            #expect(try await stopped.states.contains("accepted") == false)
            let other = World(database)
            #expect(try await other.run("2026-03-05").carriedOver.map(\.state) == ["accepted", "accepted"])
            #expect(other.taken.count == 2)
        }
    }

    @Test("A worker whose clock is a day ahead takes no message from one that is at work", arguments: TestEngine.allCases, [-1, 1])
    func clocks(engine: TestEngine, days: Int64) async throws {
        try await engine.withDatabase { database in
            let gate = Gate()
            let slow = ScriptedChannel { message, commit in
                guard await commit() else { return .abandoned }
                await hold(gate)
                return .accepted(reference: message.id)
            }
            let first = World(database, channel: slow)
            try await first.open()
            try await writeToMany(first, 3, sameDomain: true)
            async let run = first.run("2026-03-05")
            await gate.arrival()
            let other = World(database)
            other.makeIt(first.desk.ports.now().adding(seconds: 86_400 * days))
            try await other.desk.takeNews(other.company, on: day("2026-03-05"), by: "other")
            _ = try await other.desk.dispatch(other.company, on: day("2026-03-05"), by: "other")
            #expect(try await other.states == ["committing", "ready", "ready"])
            #expect(other.taken.isEmpty)
            gate.open()
            #expect(try await run.outcomes.map(\.state) == ["accepted", "accepted", "accepted"])
        }
    }

    @Test("A live company's day that ends while its messages leave ends them too", arguments: TestEngine.allCases)
    func midnight(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = Mutex<World?>(nil)
            let channel = ScriptedChannel { message, commit in
                world.withLock { $0 }?.makeIt(day("2026-03-06").at(hour: 0))
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let night = World(database, live: channel)
            world.withLock { $0 = night }
            night.makeIt(day("2026-03-05").at(hour: 6))
            try await night.open(live: true)
            var profile = try await night.desk.book(night.company).profile
            profile.policy.approvesFirstLiveSend = false
            try await night.know(.companyDescribed(profile), on: "2026-03-05")
            try await writeToMany(night, 2)
            _ = try await night.run("2026-03-05")
            #expect(channel.tried.count == 2)
            #expect(try await night.states == ["planned", "planned"])
            _ = try await night.run("2026-03-06")
            #expect(try await night.states == ["accepted", "accepted"])
        }
    }
}
