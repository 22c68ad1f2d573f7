import ArgumentParser
import Ledger
import Reading
import Texts
import Values
import Workflows

struct HoldCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "hold")

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        try await HoldPlacing.place(.hold, scope, from: period.from, until: period.until, reason: period.reason, format, call)
    }
}

struct MuteCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "mute")

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        try await HoldPlacing.place(.mute, scope, from: period.from, until: period.until, reason: period.reason, format, call)
    }
}

struct PromiseCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "promise")

    @OptionGroup var scope: ScopeOptions
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @Option(help: ArgumentHelp(valueName: "date")) var until: LocalDate
    @Option(help: ArgumentHelp(valueName: "amount")) var amount: String?
    @Option(help: ArgumentHelp(valueName: "words")) var reason = ""
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        try await HoldPlacing.place(.promise, scope, from: on, until: until, amount: amount, reason: reason, format, call)
    }
}

struct DisputeCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "dispute")

    @OptionGroup var scope: ScopeOptions
    @Option(help: ArgumentHelp(valueName: "date")) var from: LocalDate?
    @Option(help: ArgumentHelp(valueName: "date")) var until: LocalDate?
    @Option(help: ArgumentHelp(valueName: "amount")) var amount: String?
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        try await HoldPlacing.place(.dispute, scope, from: from, until: until, amount: amount, reason: reason, format, call)
    }
}

/// Whom, and which invoice of theirs.
struct ScopeOptions: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "id")) var company: String?
    @Option(help: ArgumentHelp(valueName: "number")) var customer: String?
    @Option(help: ArgumentHelp(valueName: "number")) var invoice: String?
}

/// From its first to its last day, both included, and why.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "date")) var from: LocalDate?
    @Option(help: ArgumentHelp(valueName: "date")) var until: LocalDate
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
}

/// Places a hold of any kind and shows it.
enum HoldPlacing {
    static func place(
        _ kind: Hold.Kind, _ scope: ScopeOptions, from: LocalDate?, until: LocalDate?, amount: String? = nil,
        reason: String, _ format: FormatOption, _ call: Call
    ) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(scope.company)
        let customer = try await self.customer(scope, profile, call)
        var pointed: String?
        if let amount { pointed = try AmountArgument.pointed(amount, option: "--amount", call.language) }
        let request = HoldRequest(
            kind: kind, customer: customer, invoice: scope.invoice.map { InvoiceID($0) },
            from: from ?? call.today(profile), until: until, amount: pointed, reason: reason)
        let placed = try await call.ask { desk throws(DeskError) in
            try await desk.place(request, in: profile.id, by: call.actor)
        }
        call.answer(format.format, HoldAnswer.json(placed.hold, replaced: placed.replaced)) {
            let replaced = placed.replaced.map {
                call.text("commands.promise.replaced", ["what": .text(call.language.sentence($0))]) + "\n"
            }
            return call.language.sentence(placed.hold) + "\n" + replaced.joined()
        }
        return .done
    }

    /// The customer named, or the one the invoice belongs to.
    static func customer(
        _ scope: ScopeOptions, _ profile: CompanyProfile, _ call: Call
    ) async throws(CommandFailure) -> CustomerID {
        if let customer = scope.customer { return CustomerID(customer) }
        guard let invoice = scope.invoice else { throw .said(.usage, call.text("commands.hold.whom")) }
        return try await call.ask { desk throws(DeskError) in
            try await desk.owner(of: InvoiceID(invoice), in: profile.id)
        }
    }
}

struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        subcommands: [
            ReleaseHoldCommand.self, ReleaseMuteCommand.self, ReleasePromiseCommand.self, ReleaseDisputeCommand.self,
            ReleaseQuarantineCommand.self,
        ])
}

struct ReleaseHoldCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "hold")
    @OptionGroup var release: ReleaseOptions
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus { try await release.perform(.hold, call) }
}

struct ReleaseMuteCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "mute")
    @OptionGroup var release: ReleaseOptions
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus { try await release.perform(.mute, call) }
}

struct ReleasePromiseCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "promise")
    @OptionGroup var release: ReleaseOptions
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus { try await release.perform(.promise, call) }
}

struct ReleaseDisputeCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "dispute")
    @OptionGroup var release: ReleaseOptions
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus { try await release.perform(.dispute, call) }
}

/// Two versions of an invoice contradict each other: a person says that the recorded one holds.
struct ReleaseQuarantineCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "quarantine")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "number")) var invoice: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = InvoiceID(invoice)
        try await call.ask { desk throws(DeskError) in
            try await desk.releaseQuarantine(of: id, in: profile.id, on: day, by: call.actor)
        }
        call.answer(format.format, .object(("invoice", .string(invoice)), ("on", .date(day)))) {
            call.text("commands.release.quarantine", ["invoice": .text(invoice)]) + "\n"
        }
        return .done
    }
}

/// What to release, and from which day on.
struct ReleaseOptions: ParsableArguments {
    @OptionGroup var scope: ScopeOptions
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption

    func perform(_ kind: Hold.Kind, _ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(scope.company)
        let customer = try await HoldPlacing.customer(scope, profile, call)
        let day = on ?? call.today(profile)
        let invoice = scope.invoice.map { InvoiceID($0) }
        let released = try await call.ask { desk throws(DeskError) in
            try await desk.release(kind, of: customer, invoice: invoice, in: profile.id, on: day, by: call.actor)
        }
        let json = JSON.object(("released", .array(released.map { HoldAnswer.json($0, releasedOn: day) })))
        call.answer(format.format, json) {
            released.map { call.text("commands.release.done", [
                "what": .text(call.language.sentence($0)), "day": .date(day, .full)]) + "\n" }.joined()
        }
        return .done
    }
}

/// A hold as scripts read it.
enum HoldAnswer {
    static func json(_ hold: Hold, releasedOn: LocalDate? = nil, replaced: [Hold] = []) -> JSON {
        let amount: JSON? = hold.amount.flatMap { amount in hold.currency.map { .amount(amount, $0) } }
        return .object(
            ("id", .string(hold.id.text)), ("kind", .string(hold.kind.rawValue)),
            ("customer", .string(hold.customer.text)), ("invoice", .string(hold.invoice?.text) ?? .null),
            ("from", .date(hold.from)), ("until", .date(hold.until) ?? .null), ("amount", amount ?? .null),
            ("currency", .string(hold.currency?.code) ?? .null), ("reason", .string(hold.reason)),
            ("author", .string(hold.author)), ("covers", .strings(hold.covers.map(\.text))),
            ("releasedOn", .date(releasedOn ?? hold.releasedOn) ?? .null),
            ("replaced", .strings(replaced.map(\.id.text))))
    }
}
