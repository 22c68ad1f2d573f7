import Channels
import Dunning
import Ledger
import Outbox
import Reading
import Synchronization
import TestKit
import Testing
import Texts
import Values

@testable import Workflows

@Suite("Payments being identified, in the run", .serialized)
struct PendingReceiptTests {
    private static func pending(_ invoices: [String]) -> FactBody {
        .bank(
            .receiptPending(
                PendingReceipt(
                    customer: CustomerID("C1"), entry: EntryID("2026-03-05-abc"), currency: .eur, amount: 60_000,
                    invoices: invoices.map { InvoiceID($0) }, on: day("2026-03-05"))))
    }

    private static let cleared = FactBody.bank(.receiptCleared(CustomerID("C1"), EntryID("2026-03-05-abc")))

    private static func late(_ number: String) -> FactBody {
        .invoiceIssued(
            Invoice(
                id: InvoiceID(number), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur,
                needsApproval: true, receivables: [Receivable(rank: 1, dueOn: day("2026-03-02"), amount: 60_000)]),
            declared: nil)
    }

    @Test("What was approved is withdrawn when all of it may be paid, and leaves without the part that may", arguments: TestEngine.allCases)
    func approved(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), Self.late("A"), Self.late("B"), on: "2026-03-05")
            let id = try #require(try await world.run("2026-03-05").outcomes.first?.message)
            try await world.desk.approve(id, in: world.company, on: day("2026-03-06"), by: "anne")
            try await world.know(Self.pending(["A"]), on: "2026-03-06")
            #expect(try await world.run("2026-03-06").carriedOver.map { $0.lines.map(\.receivable.invoice.text) } == [["B"]])
            #expect(world.taken.count == 1)

            let next = try #require(try await world.run("2026-03-17").outcomes.first)
            #expect(next.action.lines.map(\.receivable.invoice.text) == ["B"])
        }
    }

    @Test("A message whose receivables may all be paid is withdrawn, and comes back once it is decided", arguments: TestEngine.allCases)
    func withdrawn(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), Self.late("A"), on: "2026-03-05")
            let id = try #require(try await world.run("2026-03-05").outcomes.first?.message)
            try await world.know(Self.pending([]), on: "2026-03-06")
            try await world.desk.approve(id, in: world.company, on: day("2026-03-06"), by: "anne")
            let report = try await world.run("2026-03-06")
            #expect(try await world.states == ["cancelled"] && world.taken.isEmpty)
            #expect(report.skipped.map(\.reason) == [.paymentBeingIdentified])
            let explained = try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-06"))
            #expect(explained.verdicts.map(\.skipped) == [.paymentBeingIdentified])
            #expect(explained.receipts.map(\.amount) == [60_000] && explained.receipts.map(\.on) == [day("2026-03-05")])
            #expect(try await world.desk.explain(InvoiceID("A"), in: world.company, on: day("2026-03-05")).receipts.isEmpty)
            try await world.know(Self.cleared, on: "2026-03-09")
            #expect(try await world.run("2026-03-09").outcomes.map(\.action.step) == ["L1"])
        }
    }

    @Test("Money that comes in while a message is on its way out stops it at the last moment", arguments: TestEngine.allCases)
    func lastMoment(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = Mutex<World?>(nil)
            let channel = ScriptedChannel { message, commit in
                if let world = stage.withLock({ $0 }) { try? await world.know(Self.pending(["A"]), on: "2026-03-05") }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(database, channel: channel)
            stage.withLock { $0 = world }
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-03-05")
            let outcome = try #require(try await world.run("2026-03-05").outcomes.first)
            #expect(outcome.state == "cancelled" && outcome.detail == "payment_being_identified")
            #expect(channel.tried.count == 1)
        }
    }

    @Test("A call left to a person says that a payment is being identified", arguments: TestEngine.allCases)
    func call(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run(from: "2026-03-05", through: "2026-03-17")
            let before = try #require(try await world.desk.openTasks(world.company).first { $0.task.kind == .call })
            #expect(Language.en.sentence(before) == "call")
            try await world.know(Self.pending(["A"]), on: "2026-03-18")
            let after = try #require(try await world.desk.openTasks(world.company).first { $0.task.kind == .call })
            #expect(Language.en.sentence(after) == "call: payment being identified")
            #expect(Language.fr.subject(after).hasSuffix("règlement en cours d’identification"))
        }
    }
}
