import ArgumentParser
import Reading
import Texts
import Values
import Workflows

struct InstanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instance", subcommands: [InstanceShowCommand.self, InstanceReleaseCommand.self],
        defaultSubcommand: InstanceShowCommand.self)
}

/// Which installation this is, whether it may send, and what was decided about that.
struct InstanceShowCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "show")

    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let reading = try await call.ask { desk throws(DeskError) in try await desk.instance() }
        call.answer(format.format, InstanceAnswer.json(reading)) { InstanceAnswer.text(reading, call.language) }
        return .done
    }
}

/// Lets live companies send from this place.
struct InstanceReleaseCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "release")

    @Option(help: ArgumentHelp(valueName: "words")) var reason = ""
    @Option(help: ArgumentHelp(valueName: "file")) var journal: [String] = []
    @Flag var withoutJournal = false
    @Flag var yes = false
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        guard let closed = try await call.ask({ desk throws(DeskError) in try await desk.sendingGate().reason }) else {
            call.answer(format.format, .object(("released", .bool(false)), ("closed", .null), ("waiting", .array([])))) {
                call.text("instance.release.nothing") + "\n"
            }
            return .done
        }
        var merge: JournalMerge?
        var damaged: [String] = []
        if yes {
            let (read, lines) = try readJournals(call)
            damaged = lines
            merge = try await call.ask { desk throws(DeskError) in try await desk.merge(read) }
        }
        let waiting = try await call.ask { desk throws(DeskError) in try await desk.waitingToLeave() }
        if yes {
            _ = try await call.ask { desk throws(DeskError) in
                try await desk.release(by: call.actor, reason: reason, withoutJournal: withoutJournal)
            }
        }
        let json = JSON.object(
            ("released", .bool(yes)), ("closed", .string(closed.rawValue)),
            ("journal", merge.map(InstanceAnswer.json) ?? .null), ("damagedLines", .strings(damaged)),
            ("waiting", .array(waiting.map(InstanceAnswer.json))))
        call.answer(format.format, json) {
            let told = merge.map { InstanceAnswer.lines($0, damaged, call.language).map { $0 + "\n" }.joined() } ?? ""
            return call.language.sentence(closed) + "\n" + told + InstanceAnswer.text(waiting, call.language)
                + call.text(yes ? "instance.release.done" : "instance.release.effect") + "\n"
                + (yes ? "" : call.text("instance.release.ask") + "\n")
        }
        return yes ? .done : .refused
    }

    private func readJournals(_ call: Call) throws(CommandFailure) -> (entries: [JournalEntry], damaged: [String]) {
        do throws(FileFailure) {
            let reading = try call.surroundings.journals(common.location(call.console), journal.map(call.console.path))
            return (reading.entries, reading.damaged)
        } catch { throw .said(error.status, error.words(call.language)) }
    }
}
