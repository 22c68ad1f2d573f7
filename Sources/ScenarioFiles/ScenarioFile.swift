package import Dunning
package import Texts

/// What a scenario file says: the scenario itself, and what people read about it.
package struct ScenarioFile: Hashable, Sendable {
    package let scenario: Scenario
    package let name: LocalizedText
    /// Line breaks are the author's; nil when there is none.
    package let description: LocalizedText?
}

/// A text given once for everybody, or once for each language.
package struct LocalizedText: Hashable, Sendable {
    package let fr: String
    package let en: String

    package init(fr: String, en: String) {
        self.fr = fr
        self.en = en
    }

    package func text(_ language: Language) -> String {
        switch language {
        case .fr: fr
        case .en: en
        }
    }
}
