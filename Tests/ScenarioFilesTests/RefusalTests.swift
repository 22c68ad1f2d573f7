import ScenarioFiles
import Testing
import Texts

/// A file, and the problems it must give: place, code, path and text.
struct Refusal: Sendable, CustomTestStringConvertible {
    let title: String
    let yaml: String
    let expected: [String]

    init(_ title: String, _ yaml: String, _ expected: String...) {
        self.title = title
        self.yaml = yaml
        self.expected = expected
    }

    var testDescription: String { title }

    func check() {
        do {
            _ = try ScenarioFiles.parse(yaml, templates: ["firm", "notice", "thanks"])
            Issue.record("\(title): accepted")
        } catch {
            #expect(error.problems.map(Self.line) == expected, "\(title)")
            for problem in error.problems {
                let page = try? Reference.text("scenarios.md")
                #expect(page?.contains("`\(problem.code)`") == true, "\(problem.code) is not documented")
                for language in Language.allCases {
                    let sentence = problem.sentence(language)
                    #expect(!sentence.contains("⟨") && (sentence.hasSuffix(".") || sentence.hasSuffix("?")), "\(sentence)")
                }
            }
        }
    }

    static func line(_ problem: ScenarioProblem) -> String {
        let place = "\(problem.line):\(problem.column) \(problem.code)"
        return place + (problem.path.isEmpty ? "" : " " + problem.path) + (problem.text.isEmpty ? "" : " <\(problem.text)>")
    }

    /// A file of which only one step is of interest; it begins on line 4.
    static func step(_ title: String, _ step: String, _ expected: String...) -> Refusal {
        Refusal(title, "id: s\nname: S\nsteps:\n- \(step)\n", expected)
    }

    /// A file of which only one line is of interest: the fourth.
    static func setting(_ title: String, _ setting: String, _ expected: String...) -> Refusal {
        Refusal(title, "id: s\nname: S\nsteps: []\n\(setting)\n", expected)
    }

    private init(_ title: String, _ yaml: String, _ expected: [String]) {
        self.title = title
        self.yaml = yaml
        self.expected = expected
    }
}

@Suite("Refusing a scenario")
struct RefusalTests {
    static let files: [Refusal] = [
        Refusal("nothing", "", "1:1 empty"),
        Refusal("comments only", "# nothing\n\n", "1:1 empty"),
        Refusal("a null document", "---\n~\n", "2:1 empty"),
        Refusal("a list", "- a\n", "1:1 wrong_shape"),
        Refusal("prose", "bonjour", "1:1 wrong_shape <bonjour>"),
        Refusal("a control character", "id: s\nname: a\u{7}b\n", "2:8 control_character"),
        Refusal("a null character", "id: s\u{0}\n", "1:6 control_character"),
        Refusal("two documents", "id: s\nname: S\nsteps: []\n---\nid: t\n", "4:1 yaml_several_documents"),
        Refusal("a colon in a value", "id: s\nname: Relance: douce\n", "2:14 yaml_colon"),
        Refusal("a tab", "id: s\nsteps:\n\t- a\n", "3:1 yaml_tab"),
        Refusal("an at sign", "id: s\nname: @home\n", "2:7 yaml_reserved_character"),
        Refusal("an open quote", "id: s\nname: \"S\nsteps: []\n", "2:7 yaml_unclosed_quote"),
        Refusal("an open bracket", "id: s\nsteps: [\nname: S\n", "2:8 yaml_unclosed_bracket"),
        Refusal("a missing comma", "id: s\nminimum: { EUR: 1 USD: 2 }\n", "2:10 yaml_unclosed_bracket"),
        Refusal("a line out of place", "id: s\n  name: S\n", "2:7 yaml_colon"),
        Refusal("a dash out of place", "id: s\n- a\n", "2:1 yaml_indentation"),
        Refusal("an anchor", "id: &a s\nname: S\nsteps: []\n", "1:5 reference <&a>"),
        Refusal("an alias", "id: *a\nname: S\n", "1:5 reference"),
        Refusal("an anchor and its aliases", "id: s\nname: &n S\nsteps: [*n, *n]\n", "2:7 reference <&n>"),
        Refusal("deep brackets", "id: " + String(repeating: "[", count: 100), "1:37 too_deep"),
        Refusal("deep dashes", String(repeating: "- ", count: 100) + "a\n", "1:65 too_deep"),
        Refusal("deep indentation", "a:\n" + String(repeating: " ", count: 200) + "b: c\n", "2:129 too_deep"),
        Refusal("a table for a key", "id: s\n? {a: b}\n: c\nname: S\nsteps: []\n", "2:3 key_not_text"),
    ]

