import ArgumentParser
import Ledger
import Texts
import Values
import Workflows

struct AddressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "address", subcommands: [AddressRestoreCommand.self])
}

/// Lets messages go again to an address that bounced or complained.
struct AddressRestoreCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "restore")

    @Argument(help: ArgumentHelp(valueName: "address")) var address: String
    @Option(help: ArgumentHelp(valueName: "number")) var customer: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = CustomerID(customer)
        try await call.ask { desk throws(DeskError) in
            try await desk.restore(address, of: id, in: profile.id, on: day, reason: reason, by: call.actor)
        }
        let json = JSON.object(
            ("address", .string(address)), ("customer", .string(customer)), ("on", .date(day)), ("reason", .string(reason)))
        call.answer(format.format, json) { call.text("commands.address.restored", ["address": .text(address)]) + "\n" }
        return .done
    }
}
