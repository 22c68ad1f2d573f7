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

/// What one desk notes of its sending, and where it says that it is.
final class Surroundings: Sendable {
    struct State {
        var place: String? = "here"
        var isFull = false
        var lines: [String] = []
        /// What the mail server had, when each line was kept.
        var takenBefore: [Int] = []
    }

    let state = Mutex(State())
    let taken = Mutex<[String]>([])

    /// What it tells of messages.
    var entries: [JournalEntry] {
        state.withLock { $0.lines.compactMap { JournalEntry(line: $0) } }.filter { $0.event != .opened }
    }

    var journal: SendJournal {
        SendJournal(
            keep: { entry throws(JournalProblem) in
                let count = self.taken.withLock { $0.count }
                let isFull = self.state.withLock { state in
                    if !state.isFull {
                        state.lines.append(entry.line)
                        if case .committing = entry.event { state.takenBefore.append(count) }
                    }
                    return state.isFull
                }
                if isFull { throw JournalProblem("no room") }
            },
            note: { entry in self.state.withLock { $0.lines.append(entry.line) } },
            last: { instance, company throws(JournalProblem) in
                self.entries.last { entry in
                    if case .committing = entry.event { entry.instance == instance && entry.company == company } else { false }
                }.flatMap { if case .committing(_, _, _, let mark) = $0.event { mark } else { nil } }
            })
    }

    /// A mail server that takes everything and remembers it.
    var channel: ScriptedChannel {
        ScriptedChannel { message, commit in
            guard await commit() else { return .abandoned }
            self.taken.withLock { $0.append(message.id) }
            return .accepted(reference: "250 ok")
        }
    }
}

@Suite("What is live leaves only from where it may", .serialized)
struct GateTests {
    static func world(_ database: any Database, _ around: Surroundings) -> World {
        World(database, live: around.channel, place: { around.state.withLock { $0.place } }, journal: around.journal)
    }

    static func opened(_ database: any Database, _ around: Surroundings) async throws -> World {
        let world = world(database, around)
        try await world.open(live: true)
        try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
        return world
    }

    @Test("The first place of a new database is asked nothing; each message is noted before it leaves", arguments: TestEngine.allCases)
    func first(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let around = Surroundings()
            let world = try await Self.opened(database, around)
            let report = try await world.run("2026-03-05")
            #expect(report.closed == nil && report.outcomes.map(\.state) == ["accepted"])
            let entries = around.entries
            #expect(entries.count == 2 && entries.map(\.message.text) == Array(repeating: around.taken.withLock { $0[0] }, count: 2))
            guard case .committing(let message, _, _, _)? = entries.first?.event else { Issue.record("\(entries)"); return }
            #expect(message.lines.map(\.receivable.invoice.text) == ["A"])
            #expect(entries.last?.event == .ended(.accepted, detail: "250 ok"))
            #expect(around.state.withLock { $0.takenBefore } == [0])
            #expect(try await world.desk.sendingGate() == .open)
        }
    }

    @Test("From another place nothing leaves, at the point of no return too, until it is released; planning goes on", arguments: TestEngine.allCases)
    func elsewhere(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let around = Surroundings()
            let world = try await Self.opened(database, around)
            around.state.withLock { $0.place = "elsewhere" }
            let report = try await world.run("2026-03-05")
            #expect(report.closed == .unknownPlace && report.outcomes.map(\.state) == ["planned"])
            #expect(around.taken.withLock { $0 }.isEmpty && around.entries.isEmpty)
            #expect(try await world.desk.waitingToLeave().map(\.written) == [1])
            #expect(try await world.desk.release(by: "anne", reason: "moved") == .unknownPlace)
            _ = try await world.run("2026-03-05")
            #expect(around.taken.withLock { $0 }.count == 1)
            let reading = try await world.desk.instance()
            #expect(reading.epoch == (database.dialect == .postgres ? 1 : 2))
            #expect(reading.events.map(\.actor) == ["relance", "anne"] && reading.events.last?.detail == "unknown_place: moved")
        }
    }

    @Test("A place that closes between the preparation and the point of no return is met there", arguments: TestEngine.allCases)
    func closesMeanwhile(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let around = Surroundings()
            let moving = ScriptedChannel { message, commit in
                around.state.withLock { $0.place = "elsewhere" }
                guard await commit() else { return .abandoned }
                around.taken.withLock { $0.append(message.id) }
                return .accepted(reference: "250 ok")
            }
            let world = World(database, live: moving, place: { around.state.withLock { $0.place } }, journal: around.journal)
            try await world.open(live: true)
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            let report = try await world.run("2026-03-05")
            #expect(around.taken.withLock { $0 }.isEmpty && !moving.tried.isEmpty)
            #expect(report.outcomes.map(\.state) == ["planned"] && report.outcomes.map(\.detail) == ["sending_closed unknown_place"])
        }
    }

    @Test("When the journal takes nothing, nothing leaves, and it leaves once there is room", arguments: TestEngine.allCases)
    func full(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let around = Surroundings()
            let world = try await Self.opened(database, around)
            around.state.withLock { $0.isFull = true }
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["deferred"])
            #expect(around.taken.withLock { $0 }.isEmpty)
            around.state.withLock { $0.isFull = false }
            world.makeIt(day("2026-03-05").at(hour: 12))
            try await world.desk.sendWaiting(world.company, on: day("2026-03-05"), by: "test")
            #expect(around.taken.withLock { $0 }.count == 1)
            #expect(try await world.states == ["accepted"])
        }
    }

    @Test("A database that the journal is ahead of sends nothing")
    func wentBack() async throws {
        let around = Surroundings()
        try await withTemporaryFolder { folder in
            let database = try await TestEngine.sqliteMemory.withDatabase { database in
                let world = try await Self.opened(database, around)
                _ = try await world.run("2026-03-05")
                return try await world.desk.instance().id
            }
            try await TestEngine.sqliteMemory.withDatabase { older in
                let world = try await Self.opened(older, around)
                // The same installation, before its first message.
                try await older.write(for: .everyCompany) { session throws(SQLError) in
                    try InstanceStore.put(InstanceRecord(id: database, epoch: 1, home: ""), session)
                }
                let report = try await world.run("2026-03-05")
                #expect(report.closed == .behindJournal && around.taken.withLock { $0 }.count == 1)
            }
        }
    }

    @Test("A line of the journal that was changed by one bit is not read")
    func checksum() throws {
        let around = Surroundings()
        let line = JournalEntry(
            .ended(.accepted, detail: "250 2.0.0 Ok"), at: Instant(milliseconds: 1), instance: "i", place: "p",
            company: CompanyID("dupont"), message: MessageID("m")
        ).line
        around.state.withLock { $0.lines = [line] }
        #expect(around.entries.count == 1)
        let bytes = Array(line.utf8)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(JournalEntry(line: String(decoding: changed, as: UTF8.self)) == nil, "byte \(index), bit \(bit)")
            }
        }
        let text = JournalText(bytes + [0x0A] + bytes.dropLast() + [0x0A] + bytes + [0x0A] + bytes.prefix(20))
        #expect(text.entries.count == 2 && text.damaged == [2])
    }
}
