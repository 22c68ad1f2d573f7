import ArgumentParser
import Formats
import Ledger
import Synchronization
import Texts
import Values
import Workflows

/// The whole history with its chain, or a table for a spreadsheet.
struct ExportCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "export")

    @OptionGroup var company: CompanyOption
    @Option var what = ExportedTable.facts
    @Option(name: [.customLong("as-of"), .customLong("on")], help: ArgumentHelp(valueName: "date")) var asOf: LocalDate?
    @Option(help: ArgumentHelp(valueName: "file")) var output: String?
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        switch what {
        case .facts: try await facts(profile, call)
        case .messages:
            let messages = try await call.ask { desk throws(DeskError) in try await desk.messages(profile.id) }
            try put(ExportTables.messages(messages, call.language), call)
        case .openItems:
            let items = try await call.ask { desk throws(DeskError) in try await desk.openItems(profile.id) }
            try put(ExportTables.openItems(items, call.language), call)
        case .balance:
            let balance = try await BalanceCommand.balance(profile, asOf ?? call.today(profile), call)
            try put(ExportTables.balance(balance, call.language), call)
        }
        return .done
    }

    /// One line a fact. To the console line by line: memory does not grow with the history.
    private func facts(_ profile: CompanyProfile, _ call: Call) async throws(CommandFailure) {
        guard output != nil else {
            let out = call.console.out
            try await call.ask { desk throws(DeskError) in try await desk.export(profile.id) { out($0 + "\n") } }
            return
        }
        let lines = Mutex<[UInt8]>([])
        try await call.ask { desk throws(DeskError) in
            try await desk.export(profile.id) { line in
                lines.withLock {
                    $0.append(contentsOf: line.utf8)
                    $0.append(0x0A)
                }
            }
        }
        try put(lines.withLock { $0 }, call)
    }

    private func put(_ bytes: [UInt8], _ call: Call) throws(CommandFailure) {
        guard let output else { return call.console.out(String(decoding: bytes, as: UTF8.self)) }
        try call.write(bytes, to: output)
        call.console.out(call.text("commands.export.written", ["file": .text(output)]) + "\n")
    }
}

enum ExportedTable: String, ExpressibleByArgument, CaseIterable {
    case facts, balance, messages
    case openItems = "open-items"
}

/// Tables that spreadsheets open; texts that they would run are defended.
enum ExportTables {
    static func messages(_ messages: [Correspondence], _ language: Language) -> [UInt8] {
        var writer = writer(language)
        writer.row([
            "message", "on", "customer_number", "channel", "step", "state", "to", "currency", "amount", "invoices",
        ])
        for message in messages {
            writer.text(message.id.text)
            writer.date(message.on)
            writer.text(message.customer.text)
            writer.text(message.channel)
            writer.text(message.step)
            writer.text(message.state)
            writer.text(message.to)
            writer.text(message.currency.code)
            writer.amount(Money(minor: message.amount, message.currency))
            writer.text(message.lines.filter { !$0.isToCome }.map(\.receivable.invoice.text).joined(separator: " "))
            writer.endRow()
        }
        return writer.take()
    }

    /// The columns of an invoice file, so that the table can be imported elsewhere.
    static func openItems(_ items: [OpenLine], _ language: Language) -> [UInt8] {
        var writer = writer(language)
        writer.row([
            "invoice_number", "customer_number", "name", "issued_on", "due_on", "currency", "amount", "open",
            "last_step", "last_step_on",
        ])
        for item in items {
            let last = item.receivable.steps.last { $0.standing == .sent && $0.rank > 0 }
            writer.text(item.invoice.text)
            writer.text(item.customer.id.text)
            writer.text(item.customer.name)
            writer.date(item.issuedOn)
            writer.date(item.receivable.dueOn)
            writer.text(item.currency.code)
            writer.amount(Money(minor: item.receivable.amount, item.currency))
            writer.amount(Money(minor: item.receivable.open, item.currency))
            writer.text(last?.step)
            writer.date(last?.on)
            writer.endRow()
        }
        return writer.take()
    }

    /// French spreadsheets expect `;` and a decimal comma, English ones `,` and a point.
    static func writer(_ language: Language) -> CSVWriter {
        language == .fr ? CSVWriter() : CSVWriter(separator: .comma, decimalMark: .point)
    }
}
