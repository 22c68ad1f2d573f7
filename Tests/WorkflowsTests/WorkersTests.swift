import Channels
import Ledger
import Outbox
import PostgresEngine
import SQL
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Several workers on one database", .serialized, .timeLimit(.minutes(15)))
struct WorkersTests {
    /// What all workers of a test hand over, and how many at a time to each domain.
    final class SharedWorld: Sendable {
        private struct State {
            var taken: [(id: String, bytes: [UInt8])] = []
            var talking: [String: Int] = [:]
            var crowded: Set<String> = []
        }

        private let state = Mutex(State())

        var taken: [String: [[UInt8]]] { state.withLock { Dictionary(grouping: $0.taken, by: \.id).mapValues { $0.map(\.bytes) } } }
        var crowded: Set<String> { state.withLock { $0.crowded } }
        var count: Int { state.withLock { $0.taken.count } }

        /// Takes its time, refuses some and puts off others, by the address: the same whoever asks.
        func channel() -> ScriptedChannel {
            ScriptedChannel { [self] message, commit in
                guard case .email(_, let recipient) = message.envelope else {
                    guard await commit() else { return .abandoned }
                    state.withLock { $0.taken.append((message.id, message.bytes)) }
                    return .accepted(reference: message.id)
                }
                state.withLock { state in
                    state.talking[recipient.domain, default: 0] += 1
                    if state.talking[recipient.domain] != 1 { state.crowded.insert(recipient.domain) }
                }
                defer { state.withLock { $0.talking[recipient.domain, default: 0] -= 1 } }
                try? await Task.sleep(for: .milliseconds(3))
                if recipient.text.hasPrefix("later") { return .deferred(Reply(code: 451, text: "later"), blame: .message) }
                guard await commit() else { return .abandoned }
                if recipient.text.hasPrefix("nobody") { return .refused(Reply(code: 550, text: "unknown"), addressIsBad: true) }
                state.withLock { $0.taken.append((message.id, message.bytes)) }
                return .accepted(reference: "250 " + message.id)
            }
        }
    }

    /// Some days of a company that so many workers attend to, each with connections of its own.
    private func play(
        _ workers: Int, customers: Int, days: [String], _ shape: (inout CompanyProfile) -> Void = { _ in }
    ) async throws -> (world: SharedWorld, told: [String]) {
        let shared = SharedWorld()
        var told: [String] = []
        try await TestPostgres.withURL(schema: Schema.migrations) { url in
            var desks: [World] = []
            for _ in 0..<workers {
                desks.append(World(try await PostgresDatabase(url: url, connections: 2, retry: .test), channel: shared.channel()))
            }
            let first = desks[0]
            first.makeIt(day("2026-03-02").at(hour: 6))
            try await first.open()
            var profile = try await first.desk.book(first.company).profile
            shape(&profile)
            try await first.know(.companyDescribed(profile), on: "2026-02-20")
            for number in 1...customers {
                let name = number % 7 == 0 ? "nobody" : number % 5 == 0 ? "later" : "c"
                try await first.know(
                    customer("C\(number)", email: "\(name)\(number)@client\(number % 9).example"),
                    invoice("F\(number)", of: "C\(number)", due: number % 2 == 0 ? "2026-03-02" : "2026-03-03", 50_000),
                    invoice("G\(number)", of: "C\(number)", due: "2026-02-20", 7_000), on: "2026-02-20")
            }
            for text in days {
                for desk in desks { desk.makeIt(day(text).at(hour: 9)) }
                try await Self.attend(desks)
                told += try await Self.told(first, on: text)
            }
            #expect(try await first.desk.check(first.company).findings.isEmpty)
            for world in desks { await world.desk.database.close() }
        }
        return (shared, told)
    }