    @Test("tells what is wrong with the file", arguments: Self.files)
    func refusesFiles(_ refusal: Refusal) { refusal.check() }

    static let keys: [Refusal] = [
        Refusal("missing keys", "name: S\n", "1:1 missing_key id", "1:1 missing_key steps"),
        Refusal("an empty key", "id:\nname: S\nsteps:\n", "1:1 missing_value id", "3:1 missing_value steps"),
        Refusal("an empty text", "id: ''\nname: \"\"\nsteps: []\n", "1:5 missing_value id", "2:7 missing_value name"),
        .setting("a mistyped key", "gap_day: 3", "4:1 unknown_key gap_day <gap_day>"),
        .setting("a merge key", "<<: { a: b }", "4:1 unknown_key << <<<>"),
        .setting("a key of nowhere", "zzz: 3", "4:1 unknown_key zzz <zzz>"),
        Refusal(
            "repeated keys", "id: s\nname: S\n'id': t\nsteps: []\nname: U\nid: v\n",
            "3:1 duplicate_key id <id>", "5:1 duplicate_key name <name>", "6:1 duplicate_key id <id>"),
        Refusal(
            "repeated keys beside other mistakes", "id: s\nname: S\nname: T\ngap_days: x\nsteps: []\n",
            "3:1 duplicate_key name <name>", "4:11 not_whole gap_days <x>"),
        .setting("a repeated currency", "minimum: { EUR: 1, EUR: 2 }", "4:20 duplicate_key minimum.EUR <EUR>"),
        Refusal("steps as a table", "id: s\nname: S\nsteps: { a: b }\n", "3:8 wrong_shape steps"),
        Refusal("steps as a word", "id: s\nname: S\nsteps: none\n", "3:8 wrong_shape steps <none>"),
        .setting("a list for a number", "gap_days: [7]", "4:11 wrong_shape gap_days"),
        .setting("a table for a list", "quiet_weekdays: { friday: true }", "4:17 wrong_shape quiet_weekdays"),
        .setting("a word for a table", "interest: NONE", "4:11 wrong_shape interest <NONE>"),
        .step("a step that is a word", "notice", "4:3 wrong_shape steps[1] <notice>"),
        .step(
            "an empty step", "{}", "4:3 missing_key steps[1].channel", "4:3 missing_key steps[1].id",
            "4:3 missing_key steps[1].offset", "4:3 missing_key steps[1].template"),
        Refusal(
            "a long name", "id: s\nname: " + String(repeating: "é", count: 121) + "\nsteps: []\n",
            "2:7 too_long name <" + String(repeating: "é", count: 80) + ">"),
        Refusal("many steps", "id: s\nname: S\nsteps: [" + String(repeating: "x, ", count: 31) + "]\n", "3:8 too_many steps"),
        .setting(
            "many segments", "applies_to: { segment: [" + (0...100).map { "s\($0)" }.joined(separator: ", ") + "] }",
            "4:24 too_many applies_to.segment"),
        Refusal(
            "half a name", "id: s\nname: { fr: S }\nsteps: []\n", "2:7 missing_key name.en"),
        .setting("an unknown language of a text", "description: { fr: a, en: b, de: c }", "4:30 unknown_key description.de <de>"),
    ]

    @Test("tells what is wrong with keys and shapes", arguments: Self.keys)
    func refusesKeys(_ refusal: Refusal) { refusal.check() }

