import Channels
import Dunning
import Foundation
import Ledger
import Outbox
import Reading
import SQL
import ScenarioFiles
import Storage
import TestKit
import Values

@testable import Workflows

/// A small firm on a real database, on Monday 23 November 2026 at 8 in Paris, with one of everything that pages show.
struct Firm: Sendable {
    static let id = CompanyID("dupont")
    static let today = day("2026-11-23")

    let desk: Desk
    var room: ReadingRoom { ReadingRoom(desk) }

    init(_ database: any Database) {
        let channel = SimulatedChannel { _ in }
        desk = Desk(
            database: database,
            ports: Ports(
                // 07:30 UTC.
                now: { Instant(milliseconds: Int64(Firm.today.dayNumber) * 86_400_000 + 27_000_000) },
                localDay: { instant, _ in LocalDate(dayNumber: Int32(instant.milliseconds / 86_400_000)) },
                instant: { day, hour, _ in Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + Int64(hour) * 3_600_000) },
                chance: { 7 }, channel: { _, _ in channel },
                compose: { mail throws(MailProblem) in try MailComposer().compose(mail) }))
    }

    /// The firm with its books, its mornings played until the Friday before.
    func open() async throws {
        try await desk.open()
        try await desk.create(
            CompanyProfile(
                id: Firm.id, name: "Dupont Énergie",
                letterhead: Ledger.Letterhead(
                    email: "compta@dupont-energie.example", phone: "04 78 00 00 00",
                    addressLines: ["12 rue des Forges", "69007 Lyon"], siren: "552100554", iban: "FR7630006000011234567890189",
                    bic: "AGRIFRPP", signatory: "Claire Moreau", signatoryTitle: "comptabilité clients")),
            by: "claire")
        _ = try await desk.addScenario(
            ScenarioLibrary.all[0].yaml, to: Firm.id, isDefault: true, on: day("2026-01-05"), by: "claire")
        try await know(Books.customers, on: "2026-01-05")
        for (date, facts) in Books.byDay { try await know(facts, on: date) }
        for date in Books.played { _ = try await desk.run(Firm.id, on: day(date), by: "relance") }
        try await afterwards()
    }

    /// What came between the last morning played and today.
    private func afterwards() async throws {
        for (date, facts) in Books.afterwards { try await know(facts, on: date) }
        _ = try await desk.place(
            HoldRequest(
                kind: .promise, customer: CustomerID("C-1004"), from: day("2026-11-19"), until: day("2026-11-27"),
                amount: "8412.00", reason: "virement vendredi prochain"), in: Firm.id, by: "claire")
        _ = try await desk.place(
            HoldRequest(
                kind: .dispute, customer: CustomerID("C-1005"), invoice: InvoiceID("FA-2026-0805"), from: day("2026-11-12"),
                reason: "la nuit du 12 apparaît deux fois"), in: Firm.id, by: "claire")
        _ = try await desk.place(
            HoldRequest(
                kind: .mute, customer: CustomerID("C-1006"), from: day("2026-11-16"), until: day("2026-12-04"),
                reason: "changement de banque annoncé"), in: Firm.id, by: "marc")
    }

    func know(_ facts: [FactBody], on text: String) async throws {
        let stamp = Stamp(actor: "import", knownOn: day(text), at: desk.ports.now())
        try await desk.work(Firm.id, stamp) { unit throws(DeskError) in
            try unit.loadAll(.whole)
            for fact in facts { try unit.record(fact) }
        }
    }
}

func day(_ text: String) -> LocalDate { LocalDate(iso: text) ?? LocalDate(dayNumber: 0) }
