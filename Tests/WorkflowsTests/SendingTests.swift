import Channels
import Dunning
import Foundation
import Ledger
import Outbox
import SQL
import ScenarioFiles
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Workflows

/// A way out that does what the test says for each message, and keeps what it took.
final class ScriptedChannel: Channel {
    typealias Script = @Sendable (OutgoingMessage, _ commit: @escaping @Sendable () async -> Bool) async -> DeliveryOutcome

    private let script: Script
    private let tries = Mutex<[OutgoingMessage]>([])

    init(_ script: @escaping Script) { self.script = script }

    var tried: [OutgoingMessage] { tries.withLock { $0 } }

    func deliver(_ message: OutgoingMessage, commit: @escaping @Sendable () -> Bool) async -> DeliveryOutcome {
        tries.withLock { $0.append(message) }
        return await script(message) {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: commit()) }
            }
        }
    }
}

@Suite("Sending, when the world is slow or changes its mind", .serialized)
struct SendingTests {
    private static func late(_ number: String, of customer: String = "C1") -> FactBody {
        .invoiceIssued(
            Invoice(
                id: InvoiceID(number), customer: CustomerID(customer), issuedOn: day("2026-01-31"), currency: .eur,
                needsApproval: true, receivables: [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 60_000)]),
            declared: nil)
    }

    @Test("An approval given on a Friday evening survives the week-end", arguments: TestEngine.allCases)
    func weekend(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), Self.late("A"), on: "2026-03-05")
            let id = try #require(try await world.run("2026-03-05").outcomes.first?.message)
            try await world.desk.approve(id, in: world.company, on: day("2026-03-06"), by: "anne")
            #expect(try await world.run("2026-03-07").outcomes.isEmpty)
            #expect(try await world.run("2026-03-08").outcomes.isEmpty)
            #expect(try await world.run("2026-03-09").carriedOver.map(\.state) == ["accepted"])
            #expect(world.taken.count == 1)
        }
    }

    @Test("What was approved leaves with what has come up since for the same customer", arguments: TestEngine.allCases)
    func besideAnother(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), Self.late("A"), on: "2026-03-05")
            let id = try #require(try await world.run("2026-03-05").outcomes.first?.message)
            try await world.know(invoice("B", due: "2026-03-06", 10_000), on: "2026-03-06")
            try await world.desk.approve(id, in: world.company, on: day("2026-03-09"), by: "anne")
            let report = try await world.run("2026-03-09")
            #expect(report.outcomes.isEmpty && report.carriedOver.map(\.id) == [id])
            #expect(report.carriedOver.map { $0.lines.map(\.receivable.invoice.text) } == [["A", "B"]])
            #expect(report.carriedOver.map(\.amount) == [70_000])
        }
    }

    @Test("An approval covers what was shown, and no more", arguments: TestEngine.allCases)
    func grown(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), Self.late("A"), on: "2026-03-05")
            let id = try #require(try await world.run("2026-03-05").outcomes.first?.message)
            try await world.desk.approve(id, in: world.company, on: day("2026-03-05"), by: "anne")
            try await world.know(Self.late("B"), on: "2026-03-05")
            let waiting = try await world.run("2026-03-06")
            #expect(world.taken.isEmpty)
            #expect(waiting.carriedOver.map(\.state) == ["awaiting_approval"] || waiting.outcomes.map(\.state) == ["awaiting_approval"])
            for message in try await world.desk.messages(world.company) where message.state == "awaiting_approval" {
                try await world.desk.approve(message.id, in: world.company, on: day("2026-03-06"), by: "anne")
            }
            _ = try await world.run("2026-03-09")
            _ = try await world.run("2026-03-10")
            #expect(world.taken.count >= 1)
            #expect(Set(try await world.desk.messages(world.company).filter { $0.standing == .sent }.flatMap { $0.lines.map(\.receivable.invoice.text) }) == ["A", "B"])
        }
    }

    @Test("Approval wanted only at the moment of sending is asked once", arguments: TestEngine.allCases)
    func approvalAtSending(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(
                customer("C1", email: "defer@client.example"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            // The message is put off; then the company turns the gate on and nothing about payments was ever imported.
            var strict = try await world.desk.book(world.company).profile
            strict.policy.freshnessDays = 1
            try await world.know(.companyDescribed(strict), on: "2026-03-05")
            _ = try await world.run("2026-03-06")
            _ = try await world.run("2026-03-17")
            let waiting = try await world.desk.messages(world.company).filter { $0.state == "awaiting_approval" }
            #expect(waiting.map(\.step) == ["L2"])
            for message in waiting { try await world.desk.approve(message.id, in: world.company, on: day("2026-03-17"), by: "anne") }
            for current in ["2026-03-17", "2026-03-18"] { _ = try await world.run(current) }
            #expect(try await world.desk.messages(world.company).last?.state == "accepted")
        }
    }

    @Test("A message that rises to a step with a call while it waits brings the call, once", arguments: TestEngine.allCases)
    func risenWithCall(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let isUp = Mutex(true)
            let channel = ScriptedChannel { message, commit in
                guard isUp.withLock({ $0 }) else { return .deferred(Reply(code: 451, text: "later"), blame: .message) }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            try await world.open()
            try await world.know(
                customer("C1"), invoice("A", due: "2026-03-02", 60_000), invoice("B", due: "2026-03-13", 40_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            isUp.withLock { $0 = false }
            for current in ["2026-03-16", "2026-03-17", "2026-03-17"] { _ = try await world.run(current) }
            let messages = try await world.desk.messages(world.company).map { "\($0.on.iso) \($0.step) \($0.state)" }
            #expect(messages == ["2026-03-05 L1 accepted", "2026-03-17 L2 deferred"])
            let calls = try await world.desk.openTasks(world.company).filter { $0.task.kind == .call }
            #expect(calls.map(\.task.about) == ["L2 A"])
            #expect(calls.map(\.task.amount) == [100_000])
        }
    }

    @Test("A scenario started again while a message waits stops nobody's run", arguments: TestEngine.allCases)
    func restartWhileWaiting(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run(from: "2026-03-05", through: "2026-03-06")
            var strict = try await world.desk.book(world.company).profile
            strict.policy.freshnessDays = 1
            try await world.know(.companyDescribed(strict), on: "2026-03-16")
            let waiting = try #require(try await world.run("2026-03-17").outcomes.first)
            #expect(waiting.state == "awaiting_approval")
            try await world.desk.assign(
                ScenarioID("letters"), to: CustomerID("C1"), of: world.company, restartOn: day("2026-03-18"),
                on: day("2026-03-18"), by: "anne")
            try await world.desk.approve(try #require(waiting.message), in: world.company, on: day("2026-03-18"), by: "anne")
            _ = try await world.run("2026-03-18")
            _ = try await world.run("2026-03-19")
            #expect(try await world.desk.messages(world.company).filter { $0.standing == .sent }.map(\.step) == ["L1", "L1"])
            #expect(try await world.desk.check(world.company).findings.isEmpty)
        }
    }

    @Test("A provider that says not now is asked once a run", arguments: TestEngine.allCases)
    func deferredForever(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let channel = ScriptedChannel { _, _ in .deferred(Reply(code: 451, text: "later"), blame: .message) }
            let world = World(database, channel: channel)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["deferred"])
            #expect(channel.tried.count == 1)
        }
    }

    @Test("A provider that cannot be reached is not asked for every message", arguments: TestEngine.allCases)
    func providerDown(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let isUp = Mutex(false)
            let channel = ScriptedChannel { message, commit in
                guard isUp.withLock({ $0 }) else { return .deferred(Reply(text: "no route"), blame: .provider) }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            try await world.open()
            for number in 1...30 {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@client.example"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            _ = try await world.run("2026-03-05")
            #expect(channel.tried.count == 1)
            isUp.withLock { $0 = true }
            try await world.freeLeases()
            _ = try await world.run("2026-03-05")
            #expect(try await world.desk.messages(world.company).allSatisfy { $0.state == "accepted" })
        }
    }

    @Test("A level whose channel does not exist stops no other message", arguments: TestEngine.allCases)
    func channelMissing(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database, without: [.letter])
            try await world.open()
            try await world.know(
                customer("C1", email: nil), invoice("A", due: "2026-03-02", 60_000), customer("C2"),
                invoice("B", of: "C2", due: "2026-03-02", 60_000), on: "2026-03-05")
            let report = try await world.run("2026-03-05")
            #expect(report.outcomes.map(\.state) == ["deferred", "accepted"])
        }
    }

    @Test("An answer that comes after the message was taken for lost still settles it", arguments: TestEngine.allCases)
    func lateAnswer(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let other = Mutex<World?>(nil)
            let channel = ScriptedChannel { message, commit in
                guard await commit() else { return .abandoned }
                // The server takes its time; meanwhile another worker finds the lease run out.
                if let world = other.withLock({ $0 }) {
                    try? await world.freeLeases()
                    _ = try? await world.desk.takeNews(world.company, on: day("2026-03-05"), by: "other")
                }
                return .accepted(reference: "250 " + message.id)
            }
            let world = World(database, channel: channel)
            other.withLock { $0 = World(database) }
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["accepted"])
            #expect(try await world.desk.messages(world.company).map(\.state) == ["accepted"])
            #expect(channel.tried.count == 1)
            other.withLock { $0 = nil }
        }
    }

    @Test("A slow dialogue before the point of no return is not begun again", arguments: TestEngine.allCases)
    func slowDialogue(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let other = Mutex<World?>(nil)
            let channel = ScriptedChannel { message, commit in
                if let world = other.withLock({ $0 }) { try? await world.ageLeases() }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            other.withLock { $0 = world }
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["accepted"])
            other.withLock { $0 = nil }
        }
    }

    @Test("No more leaves within an hour than the company allows, however often the day is played", arguments: TestEngine.allCases)
    func pace(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            var slow = try await world.desk.book(world.company).profile
            slow.policy.messagesPerHour = 3
            try await world.know(.companyDescribed(slow), on: "2026-02-20")
            for number in 1...5 {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@client.example"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            _ = try await world.run("2026-03-05")
            _ = try await world.run("2026-03-05")
            #expect(world.taken.count == 3)
            _ = try await world.run("2026-03-06")
            #expect(world.taken.count == 5)
        }
    }

    @Test("A domain gets no more mails within an hour than the company allows it", arguments: TestEngine.allCases)
    func paceOfDomain(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            var careful = try await world.desk.book(world.company).profile
            careful.policy.messagesPerHourAndDomain = 2
            try await world.know(.companyDescribed(careful), on: "2026-02-20")
            for (number, domain) in ["big.example", "BIG.example", "small.example", "big.example"].enumerated() {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@\(domain)"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            let first = try await world.run("2026-03-05")
            #expect(first.outcomes.map(\.state) == ["accepted", "accepted", "accepted", "planned"])
            #expect(first.outcomes.last?.detail == "domain_pace")
            _ = try await world.run("2026-03-05")
            #expect(world.taken.count == 3)
            _ = try await world.run("2026-03-06")
            #expect(world.taken.count == 4)
        }
    }

    @Test("A reminder and a thank-you of one day do not cancel each other", arguments: TestEngine.allCases)
    func thanksAndReminder(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let yaml = """
                id: grateful
                name: Grateful
                interest: { regime: NONE }
                thanks: { template: thanks, channel: email }
                steps:
                  - { id: L1, offset: 3, channel: email, template: courteous }
                """
            _ = try await world.desk.addScenario(yaml, to: world.company, isDefault: true, on: day("2026-02-20"), by: "test")
            try await world.know(
                customer("C1"), invoice("A", due: "2026-03-02", 60_000), invoice("B", due: "2026-03-10", 20_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            _ = try await world.desk.place(
                HoldRequest(
                    kind: .promise, customer: CustomerID("C1"), invoice: InvoiceID("A"), from: day("2026-03-06"),
                    until: day("2026-03-12"), amount: "600.00", reason: "tel"), in: world.company, by: "anne")
            let money = payment("R1", 60_000, on: "2026-03-13")
            try await world.know(
                .creditRecorded(money),
                .allocationMade(
                    CustomerID("C1"),
                    Allocation(
                        number: 1, credit: money.key, receivable: ReceivableID(invoice: InvoiceID("A"), rank: 1), amount: 60_000,
                        on: day("2026-03-13"))), on: "2026-03-13")
            #expect(try await world.run("2026-03-13").outcomes.map { "\($0.action.template) \($0.state)" } == ["courteous accepted"])
            #expect(try await world.run("2026-03-16").outcomes.map { "\($0.action.template) \($0.state)" } == ["thanks accepted"])
            for current in ["2026-03-17", "2026-05-05", "2026-06-22"] {
                #expect(try await world.run(current).outcomes.isEmpty)
            }
        }
    }

    @Test("A call that a person would have to approve is a person's at once", arguments: TestEngine.allCases)
    func callNeedsNoApproval(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let yaml = """
                id: calls
                name: Calls
                interest: { regime: NONE }
                steps:
                  - { id: C1, offset: 3, channel: call, template: call_first, approval: always }
                """
            _ = try await world.desk.addScenario(yaml, to: world.company, isDefault: true, on: day("2026-02-20"), by: "test")
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["accepted"])
            #expect(try await world.run("2026-03-06").outcomes.isEmpty)
        }
    }
}