    static let values: [Refusal] = [
        Refusal("an identifier with a space", "id: my scenario\nname: S\nsteps: []\n", "1:5 bad_identifier id <my scenario>"),
        Refusal("an identifier with an accent", "id: été\nname: S\nsteps: []\n", "1:5 bad_identifier id <été>"),
        .setting("a gap in words", "gap_days: seven", "4:11 not_whole gap_days <seven>"),
        .setting("a fraction of days", "gap_days: 1.5", "4:11 not_whole gap_days <1.5>"),
        .setting("a negative gap", "gap_days: -1", "4:11 out_of_range gap_days <-1>"),
        .setting("no message a week", "weekly_cap: 0", "4:13 out_of_range weekly_cap <0>"),
        .setting("a huge number", "to_come_days: 99999999999999999999", "4:15 not_whole to_come_days <99999999999999999999>"),
        .setting("yes", "formal_alone: yes", "4:15 not_allowed formal_alone <yes>"),
        .setting("a calendar of nowhere", "calendar: DE", "4:11 not_allowed calendar <DE>"),
        .setting("a French weekday", "quiet_weekdays: [vendredi]", "4:18 not_allowed quiet_weekdays[1] <vendredi>"),
        .setting("a weekday twice", "quiet_weekdays: [friday, friday]", "4:26 repeated quiet_weekdays[2] <friday>"),
        .setting(
            "every weekday", "quiet_weekdays: [monday, tuesday, wednesday, thursday, friday]",
            "4:17 no_day_left quiet_weekdays"),
        .setting("an amount with a comma", "minimum: { EUR: \"10,00\" }", "4:17 bad_amount minimum.EUR <10,00>"),
        .setting("a negative amount", "minimum: { EUR: -1 }", "4:17 bad_amount minimum.EUR <-1>"),
        .setting("an exponent", "minimum: { EUR: 1e3 }", "4:17 bad_amount minimum.EUR <1e3>"),
        .setting("an infinite amount", "minimum: { EUR: .inf }", "4:17 bad_amount minimum.EUR <.inf>"),
        .setting("a point and nothing", "minimum: { EUR: 10. }", "4:17 bad_amount minimum.EUR <10.>"),
        .setting("an unquoted comma", "minimum: { EUR: 1,000 }", "4:19 bad_currency minimum.000 <000>"),
        .setting("tenths of cents", "minimum: { EUR: 1.005 }", "4:17 too_many_decimals minimum.EUR <1.005>"),
        .setting("fractions of yen", "minimum: { JPY: 1.5 }", "4:17 too_many_decimals minimum.JPY <1.5>"),
        .setting(
            "more than can be counted", "minimum: { EUR: 92233720368547758.08 }",
            "4:17 amount_too_large minimum.EUR <92233720368547758.08>"),
        .setting("a currency in small letters", "minimum: { eur: 1 }", "4:12 bad_currency minimum.eur <eur>"),
        .setting("an amount missing", "minimum: { EUR: }", "4:17 missing_value minimum.EUR"),
        .setting("a regime of nowhere", "interest: { regime: FR_B2B }", "4:21 not_allowed interest.regime <FR_B2B>"),
        .setting("a rate with its sign", "interest: { regime: FIXED, rate: 12 % }", "4:34 bad_rate interest.rate <12 %>"),
        .setting("a rate of nothing", "interest: { regime: FIXED, rate: 0.00 }", "4:34 out_of_range interest.rate <0.00>"),
        .setting("a usurer's rate", "interest: { regime: FIXED, rate: 100.01 }", "4:34 out_of_range interest.rate <100.01>"),
        .setting("thanks by registered letter", "thanks: { channel: registered_letter }", "4:20 not_allowed thanks.channel <registered_letter>"),
        .setting("an unknown text of thanks", "thanks: { template: merci }", "4:21 unknown_template thanks.template <merci>"),
        .setting("a country in full", "applies_to: { country: [France] }", "4:25 bad_country applies_to.country[1] <France>"),
        .setting("a country of nobody", "applies_to: { country: XX }", "4:24 bad_country applies_to.country <XX>"),
        .setting("a condition of steps on customers", "applies_to: { open_at_least: 3 }", "4:15 unknown_key applies_to.open_at_least <open_at_least>"),
        .setting("no segment at all", "applies_to: { segment: [] }", "4:24 empty_list applies_to.segment"),
    ]

    @Test("tells what is wrong with values", arguments: Self.values)
    func refusesValues(_ refusal: Refusal) { refusal.check() }

