import ArgumentParser
import Ledger
import Texts
import Values
import Workflows

struct CompanyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "company",
        subcommands: [
            CompanyCreateCommand.self, CompanyListCommand.self, CompanyShowCommand.self, CompanySetCommand.self,
            CompanyLiveCommand.self,
        ])
}

struct CompanyCreateCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "create")

    @Option(help: ArgumentHelp(valueName: "id")) var id: String
    @Option(help: ArgumentHelp(valueName: "name")) var name: String
    @Option(help: ArgumentHelp(valueName: "region")) var calendar = CalendarRegion.france
    @Option(help: ArgumentHelp(valueName: "zone")) var timeZone = "Europe/Paris"
    @Flag var live = false
    @OptionGroup var letterhead: LetterheadOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        var profile = CompanyProfile(id: CompanyID(id), name: name, calendar: calendar, timeZone: timeZone, isLive: live)
        try letterhead.apply(to: &profile.letterhead, call.language)
        try policy.apply(to: &profile.policy, call.language)
        let made = profile
        try await call.ask { desk throws(DeskError) in try await desk.create(made, by: call.actor) }
        call.answer(format.format, CompanyAnswer.json(made)) {
            let key = made.isLive ? "commands.company.created_live" : "commands.company.created"
            return call.text(key, ["id": .text(made.id.text), "name": .text(made.name)]) + "\n"
        }
        return .done
    }
}

struct CompanyListCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "list")

    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let all = try await call.ask { desk throws(DeskError) in try await desk.companies() }
        call.answer(format.format, .array(all.map(CompanyAnswer.json))) {
            guard !all.isEmpty else { return call.text("commands.company.none") + "\n" }
            var table = Table(
                (call.text("commands.column.company"), .left), (call.text("commands.column.name"), .left),
                (call.text("commands.column.state"), .left))
            for profile in all { table.add(profile.id.text, profile.name, CompanyAnswer.state(profile, call.language)) }
            return table.text
        }
        return .done
    }
}

struct CompanyShowCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "show")

    @Option(help: ArgumentHelp(valueName: "id")) var id: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(id)
        call.answer(format.format, CompanyAnswer.json(profile)) { CompanyAnswer.text(profile, call.language) }
        return .done
    }
}

struct CompanySetCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "set")

    @Option(help: ArgumentHelp(valueName: "id")) var id: String?
    @Option(help: ArgumentHelp(valueName: "name")) var name: String?
    @Option(help: ArgumentHelp(valueName: "region")) var calendar: CalendarRegion?
    @Option(help: ArgumentHelp(valueName: "zone")) var timeZone: String?
    @OptionGroup var letterhead: LetterheadOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        var profile = try await call.company(id)
        if let name { profile.name = name }
        if let calendar { profile.calendar = calendar }
        if let timeZone { profile.timeZone = timeZone }
        try letterhead.apply(to: &profile.letterhead, call.language)
        try policy.apply(to: &profile.policy, call.language)
        let changed = profile
        try await call.ask { desk throws(DeskError) in try await desk.describe(changed, by: call.actor) }
        call.answer(format.format, CompanyAnswer.json(changed)) { CompanyAnswer.text(changed, call.language) }
        return .done
    }
}

/// The switch between a simulated company and one whose messages really leave: a command of its own, on purpose.
struct CompanyLiveCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "live")

    @Option(help: ArgumentHelp(valueName: "id")) var id: String
    @Flag var off = false
    @Option(help: ArgumentHelp(valueName: "yes|no")) var approvesFirstLiveSend: YesNo?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let changed = off ? try await simulated(call) : try await call.ask { desk throws(DeskError) in
            try await desk.goLive(CompanyID(id), approvingFirst: approvesFirstLiveSend.map { $0 == .yes }, by: call.actor)
        }
        call.answer(format.format, CompanyAnswer.json(changed, tellsMissing: true)) {
            guard changed.isLive else { return call.text("commands.company.now_simulated", ["id": .text(id)]) + "\n" }
            return CompanyAnswer.nowLive(changed, call.language)
        }
        return .done
    }

    private func simulated(_ call: Call) async throws(CommandFailure) -> CompanyProfile {
        var profile = try await call.company(id)
        profile.isLive = false
        if let approvesFirstLiveSend { profile.policy.approvesFirstLiveSend = approvesFirstLiveSend == .yes }
        let changed = profile
        try await call.ask { desk throws(DeskError) in try await desk.describe(changed, by: call.actor) }
        return changed
    }
}
