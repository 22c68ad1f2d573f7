import ArgumentParser
import Ledger
import Texts
import Values
import Workflows

/// Takes an amount off the books.
struct WriteOffCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "write-off")

    @Argument(help: ArgumentHelp(valueName: "invoice")) var invoice: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "amount")) var amount: String?
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = InvoiceID(invoice)
        var pointed: String?
        if let amount { pointed = try AmountArgument.pointed(amount, option: "--amount", call.language) }
        let amount = pointed
        try await call.ask { desk throws(DeskError) in
            try await desk.writeOff(id, amount: amount, in: profile.id, on: day, reason: reason, by: call.actor)
        }
        let json = JSON.object(
            ("invoice", .string(invoice)), ("amount", .string(amount) ?? .null), ("on", .date(day)), ("reason", .string(reason)))
        call.answer(format.format, json) { call.text("commands.write_off.done", ["invoice": .text(invoice)]) + "\n" }
        return .done
    }
}

/// Gives up interest and indemnity on an invoice.
struct WaiveCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "waive")

    @Argument(help: ArgumentHelp(valueName: "invoice")) var invoice: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = InvoiceID(invoice)
        try await call.ask { desk throws(DeskError) in
            try await desk.waiveAccessories(of: id, in: profile.id, on: day, reason: reason, by: call.actor)
        }
        let json = JSON.object(("invoice", .string(invoice)), ("on", .date(day)), ("reason", .string(reason)))
        call.answer(format.format, json) { call.text("commands.waive.done", ["invoice": .text(invoice)]) + "\n" }
        return .done
    }
}

struct PaymentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "payment", subcommands: [PaymentReturnCommand.self])
}

/// A payment that came back: what it had settled is open again.
struct PaymentReturnCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "return")

    @Argument(help: ArgumentHelp(valueName: "reference")) var reference: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = CreditID(reference)
        try await call.ask { desk throws(DeskError) in
            try await desk.returnPayment(id, in: profile.id, on: day, reason: reason, by: call.actor)
        }
        let json = JSON.object(("payment", .string(reference)), ("on", .date(day)), ("reason", .string(reason)))
        call.answer(format.format, json) { call.text("commands.payment.returned", ["reference": .text(reference)]) + "\n" }
        return .done
    }
}