    static let steps: [Refusal] = [
        .step("an offset in words", "{ id: a, offset: soon, channel: email, template: firm }", "4:20 bad_offset steps[1].offset <soon>"),
        .step("an offset without sign", "{ id: a, offset: J3, channel: email, template: firm }", "4:20 bad_offset steps[1].offset <J3>"),
        .step("an offset of years", "{ id: a, offset: J+2000, channel: email, template: firm }", "4:20 out_of_range steps[1].offset <J+2000>"),
        .step("a channel of another age", "{ id: a, offset: 3, channel: fax, template: firm }", "4:32 not_allowed steps[1].channel <fax>"),
        .step("a channel by its other name", "{ id: a, offset: 3, channel: e-mail, template: firm }", "4:32 not_allowed steps[1].channel <e-mail>"),
        .step("an unknown text", "{ id: a, offset: 3, channel: email, template: firmm }", "4:49 unknown_template steps[1].template <firmm>"),
        .step("an unknown tone", "{ id: a, offset: 3, channel: email, template: firm, tone: angry }", "4:61 not_allowed steps[1].tone <angry>"),
        .step("an approval by yes", "{ id: a, offset: 3, channel: email, template: firm, approval: true }", "4:65 not_allowed steps[1].approval <true>"),
        .step("an approval without amount", "{ id: a, offset: 3, channel: email, template: firm, approval: {} }", "4:65 missing_key steps[1].approval.from_amount"),
        .step("a fallback to itself", "{ id: a, offset: 3, channel: email, template: firm, fallback: [email] }", "4:66 repeated steps[1].fallback[1] <email>"),
        .step("two calls at once", "{ id: a, offset: 3, channel: call, template: firm, also_call: true }", "4:65 calls_twice steps[1].also_call <true>"),
        .step(
            "bounds that exclude each other", "{ id: a, offset: 3, channel: email, template: firm, when: { open_at_least: 100, open_below: 99.99 } }",
            "4:95 never_holds steps[1].when.open_below <99.99>"),
        .step(
            "a notice for what is late", "{ id: a, offset: -3, channel: email, template: notice, when: { days_late_at_least: 1 } }",
            "4:86 never_holds steps[1].when.days_late_at_least <1>"),
        .step(
            "a list of lists", "{ id: a, offset: 3, channel: email, template: firm, when: { segment: [[a]] } }",
            "4:73 wrong_shape steps[1].when.segment[1]"),
        Refusal(
            "steps that collide",
            """
            id: s
            name: S
            interest: { regime: FIXED, asked_from: notise }
            steps:
            - { id: notice, offset: J-5, channel: email, template: notice }
            - { id: L1, offset: J+3, channel: email, template: firm }
            - { id: L1, offset: J+3, channel: email, template: firm }
            - { id: L2, offset: J+2, channel: email, template: firm }
            """,
            "3:11 rate_needed interest.rate", "3:40 unknown_step interest.asked_from <notise>",
            "7:9 duplicate_step steps[3].id <L1>", "7:21 offset_not_increasing steps[3].offset <J+3>",
            "8:21 offset_not_increasing steps[4].offset <J+2>"),
        Refusal(
            "penalties before the due date, with a rate that the law gives",
            """
            id: s
            name: S
            interest: { regime: FR_PUBLIC, rate: 8.00, asked_from: notice }
            steps: [{ id: notice, offset: -5, channel: email, template: notice }]
            """,
            "3:38 rate_useless interest.rate <8.00>", "3:56 asked_from_notice interest.asked_from <notice>"),
    ]

    @Test("tells what is wrong with steps", arguments: Self.steps)
    func refusesSteps(_ refusal: Refusal) { refusal.check() }

    @Test("proposes what was probably meant", arguments: [
        ("gap_day: 3", "gap_days"), ("intrest: {}", "interest"), ("quiet_weekdays: [fryday]", "friday"),
        ("interest: { regime: fr_b2b_defaut }", "FR_B2B_DEFAULT"), ("thanks: { template: thank }", "thanks"),
        ("minimum: { EUR: \"1 000,50 €\" }", "1000.50"), ("minimum: { EUR: \"10,00\" }", "10.00"),
        ("interest: { regime: FIXED, rate: \"12,5 %\" }", "12.50"),
    ])
    func suggestions(setting: String, expected: String) throws {
        let refusal = try #require(throws: ScenarioRefusal.self) {
            try ScenarioFiles.parse("id: s\nname: S\nsteps: []\n\(setting)\n", templates: ["thanks", "firm"])
        }
        for language in Language.allCases { #expect(refusal.problems[0].remedy(language).contains(expected)) }
    }

    @Test("speaks to the author in both languages")
    func sentences() throws {
        let refusal = try #require(throws: ScenarioRefusal.self) {
            try ScenarioFiles.parse("id: s\nname: S\nsteps: []\ngap_day: 7\n")
        }
        let problem = try #require(refusal.problems.first)
        #expect(problem.sentence(.en) == "line 4, column 1: there is no key “gap_day” here. Did you mean “gap_days”?")
        #expect(
            problem.sentence(.fr)
                == "ligne 4, colonne 1\u{A0}: la clé «\u{A0}gap_day\u{A0}» n’existe pas ici. Vouliez-vous écrire «\u{A0}gap_days\u{A0}»\u{A0}?")
    }

    @Test("keeps quiet about an amount that can be read in two ways")
    func ambiguousAmount() throws {
        let refusal = try #require(throws: ScenarioRefusal.self) {
            try ScenarioFiles.parse("id: s\nname: S\nsteps: []\nminimum: { EUR: \"1,000\" }\n")
        }
        #expect(refusal.problems.map(\.reason) == [.badAmount(suggestion: nil)])
    }
}
