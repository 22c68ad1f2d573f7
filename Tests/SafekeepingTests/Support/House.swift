import Channels
import Foundation
import Ledger
import Outbox
import SQL
import ScenarioFiles
import Storage
import Synchronization
import TestKit
import Values

@testable import Workflows

/// A firm on a database, the world that takes its mails, and the journal of what left.
final class House: Sendable {
    struct State {
        var now = day("2026-03-05").at(hour: 9)
        var place = "here"
        var lines: [String] = []
        /// Message-ID and bytes of what the mail server took.
        var taken: [String] = []
        var receivables: [String] = []
        var draws: UInt64 = 40
        /// The mail server says "not now".
        var putsOff = false
    }

    let desk: Desk
    let world: World
    static let company = CompanyID("dupont")

    init(
        _ database: any Database, _ world: World = World(), place: String = "here",
        reached: @escaping @Sendable (CrashPoint) -> Void = { _ in }
    ) {
        self.world = world
        let channel = TakingChannel(world)
        desk = Desk(
            database: database,
            ports: Ports(
                now: { world.state.withLock { $0.now } },
                localDay: { instant, _ in LocalDate(dayNumber: Int32(instant.milliseconds / 86_400_000)) },
                instant: { day, hour, _ in day.at(hour: hour) },
                chance: { world.state.withLock { state in
                    state.draws += 1
                    return state.draws
                } },
                channel: { _, _ in channel },
                compose: { mail throws(MailProblem) in try MailComposer().compose(mail) },
                place: { place }, journal: world.journal, reached: reached))
    }

    /// What stays when the database goes: the clock, the mail server, the journal.
    final class World: Sendable {
        let state = Mutex(State())

        var journal: SendJournal {
            SendJournal(
                keep: { entry throws(JournalProblem) in self.state.withLock { $0.lines.append(entry.line) } },
                note: { entry in self.state.withLock { $0.lines.append(entry.line) } },
                last: { instance, company throws(JournalProblem) in
                    self.entries.reversed().lazy.compactMap { entry -> JournalMark? in
                        guard entry.instance == instance, entry.company == company,
                            case .committing(_, _, _, let mark) = entry.event
                        else { return nil }
                        return mark
                    }.first
                })
        }

        var entries: [JournalEntry] { state.withLock { $0.lines.compactMap { JournalEntry(line: $0) } } }

        var taken: [String] { state.withLock { $0.taken } }
    }

    private struct TakingChannel: Channel {
        let world: World

        init(_ world: World) { self.world = world }

        func deliver(_ message: OutgoingMessage, commit: @escaping @Sendable () -> Bool) async -> DeliveryOutcome {
            if world.state.withLock({ $0.putsOff }) { return .deferred(Reply(code: 451, text: "later"), blame: .message) }
            let mayGo = await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: commit()) }
            }
            guard mayGo else { return .abandoned }
            world.state.withLock { $0.taken.append(message.id) }
            return .accepted(reference: "250 ok")
        }
    }

    // MARK: What happens

    func open(live: Bool = true) async throws {
        try await desk.open()
        try await desk.create(
            CompanyProfile(
                id: Self.company, name: "Dupont SARL", isLive: live,
                letterhead: Ledger.Letterhead(email: "compta@dupont.example", iban: "FR7630006000011234567890189")),
            by: "test")
        _ = try await desk.addScenario(
            ScenarioLibrary.example.yaml, to: Self.company, isDefault: true, on: day("2026-02-20"), by: "test")
    }

    func know(_ facts: FactBody..., on text: String) async throws {
        let stamp = Stamp(actor: "test", knownOn: day(text), at: desk.ports.now())
        try await desk.work(Self.company, stamp) { unit throws(DeskError) in
            try unit.loadAll(.whole)
            for fact in facts { try unit.record(fact) }
        }
    }

    /// One who gets mails, one letters, one mails later, with an invoice each.
    func knowThreeCustomers() async throws {
        try await know(
            customer("C1"), customer("C2", email: nil), customer("C3", email: "c3@client.example"),
            invoice("A", due: "2026-03-02", 60_000), invoice("B", of: "C2", due: "2026-02-10", 12_345),
            invoice("C", of: "C3", due: "2026-03-09", 99_900), on: "2026-02-26")
    }

    @discardableResult
    func run(_ text: String) async throws -> RunReport {
        world.state.withLock { $0.now = day(text).at(hour: 9) }
        return try await desk.run(Self.company, on: day(text), by: "test")
    }

    func run(from first: String, through last: String) async throws {
        var current = day(first)
        while current <= day(last) {
            try await run(current.iso)
            current = current.adding(days: 1)
        }
    }

    /// Nothing in the database contradicts its history.
    func audit() async throws -> CompanyCheck { try await desk.audit(Self.company) }

    /// What each message left for: its receivables and steps, as often as it left.
    static func steps(_ entries: [JournalEntry]) -> [String] {
        entries.flatMap { entry -> [String] in
            guard case .committing(let message, _, _, _) = entry.event else { return [] }
            return message.lines.filter { !$0.isToCome }.map { "\($0.receivable.invoice) \($0.receivable.rank) \($0.step)" }
        }.sorted()
    }
}

extension LocalDate {
    func at(hour: Int) -> Instant { Instant(milliseconds: Int64(dayNumber) * 86_400_000 + Int64(hour) * 3_600_000) }
}

func day(_ text: String) -> LocalDate { LocalDate(iso: text) ?? LocalDate(dayNumber: 0) }

func customer(_ number: String, email: String? = "compta@client.example") -> FactBody {
    .customerRecorded(
        Customer(
            id: CustomerID(number), name: "Client \(number)", email: email, address: "1 rue de la Paix", postcode: "75002",
            city: "Paris"))
}

func invoice(_ number: String, of customer: String = "C1", due: String, _ amount: Int64) -> FactBody {
    .invoiceIssued(
        Invoice(
            id: InvoiceID(number), customer: CustomerID(customer), issuedOn: day("2026-01-31"), currency: .eur,
            receivables: [Receivable(rank: 1, dueOn: day(due), amount: amount)]), declared: nil)
}

/// A backup kept in memory.
final class Vault: Sendable {
    private let kept = Mutex<[UInt8]>([])

    var bytes: [UInt8] { kept.withLock { $0 } }

    func add(_ bytes: [UInt8]) { kept.withLock { $0 += bytes } }
}
