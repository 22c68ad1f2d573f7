import ArgumentParser
import Ledger
import Texts
import Values
import Workflows

struct ImportCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "import")

    @Argument(help: ArgumentHelp(valueName: "file")) var files: [String]
    @OptionGroup var company: CompanyOption
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        .done
    }
}
