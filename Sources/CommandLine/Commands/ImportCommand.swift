import ArgumentParser
import Imports
import Ledger
import Texts
import Values
import Workflows

/// Takes files in: each wholly or not at all, each answered for row by row.
struct ImportCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "import")
    private static let mappingLimit = 256 * 1024

    @Argument(help: ArgumentHelp(valueName: "file")) var files: [String]
    @OptionGroup var company: CompanyOption
    @Option(name: .customLong("as")) var kind: FileKindOption?
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @Option(help: ArgumentHelp(valueName: "file")) var mapping: String?
    @Flag var partial = false
    @Option(help: ArgumentHelp(valueName: "currency")) var currency = Currency.eur
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        var options = IntakeOptions(kind: kind?.kind, on: on, isPartial: partial, actor: call.actor, booksCurrency: currency)
        if let mapping {
            options.mapping = String(decoding: try call.read(mapping, limit: Self.mappingLimit), as: UTF8.self)
        }
        let profile = try await call.company(company.company)
        let chosen = options
        let paths = files.map { IntakeFile(path: call.console.path($0)) }
        let bar = call.progress("commands.progress.import")
        let report: IntakeReport
        do throws(CommandFailure) {
            report = try await call.ask { desk throws(DeskError) in
                try await desk.importFiles(paths, to: profile.id, chosen) { bar.show($0.rowsDone, of: $0.rows) }
            }
        } catch {
            bar.clear()
            throw error
        }
        bar.clear()
        call.answer(format.format, report.json(call.language)) { ImportAnswer.text(report, call.language) }
        if format.format == .text { call.console.error(TerminalText.safe(ImportAnswer.complaints(report, call.language))) }
        let isDone = partial ? report.files.allSatisfy(\.isApplied) : report.isClean
        return isDone ? .done : .refused
    }
}

/// What a file holds, by the word of the command line.
struct FileKindOption: ExpressibleByArgument {
    let kind: IntakeKind

    init?(argument: String) {
        guard let kind = IntakeKind(rawValue: argument) else { return nil }
        self.kind = kind
    }

    static var allValueStrings: [String] { IntakeKind.allCases.map(\.rawValue) }
}
