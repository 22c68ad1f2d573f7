import Dunning
package import Ledger

/// The scenarios that come with the program, as the text that a company can copy and change.
package struct ScenarioLibrary: Sendable {
    package let id: ScenarioID
    /// The file, comments included.
    package let yaml: String

    private init(_ id: String, _ yaml: String) {
        self.id = ScenarioID(id)
        self.yaml = yaml
    }

    /// Every scenario of the library, the default one first.
    package static let all: [ScenarioLibrary] = [
        ScenarioLibrary("standard", standard), ScenarioLibrary("large-account", largeAccount),
        ScenarioLibrary("small-firm", smallFirm), ScenarioLibrary("public-body", publicBody),
        ScenarioLibrary("consumer", consumer), ScenarioLibrary("export-en", exportEnglish),
        ScenarioLibrary("risky", risky), ScenarioLibrary("mute", mute),
    ]

    /// A worked example of the documentation, never suggested to anybody: four levels, with letters.
    package static let example = ScenarioLibrary("letters", letters)

    /// The library read, in the order of `all`.
    package static let files: [ScenarioFile] = all.compactMap { try? ScenarioFiles.parse($0.yaml) }

    /// A scenario of the library; nil for any other id.
    package static func file(_ id: ScenarioID) -> ScenarioFile? { files.first { $0.scenario.id == id } }
}
