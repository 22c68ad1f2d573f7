import ArgumentParser
import Ledger
import Reading
import Texts
import Values
import Workflows

/// Looks whose the movements of the bank are.
struct MatchCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "match")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @Flag var dryRun = false
    @Flag var backtest = false
    @Option(help: ArgumentHelp(valueName: "date")) var from: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        if backtest {
            let first = from ?? day.adding(days: -365)
            let past = try await call.ask { desk throws(DeskError) in
                try await desk.backtestMatching(profile.id, from: first, through: day)
            }
            call.answer(format.format, BacktestAnswer.json(past)) { BacktestAnswer.text(past, call.language) }
            return .done
        }
        let report = try await call.ask { desk throws(DeskError) in
            try await desk.match(profile.id, on: day, isDryRun: dryRun, by: call.actor)
        }
        call.answer(format.format, MatchAnswer.json(report, isDryRun: dryRun, call.language)) {
            MatchAnswer.text(report, isDryRun: dryRun, call.language)
        }
        return .done
    }
}

/// A movement pays what a person says.
struct AllocateCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "allocate")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "entry")) var entry: String
    @Option(help: ArgumentHelp(valueName: "invoice:amount")) var invoice: [String] = []
    @Option(help: ArgumentHelp(valueName: "customer")) var customer: String?
    @Option(help: ArgumentHelp(valueName: "invoice:amount")) var discount: [String] = []
    @Option(help: ArgumentHelp(valueName: "invoice:amount")) var charges: [String] = []
    @Option(help: ArgumentHelp(valueName: "invoice:amount")) var difference: [String] = []
    @Option(help: ArgumentHelp(valueName: "number")) var accept: Int?
    @Option(help: ArgumentHelp(valueName: "reference")) var beside: [String] = []
    @Flag var keepRest = false
    @Flag var forgetPayer = false
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = EntryID(entry)
        let former = try await call.ask { desk throws(DeskError) in try await desk.decided(id, in: profile.id) }
        if let accept {
            guard invoice.isEmpty, customer == nil, discount.isEmpty, charges.isEmpty, difference.isEmpty else {
                throw .said(.usage, call.text("commands.error.accept_alone"))
            }
            _ = try await call.ask { desk throws(DeskError) in
                try await desk.accept(id, choice: accept - 1, in: profile.id, on: day, by: call.actor)
            }
        } else {
            let request = try request(former.booked.entry.currency, call.language)
            _ = try await call.ask { desk throws(DeskError) in
                try await desk.allocate(request, in: profile.id, on: day, by: call.actor)
            }
        }
        return try await call.tell(id, former, in: profile.id, format) { decided in
            decided.booked.returned.isEmpty ? "commands.allocate.done" : "commands.entry.returned_done"
        }
    }

    private func request(_ currency: Currency, _ language: Language) throws(CommandFailure) -> AllocationRequest {
        if invoice.isEmpty, customer == nil { throw .said(.usage, language.text("commands.error.allocate_nothing")) }
        var parts: [AllocationRequest.Part] = []
        for text in invoice {
            let (id, amount) = try Self.part(text, currency, "--invoice", language)
            parts.append(AllocationRequest.Part(id, amount))
        }
        var letGo: [AllocationRequest.LetGo] = []
        for (kind, option, texts) in [
            (Remission.Kind.discount, "--discount", discount), (.bankCharges, "--charges", charges),
            (.smallDifference, "--difference", difference),
        ] {
            for text in texts {
                let (id, amount) = try Self.part(text, currency, option, language)
                letGo.append(AllocationRequest.LetGo(kind, id, amount))
            }
        }
        return AllocationRequest(
            entry: EntryID(entry), parts: parts, customer: customer.map { CustomerID($0) }, letGo: letGo,
            keepsRest: keepRest, learns: !forgetPayer, beside: beside.map { CreditID($0) })
    }

    /// `FA-12:120.00`, or `FA-12` for as much as possible. A number may hold colons: the amount stands behind the last.
    private static func part(
        _ text: String, _ currency: Currency, _ option: String, _ language: Language
    ) throws(CommandFailure) -> (InvoiceID, Int64?) {
        guard let colon = text.lastIndex(of: ":") else { return (InvoiceID(text), nil) }
        let amount = try AmountArgument.parse(String(text[text.index(after: colon)...]), currency, option: option, language)
        return (InvoiceID(String(text[..<colon])), amount.minor)
    }
}

