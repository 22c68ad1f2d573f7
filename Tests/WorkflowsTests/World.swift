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

/// A desk on a real database and a simulated world that keeps its own record of what it accepted.
final class World: Sendable {
    let desk: Desk
    let company = CompanyID("dupont")

    init(
        _ database: any Database, channel scripted: (any Channel)? = nil, live real: (any Channel)? = nil,
        without missing: Set<ChannelKind> = [], place: @escaping @Sendable () -> String? = { "here" },
        journal: SendJournal = .none,
        reached: @escaping @Sendable (CrashPoint) -> Void = { _ in }
    ) {
        let record = Recording()
        let channel: any Channel = scripted ?? SimulatedChannel { delivery in record.add(delivery) }
        recording = record
        let clock = clock
        desk = Desk(
            database: database,
            ports: Ports(
                now: { clock.now },
                localDay: { instant, _ in LocalDate(dayNumber: Int32(instant.milliseconds / 86_400_000)) },
                instant: { day, hour, _ in Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + Int64(hour) * 3_600_000) },
                chance: { 7 }, channel: { kind, isLive in missing.contains(kind) ? nil : isLive ? real ?? channel : channel },
                compose: { mail throws(MailProblem) in try MailComposer().compose(mail) },
                place: place, journal: journal, reached: reached))
    }

    private let recording: Recording
    private let clock = WorldClock()

    final class Recording: Sendable {
        private let deliveries = Mutex<[SimulatedDelivery]>([])

        func add(_ delivery: SimulatedDelivery) { deliveries.withLock { $0.append(delivery) } }

        var all: [SimulatedDelivery] { deliveries.withLock { $0 } }
    }

    /// What the world took, in order.
    var taken: [SimulatedDelivery] { recording.all }

    func open(live: Bool = false) async throws {
        try await desk.open()
        try await desk.create(
            CompanyProfile(
                id: company, name: "Dupont SARL", isLive: live,
                letterhead: Ledger.Letterhead(email: "compta@dupont.example", iban: "FR7630006000011234567890189")),
            by: "test")
        _ = try await desk.addScenario(ScenarioLibrary.example.yaml, to: company, isDefault: true, on: day("2026-02-20"), by: "test")
    }

    /// As if every worker were gone.
    func freeLeases() async throws {
        try await desk.database.write(for: .company(company.text)) { session throws(SQLError) in
            try OutboxStore.freeLeases(session)
        }
    }

    /// As if the leases had run out a minute ago, and nobody had taken them over.
    func ageLeases() async throws {
        let past = desk.ports.now().adding(seconds: -60)
        try await desk.database.write(for: .company(company.text)) { session throws(SQLError) in
            try session.execute(
                Query("age leases", "UPDATE outbox SET leased_until = $1 WHERE leased_until > 0"), [SQLValue(past)])
        }
    }

    /// The state of each message, oldest first.
    var states: [String] {
        get async throws { try await desk.messages(company).map(\.state) }
    }

    func know(_ facts: FactBody..., on text: String) async throws {
        let stamp = Stamp(actor: "test", knownOn: day(text), at: desk.ports.now())
        try await desk.work(company, stamp) { unit throws(DeskError) in
            try unit.loadAll(.whole)
            for fact in facts { try unit.record(fact) }
        }
    }

    func run(_ text: String) async throws -> RunReport { try await run(day(text)) }

    /// A live company plays a day on that day, at nine.
    private func run(_ day: LocalDate) async throws -> RunReport {
        clock.stand(at: try await desk.book(company).profile.isLive ? day.at(hour: 9) : nil)
        return try await desk.run(company, on: day, by: "test")
    }

    /// Makes it that moment for the desk.
    func makeIt(_ moment: Instant) { clock.stand(at: moment) }

    /// Runs every day of a range and answers `"2026-03-05 L1 email 1200.00 accepted"`, one a message.
    func run(from first: String, through last: String) async throws -> [String] {
        var lines: [String] = []
        var current = day(first)
        while current <= day(last) {
            for outcome in try await run(current).outcomes {
                let amount = Money(minor: outcome.action.amount, outcome.action.currency).decimalText
                lines.append("\(current.iso) \(outcome.action.step) \(outcome.action.channel.word) \(amount) \(outcome.state)")
            }
            current = current.adding(days: 1)
        }
        return lines
    }
}

/// The machine's time, unless it was made to stand.
final class WorldClock: Sendable {
    private let stood = Mutex<Instant?>(nil)

    var now: Instant {
        stood.withLock { $0 } ?? Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    func stand(at moment: Instant?) { stood.withLock { $0 = moment } }
}

extension LocalDate {
    func at(hour: Int) -> Instant { Instant(milliseconds: Int64(dayNumber) * 86_400_000 + Int64(hour) * 3_600_000) }
}

func day(_ text: String) -> LocalDate { LocalDate(iso: text) ?? LocalDate(dayNumber: 0) }

func customer(_ number: String, email: String? = "compta@client.example", address: String? = "1 rue de la Paix") -> FactBody {
    .customerRecorded(
        Customer(
            id: CustomerID(number), name: "Client \(number)", email: email, address: address, postcode: "75002",
            city: address == nil ? nil : "Paris"))
}

func invoice(_ number: String, of customer: String = "C1", due: String, _ amount: Int64) -> FactBody {
    .invoiceIssued(
        Invoice(
            id: InvoiceID(number), customer: CustomerID(customer), issuedOn: day("2026-01-31"), currency: .eur,
            receivables: [Receivable(rank: 1, dueOn: day(due), amount: amount)]), declared: nil)
}

func payment(_ reference: String, of customer: String = "C1", _ amount: Int64, on text: String) -> Credit {
    Credit(id: CreditID(reference), kind: .payment, customer: CustomerID(customer), on: day(text), currency: .eur, amount: amount)
}
