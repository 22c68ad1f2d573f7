package import Texts

/// The texts that ship with Relance, graded in tone, each in French and in English.
package enum TemplateLibrary {
    /// Message files as they are written; a company's own texts have the same form.
    package static let sources: [String] =
        frenchCore + frenchFormal + frenchProfiles + frenchSmall + frenchExport + frenchCalls
        + englishCore + englishFormal + englishProfiles + englishSmall + englishExport + englishCalls

    /// Those that compile, in order; a test proves that all do.
    package static let all: [MessageTemplate] = sources.compactMap { try? MessageTemplate(parsing: $0) }

    private struct Key: Hashable {
        let id: String
        let language: Language
    }

    private static let index: [Key: MessageTemplate] = Dictionary(
        all.map { (Key(id: $0.id, language: $0.language), $0) }, uniquingKeysWith: { first, _ in first })

    /// Names that a scenario may use, in the order of the library.
    package static let ids: [String] = all.filter { $0.language == .fr }.map(\.id)

    package static func template(_ id: String, _ language: Language) -> MessageTemplate? {
        index[Key(id: id, language: language)]
    }
}
