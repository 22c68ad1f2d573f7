/// One message of the program in every language it speaks.
package struct Wording: Sendable {
    /// Dotted: area, subject, detail (`documents.column.due`).
    package let key: String
    package let fr: String
    package let en: String

    package init(_ key: String, fr: String, en: String) {
        self.key = key
        self.fr = fr
        self.en = en
    }
}

/// Every sentence that a person can read on a screen, a mail or a terminal.
///
/// To add an area: a file `Catalogue+Area.swift` with `static let area: [Wording]`, and its name in `areas`.
package enum Catalogue {
    /// All wordings, area by area.
    static let areas: [[Wording]] = [documents, templates, errors, reasons, pages, commands, scenarios, intake, instance, bank, matching]

    private struct Entry: Sendable {
        let fr: Phrase
        let en: Phrase
    }

    private static let entries: [String: Entry] = {
        var entries: [String: Entry] = [:]
        entries.reserveCapacity(areas.reduce(0) { $0 + $1.count })
        for wording in areas.joined() {
            entries[wording.key] = Entry(fr: Phrase(wording.fr, .fr), en: Phrase(wording.en, .en))
        }
        return entries
    }()

    /// The phrase behind a key; nil when there is none.
    package static func phrase(_ key: String, _ language: Language) -> Phrase? {
        guard let entry = entries[key] else { return nil }
        return language == .fr ? entry.fr : entry.en
    }

    /// What a test compares: every key, in order of declaration, with the parameters of one language.
    package static func inventory(_ language: Language) -> [(key: String, parameters: [String])] {
        areas.joined().map { wording in
            (wording.key, Phrase(language == .fr ? wording.fr : wording.en, language).parameters)
        }
    }
}

extension Language {
    /// The message of `key` in this language. An unknown key shows as `⟨key⟩`: a test finds it before a person does.
    package func text(_ key: String, _ arguments: [String: Argument] = [:]) -> String {
        Catalogue.phrase(key, self)?.filled(arguments) ?? "⟨\(key)⟩"
    }
}
