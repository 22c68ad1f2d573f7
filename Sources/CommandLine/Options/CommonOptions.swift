import ArgumentParser
import Texts

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "folder")) var data: String?
    @Option(help: ArgumentHelp(valueName: "code")) var language: SpokenLanguage?
    @Option(help: ArgumentHelp(valueName: "name")) var actor: String?

    func location(_ console: Console, isForWorker: Bool = false) -> DatabaseLocation {
        DatabaseLocation(folder: data.map(console.path), isForWorker: isForWorker)
    }
}

/// A language as `--language` names it.
enum SpokenLanguage: String, ExpressibleByArgument, CaseIterable {
    case fr, en

    var language: Language { self == .fr ? .fr : .en }
}

/// Text for people or JSON for scripts.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// Every command that answers something.
struct FormatOption: ParsableArguments {
    @Option var format: OutputFormat = .text
}

/// The company a command is about.
struct CompanyOption: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "id")) var company: String?
}
