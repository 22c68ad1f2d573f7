import ArgumentParser
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
        let waiting = try await call.ask { desk throws(DeskError) in try await desk.waitingToLeave() }
        if yes {
            _ = try await call.ask { desk throws(DeskError) in try await desk.release(by: call.actor, reason: reason) }
        }
        let json = JSON.object(
            ("released", .bool(yes)), ("closed", .string(closed.rawValue)),
            ("waiting", .array(waiting.map(InstanceAnswer.json))))
        call.answer(format.format, json) {
            call.language.sentence(closed) + "\n" + InstanceAnswer.text(waiting, call.language)
                + call.text(yes ? "instance.release.done" : "instance.release.effect") + "\n"
                + (yes ? "" : call.text("instance.release.ask") + "\n")
        }
        return yes ? .done : .refused
    }
}
