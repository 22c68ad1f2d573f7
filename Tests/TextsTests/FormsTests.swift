import Testing
import Texts
import Values

@Suite("Numbers, amounts and dates")
struct FormsTests {
    @Test("an amount is printed as each language prints it", arguments: [
        (123_456, "EUR", "1 234,56 €", "€1,234.56"),
        (0, "EUR", "0,00 €", "€0.00"),
        (5, "EUR", "0,05 €", "€0.05"),
        (100_000_000, "EUR", "1 000 000,00 €", "€1,000,000.00"),
        (-1_500, "USD", "−15,00 USD", "−USD 15.00"),
        (-65_000, "EUR", "−650,00 €", "−€650.00"),
        (1_234_567, "JPY", "1 234 567 JPY", "JPY 1,234,567"),
        (0, "JPY", "0 JPY", "JPY 0"),
        (1_234_567, "KWD", "1 234,567 KWD", "KWD 1,234.567"),
        (99, "GBP", "0,99 £", "£0.99"),
        (Int64.min, "EUR", "−92 233 720 368 547 758,08 €", "−€92,233,720,368,547,758.08"),
    ] as [(Int64, String, String, String)])
    func amounts(minor: Int64, code: String, french: String, english: String) throws {
        let money = Money(minor: minor, try #require(Currency(code: code)))
        #expect(plain(Language.fr.amount(money)) == french)
        #expect(plain(Language.en.amount(money)) == english)
        #expect(!Language.fr.amount(money).contains(" "))
        #expect(!Language.en.amount(money).contains(" "))
    }

    @Test("thousands hold with a narrow space, the euro with a full one")
    func spaces() {
        #expect(Language.fr.amount(Money(minor: 123_456, .eur)) == "1\u{202F}234,56\u{A0}€")
    }

    @Test("a rate keeps two decimals at least", arguments: [
        ("12.40", "12,40 %", "12.40%"), ("8", "8,00 %", "8.00%"), ("2.6205", "2,6205 %", "2.6205%"), ("0.5", "0,50 %", "0.50%"),
    ])
    func rates(text: String, french: String, english: String) throws {
        let rate = try #require(Rate(percent: text))
        #expect(plain(Language.fr.percent(rate)) == french)
        #expect(Language.en.percent(rate) == english)
    }

    @Test("a day is said in five ways", arguments: [
        ("2026-11-23", DateStyle.long, "lundi 23 novembre 2026", "Monday 23 November 2026"),
        ("2026-11-01", .long, "dimanche 1er novembre 2026", "Sunday 1 November 2026"),
        ("2026-08-01", .full, "1er août 2026", "1 August 2026"),
        ("2026-11-17", .medium, "17 novembre", "17 November"),
        ("2026-11-07", .short, "07/11/2026", "7 Nov 2026"),
        ("2026-11-09", .brief, "9/11", "9 Nov"),
    ])
    func dates(iso: String, style: DateStyle, french: String, english: String) throws {
        let day = try #require(LocalDate(iso: iso))
        #expect(Language.fr.date(day, style) == french)
        #expect(Language.en.date(day, style) == english)
    }

    @Test("the year is said only when it is another one")
    func years() throws {
        let day = try #require(LocalDate(iso: "2025-12-31"))
        let today = try #require(LocalDate(iso: "2026-01-02"))
        #expect(Language.fr.day(day, from: today) == "31 décembre 2025")
        #expect(Language.fr.day(today, from: today) == "2 janvier")
        #expect(Language.fr.briefDay(day, from: today) == "31/12/2025")
    }

    @Test("counts and lists read as sentences")
    func words() {
        #expect(Language.fr.inWords(1) == "une")
        #expect(Language.en.inWords(16) == "sixteen")
        #expect(Language.fr.inWords(1_017) == "1\u{202F}017")
        #expect(Language.fr.number(-3) == "−3")
        #expect(Language.fr.joined(["A", "B", "C"]) == "A, B et C")
        #expect(Language.en.joined(["A", "B"]) == "A and B")
        #expect(Language.en.joined([]) == "")
    }

    @Test("a language is found by its tag", arguments: [("fr", Language.fr), ("FR-ca", .fr), ("en_GB", .en)])
    func tags(tag: String, language: Language) {
        #expect(Language(tag: tag) == language)
        #expect(Language(tag: "xx") == nil)
    }

    private func plain(_ text: String) -> String {
        String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
    }
}
