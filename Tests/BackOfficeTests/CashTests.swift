import Ledger
import Reading
import TestKit
import Testing
import Texts
import Values

@testable import BackOffice
@testable import Workflows

@Suite("The page of receipts")
struct CashTests {
    /// The firm, its statements known, what is sure allocated, one movement set aside and one given by a person.
    private func withCash(_ body: (Reception, Firm) async throws -> Void) async throws {
        try await withReception { reception, firm in
            try await firm.know(BankBooks.statements + BankBooks.entries, on: "2026-11-20")
            _ = try await firm.desk.match(Firm.id, on: day("2026-11-20"), by: "relance")
            try await firm.desk.setAside(
                EntryID("2026-11-20-000000000005"), reason: "virement interne <i>", in: Firm.id, on: day("2026-11-20"), by: "claire")
            try await body(reception, firm)
        }
    }

    @Test("reads as it did, before and after the first statement, in both languages")
    func goldens() async throws {
        try await withReception { reception, _ in
            try await compare(reception, [("cash-none", "/dupont/cash")])
        }
        try await withCash { reception, _ in
            try await compare(reception, [("cash", "/dupont/cash"), ("morning-cash", "/dupont")])
        }
    }

    private func compare(_ reception: Reception, _ pages: [(name: String, target: String)]) async throws {
        for (name, target) in pages {
            for language in Language.allCases {
                let text = await reception.get(target, language.rawValue).text.replacing(Stylesheet.version, with: "version")
                #expect(!text.contains("⟨"), "\(name) has a missing text or value")
                let isKept = try Golden.matches(text, "\(name).\(language.rawValue).html")
                #expect(isKept, "\(name).\(language.rawValue).html differs from its golden")
            }
        }
    }

    @Test("what a bank wrote is text and nothing else")
    func hostile() async throws {
        try await withCash { reception, _ in
            for target in ["/dupont/cash", "/dupont", "/dupont/customers/C-1008"] {
                let text = await reception.get(target).text
                #expect(!text.contains("<script") && !text.contains("\u{202E}") && !text.contains("interne <i>"), "\(target)")
            }
            let page = await reception.get("/dupont/cash").text
            #expect(page.contains("&lt;script&gt;alert(&#39;banque&#39;)&lt;/script&gt; &amp; fils"))
        }
    }

    @Test("each movement stands in its group, once, with the command that decides about it")
    func groups() async throws {
        try await withCash { reception, firm in
            let reading = try await firm.room.cash(Firm.id)
            let all = (reading.sure.items + reading.toConfirm.items + reading.unexplained.items + reading.decided.items).map(\.booked)
                + reading.returned.items + reading.setAside.items
            #expect(all.map(\.entry.id.text).sorted() == (1...5).map { "2026-11-\($0 < 3 ? "19" : "20")-00000000000\($0)" })
            #expect(reading.decided.items.map(\.booked.entry.id.text) == ["2026-11-19-000000000002"])
            #expect(reading.decided.total.amounts.list == [Money(minor: 673_040, .eur)])
            #expect(reading.setAside.items.map(\.setAside) == ["virement interne <i>"])
            let page = await reception.get("/dupont/cash").text
            #expect(page.contains("relance reverse --company dupont --entry 2026-11-19-000000000002"))
            for matched in reading.toConfirm.items {
                #expect(page.contains("relance allocate --company dupont --entry \(matched.booked.entry.id.text) --accept 1"))
            }
        }
    }

