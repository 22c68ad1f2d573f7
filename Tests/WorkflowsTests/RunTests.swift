import Channels
import Dunning
import Ledger
import Outbox
import SQL
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("A day is played once, whatever happens", .serialized)
struct RunTests {
    @Test("Five messages leave on their days, and the world took each once", arguments: TestEngine.allCases)
    func baseline(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 120_000), on: "2026-02-20")
            let lines = try await world.run(from: "2026-02-20", through: "2026-04-17")
            #expect(
                lines == [
                    "2026-02-25 notice email 1200.00 accepted", "2026-03-05 L1 email 1200.00 accepted",
                    "2026-03-17 L2 email 1200.00 accepted", "2026-04-01 L3 letter 1200.00 accepted",
                    "2026-04-16 L4 registered_letter 1200.00 accepted",
                ])
            #expect(world.taken.count == 5)
            #expect(try await world.desk.check(world.company).findings == [])
            #expect(Set(world.taken.map(\.message.messageID)).count == 5)
        }
    }

    @Test("A hundred customers, run again and by two at once: a hundred messages", arguments: TestEngine.allCases)
    func duplicates(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            for number in 1...100 {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@client.example"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            async let first = world.run("2026-03-05")
            async let second = world.run("2026-03-05")
            _ = try await (first, second)
            _ = try await world.run("2026-03-05")
            #expect(world.taken.count == 100)
            #expect(Set(world.taken.map(\.message.envelope.recipientText)).count == 100)
            let messages = try await world.desk.messages(world.company)
            #expect(messages.count == 100 && messages.allSatisfy { $0.state == "accepted" })
        }
    }

    @Test("What was planned is judged again when it leaves", arguments: TestEngine.allCases)
    func paidMeanwhile(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(
                customer("C1"), invoice("A", due: "2026-03-02", 60_000), invoice("B", due: "2026-03-02", 30_000), on: "2026-03-05")
            try await world.know(.companyDescribed(world.asking()), on: "2026-03-05")
            let planned = try await world.desk.plan(world.company, on: day("2026-03-05"))
            #expect(planned.actions.map(\.amount) == [90_000])
            try await world.know(
                .creditRecorded(payment("R1", 60_000, on: "2026-03-05")),
                .allocationMade(
                    CustomerID("C1"),
                    Allocation(
                        number: 1, credit: payment("R1", 60_000, on: "2026-03-05").key,
                        receivable: ReceivableID(invoice: InvoiceID("A"), rank: 1), amount: 60_000, on: day("2026-03-05"))),
                on: "2026-03-05")
            let report = try await world.run("2026-03-05")
            #expect(report.outcomes.map(\.action.amount) == [30_000])
        }
    }

    @Test("A hard bounce frees the step, and the letter leaves the same day", arguments: TestEngine.allCases)
    func bounce(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(
                customer("C1", email: "bounce.hard@client.example"), invoice("A", due: "2026-03-02", 60_000), on: "2026-03-05")
            #expect(try await world.run("2026-03-05").outcomes.map(\.action.channel.word) == ["email"])
            let again = try await world.run("2026-03-05")
            #expect(again.outcomes.map(\.action.channel.word) == ["letter"])
            #expect(again.outcomes.map(\.action.step) == ["L1"])
            let states = try await world.desk.messages(world.company).map(\.state)
            #expect(states == ["bounced", "accepted"])
        }
    }

    @Test("An answer that was lost is never sent again, and blocks the next step", arguments: TestEngine.allCases)
    func uncertain(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(
                customer("C1", email: "timeout@client.example"), invoice("A", due: "2026-03-02", 60_000), on: "2026-03-05")
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["uncertain"])
            #expect(try await world.run("2026-03-05").outcomes.isEmpty)
            #expect(try await world.run("2026-03-17").outcomes.isEmpty)
            let id = try #require(try await world.desk.messages(world.company).first?.id)
            try await world.desk.resolve(id, wasTaken: true, evidence: "relay log", in: world.company, on: day("2026-03-17"), by: "test")
            #expect(try await world.run("2026-03-17").outcomes.map(\.action.step) == ["L2"])
        }
    }

    @Test("A message waits for approval, and is judged on the day it leaves", arguments: TestEngine.allCases)
    func approval(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            var late = Invoice(
                id: InvoiceID("A"), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur, needsApproval: true,
                receivables: [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 60_000)])
            late.needsApproval = true
            try await world.know(customer("C1"), .invoiceIssued(late, declared: nil), on: "2026-03-05")
            let first = try await world.run("2026-03-05")
            #expect(first.outcomes.map(\.state) == ["awaiting_approval"] && world.taken.isEmpty)
            let id = try #require(first.outcomes.first?.message)
            try await world.desk.approve(id, in: world.company, on: day("2026-03-09"), by: "test")
            let second = try await world.run("2026-03-09")
            #expect(second.carriedOver.map(\.state) == ["accepted"])
            #expect(second.carriedOver.map(\.on) == [day("2026-03-09")])
            #expect(world.taken.count == 1)
            #expect(try await world.desk.plan(world.company, on: day("2026-03-15")).actions.isEmpty)
        }
    }

    @Test("Explaining a past day gives what decided it then", arguments: TestEngine.allCases)
    func explains(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run(from: "2026-02-20", through: "2026-03-06")
            let sent = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-05"))
            #expect(sent.verdicts.map(\.action?.step) == ["L1"] && sent.messages.map(\.state) == ["accepted"])
            let next = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-06"))
            #expect(next.verdicts.map(\.skipped) == [.notDueYet] && next.verdicts.map(\.until) == [day("2026-03-17")])
            let before = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-02-01"))
            #expect(before.invoice == nil && before.knownOn == day("2026-02-20"))
        }
    }
}

extension World {
    func asking() -> CompanyProfile {
        CompanyProfile(id: company, name: "Dupont SARL", letterhead: Ledger.Letterhead(email: "compta@dupont.example"))
    }
}
