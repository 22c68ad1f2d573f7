import Foundation
import Documents
import Testing
import Texts

@Suite("The library of texts")
struct LibraryTests {
    static let promised = [
        "notice", "courteous", "firm", "firm_penalties", "last_notice", "formal_notice", "thanks", "statement",
        "public_courteous", "public_firm", "large_courteous", "large_firm", "consumer_courteous", "consumer_firm",
        "consumer_last", "small_courteous", "small_firm", "export_notice", "export_courteous", "export_firm", "export_last",
        "call_first", "call_late",
    ]

    @Test("compiles whole, and holds every text in both languages, of one tone and kind")
    func complete() throws {
        for source in TemplateLibrary.sources { _ = try MessageTemplate(parsing: source) }
        #expect(TemplateLibrary.all.count == TemplateLibrary.sources.count)
        #expect(Set(TemplateLibrary.ids) == Set(Self.promised) && TemplateLibrary.ids.count == Self.promised.count)
        for id in Self.promised {
            let french = try #require(TemplateLibrary.template(id, .fr))
            let english = try #require(TemplateLibrary.template(id, .en))
            #expect(french.tone == english.tone && french.kind == english.kind && french.version == english.version, "\(id)")
            #expect(french.showsFullBankDetails == english.showsFullBankDetails)
        }
    }

    @Test("never speaks of fixed costs or penalties to a consumer")
    func consumers() throws {
        for id in ["consumer_courteous", "consumer_firm", "consumer_last"] {
            for language in Language.allCases {
                let template = try #require(TemplateLibrary.template(id, language))
                let text = try ReminderRenderer.render(Samples.content(for: template), with: template).text
                #expect(!text.contains("40") && !text.contains("D441-5") && !text.contains("forfaitaire"), "\(id)")
            }
        }
    }

    static let header = "id: own\nversion: 1\nlanguage: fr\ntone: firm\nkind: reminder\nsubject: Bonjour\n"

    @Test("locates a mistake in a company's own text", arguments: [
        (header + "[opening]\n\n  {{totl}}\n[next]\n[closing]\n", 9, 3, TemplateProblem.unknownName("totl", nearest: "total")),
        (header + "[opening]\n[next]\n", 1, 1, .missingPart("closing")),
        (header + "[oppening]\n", 7, 1, .unknownPart("oppening", nearest: "opening")),
        ("id: own\nversion: 0\n", 2, 10, .badHeader("version", value: "0", allowed: ["1, 2, 3…"])),
        ("id: own\nversion: 1\nlanguage: de\n", 3, 11, .badHeader("language", value: "de", allowed: ["fr", "en"])),
        ("tune: firm\n", 1, 1, .unknownPart("tune", nearest: "tone")),
        (header.replacing("Bonjour", with: "  {{one}}") + "[opening]\n[next]\n[closing]\n", 6, 12, .notPrintable("one")),
        ("", 1, 1, .missingPart("id")),
    ] as [(String, Int, Int, TemplateProblem)])
    func mistakes(source: String, line: Int, column: Int, problem: TemplateProblem) {
        #expect(throws: TemplateError(line: line, column: column, problem: problem)) { try MessageTemplate(parsing: source) }
    }

    @Test("keeps a sentence whole around a section that is false, and drops an empty paragraph")
    func paragraphs() throws {
        let body = "[opening]\nUn\n{{#portal}}\nnon\n{{/portal}}\ndeux.\n\n{{#portal}}non{{/portal}}\n\nTrois.\n[next]\n[closing]\n"
        let template = try MessageTemplate(parsing: Self.header + body)
        let text = try ReminderRenderer.render(Samples.drawn(.fr), with: template).text
        #expect(text.hasPrefix("Bonjour Madame Ferrand,\n\nUn deux.\n\nTrois.\n\nFacture"))
    }

    @Test("reads a file whose lines end as on Windows")
    func windows() throws {
        let source = try #require(TemplateLibrary.sources.first).replacing("\n", with: "\r\n")
        #expect(try MessageTemplate(parsing: source).id == "notice")
    }

    @Test("a colour is made readable in light and in dark", arguments: [
        ("#1d5c4a", "#1d5c4a"), ("#000000", "#000000"), ("#ffffff", nil), ("#ffe000", nil), ("#0000ff", "#0000ff"),
    ] as [(String, String?)])
    func accents(hex: String, light: String?) throws {
        let accent = try #require(Accent(hex: hex))
        if let light { #expect(accent.light == light) } else { #expect(accent.light != hex) }
        #expect(contrast(accent.light, "#ffffff") >= 4.5)
        #expect(contrast(accent.dark, "#272b30") >= 4.5)
        #expect(Accent(hex: "red") == nil && Accent(hex: "#12345g") == nil && Accent(hex: "#é12345") == nil)
    }

    /// WCAG 2 contrast, reckoned with floating point, which tests may use.
    private func contrast(_ left: String, _ right: String) -> Double {
        func luminance(_ hex: String) -> Double {
            let value = Int(hex.dropFirst(), radix: 16) ?? 0
            let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
                let c = Double(channel) / 255
                return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        }
        let values = [luminance(left), luminance(right)].sorted()
        return (values[1] + 0.05) / (values[0] + 0.05)
    }
}

@Suite("The page that documents templates")
struct TemplatePageTests {
    @Test("names every word and every text of the library")
    func page() throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let file = root.appendingPathComponent("../../docs/reference/message-templates.md").standardizedFileURL
        let page = try String(contentsOf: file, encoding: .utf8)
        for word in ReminderWord.ordered { #expect(page.contains("`\(word.rawValue)`"), "\(word.rawValue)") }
        for id in TemplateLibrary.ids { #expect(page.contains("`\(id)`"), "\(id)") }
    }
}
