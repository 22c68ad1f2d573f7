import ArgumentParser
import Ledger
import Outbox
import Texts
import Values
import Workflows

struct MessagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages", subcommands: [MessagesListCommand.self, MessagesShowCommand.self],
        defaultSubcommand: MessagesListCommand.self)
}

struct MessagesListCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "list")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "number")) var customer: String?
    @Option(help: ArgumentHelp(valueName: "state")) var state: MessageStateOption?
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let all = try await call.ask { desk throws(DeskError) in try await desk.messages(profile.id) }
        let found = all.filter { message in
            (customer.map { message.customer.text == $0 } ?? true) && (on.map { message.on == $0 } ?? true)
                && (state.map { message.state == $0.state.rawValue } ?? true)
        }
        call.answer(format.format, .array(found.map { MessageAnswer.json($0) })) {
            found.isEmpty ? call.text("commands.messages.none") + "\n" : MessageAnswer.table(found, call.language)
        }
        return .done
    }
}

/// One message with the very bytes that leave.
struct MessagesShowCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "show")

    @Argument(help: ArgumentHelp(valueName: "message")) var id: String
    @OptionGroup var company: CompanyOption
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let id = MessageID(id)
        let all = try await call.ask { desk throws(DeskError) in try await desk.messages(profile.id) }
        guard let message = all.first(where: { $0.id == id }) else { throw .desk(.unknownMessage(id)) }
        let content = try await call.ask { desk throws(DeskError) in try await desk.content(of: id, in: profile.id) }
        let text = content.map { String(decoding: $0, as: UTF8.self) }
        call.answer(format.format, MessageAnswer.json(message, more: [.init("content", .string(text) ?? .null)])) {
            MessageAnswer.table([message], call.language) + "\n" + (text ?? call.text("commands.messages.not_written") + "\n")
        }
        return .done
    }
}

struct ApproveCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "approve")

    @Argument(help: ArgumentHelp(valueName: "message")) var ids: [String] = []
    @Flag var all = false
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let waiting = try await WaitingMessages.chosen(ids, all: all, profile.id, call)
        for id in waiting {
            try await call.ask { desk throws(DeskError) in try await desk.approve(id, in: profile.id, on: day, by: call.actor) }
        }
        call.answer(format.format, .object(("approved", .strings(waiting.map(\.text))))) {
            WaitingMessages.told("commands.approve.done", waiting.count, call)
        }
        return .done
    }
}

struct WithholdCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "withhold")

    @Argument(help: ArgumentHelp(valueName: "message")) var ids: [String] = []
    @Flag var all = false
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let waiting = try await WaitingMessages.chosen(ids, all: all, profile.id, call)
        for id in waiting {
            try await call.ask { desk throws(DeskError) in
                try await desk.withhold(id, reason: reason, in: profile.id, on: day, by: call.actor)
            }
        }
        call.answer(format.format, .object(("withheld", .strings(waiting.map(\.text))))) {
            WaitingMessages.told("commands.withhold.done", waiting.count, call)
        }
        return .done
    }
}

/// The messages a decision is about: those named, or all that wait for approval.
enum WaitingMessages {
    static func chosen(
        _ ids: [String], all: Bool, _ company: CompanyID, _ call: Call
    ) async throws(CommandFailure) -> [MessageID] {
        guard ids.isEmpty == all else { throw .said(.usage, call.text("commands.approve.which")) }
        guard all else { return ids.map { MessageID($0) } }
        let messages = try await call.ask { desk throws(DeskError) in try await desk.messages(company) }
        return messages.filter { $0.state == MessageState.awaitingApproval.rawValue }.map(\.id)
    }
}

extension WaitingMessages {
    /// How many were decided, or that none waited.
    static func told(_ key: String, _ count: Int, _ call: Call) -> String {
        call.text(count == 0 ? "commands.approve.none" : key, ["count": .number(count)]) + "\n"
    }
}

/// What became of a message whose answer was lost, as a person found out.
struct ResolveCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "resolve")

    @Argument(help: ArgumentHelp(valueName: "message")) var id: String
    @Flag var accepted = false
    @Flag var notAccepted = false
    @Option(help: ArgumentHelp(valueName: "words")) var evidence: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        guard accepted != notAccepted else { throw .said(.usage, call.text("commands.resolve.which")) }
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let message = MessageID(id)
        try await call.ask { desk throws(DeskError) in
            try await desk.resolve(
                message, wasTaken: accepted, evidence: evidence, in: profile.id, on: day, by: call.actor)
        }
        return try await MessageNow.answer(message, profile, format.format, call)
    }
}

/// News of a message, entered by hand: a bounce read in a mailbox, a complaint on the telephone.
struct ReceiptCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "receipt")

    @Argument(help: ArgumentHelp(valueName: "message")) var id: String
    @Argument(help: ArgumentHelp(valueName: "news")) var news: NewsOption
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let message = MessageID(id)
        try await call.ask { desk throws(DeskError) in
            try await desk.take(news.receipt, of: message, in: profile.id, on: day, by: call.actor)
        }
        return try await MessageNow.answer(message, profile, format.format, call)
    }
}

/// Shows a message as it stands after a decision.
enum MessageNow {
    static func answer(
        _ id: MessageID, _ profile: CompanyProfile, _ format: OutputFormat, _ call: Call
    ) async throws(CommandFailure) -> ExitStatus {
        let all = try await call.ask { desk throws(DeskError) in try await desk.messages(profile.id) }
        let found = all.filter { $0.id == id }
        call.answer(format, found.first.map { MessageAnswer.json($0) } ?? .null) { MessageAnswer.table(found, call.language) }
        return .done
    }
}

/// A state of messages by the word that commands print.
struct MessageStateOption: ExpressibleByArgument {
    let state: MessageState

    init?(argument: String) {
        guard let state = MessageState(rawValue: argument) else { return nil }
        self.state = state
    }

    static var allValueStrings: [String] { MessageState.allCases.map(\.rawValue) }
}

/// A receipt by the word that commands print.
struct NewsOption: ExpressibleByArgument {
    let receipt: DeliveryReceipt

    init?(argument: String) {
        guard let receipt = DeliveryReceipt(rawValue: argument) else { return nil }
        self.receipt = receipt
    }

    static var allValueStrings: [String] { DeliveryReceipt.allCases.map(\.rawValue) }
}
