import Formats
import Ledger
import SQL
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

/// Entries of a FEC, one a line: `journal number date account customer piece D120,00|C120,00 [lettering]`; a dot is blank.
private func books(_ entries: String...) -> String {
    let head = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
        + "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\r\n"
    let lines = entries.flatMap { $0.split(separator: "\n") }.map { entry in
        let cells = entry.split(separator: " ").map { $0 == "." ? "" : String($0) }
        let amount = String(cells[6].dropFirst())
        let (debit, credit) = cells[6].hasPrefix("D") ? (amount, "0,00") : ("0,00", amount)
        let lettering = cells.count > 7 ? cells[7] : ""
        return [
            cells[0], "Journal", cells[1], cells[2], cells[3], "Compte", cells[4], cells[4].isEmpty ? "" : "Client \(cells[4])",
            cells[5], cells[2], "Ecriture", debit, credit, lettering, lettering.isEmpty ? "" : cells[2], cells[2], "", "",
        ].joined(separator: "|") + "\r\n"
    }
    return head + lines.joined()
}

private let sale = "VE 1 20260110 411000 C1 FA-1 D120,00\nVE 1 20260110 707000 . FA-1 C120,00"
private let secondSale = "VE 2 20260115 411000 C1 FA-2 D50,00\nVE 2 20260115 707000 . FA-2 C50,00"

private func paid(_ lettering: String = "") -> String {
    "BQ 7 20260210 512000 . RG-1 D120,00\nBQ 7 20260210 411000 C1 RG-1 C120,00 \(lettering)"
}

@Suite("Accounts grow from one export to the next", .serialized)
struct IntakeBooksTests {
    private let name = "123456782FEC20261231.txt"

    @Test("A longer export of the year adds what is new: entries, lettering, a payment that came back", arguments: TestEngine.allCases)
    func growing(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            let first = try await stage.take(books(sale, paid()), named: name, on: "2026-02-28")
            #expect(first.counts == [3, 3, 0, 0, 0] && first.kind == .fec)
            #expect(try await stage.openItems() == ["C1 FA-1 120.00 EUR", "C1 credit 120.00 EUR"])
            let lettered = sale.replacing("D120,00", with: "D120,00 A")
            let second = try await stage.take(books(lettered, secondSale, paid("A")), named: name, on: "2026-03-31")
            #expect(second.counts == [4, 1, 0, 3, 0])
            #expect(try await stage.openItems() == ["C1 FA-2 50.00 EUR"])
            let back = "BQ 9 20260315 411000 C1 RG-1 D120,00\nBQ 9 20260315 512000 . RG-1 C120,00"
            let third = try await stage.take(books(lettered, secondSale, paid("A"), back), named: name, on: "2026-04-30")
            #expect(third.counts == [5, 1, 0, 4, 0])
            #expect(try await stage.openItems() == ["C1 FA-1 120.00 EUR", "C1 FA-2 50.00 EUR"])
            let facts = try await stage.facts()
            #expect(try await stage.take(books(lettered, secondSale, paid("A"), back), named: name).counts == [5, 0, 0, 5, 0])
            #expect(try await stage.facts() == facts)
            try await stage.check()
        }
    }

    @Test("The next year opens with what is known, and letters it", arguments: TestEngine.allCases)
    func nextYear(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(books(sale, secondSale, paid()), named: name, on: "2026-12-31")
            let opening = "AN 1 20270101 411000 C1 FA-1 D120,00 B\nAN 1 20270101 411000 C1 FA-2 D50,00 C\n"
                + "AN 1 20270101 411000 C1 RG-1 C120,00 B\nAN 1 20270101 120000 . AN C50,00"
            let next = "BQ 1 20270110 512000 . RG-9 D50,00\nBQ 1 20270110 411000 C1 RG-9 C50,00 C"
            let report = try await stage.take(books(opening, next), named: "123456782FEC20271231.txt", on: "2027-01-31")
            #expect(report.counts == [5, 1, 0, 4, 0])
            #expect(try await stage.openItems().isEmpty)
            try await stage.check()
        }
    }

    @Test("An invoice of the accounts that contradicts a recorded one is set aside", arguments: [TestEngine.sqliteMemory])
    func conflict(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            try await stage.take(Table.invoices("FA-1,C1,2026-01-10,2026-02-10,130.00,EUR"))
            let report = try await stage.take(books(sale, secondSale), named: name)
            #expect(report.counts == [3, 1, 0, 1, 1] && report.codes == ["conflict"] && report.isApplied)
            let invoice = try #require(try await stage.account().invoice(InvoiceID("FA-1")))
            #expect(invoice.isQuarantined && invoice.amount == 13_000)
            #expect(try await stage.account().customer.name == "Menuiserie Lefèvre")
            try await stage.check()
        }
    }

    @Test("Accounts of another company are taken with a warning", arguments: [TestEngine.sqliteMemory])
    func otherCompany(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            var profile = try await stage.world.desk.book(stage.company).profile
            profile.letterhead.siren = "732 829 320"
            try await stage.world.desk.describe(profile, by: "test")
            #expect(try await stage.take(books(sale), named: name).warningCodes.first == "fec_other_company")
        }
    }
}
