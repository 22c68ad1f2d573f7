import SQL
import TestKit
import Testing
import Texts
import Values

@Suite("Movements of the bank on the command line")
struct CashCommandTests {
    /// With common blanks.
    private static func plain(_ text: String) -> String { text.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ") }

    private func names(_ json: JSON?) -> [String] {
        guard case .object(let members)? = json else { return [] }
        return members.map(\.name)
    }

    /// Two customers, three invoices, and what the bank tells in a table.
    private func prepare(_ office: Office, _ rows: String...) async throws {
        try await office.customers(
            "C1,Menuiserie Lefèvre,compta@lefevre.example,1 rue de la Paix,75002,Paris",
            "C2,Garage Martin SARL,compta@martin.example,2 rue de la Paix,75002,Paris")
        try await office.invoices(
            "FA-2026-101,C1,2026-01-05,2026-02-04,1200.00,EUR", "FA-2026-102,C1,2026-01-06,2026-02-05,300.00,EUR",
            "FA-2026-103,C2,2026-01-07,2026-02-06,450.50,EUR")
        try await tell(office, rows)
    }

    private func tell(_ office: Office, _ rows: [String], on day: String = "2026-02-20") async throws {
        try await office.take("statement", (["date,label,amount"] + rows).joined(separator: "\n") + "\n", on: day)
    }

    private static let clear = "2026-02-18,VIR MENUISERIE LEFEVRE FA2026101,1200.00"

    @Test("What is matched is told with its reasons, and settles what it says", arguments: engines)
    func matched(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await prepare(office, Self.clear, "2026-02-18,VIR DIVERS,77.00")
            let looked = try await office.json("match --dry-run --on 2026-02-20")
            #expect(looked.word("on") == "2026-02-20" && looked["dryRun"]?.boolValue == true)
            let entry = try #require(looked.list("entries").first { $0.word("amount") == "1200.00" })
            #expect(
                names(entry) == [
                    "id", "account", "bookedOn", "amount", "currency", "label", "remittance", "payer", "payerAccount",
                    "outcome", "customer", "probability", "allocations", "reasons", "doubts", "alternatives",
                ])
            #expect(entry.word("outcome") == "posted" && entry.word("customer") == "C1")
            #expect(entry.words("allocations", "invoice") == ["FA-2026-101"])
            #expect(entry.words("allocations", "amount") == ["1200.00"])
            #expect(!entry.words("reasons", "text").contains(""))
            #expect(try await office.json("balance").list("customers").first?.word("overdue") == "1500.00")
            #expect(try await office.json("match --on 2026-02-20")["posted"]?.intValue == 1)
            #expect(try await office.json("balance").list("customers").first?.word("overdue") == "300.00")
        }
    }

    @Test("What a person decides is answered with the invoices, what was let go and what stays", arguments: engines)
    func decided(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await prepare(office, "2026-02-18,VIR DIVERS,1500.00")
            let found = try await office.json("match --dry-run --on 2026-02-20")
            let entry = try #require(found.list("entries").first).word("id")
            let words = "--entry \(entry) --invoice FA-2026-101:1190,00 --charges FA-2026-101 --invoice FA-2026-102 --on 2026-02-20"
            let answer = try await office.json("allocate \(words) --customer C1")
            let share = try #require(answer.list("shares").first)
            #expect(share.words("allocations", "invoice") == ["FA-2026-101", "FA-2026-102"])
            #expect(share.words("allocations", "amount") == ["1190.00", "300.00"])
            #expect(share.words("remissions", "amount") == ["10.00"] && share.word("onAccount") == "10.00")
            #expect(share["automatic"]?.boolValue == false && answer.word("unattributed") == "0.00")
            let told = await office.relance("allocate \(words) --customer C1", .fr).out.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
            #expect(told.contains("C1 : FA-2026-101 1 190,00 €, FA-2026-102 300,00 €, frais bancaires de 10,00 € sur FA-2026-101, 10,00 € sur le compte"), "\(told)")
            let undone = try await office.json("reverse --entry \(entry) --on 2026-02-20")
            #expect(undone.list("shares").isEmpty && undone.word("unattributed") == "1500.00")
            let aside = try await office.json("set-aside --entry \(entry) --reason TVA --on 2026-02-20")
            #expect(aside.word("setAside") == "TVA")
            #expect(try await office.json("match --dry-run --on 2026-02-20").list("entries").isEmpty)
        }
    }

    @Test("A payment of a file is told as such, with what its movement settles or may settle", arguments: [Language.fr, .en])
    func recognised(language: Language) async throws {
        try await withOffice(.sqliteMemory) { office in
            try await prepare(office, Self.clear, "2026-02-18,VIR GARAGE MARTIN,450.50", "2026-02-19,VIR MENUISERIE LEFEVRE,300.00")
            try await office.invoices(
                "FA-2026-104,C1,2026-01-08,2026-02-07,300.00,EUR", "FA-2026-105,C1,2026-01-12,2026-02-11,88.00,EUR")
            try await office.take(
                "payments", "payment_reference,customer_number,received_on,amount,currency\nRG-1,C1,2026-02-18,1200.00,EUR\n"
                    + "RG-2,C1,2026-02-19,300.00,EUR\nRG-3,C2,2026-02-18,450.50,EUR\n", on: "2026-02-20")
            let answer = await office.relance("match --on 2026-02-20", language)
            let told = answer.out.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
            for words in language == .fr
                ? ["→ C1 : règlement RG-1, FA-2026-101 1 200,00 € (", "→ C1 : règlement RG-2, 300,00 € sur le compte (",
                    "peut-être pour C1 : règlement RG-2, FA-2026-102 300,00 €", "peut-être pour C1 : règlement RG-2, FA-2026-104 300,00 €"]
                : ["→ C1: payment RG-1, FA-2026-101 €1,200.00 (", "perhaps for C1: payment RG-2, FA-2026-104 €300.00"] {
                #expect(told.contains(words), "\(told)")
            }
            let entries = try await office.json("match --on 2026-02-20").list("entries")
            let entry = try #require(entries.first { $0.word("amount") == "1200.00" })
            #expect(entry.words("allocations", "invoice") == ["FA-2026-101"])
            #expect(entry["recognised"]?.arrayValue?.compactMap(\.stringValue) == ["RG-1"])
            let open = try #require(entries.first { $0.word("amount") == "300.00" })
            #expect(open.word("onAccount") == "300.00" && open.list("allocations").isEmpty)
            let decided = try await office.json("allocate --entry \(open.word("id")) --invoice FA-2026-104 --on 2026-02-20")
            let share = try #require(decided.list("shares").first)
            #expect(share.word("payment") == "RG-2" && share["recognised"]?.boolValue == true)
            #expect(share.words("allocations", "invoice") == ["FA-2026-104"] && share.word("onAccount") == "0.00")
            #expect(try await office.json("balance").list("customers").first?.word("overdue") == "388.00")
        }
    }

    @Test("An amount that can be read in two ways is not taken for either", arguments: [Language.fr, .en])
    func ambiguous(language: Language) async throws {
        try await withOffice(.sqliteMemory) { office in
            try await prepare(office, "2026-02-18,VIR DIVERS,1500.00")
            let found = try await office.json("match --dry-run --on 2026-02-20")
            let entry = try #require(found.list("entries").first).word("id")
            let answer = await office.relance("allocate --entry \(entry) --invoice FA-2026-101:1,200 --on 2026-02-20", language)
            #expect(answer.status == 2 && answer.error.contains("1,200"))
            #expect(try await office.json("match --dry-run --on 2026-02-20").list("entries").first?.word("outcome") != "posted")
        }
    }

    @Test("Money that went back is explained, and in the back-test it is what it was when it came", arguments: engines)
    func backtest(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await prepare(office, Self.clear)
            _ = try await office.json("match --on 2026-02-20")
            try await tell(office, ["2026-02-23,RETOUR VIR MENUISERIE LEFEVRE FA2026101,-1200.00"], on: "2026-02-24")
            let debit = try #require(
                try await office.json("match --on 2026-02-24").list("entries").first { $0.word("amount") == "-1200.00" })
            if debit.word("outcome") != "posted" { _ = try await office.json("allocate --entry \(debit.word("id")) --accept 1 --on 2026-02-24") }
            #expect(try await office.json("balance").list("customers").first?.word("overdue") == "1500.00")
            let explained = try await office.json("explain FA-2026-101 --on 2026-02-25")
            #expect(explained.words("returned", "amount") == ["1200.00"] && explained.words("returned", "on") == ["2026-02-23"])
            #expect(await office.relance("explain FA-2026-101 --on 2026-02-25", .fr).out.contains("dû de nouveau"))
            let past = try await office.json("match --backtest --on 2026-02-25")
            #expect(past["payments"]?.intValue == 1 && past["right"]?.intValue == past["posted"]?.intValue)
            #expect(past["firstRight"]?.intValue == 1 && past["mustNot"]?.intValue == 0)
        }
    }

    @Test("A return with the bank's charges reopens what it takes back once a person says so, and the charges are nobody's", arguments: engines)
    func returnedWithCharges(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await prepare(office, Self.clear)
            _ = try await office.json("match --on 2026-02-20")
            let before = try await office.json("balance")
            try await tell(office, ["2026-02-23,REJET MENUISERIE LEFEVRE FRAIS FA-2026-101,-1215.00"], on: "2026-02-24")
            let debit = try #require(
                try await office.json("match --on 2026-02-24").list("entries").first { $0.word("amount") == "-1215.00" })
            #expect(debit.word("outcome") == "suggested" && debit.words("reasons", "code").contains("return_charges"))
            #expect(debit.words("doubts", "code") == ["money_went_back"])
            #expect(await office.relance("match --on 2026-02-24", .fr).out.contains("avec les frais de la banque (15,00"))
            let id = debit.word("id")
            let plain = await office.relance("allocate --entry \(id) --invoice FA-2026-101 --on 2026-02-24", .fr)
            #expect(plain.status != 0 && plain.error.contains("relance payment return"))
            #expect(try await office.json("balance").list("customers") == before.list("customers"))
            let said = await office.relance("allocate --entry \(id) --accept 1 --on 2026-02-24", .fr).out
            #expect(Self.plain(said).contains("est revenu ; de nouveau dû : FA-2026-101 1 200,00"))
            #expect(try await office.json("balance").list("customers").first?.word("overdue") == "1500.00")
            let again = await office.relance("allocate --entry \(id) --customer C1 --on 2026-02-24", .fr)
            #expect(again.status != 0 && again.error.contains("relance reverse --entry \(id)"))

            let undone = await office.relance("reverse --entry \(id) --on 2026-02-24", .fr).out
            #expect(undone.contains("écarté") && undone.contains("relance reverse --entry \(id)"))
            #expect(try await office.json("balance").list("customers") == before.list("customers"))
            let taken = await office.relance("reverse --entry \(id) --on 2026-02-24", .fr).out
            #expect(taken.contains("repris"))
            let anew = try await office.json("match --on 2026-02-24").list("entries").first { $0.word("id") == id }
            #expect(anew?.word("outcome") == "suggested" && anew?.words("doubts", "code") == ["undone"])
            #expect(try await office.json("balance").list("customers") == before.list("customers"))
            #expect(try await office.json("check").list("companies").allSatisfy { $0.list("problems").isEmpty })
        }
    }

    static let refusals: [(line: String, fr: String, en: String)] = [
        ("allocate --entry ENTRY --invoice FA-2026-101:400 --charges FA-2026-101:800", "n’y paie que 400,00", "pays only €400.00"),
        ("allocate --entry ENTRY --customer C1 --difference FA-2026-102", "n’y paie que 0,00", "pays only €0.00"),
        ("allocate --entry ENTRY --accept 7", "il n’y a pas de proposition 7", "there is no proposal 7"),
        ("set-aside --entry ENTRY --reason \u{A0}", "dites pourquoi", "say why"),
    ]

    @Test("What cannot be meant is refused with its figures and what to do", arguments: [Language.fr, .en], refusals)
    func refused(language: Language, refusal: (line: String, fr: String, en: String)) async throws {
        try await withOffice(.sqliteMemory) { office in
            try await prepare(office, "2026-02-18,VIR MENUISERIE LEFEVRE FA2026101,777.00")
            let found = try #require(try await office.json("match --on 2026-02-20").list("entries").first)
            let answer = await office.relance(refusal.line.replacing("ENTRY", with: found.word("id")) + " --on 2026-02-20", language)
            #expect(answer.status != 0)
            #expect(Self.plain(answer.error).contains(language == .fr ? refusal.fr : refusal.en), "\(answer.error)")
        }
    }

    @Test("A decision that ends another one says what it replaces and what is owed again", arguments: engines)
    func replaced(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await prepare(office, Self.clear)
            let id = try #require(try await office.json("match --on 2026-02-20").list("entries").first?.word("id"))
            let again = await office.relance("allocate --entry \(id) --accept 1 --on 2026-02-20", .fr)
            #expect(again.status != 0 && again.error.contains("déjà lettré"))
            let moved = try await office.json("allocate --entry \(id) --invoice FA-2026-102 --on 2026-02-20")
            #expect(moved["replaced"]?.boolValue == true)
            #expect(moved.words("owedAgain", "invoice") == ["FA-2026-101"] && moved.words("owedAgain", "amount") == ["1200.00"])
            let said = await office.relance("allocate --entry \(id) --invoice FA-2026-101:1190 --charges FA-2026-101 --keep-rest --on 2026-02-20", .fr).out
            #expect(Self.plain(said).contains("Remplace ce qui avait été décidé : C1 : FA-2026-102") && Self.plain(said).contains("De nouveau dû : FA-2026-102"))
            let aside = try await office.json("set-aside --entry \(id) --reason doublon --on 2026-02-20")
            #expect(aside.words("owedAgain", "invoice") == ["FA-2026-101"] && aside.words("owedAgain", "amount") == ["1200.00"])
        }
    }

    @Test("A dry run tells apart what would be allocated and what is, and shows no command of a bank's text to the terminal")
    func dryRunAgain() async throws {
        try await withOffice(.sqliteMemory) { office in
            try await prepare(office, Self.clear)
            #expect(await office.relance("match --dry-run --on 2026-02-20", .fr).out.contains("Seraient lettrés"))
            _ = try await office.json("match --on 2026-02-20")
            let account = "30006    00001EUR2 12345678901  "
            func line(_ text: String, _ amount: String) -> String {
                text + String(repeating: " ", count: 90 - text.count) + amount + String(repeating: " ", count: 16)
            }
            office.write(
                [
                    line("01" + account + "190226", "0000000000000{"),
                    line("0430006000000001EUR2 1234567890105190226  190226VIR \u{1B}[31mDIVERS", "0000000000770{"),
                    line("07" + account + "190226", "0000000000770{"),
                ].joined(separator: "\n") + "\n", to: "releve.txt")
            _ = try await office.json("import releve.txt --on 2026-02-20")
            let dry = try await office.json("match --dry-run --on 2026-02-20")
            #expect(dry["posted"]?.intValue == 1 && dry["already"]?.intValue == 1)
            let said = Self.plain(await office.relance("match --dry-run --on 2026-02-20", .fr).out)
            #expect(said.hasPrefix("À blanc : 0 ") && said.contains("1 l’est déjà.") && !said.contains("Seraient lettrés"))
            #expect(said.contains("VIR \u{FFFD}[31mDIVERS") && !said.contains("\u{1B}"))
        }
    }

    @Test("A company shows what it lets go of by itself", arguments: [Language.fr, .en])
    func policyShown(language: Language) async throws {
        try await withOffice(.sqliteMemory) { office in
            try await prepare(office, Self.clear)
            let none = await office.relance("company show", language).out
            #expect(none.contains(language == .fr ? "aucun" : "none"))
            _ = try await office.json("company set --small-difference 0.50 --bank-charges 12 --discount 2 --discount-days 10")
            let shown = await office.relance("company show", language).out
            for words in language == .fr ? ["0,50", "12,00", "dans les 10 jours"] : ["€0.50", "€12.00", "within 10 days"] {
                #expect(shown.contains(words), "\(shown)")
            }
        }
    }
}
