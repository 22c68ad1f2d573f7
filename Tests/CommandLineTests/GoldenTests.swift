import TestKit
import Testing
import Texts
import Values

@Suite("What commands answer, read by people in both languages")
struct GoldenTests {
    /// A little of everything, in the order of a working week. `@json` asks for JSON.
    private static let story = [
        "company list", "company set --email compta@dupont.example --address-line 1_rue_X --iban FR7630006000011234567890189",
        "company show @json", "customers", "customers @json", "plan --on 2026-03-05", "plan --on 2026-03-05 @json",
        "plan --from 2026-03-02 --until 2026-03-20", "run --on 2026-03-05", "run --on 2026-03-05 @json", "messages",
        "messages --customer C1 @json", "explain A --on 2026-03-05", "explain A --on 2026-03-06", "explain A --on 2026-03-06 @json",
        "explain A --on 2026-01-01", "promise --customer C1 --on 2026-03-12 --until 2026-03-27 --amount 1000.00",
        "dispute --invoice B --from 2026-03-10 --amount 100.00 --reason casse @json",
        "mute --customer C2 --from 2026-03-10 --until 2026-03-24 --reason fusion",
        "plan --on 2026-03-17", "release mute --customer C2 --on 2026-03-18", "tasks", "tasks @json",
        "write-off B --amount 10.00 --reason geste --on 2026-03-18", "waive B --reason geste --on 2026-03-18 @json",
        "claims --on 2026-03-20", "balance --as-of 2026-03-20", "balance --as-of 2026-03-20 @json", "export --what balance --as-of 2026-03-20",
        "export --what messages", "export --what open-items", "scenario list", "scenario list @json", "scenario check p.yaml",
        "scenario check broken.yaml", "scenario check broken.yaml @json", "scenario assign mute --customer C2 --on 2026-03-18",
        "backtest --scenario p.yaml --from 2026-02-20 --to 2026-04-30",
        "backtest --scenario p.yaml --from 2026-02-20 --to 2026-04-30 @json", "migrate",
    ]

    @Test("A week of commands", arguments: Language.allCases)
    func week(language: Language) async throws {
        try await withOffice(.sqliteMemory) { office in
            office.write("id: x\nname: X\nsteps:\n  - { id: L1, offset: 3, chanel: email, template: nothing }\n", to: "broken.yaml")
            office.write(Self.customers, to: "clients.csv")
            office.write(Self.invoices, to: "factures.csv")
            office.write(Self.wrong, to: "wrong.csv")
            let imports = ["import clients.csv factures.csv --on 2026-02-20", "import wrong.csv --on 2026-02-20",
                "import wrong.csv --on 2026-02-20 @json"]
            var text = ""
            for line in imports + Self.story {
                let command = line.replacing("@json", with: "--format json")
                let answer = await office.relance(command, language)
                text += "$ relance \(command)\n" + answer.out
                if !answer.error.isEmpty { text += "(stderr)\n" + answer.error }
                if answer.status != 0 { text += "(exit \(answer.status))\n" }
                text += "\n"
            }
            #expect(!text.contains("⟨"))
            let isKept = try Golden.matches(text, "week.\(language.rawValue).txt")
            #expect(isKept, "week.\(language.rawValue).txt differs from its golden")
        }
    }

    @Test("The calculators", arguments: Language.allCases)
    func calculators(language: Language) async throws {
        try await withOffice(.sqliteMemory, scenario: nil) { office in
            var text = ""
            let lines: [[String]] = [
                ["interest", "--amount", "10000.00", "--due", "2026-05-31", "--paid", "2026-07-31"],
                ["interest", "--amount", "10000.00", "--due", "2026-05-31", "--paid", "2026-07-31", "--format", "json"],
                ["interest", "--amount", "10000.00", "--due", "2026-05-31", "--paid", "2026-07-31", "--payment", "2026-06-15:4000.00"],
                ["interest", "--amount", "10000.00", "--due", "2026-05-31", "--paid", "2026-07-31", "--payment", "2026-06-15:4000.00",
                    "--imputation", "interest-first", "--day-count", "act/360", "--credit-note", "2026-07-01:500.00"],
                ["interest", "--amount", "100000", "--currency", "JPY", "--due", "2026-05-31", "--paid", "2026-07-31", "--regime", "FIXED", "--rate", "10"],
                ["due", "--terms", "45 jours fin de mois", "--from", "2026-06-10"],
                ["due", "--terms", "45 jours fin de mois", "--from", "2026-06-10", "--format", "json"],
                ["due", "--terms", "45 jours fin de mois", "--from", "2026-06-10", "--reading", "B"],
                ["due", "--terms", "3/10 n/30", "--from", "2026-06-10"],
                ["due", "--terms", "90 jours net", "--from", "2026-06-10", "--format", "json"],
            ]
            for line in lines {
                let answer = await office.relance(line, language)
                text += "$ relance \(line.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " "))\n" + answer.out + answer.error + "\n"
            }
            let isKept = try Golden.matches(text, "calculators.\(language.rawValue).txt")
            #expect(isKept, "calculators.\(language.rawValue).txt differs from its golden")
        }
    }

    private static let customers = """
        customer_number,name,email,address,postcode,city
        C1,Menuiserie Après-Demain,compta@menuiserie.example,1 rue de la Paix,75002,Paris
        C2,=HYPERLINK(1),c2@client.example,,,
        C3,Introuvable SAS,,,,

        """
    private static let invoices = """
        invoice_number,customer_number,issued_on,due_on,amount,currency,order_reference
        A,C1,2026-01-31,2026-03-02,1200.00,EUR,PO-7
        B,C1,2026-02-10,2026-03-16,500.00,EUR,
        D,C1,2026-02-10,2026-03-25,80.00,EUR,
        E,C2,2026-01-31,2026-03-02,75.50,EUR,
        F,C3,2026-01-31,2026-03-02,99.00,EUR,
        U,C1,2026-01-31,2026-03-02,120.00,USD,

        """
    private static let wrong = """
        invoice_number,customer_number,issued_on,due_on,amount,currency
        G,C1,2026-02-31,2026-03-02,1200.00,EUR
        H,C9,2026-01-31,2026-03-02,12.00,EUR
        I,C1,2026-01-31,2026-03-02,10.00,EUR

        """
}
