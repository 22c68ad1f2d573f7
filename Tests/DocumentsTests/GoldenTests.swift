import Documents
import TestKit
import Testing
import Texts

@Suite("What customers receive")
struct GoldenTests {
    static let templates = TemplateLibrary.ids.flatMap { id in
        Language.allCases.compactMap { TemplateLibrary.template(id, $0) }
    }

    @Test("every text of the library reads as it did", arguments: templates.map { "\($0.id).\($0.language.rawValue)" })
    func mails(name: String) throws {
        let template = try #require(Self.templates.first { "\($0.id).\($0.language.rawValue)" == name })
        let mail = try ReminderRenderer.render(Samples.content(for: template), with: template)
        #expect(try Golden.matches(mail.html, name + ".html"))
        #expect(try Golden.matches(mail.subject + "\n\n" + mail.text, name + ".txt"))
    }

    @Test("the fixed sum stays in euros, outside a total in another currency", arguments: [
        "firm_penalties", "last_notice", "formal_notice",
    ], Language.allCases)
    func foreign(id: String, language: Language) throws {
        let template = try #require(TemplateLibrary.template(id, language))
        let mail = try ReminderRenderer.render(Samples.foreign(language), with: template)
        #expect(!mail.text.contains("0,00\u{A0}£") && !mail.text.contains("£0.00"))
        #expect(try Golden.matches(mail.html, "pounds.\(id).\(language.rawValue).html"))
        #expect(try Golden.matches(mail.subject + "\n\n" + mail.text, "pounds.\(id).\(language.rawValue).txt"))
    }

    @Test("letters read as they did", arguments: [
        ("formal_notice", LetterPost.registered, Regime.business), ("formal_notice", .electronicRegistered, .publicBody),
        ("formal_notice", .registered, .consumer), ("last_notice", .letter, .business),
    ], Language.allCases)
    func letters(kind: (String, LetterPost, Regime), language: Language) throws {
        let (id, post, regime) = kind
        let template = try #require(TemplateLibrary.template(id, language))
        let content = id == "formal_notice" ? Samples.formal(language, regime: regime) : Samples.late(language)
        let letter = try LetterRenderer.render(content, with: template, by: post, place: "Lyon")
        let name = "letter.\(id).\(regime.rawValue).\(language.rawValue)"
        #expect(try Golden.matches(letter.html, name + ".html"))
        #expect(try Golden.matches(letter.text, name + ".txt"))
    }
}
