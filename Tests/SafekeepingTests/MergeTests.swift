import Ledger
import Outbox
import SQL
import Safekeeping
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("After a restore nothing leaves twice: the journal says what left")
struct MergeTests {
    /// A firm that was backed up, went on for days, and was restored from that backup.
    private static func restored(
        _ engine: TestEngine, _ world: House.World, life: (House) async throws -> Void,
        then body: (House) async throws -> Void
    ) async throws {
        let bytes = try await engine.withDatabase { database in
            let house = House(database, world)
            try await house.open()
            try await house.knowThreeCustomers()
            try await house.run(from: "2026-03-02", through: "2026-03-06")
            let bytes = try await BackupTests.backedUp(house)
            try await life(house)
            return bytes
        }
        try await engine.withDatabase { database in
            let copy = House(database, world)
            try await copy.desk.open()
            try await BackupReader(BackupTests.source(bytes)).load(into: copy.desk, by: "anne")
            try await body(copy)
        }
    }

    private static func expectSingle(_ world: House.World, at place: SourceLocation = #_sourceLocation) {
        let steps = House.steps(world.entries)
        #expect(Set(steps).count == steps.count, "\(steps)", sourceLocation: place)
        #expect(Set(world.taken).count == world.taken.count, sourceLocation: place)
    }

    @Test("Days that were played are played again after the restore, and nothing that left leaves again", arguments: TestEngine.allCases)
    func replayed(engine: TestEngine) async throws {
        let world = House.World()
        try await Self.restored(engine, world) { house in
            try await house.run(from: "2026-03-07", through: "2026-03-25")
        } then: { copy in
            let left = world.taken
            #expect(left.count > 4)
            let merge = try await copy.desk.merge(world.entries)
            #expect(merge.added > 2 && merge.waiting == 0 && merge.places == ["here"])
            // A letter may lie where it was laid down: nobody remembers whether it was posted.
            let letters = try await copy.desk.messages(House.company).filter { $0.standing == .sent && $0.isOnPaper }.map(\.id.text)
            let toPost = try await copy.desk.openTasks(House.company).filter { $0.task.kind == .postLetter }.map(\.task.about)
            #expect(!letters.isEmpty && Set(toPost).isSuperset(of: letters))
            let again = try await copy.desk.merge(world.entries)
            #expect(again.added == 0 && again.moved == 0 && again.known == merge.known + merge.added + merge.moved)
            #expect(try await copy.audit().isSound)
            try await copy.run(from: "2026-03-09", through: "2026-03-25")
            #expect(world.taken == left)
            #expect(try await copy.desk.release(by: "anne", reason: "") == .restored)
            try await copy.run(from: "2026-03-09", through: "2026-03-25")
            #expect(world.taken == left)
            try await copy.run(from: "2026-03-26", through: "2026-05-15")
            #expect(world.taken.count > left.count)
            Self.expectSingle(world)
            #expect(try await copy.audit().isSound)
            let authors = try await copy.desk.database.read(for: .company(House.company.text)) { session throws(SQLError) in
                try FactLog.messageFacts(after: 0, House.company, session).map(\.actor)
            }
            #expect(authors.contains(Desk.journalName))
        }
    }

    @Test("Invoices that came after the backup: what they were told is known before they are planned", arguments: TestEngine.allCases)
    func unknownInvoices(engine: TestEngine) async throws {
        let world = House.World()
        try await Self.restored(engine, world) { house in
            try await house.know(customer("C9", email: "c9@client.example"), on: "2026-03-07")
            try await house.know(
                invoice("N", of: "C9", due: "2026-03-01", 45_600), invoice("M", of: "C1", due: "2026-03-04", 7_800), on: "2026-03-07")
            try await house.run(from: "2026-03-09", through: "2026-03-20")
        } then: { copy in
            let left = world.taken
            let merge = try await copy.desk.merge(world.entries)
            #expect(merge.waiting > 0)
            _ = try await copy.desk.release(by: "anne", reason: "")
            try await copy.run("2026-03-20")
            #expect(world.taken == left)
            // The files come in again, one after the other.
            try await copy.know(customer("C9", email: "c9@client.example"), on: "2026-03-20")
            try await copy.know(invoice("N", of: "C9", due: "2026-03-01", 45_600), on: "2026-03-20")
            try await copy.run("2026-03-20")
            #expect(world.taken == left)
            try await copy.know(invoice("M", of: "C1", due: "2026-03-04", 7_800), on: "2026-03-20")
            try await copy.run("2026-03-20")
            #expect(world.taken == left)
            try await copy.run(from: "2026-03-21", through: "2026-05-10")
            #expect(world.taken.count > left.count)
            Self.expectSingle(world)
            #expect(try await copy.audit().isSound)
        }
    }