    @Test("what a command decided is seen at once")
    func decided() async throws {
        try await withCash { _, firm in
            let before = try await firm.room.cash(Firm.id)
            let entry = EntryID("2026-11-20-000000000004")
            _ = try await firm.desk.allocate(
                AllocationRequest(entry: entry, customer: CustomerID("C-1001")), in: Firm.id, on: Firm.today, by: "claire")
            let after = try await firm.room.cash(Firm.id)
            #expect(after.decided.items.first?.booked.entry.id == entry)
            #expect(after.names[CustomerID("C-1001")] == "Boulangerie Lenoir")
            #expect(after.unexplained.total.count + after.toConfirm.total.count + 1
                == before.unexplained.total.count + before.toConfirm.total.count)
            #expect(try await firm.room.morning(Firm.id).night?.byPeople.count == 1)
        }
    }

    @Test("a missing statement and an old one are told")
    func accounts() async throws {
        try await withCash { _, firm in
            let account = try #require(try await firm.room.cash(Firm.id).accounts.first)
            #expect(account.until == day("2026-11-20") && account.age == 1 && account.standing == .broken)
            #expect(account.gaps.map(\.after) == [day("2026-10-30")] && account.gaps.map(\.before) == [day("2026-11-16")])
        }
        try await withReception { _, firm in
            try await firm.know([BankBooks.statements[0]], on: "2026-11-20")
            let night = try #require(try await firm.room.morning(Firm.id).night)
            #expect(night.accounts.map(\.standing) == [.late] && night.isQuiet)
            #expect(try await firm.room.morning(Firm.id, on: day("2026-11-20")).night == nil)
        }
    }

    @Test("what went back is told where it was allocated, too")
    func wentBack() async throws {
        try await withCash { reception, firm in
            let mark = "<span class=\"tag bad\">paiement retourné</span>"
            #expect(!(await reception.get("/dupont/cash").text.contains(mark)))
            let back = EntryID("2026-11-20-000000000007")
            try await firm.know(
                [BankBooks.entry(back.text, on: "2026-11-20", -673_040, "REJET VIR SEPA TRANSPORTS VIDAL FA-2026-0801", "TRANSPORTS VIDAL")],
                on: "2026-11-20")
            _ = try await firm.desk.accept(back, in: Firm.id, on: Firm.today, by: "claire")
            #expect(try await firm.room.cash(Firm.id).returned.items.map(\.entry.id) == [back])
            #expect(await reception.get("/dupont/cash").text.contains(mark))
            #expect(try await firm.room.morning(Firm.id).night?.returned.count == 1)
        }
    }

    @Test("a debit that looks like a return is on the page and counted in the morning, and holds nothing")
    func perhapsReturned() async throws {
        try await withCash { reception, firm in
            let waiting = try await firm.room.cash(Firm.id).unexplained.items.map(\.booked.entry.id)
            let ids = (8...10).map { EntryID("2026-11-20-0000000000\($0 < 10 ? "0" : "")\($0)") }
            let debits = [
                BankBooks.entry("2026-11-20-000000000008", on: "2026-11-20", -99_999, "REJET PRLV DIVERS", "INCONNU"),
                BankBooks.entry("2026-11-20-000000000009", on: "2026-11-20", -12_345, "VIR EMIS FA-2026-0801", "DIVERS"),
                BankBooks.entry("2026-11-20-000000000010", on: "2026-11-20", -6_000, "PRLV SEPA EDF", "EDF"),
            ]
            try await firm.know(debits, on: "2026-11-20")
            let reading = try await firm.room.cash(Firm.id)
            #expect(Set(reading.unexplained.items.map(\.booked.entry.id)) == Set(waiting + ids.prefix(2)))
            let morning = await reception.get("/dupont").text
            #expect(morning.contains("2 peut-être revenus") && morning.contains("1\u{202F}123,44"))
            let page = await reception.get("/dupont/cash").text
            #expect(page.contains("relance payment return RÈGLEMENT --company dupont"))
            try await firm.desk.setAside(ids[0], reason: "autre banque", in: Firm.id, on: Firm.today, by: "claire")
            #expect(await reception.get("/dupont").text.contains("1 peut-être revenu,"))
        }
    }

    @Test("accounts that are well take one line of the morning")
    func wellAccounts() async throws {
        try await withReception { reception, firm in
            try await firm.know([BankBooks.statements[1]], on: "2026-11-20")
            let page = await reception.get("/dupont").text
            #expect(page.contains("1 compte bancaire connu jusqu’au vendredi 20 novembre 2026."))
            #expect(!page.contains("FR76"))
        }
    }

    @Test("another company sees nothing of it")
    func others() async throws {
        try await withCash { reception, firm in
            try await firm.desk.create(CompanyProfile(id: CompanyID("voisin"), name: "Voisin SARL"), by: "marc")
            let page = await reception.get("/voisin/cash")
            #expect(page.status == 200 && page.text.contains("relance import releve.txt"))
            #expect(!page.text.contains("VIDAL") && !page.text.contains("2026-11-19-") && !page.text.contains("FR76"))
            #expect(await reception.get("/personne/cash").status == 404)
        }
    }

    @Test("a name stays one word of a command, whatever it holds", arguments: [
        ("dupont", "dupont"), ("", "''"), ("a b", "'a b'"), ("l'un; rm", "'l'\\''un; rm'"), ("$(x)", "'$(x)'"),
    ])
    func shellWords(word: String, expected: String) { #expect(ShellWord.quoted(word) == expected) }
}
