import ArgumentParser
import Texts
import Workflows

/// The whole command line as a function: arguments in, words on the console, an exit status.
package enum CommandLineProgram {
    /// - Parameter isServer: the database is already open in this process, which runs the command for another one.
    package static func run(
        _ arguments: [String], _ console: Console, _ surroundings: Surroundings
    ) async -> Int32 {
        let console = console.speaking(CommandTree.language(in: arguments) ?? console.language)
        if let page = HelpPage.asked(by: arguments, console.language) {
            console.out(page)
            return ExitStatus.done.rawValue
        }
        let command: any ParsableCommand
        do {
            command = try Relance.parseAsRoot(arguments)
        } catch {
            return refuse(error, arguments, console)
        }
        guard let command = command as? any RelanceCommand else {
            console.error(HelpPage.text(of: CommandTree.path(in: arguments), console.language))
            return ExitStatus.usage.rawValue
        }
        do throws(CommandFailure) {
            return try await perform(command, arguments, console, surroundings)
        } catch {
            console.error(TerminalText.safe(line(error.words(console.language, surroundings), console.language)))
            return error.status(surroundings).rawValue
        }
    }

    private static func perform(
        _ command: any RelanceCommand, _ arguments: [String], _ console: Console, _ surroundings: Surroundings
    ) async throws(CommandFailure) -> Int32 {
        let actor = command.common.actor
        guard type(of: command).needsDatabase else {
            return try await command.perform(Call(console, surroundings, desk: nil, actor: actor)).rawValue
        }
        let location = command.common.location(console, isForWorker: type(of: command).isWorker)
        let reached: ReachedDatabase
        do throws(DatabaseFailure) { reached = try await surroundings.reach(location) } catch { throw .database(error) }
        switch reached {
        case .server(let run):
            do throws(DatabaseFailure) { return try await run(arguments, console) } catch { throw .database(error) }
        case .open(let desk, let close):
            do throws(CommandFailure) {
                let status = try await command.perform(Call(console, surroundings, desk: desk, actor: actor))
                await close()
                return status.rawValue
            } catch {
                await close()
                throw error
            }
        }
    }

    /// A command line that cannot be read, or a request that the parser serves itself (completion scripts, version).
    private static func refuse(_ error: any Error, _ arguments: [String], _ console: Console) -> Int32 {
        let message = Relance.message(for: error)
        if Relance.exitCode(for: error) == .success {
            console.out(Relance.fullMessage(for: error) + "\n")
            return ExitStatus.done.rawValue
        }
        let language = console.language
        console.error(line(UsageWords.words(message, arguments, language), language))
        console.error(HelpPage.hint(CommandTree.path(in: arguments), language))
        return ExitStatus.usage.rawValue
    }

    private static func line(_ words: String, _ language: Language) -> String {
        language.text("commands.error.line", ["what": .text(words)]) + "\n"
    }
}