    @Test("What was told about invoices that came after the backup is known when these are there again, also once they are paid", arguments: TestEngine.allCases)
    func paidSince(engine: TestEngine) async throws {
        let world = House.World()
        try await Self.restored(engine, world) { house in
            try await house.know(customer("C9", email: "c9@client.example"), on: "2026-03-07")
            try await house.know(invoice("N", of: "C9", due: "2026-03-01", 45_600), on: "2026-03-07")
            try await house.run(from: "2026-03-09", through: "2026-03-20")
        } then: { copy in
            let told = world.taken.filter { $0.contains("-C9-") }
            #expect(!told.isEmpty)
            _ = try await copy.desk.merge(world.entries)
            let credit = Credit(
                id: CreditID("R9"), kind: .payment, customer: CustomerID("C9"), on: day("2026-03-20"), currency: .eur,
                amount: 45_600, invoice: InvoiceID("N"))
            let allocation = Allocation(
                number: 1, credit: credit.key, receivable: ReceivableID(invoice: InvoiceID("N"), rank: 1), amount: 45_600,
                on: day("2026-03-20"))
            try await copy.know(customer("C9", email: "c9@client.example"), on: "2026-03-20")
            try await copy.know(
                invoice("N", of: "C9", due: "2026-03-01", 45_600), .creditRecorded(credit),
                .allocationMade(CustomerID("C9"), allocation), on: "2026-03-20")
            try await copy.run("2026-03-20")
            let known = try await copy.desk.messages(House.company).filter { $0.customer == CustomerID("C9") }
            // All that was asked is paid: the thank-you waits for its turn.
            let thanks = known.filter(\.lines.isEmpty)
            #expect(thanks.map(\.standing) == [.reserved] && !thanks.contains { told.contains($0.id.text) })
            #expect(Set(known.map(\.id.text)).subtracting(thanks.map(\.id.text)) == Set(told))
            #expect(try await copy.audit().isSound)
        }
    }

    @Test("What the backup knew as put off counts from the day on which it left", arguments: TestEngine.allCases)
    func leftLater(engine: TestEngine) async throws {
        let world = House.World()
        world.state.withLock { $0.putsOff = true }
        try await Self.restored(engine, world) { house in
            #expect(try await house.desk.messages(House.company).contains { $0.state == "deferred" })
            world.state.withLock { $0.putsOff = false }
            try await house.run("2026-03-09")
            #expect(!world.taken.isEmpty)
        } then: { copy in
            _ = try await copy.desk.merge(world.entries)
            let known = try await copy.desk.messages(House.company).filter { world.taken.contains($0.id.text) }
            #expect(known.count == world.taken.count && known.allSatisfy { $0.on == day("2026-03-09") })
            #expect(try await copy.audit().isSound)
        }
    }

    @Test("A hand-over whose end the journal does not tell is perhaps made: a person decides, and nothing leaves meanwhile", arguments: TestEngine.allCases)
    func unfinished(engine: TestEngine) async throws {
        let world = House.World()
        try await Self.restored(engine, world) { house in
            try await house.run(from: "2026-03-07", through: "2026-03-20")
        } then: { copy in
            let left = world.taken
            // The machine stopped before the last answer was on its disk.
            let lastEnd = try #require(world.entries.lastIndex { if case .ended = $0.event { true } else { false } })
            let merge = try await copy.desk.merge(Array(world.entries[..<lastEnd]))
            #expect(merge.uncertain == 1)
            _ = try await copy.desk.release(by: "anne", reason: "")
            try await copy.run("2026-03-20")
            #expect(world.taken == left)
            #expect(try await copy.desk.messages(House.company).filter { $0.state == "uncertain" }.map(\.id.text) == [left.last])
            #expect(try await copy.audit().isSound)
        }
    }

    @Test("Without the journal it says so, and what may have left waits for a person", arguments: TestEngine.allCases)
    func lost(engine: TestEngine) async throws {
        let world = House.World()
        try await Self.restored(engine, world) { house in
            try await house.run(from: "2026-03-07", through: "2026-03-20")
        } then: { copy in
            let left = world.taken
            await #expect(throws: DeskError.self) { try await copy.desk.release(by: "anne", reason: "") }
            #expect(try await copy.desk.sendingGate() == .closed(.restored))
            #expect(try await copy.desk.release(by: "anne", reason: "disk lost", withoutJournal: true) == .restored)
            let report = try await copy.run("2026-03-20")
            #expect(world.taken == left)
            #expect(report.outcomes.contains { $0.state == "awaiting_approval" && $0.detail == "journal_missing" })
            let waiting = try await copy.desk.messages(House.company).filter { $0.state == "awaiting_approval" }
            try await copy.desk.approve(waiting[0].id, in: House.company, on: day("2026-03-20"), by: "anne")
            try await copy.run("2026-03-20")
            #expect(world.taken.count == left.count + 1)
        }
    }

    @Test("Each state leads to where the journal says, along the arrows or not at all")
    func paths() {
        for state in MessageState.allCases {
            for target in [MessageState.accepted, .uncertain, .cancelled] {
                guard let path = state.path(to: target) else { continue }
                var at = state
                for next in path {
                    #expect(at.allowedNext.contains(next))
                    at = next
                }
                #expect(at == target)
            }
        }
        #expect(MessageState.awaitingApproval.path(to: .accepted) == [.planned, .ready, .committing, .accepted])
        #expect(MessageState.accepted.path(to: .accepted) == [] && MessageState.cancelled.path(to: .accepted) == nil)
    }
}