/// Undoes what was decided about a movement.
struct ReverseCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "reverse")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "entry")) var entry: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = EntryID(entry)
        let former = try await call.ask { desk throws(DeskError) in try await desk.decided(id, in: profile.id) }
        _ = try await call.ask { desk throws(DeskError) in
            try await desk.reverse(id, in: profile.id, on: day, by: call.actor)
        }
        return try await call.tell(id, former, in: profile.id, format) { decided in
            if decided.booked.setAside != nil { return "commands.reverse.return_undone" }
            return former.booked.setAside == nil ? "commands.reverse.done" : "commands.reverse.taken_up"
        }
    }
}

/// A movement that pays nothing here.
struct SetAsideCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "set-aside")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "entry")) var entry: String
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let id = EntryID(entry)
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .said(.usage, call.text("commands.error.set_aside_reason")) }
        let former = try await call.ask { desk throws(DeskError) in try await desk.decided(id, in: profile.id) }
        try await call.ask { desk throws(DeskError) in
            try await desk.setAside(id, reason: reason, in: profile.id, on: day, by: call.actor)
        }
        return try await call.tell(id, former, in: profile.id, format) { _ in "commands.set_aside.done" }
    }
}

extension Call {
    /// Answers with a movement as it stands once it was decided about, and with what that undid.
    fileprivate func tell(
        _ id: EntryID, _ former: DecidedEntry, in company: CompanyID, _ format: FormatOption, _ key: (DecidedEntry) -> String
    ) async throws(CommandFailure) -> ExitStatus {
        let decided = try await ask { desk throws(DeskError) in try await desk.decided(id, in: company) }
        let key = key(decided)
        answer(format.format, EntryAnswer.json(decided, former, language)) { EntryAnswer.text(decided, former, key, language) }
        return .done
    }
}

struct PayersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payers", subcommands: [PayersListCommand.self, PayersForgetCommand.self],
        defaultSubcommand: PayersListCommand.self)
}

/// What was learned of who pays for whom.
struct PayersListCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "list")

    @OptionGroup var company: CompanyOption
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let rules = try await call.ask { desk throws(DeskError) in try await desk.payers(profile.id) }
        call.answer(format.format, .array(rules.map(json))) {
            guard !rules.isEmpty else { return call.text("commands.payers.none") + "\n" }
            var table = Table(
                (call.text("commands.column.payer_rule"), .left), (call.text("commands.column.sign"), .left),
                (call.text("commands.column.customer"), .left), (call.text("commands.column.role"), .left))
            for rule in rules {
                table.add(
                    rule.id.text, call.text("commands.payers.kind." + rule.kind.rawValue), rule.customer.text,
                    call.text("commands.payers.role." + rule.role.rawValue))
            }
            return table.text
        }
        return .done
    }

    private func json(_ rule: PayerRule) -> JSON {
        .object(
            ("id", .string(rule.id.text)), ("kind", .string(rule.kind.rawValue)), ("value", .string(rule.value)),
            ("customer", .string(rule.customer.text)), ("role", .string(rule.role.rawValue)),
            ("entry", .string(rule.entry?.text) ?? .null))
    }
}

struct PayersForgetCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "forget")

    @Argument(help: ArgumentHelp(valueName: "id")) var id: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "words")) var reason: String
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let rule = PayerRuleID(id)
        try await call.ask { desk throws(DeskError) in
            try await desk.forgetPayer(rule, reason: reason, in: profile.id, on: day, by: call.actor)
        }
        call.answer(format.format, .object(("id", .string(id)), ("reason", .string(reason)))) {
            call.text("commands.payers.forgotten", ["id": .text(id)]) + "\n"
        }
        return .done
    }
}
