import Dunning
import Ledger
import ScenarioFiles
import Testing
import Texts
import Values

@Suite("Reading a scenario")
struct ReadingTests {
    @Test("gives the example with four levels exactly")
    func example() throws {
        let file = try ScenarioFiles.parse(ScenarioLibrary.example.yaml, version: 3)
        let expected = Scenario(
            id: ScenarioID("letters"), version: 3, name: "Quatre niveaux, avec courriers",
            steps: [
                Step(id: "notice", rank: 0, offsetDays: -5, channel: .email, template: "notice", tone: .friendly),
                Step(
                    id: "L1", rank: 1, offsetDays: 3, channel: .email, fallbacks: [.letter], template: "courteous",
                    tone: .courteous),
                Step(
                    id: "L2", rank: 2, offsetDays: 15, channel: .email, fallbacks: [.letter], template: "firm",
                    tone: .firm, alsoCalls: true),
                Step(id: "L3", rank: 3, offsetDays: 30, channel: .letter, template: "last_notice", tone: .last),
                Step(
                    id: "L4", rank: 4, offsetDays: 45, channel: .registeredLetter, template: "formal_notice",
                    tone: .formal),
            ],
            minimum: [.eur: 1_000], gapDays: 7, weeklyCap: nil, toComeDays: 30, formalAlone: false,
            accessories: AccessoryPolicy(regime: "FIXED", rate: Rate(millionths: 120_000), askedFromRank: nil),
            thanks: ThanksPolicy(template: "thanks", channel: .email))
        #expect(file.scenario == expected)
        #expect(file.name.text(.en) == "Four levels, with letters")
        #expect(file.description == nil)
    }

    @Test("reads every key of the format")
    func everyKey() throws {
        let file = try ScenarioFiles.parse(Self.everything)
        let jpy = try #require(Currency(code: "JPY"))
        let expected = Scenario(
            id: ScenarioID("all.of-it_2"), version: 1, name: "Tout", steps: [
                Step(
                    id: "a", rank: 0, offsetDays: -10, channel: .email, template: "notice", tone: .friendly,
                    conditions: [.openAtLeast(10_050), .languageIn(["en", "fr"])]),
                Step(id: "b", rank: 0, offsetDays: -5, channel: .email, template: "notice"),
                Step(
                    id: "c", rank: 1, offsetDays: 0, channel: .call, template: "call_first", tone: .firm,
                    conditions: [
                        .openAtLeast(0), .openBelow(100), .balanceAtLeast(100_000), .balanceBelow(100_001),
                        .daysLateAtLeast(5), .segmentIn(["PME"]), .segmentNotIn(["Grand compte", "b"]),
                        .countryIn(["FR", "NO"]), .countryNotIn(["US"]), .languageIn(["fr"]), .currencyIn([.eur, jpy]),
                        .remindersAtLeast(1), .remindersBelow(3),
                    ], approval: .fromAmount(100_000)),
                Step(
                    id: "d", rank: 2, offsetDays: 3, channel: .letter, fallbacks: [.email, .registeredLetter],
                    template: "firm", tone: .formal, approval: .always, alsoCalls: true),
            ],
            minimum: [.eur: 1_000, .usd: 10_000, jpy: 1_500], gapDays: 0, weeklyCap: 3, toComeDays: 45, formalAlone: true,
            accessories: AccessoryPolicy(regime: "FR_B2B_CONTRACT", rate: Rate(millionths: 121_500), askedFromRank: 2),
            thanks: ThanksPolicy(template: "merci", channel: .letter), calendar: .alsaceMoselle,
            quietWeekdays: [.monday, .friday],
            appliesTo: [
                .segmentIn(["pme"]), .segmentNotIn(["x"]), .countryIn(["FR"]), .countryNotIn(["DE"]), .languageIn(["en"]),
            ])
        #expect(file.scenario == expected)
        #expect(file.description?.text(.fr) == "Ligne une\nligne deux")
    }

    static let everything = """
        ---
        id: all.of-it_2
        name: { fr: Tout, en: "Everything: all" }
        description: |
          Ligne une
          ligne deux
        applies_to: { segment: pme, segment_not: x, country: FR, country_not: DE, language: en }
        calendar: FR-ALSACE-MOSELLE
        minimum: { EUR: 10, USD: 100.0, JPY: 1500 }
        gap_days: 0
        weekly_cap: 3
        to_come_days: 45
        formal_alone: true
        quiet_weekdays: [friday, monday]
        interest: { regime: FR_B2B_CONTRACT, rate: 12.15, asked_from: d }
        thanks: { template: merci, channel: letter }
        steps:
        - { id: a, offset: D-10, channel: email, template: notice, tone: friendly, when: { language: [en, fr], open_at_least: 100.5 } }
        - { id: b, offset: j-5, channel: email, template: notice, approval: never }
        - id: c
          offset: J+0
          channel: call
          template: call_first
          tone: firm
          approval: { from_amount: 1000.00 }
          when:
            open_at_least: 0
            open_below: 1.00
            balance_at_least: 1000
            balance_below: 1000.01
            days_late_at_least: 5
            segment: [PME]
            segment_not: [Grand compte, b]
            country: [FR, NO]
            country_not: [US]
            language: [fr]
            currency: [EUR, JPY]
            reminders_at_least: 1
            reminders_below: 3
        - id: d
          offset: "+3"
          channel: letter
          fallback: [email, registered_letter]
          template: firm
          tone: formal
          approval: always
          also_call: true
        """

    @Test("gives what is left out its default")
    func defaults() throws {
        let scenario = try ScenarioFiles.parse("id: s\nname: S\nsteps: []\nweekly_cap:\ncalendar: ~\n").scenario
        #expect(scenario == Scenario(id: ScenarioID("s"), version: 1, name: "S", steps: []))
        #expect(scenario.isMute)
    }

    @Test("reads offsets as people write them", arguments: [
        ("-5", -5), ("J-5", -5), ("j-5", -5), ("D-5", -5), ("0", 0), ("+3", 3), ("J+3", 3), ("D+03", 3), ("\"J+3\"", 3),
    ])
    func offsets(text: String, expected: Int) throws {
        let yaml = "id: s\nname: S\nsteps:\n- { id: a, offset: \(text), channel: email, template: t }\n"
        #expect(try ScenarioFiles.parse(yaml).scenario.steps.map(\.offsetDays) == [expected])
    }

    @Test("reads amounts digit by digit, in each currency's minor unit", arguments: [
        ("EUR", "10.00", 1_000), ("EUR", "10", 1_000), ("EUR", "10.5", 1_050), ("EUR", "0", 0), ("JPY", "100", 100),
        ("KWD", "1.234", 1_234), ("EUR", "\"10.00\"", 1_000), ("EUR", "92233720368547758.07", Int64.max),
    ])
    func amounts(code: String, text: String, expected: Int64) throws {
        let currency = try #require(Currency(code: code))
        let yaml = "id: s\nname: S\nsteps: []\nminimum:\n  \(code): \(text)\n"
        #expect(try ScenarioFiles.parse(yaml).scenario.minimum == [currency: expected])
    }

    @Test("takes a byte order mark, carriage returns and accents in its stride")
    func encodings() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("id: s\r\nname: Été\r\nsteps: []\r\n".utf8)
        #expect(try ScenarioFiles.parse(bytes).scenario.name == "Été")
    }
}
