import ArgumentParser
import Dunning
import Ledger
import ScenarioFiles
import Texts
import Values
import Workflows

struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario",
        subcommands: [
            ScenarioAddCommand.self, ScenarioCheckCommand.self, ScenarioListCommand.self, ScenarioShowCommand.self,
            ScenarioAssignCommand.self, ScenarioLibraryCommand.self,
        ])
}

struct ScenarioAddCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "add")

    @Argument(help: ArgumentHelp(valueName: "file")) var file: String
    @OptionGroup var company: CompanyOption
    @Flag(name: .customLong("default")) var isDefault = false
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let parsed = try ScenarioArgument.read(file, call)
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let before = try await call.ask { desk throws(DeskError) in try await desk.book(profile.id) }
        let added = try await call.ask { desk throws(DeskError) in
            try await desk.addScenario(parsed.yaml, to: profile.id, isDefault: isDefault, on: day, by: call.actor)
        }
        let old = before.scenario(added.id)
        let changes = (old.flatMap { try? ScenarioFiles.parse($0.yaml) }).map { parsed.file.scenario.changes(since: $0.scenario) } ?? []
        let json = JSON.object(
            ("id", .string(added.id.text)), ("version", .integer(added.version)),
            ("isDefault", .bool(isDefault || before.defaultScenario == added.id)), ("isNew", .bool(old != added)),
            ("changes", .array(changes.map(ScenarioAnswer.json))))
        call.answer(format.format, json) {
            let values: [String: Texts.Argument] = ["id": .text(added.id.text), "version": .number(added.version)]
            let key = old == added ? "commands.scenario.unchanged" : old == nil ? "commands.scenario.added" : "commands.scenario.changed"
            return call.text(key, values) + "\n" + ScenarioAnswer.text(changes, call.language)
        }
        return .done
    }
}

struct ScenarioCheckCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "check")
    static let needsDatabase = false

    @Argument(help: ArgumentHelp(valueName: "file")) var file: String
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let bytes = try call.read(file, limit: ScenarioFiles.sizeLimit + 1)
        do throws(ScenarioRefusal) {
            let parsed = try ScenarioFiles.parse(bytes, templates: Templates.ids)
            let json = JSON.object(
                ("valid", .bool(true)), ("id", .string(parsed.scenario.id.text)), ("problems", .array([])))
            call.answer(format.format, json) {
                call.text("commands.scenario.sound", [
                    "file": .text(file), "name": .text(parsed.name.text(call.language)),
                    "count": .number(parsed.scenario.steps.count),
                ]) + "\n" + ScenarioAnswer.steps(parsed.scenario, call.language)
            }
            return .done
        } catch {
            let json = JSON.object(
                ("valid", .bool(false)), ("problems", .array(error.problems.map { ScenarioAnswer.json($0, call.language) })))
            call.answer(format.format, json) { ScenarioArgument.words(error, file, call.language) + "\n" }
            return .refused
        }
    }
}

struct ScenarioListCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "list")

    @OptionGroup var company: CompanyOption
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let book = try await call.ask { desk throws(DeskError) in try await desk.book(profile.id) }
        let own = book.scenarios
        call.answer(format.format, .array(own.map { text in
            .object(
                ("id", .string(text.id.text)), ("version", .integer(text.version)),
                ("isDefault", .bool(book.defaultScenario == text.id)))
        })) {
            guard !own.isEmpty else { return call.text("commands.scenario.none") + "\n" }
            var table = Table(
                (call.text("commands.column.scenario"), .left), (call.text("commands.column.version"), .right),
                (call.text("commands.column.name"), .left), (call.text("commands.column.remark"), .left))
            for text in own {
                let name = (try? ScenarioFiles.parse(text.yaml))?.name.text(call.language) ?? ""
                let remark = book.defaultScenario == text.id ? call.text("commands.scenario.is_default") : ""
                table.add(text.id.text, String(text.version), name, remark)
            }
            return table.text
        }
        return .done
    }
}

struct ScenarioShowCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "show")

    @Argument(help: ArgumentHelp(valueName: "scenario")) var id: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "number")) var revision: Int?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let text = try await call.ask { desk throws(DeskError) in
            try await desk.scenario(ScenarioID(id), version: revision, of: profile.id)
        }
        let json = JSON.object(
            ("id", .string(text.id.text)), ("version", .integer(text.version)), ("yaml", .string(text.yaml)))
        call.answer(format.format, json) { text.yaml }
        return .done
    }
}

struct ScenarioAssignCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "assign")

    @Argument(help: ArgumentHelp(valueName: "scenario")) var id: String
    @Option(help: ArgumentHelp(valueName: "number")) var customer: String
    @OptionGroup var company: CompanyOption
    @Flag var restart = false
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let scenario = ScenarioID(id)
        let customer = CustomerID(customer)
        try await call.ask { desk throws(DeskError) in
            try await desk.assign(
                scenario, to: customer, of: profile.id, restartOn: restart ? day : nil, on: day, by: call.actor)
        }
        let json = JSON.object(
            ("customer", .string(customer.text)), ("scenario", .string(scenario.text)),
            ("restartOn", .date(restart ? day : nil) ?? .null))
        call.answer(format.format, json) {
            call.text(restart ? "commands.scenario.assigned_restart" : "commands.scenario.assigned", [
                "scenario": .text(scenario.text), "customer": .text(customer.text)]) + "\n"
        }
        return .done
    }
}

/// The scenarios that come with the program: a list, or the text of one to copy and change.
struct ScenarioLibraryCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "library")
    static let needsDatabase = false

    @Argument(help: ArgumentHelp(valueName: "scenario")) var id: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let all = ScenarioLibrary.all + [ScenarioLibrary.example]
        if let id {
            guard let found = all.first(where: { $0.id.text == id }) else { throw .desk(.unknownScenario(ScenarioID(id))) }
            let json = JSON.object(("id", .string(id)), ("yaml", .string(found.yaml)))
            call.answer(format.format, json) { found.yaml }
            return .done
        }
        let files = all.compactMap { try? ScenarioFiles.parse($0.yaml) }
        call.answer(format.format, .array(files.map { file in
            .object(("id", .string(file.scenario.id.text)), ("name", .string(file.name.text(call.language))))
        })) {
            var table = Table((call.text("commands.column.scenario"), .left), (call.text("commands.column.name"), .left))
            for file in files { table.add(file.scenario.id.text, file.name.text(call.language)) }
            return table.text + "\n" + call.text("commands.scenario.library_hint") + "\n"
        }
        return .done
    }
}
