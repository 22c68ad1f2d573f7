import ArgumentParser
import Texts
import Values

/// Brings the database to the schema of this program.
struct MigrateCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "migrate")
    static let needsDatabase = false

    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let location = common.location(call.console)
        let applied: [Int]
        do throws(DatabaseFailure) { applied = try await call.surroundings.migrate(location) } catch { throw .database(error) }
        call.answer(format.format, .object(("applied", .array(applied.map(JSON.integer))))) {
            let key = applied.isEmpty ? "commands.migrate.nothing" : "commands.migrate.done"
            return call.text(key, ["count": .number(applied.count)]) + "\n"
        }
        return .done
    }
}

/// The page, the companies' mornings, and the commands of everybody else on this machine.
struct ServeCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "serve")
    static let needsDatabase = false

    @Option(help: ArgumentHelp(valueName: "address")) var host = "127.0.0.1"
    @Option(help: ArgumentHelp(valueName: "port")) var port = 8080
    @Flag var noMornings = false
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        guard ["127.0.0.1", "::1", "localhost"].contains(host) else { throw .database(.notLoopback(host)) }
        guard (0...65_535).contains(port) else {
            throw .said(.usage, call.text("commands.error.range", [
                "option": .text("--port"), "value": .text(String(port)), "range": .text("0 … 65535")]))
        }
        let settings = ServerSettings(host: host, port: port, playsMornings: !noMornings)
        let location = common.location(call.console, isForWorker: true)
        do throws(DatabaseFailure) {
            return try await call.surroundings.serve(settings, location, call.console)
        } catch { throw .database(error) }
    }
}