    /// All at once, until nobody finds anything to do.
    private static func attend(_ worlds: [World]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for world in worlds {
                group.addTask {
                    var idle = 0
                    while idle < 3 {
                        try Task.checkCancellation()
                        let profile = try await world.desk.book(world.company).profile
                        let did = try await world.desk.attend(profile, by: "worker")
                        if case .nothing = did {
                            let isPlayed = try await world.desk.morning(of: profile) == .sendWaiting
                            let isBusy = try await world.desk.isCarriedByOthers(world.company)
                            idle = isPlayed && !isBusy ? idle + 1 : 0
                            try await Task.sleep(for: .milliseconds(5))
                        } else {
                            idle = 0
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Every message with what it says and where it stands, and every task.
    private static func told(_ world: World, on text: String) async throws -> [String] {
        let messages = try await world.desk.messages(world.company)
        var told: [String] = []
        for message in messages.sorted(by: { $0.id.text < $1.id.text }) {
            let bytes = try await world.desk.content(of: message.id, in: world.company) ?? []
            told.append("\(text) \(message) \(FactHash.hexadecimal(FactHash.sha256(bytes)))")
        }
        let tasks = try await world.desk.openTasks(world.company)
        return told + tasks.map { "\(text) \($0)" }.sorted()
    }

    @Test("The plan of a day and its messages are the same, byte for byte, with one worker, with two and with four")
    func same() async throws {
        guard TestEngine.allCases.contains(.postgres) else { return }
        let days = ["2026-03-05", "2026-03-06", "2026-03-09"]
        let alone = try await play(1, customers: 15, days: days)
        #expect(alone.world.count > 15)
        #expect(alone.told.contains { $0.contains("refused") } && alone.told.contains { $0.contains("deferred") })
        for count in [2, 4] {
            let several = try await play(count, customers: 15, days: days)
            #expect(several.told == alone.told)
            #expect(several.world.taken == alone.world.taken, "nothing twice, nothing else")
            #expect(several.world.crowded.isEmpty, "one message at a time to a domain")
        }
    }

    @Test("Limits hold for all workers together")
    func limits() async throws {
        guard TestEngine.allCases.contains(.postgres) else { return }
        let hourly = try await play(4, customers: 24, days: ["2026-03-05"]) { $0.policy.messagesPerHour = 11 }
        let tried = 11
        #expect(hourly.world.count <= tried && hourly.world.count > 3)
        let byDomain = try await play(4, customers: 36, days: ["2026-03-05"]) { $0.policy.messagesPerHourAndDomain = 2 }
        #expect(byDomain.world.count <= 18 && byDomain.world.count > 9)
    }

    @Test("A turn that was taken over plans no further", arguments: TestEngine.allCases)
    func turnLost(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let first = try #require(try await world.desk.takeTurn(world.company))
            #expect(try await world.desk.takeTurn(world.company) == nil)
            try await world.execute("UPDATE turns SET held_until = 1")
            let second = try #require(try await world.desk.takeTurn(world.company))
            func isKept(_ turn: MorningTurn) async throws -> Bool {
                try await database.write(for: .company("dupont")) { session throws(DeskError) in try turn.isKept(session) }
            }
            #expect(try await !isKept(first))
            #expect(try await isKept(second))
            await first.end()
            #expect(try await isKept(second))
            await second.end()
            #expect(try await !isKept(second))
            #expect(try await world.desk.takeTurn(world.company) != nil)
        }
    }

    @Test("A morning waits for messages that others carry, and is played by one worker", arguments: TestEngine.allCases)
    func waits(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let gate = TakeoverTests.Gate()
            let slow = ScriptedChannel { message, commit in
                guard await commit() else { return .abandoned }
                await gate.wait()
                return .accepted(reference: message.id)
            }
            let busy = World(database, channel: slow)
            busy.makeIt(day("2026-03-04").at(hour: 6))
            try await busy.open()
            try await busy.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            async let first = busy.run("2026-03-05")
            await gate.arrival()
            let other = World(database)
            other.makeIt(day("2026-03-06").at(hour: 9))
            let profile = try await other.desk.book(other.company).profile
            for _ in 0..<3 {
                guard case .nothing = try await other.desk.attend(profile, by: "other") else {
                    Issue.record("played beside a message under way")
                    break
                }
            }
            gate.open()
            _ = try await first
            guard case .played = try await other.desk.attend(profile, by: "other") else {
                Issue.record("not played")
                return
            }
            #expect(try await other.desk.book(other.company).lastDayPlayed == day("2026-03-06"))
        }
    }
}
