import Testing
import Texts

@Suite("Templates")
struct TemplateTests {
    static let vocabulary = Vocabulary([
        Vocabulary.Name("customer"), Vocabulary.Name("total"), Vocabulary.Name("late", .flag),
        Vocabulary.Name("lines", .list(Vocabulary([Vocabulary.Name("number"), Vocabulary.Name("paid", .flag)]))),
    ])

    static let values: [TemplateValue] = [
        .text("Ferrand & Fils"), .text("12"), .flag(true),
        .list([[.text("FA-1"), .flag(false)], [.text("FA-2"), .flag(true)]]),
    ]

    private func render(_ source: String, _ markup: Markup = .plain, _ values: [TemplateValue] = values) throws -> String {
        try Template(source, vocabulary: Self.vocabulary, language: .fr).rendered(as: markup) { values[$0] }
    }

    @Test("print values, sections, inverted sections, lists and outer names", arguments: [
        ("Bonjour {{customer}}.", "Bonjour Ferrand & Fils."),
        ("{{ total }}", "12"),
        ("{{#late}}en retard{{/late}}{{^late}}à jour{{/late}}", "en retard"),
        ("{{#customer}}oui{{/customer}}", "oui"),
        ("{{#lines}}{{number}}{{#paid}} payée{{/paid}} ({{total}});{{/lines}}", "FA-1 (12);FA-2 payée (12);"),
        ("{{^lines}}rien{{/lines}}", ""),
        ("a{{! une remarque }}b", "ab"),
        ("un } et { seuls", "un } et { seuls"),
        ("l'eau : 1", "l’eau\u{A0}: 1"),
        ("", ""),
    ])
    func renders(source: String, expected: String) throws {
        #expect(try render(source) == expected)
    }

    @Test("escape data and their own text in HTML, and data only once")
    func escapes() throws {
        #expect(try render("<b>{{customer}}</b>", .html) == "&lt;b&gt;Ferrand &amp; Fils&lt;/b&gt;")
        let hostile: [TemplateValue] = [.text("\"><img src=x onerror='alert(1)'>"), .text("{{total}}"), .flag(false), .list([])]
        #expect(try render("{{customer}}", .html, hostile) == "&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;")
        #expect(try render("{{total}}", .html, hostile) == "{{total}}")
    }

    @Test("take away what reverses, hides or breaks a line in data", arguments: [
        ("a\u{202E}b", "ab"), ("a\u{2066}b\u{2069}", "ab"), ("a\u{200B}\u{FEFF}b", "ab"), ("a\r\nb", "a  b"),
        ("a\u{2028}b", "a b"), ("a\u{0}b", "a b"), ("a\u{85}b", "a b"), ("1\u{202F}234\u{A0}€ l’é — 漢 👩‍🚀", "1\u{202F}234\u{A0}€ l’é — 漢 👩‍🚀"),
        ("\u{E2}", "\u{E2}"),
    ])
    func neutralises(data: String, expected: String) throws {
        for markup in [Markup.plain, .html] {
            #expect(try render("{{customer}}", markup, [.text(data)]) == expected)
        }
    }

    @Test("say where and what is wrong", arguments: [
        ("Bonjour {{customer", 1, 9, TemplateProblem.unclosedTag),
        ("{{customer {{total}}", 1, 1, .unclosedTag),
        ("é\n  {{custommer}}", 2, 3, .unknownName("custommer", nearest: "customer")),
        ("{{zzzzzzzz}}", 1, 1, .unknownName("zzzzzzzz", nearest: nil)),
        ("{{}}", 1, 1, .badName("")),
        ("{{Total}}", 1, 1, .badName("Total")),
        ("{{{total}}}", 1, 1, .rawValue),
        ("{{&total}}", 1, 1, .rawValue),
        ("{{> other}}", 1, 1, .unsupportedMark(">")),
        ("x {{#late}} y", 1, 3, .unclosedSection("late")),
        ("{{#late}}{{#total}}{{/late}}", 1, 20, .unexpectedClosing(found: "late", expected: "total")),
        ("{{/late}}", 1, 1, .unexpectedClosing(found: "late", expected: nil)),
        ("{{late}}", 1, 1, .notPrintable("late")),
        ("{{lines}}", 1, 1, .notPrintable("lines")),
        ("{{number}}", 1, 1, .unknownName("number", nearest: nil)),
        ("{{#lines}}{{#late}}{{#lines}}{{/lines}}{{/late}}{{/lines}}", 1, 20, .listInItself("lines")),
        ("{{#lines}}{{numbr}}{{/lines}}", 1, 11, .unknownName("numbr", nearest: "number")),
    ] as [(String, Int, Int, TemplateProblem)])
    func errors(source: String, line: Int, column: Int, problem: TemplateProblem) {
        #expect(throws: TemplateError(line: line, column: column, problem: problem)) {
            try Template(source, vocabulary: Self.vocabulary, language: .en)
        }
    }

    @Test("refuse to nest without end")
    func depth() {
        let source = String(repeating: "{{#late}}", count: 100_000)
        #expect(throws: TemplateError(line: 1, column: 145, problem: .tooDeep(limit: 16))) {
            try Template(source, vocabulary: Self.vocabulary, language: .en)
        }
    }

    @Test("explain the mistake and its remedy in both languages")
    func words() {
        let error = TemplateError(line: 2, column: 3, problem: .unknownName("custommer", nearest: "customer"))
        #expect(error.located(in: .fr) == "ligne 2, colonne 3\u{A0}: la variable «\u{A0}custommer\u{A0}» n’existe pas ici")
        #expect(error.problem.remedy(in: .en) == "Did you mean “customer”?")
        #expect(TemplateProblem.unclosedSection("late").remedy(in: .en) == "Add the tag /late at its end.")
        #expect(error.shifted(toLine: 10).line == 11)
    }
}
