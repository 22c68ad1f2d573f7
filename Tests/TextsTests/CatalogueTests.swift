import Foundation
import Testing
import Texts
import Values

@Suite("The catalogue")
struct CatalogueTests {
    @Test("holds the same keys, each once, and the same parameters in both languages")
    func sameKeysAndParameters() {
        let french = Catalogue.inventory(.fr)
        let english = Catalogue.inventory(.en)
        #expect(Set(french.map(\.key)).count == french.count)
        for (left, right) in zip(french, english) {
            #expect(left.key == right.key)
            #expect(left.parameters == right.parameters, "\(left.key)")
        }
    }

    @Test("has a text for every key, and dotted keys only")
    func nothingEmpty() {
        for (key, _) in Catalogue.inventory(.fr) {
            #expect(key.contains("."), "\(key)")
            #expect(key.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 == 0x2E || $0 == 0x5F || $0 >= 0x30 && $0 <= 0x39 }, "\(key)")
            for language in Language.allCases { #expect(language.text(key) != "", "\(key) \(language)") }
        }
    }

    @Test("knows every key that the sources ask for by name")
    func keysInSources() throws {
        let known = Set(Catalogue.inventory(.fr).map(\.key))
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = tests.appendingPathComponent("../../Sources").standardizedFileURL.resolvingSymlinksInPath()
        let call = try Regex(#"\.text\(\s*"([a-z0-9_]+(?:\.[a-z0-9_]+)+)""#)
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: call) {
                let key = match.output[1].substring.map(String.init) ?? ""
                #expect(known.contains(key), "\(key) in \(file.lastPathComponent)")
            }
        }
    }

    @Test("shows a key or a value that is missing instead of hiding it")
    func missing() {
        #expect(Language.fr.text("no.such.key") == "⟨no.such.key⟩")
        #expect(Phrase("Bonjour {name}, {n|un|des}", .fr).filled() == "Bonjour ⟨name⟩, ⟨n⟩")
    }

    @Test("chooses the plural as each language does", arguments: [
        (Language.fr, 0, "0 facture"), (.fr, 1, "1 facture"), (.fr, 2, "2 factures"), (.fr, 1_000, "1\u{202F}000 factures"),
        (.en, 0, "0 invoices"), (.en, 1, "1 invoice"), (.en, 2, "2 invoices"), (.en, 1_000, "1,000 invoices"),
    ])
    func plurals(language: Language, count: Int, expected: String) {
        let source = language == .fr ? "{n} {n|facture|factures}" : "{n} {n|invoice|invoices}"
        #expect(Phrase(source, language).filled(["n": .number(count)]) == expected)
    }

    @Test("types French spaces and apostrophes as a printer would")
    func typography() {
        #expect(Typography.polished("L'avis : « oui » ; 40 € ? 12 % !", .fr)
            == "L’avis\u{A0}: «\u{A0}oui\u{A0}»\u{A0}; 40\u{A0}€\u{A0}? 12\u{A0}%\u{A0}!")
        #expect(Typography.polished("It's due: pay", .en) == "It’s due: pay")
    }
}
