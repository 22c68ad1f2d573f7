import CommandLine
import SQL
import Texts
import Values
import Workflows

/// `relance serve`: the page, the mornings, and the commands of other processes, until it is told to stop.
struct Server: Sendable {
    private let program: Program
    private let settings: ServerSettings
    private let folder: String
    private let console: Console

    init(_ program: Program, _ settings: ServerSettings, _ location: DatabaseLocation, _ console: Console) {
        self.program = program
        self.settings = settings
        folder = program.folder(location)
        self.console = console
    }

    func run() async throws(DatabaseFailure) -> ExitStatus {
        let signals = StopSignals()
        let database = try await Databases(program.environment).openForServer(folder) { signals.stop($0) }
        let desk = try await program.desk(database, folder)
        let socket = try commandSocket(desk)
        let mornings = settings.playsMornings ? Task { await Worker(desk, console, actor: "relance serve").work() } : nil
        let pages: Task<Void, Never>
        do throws(DatabaseFailure) { pages = try await Pages(desk, settings, console).started() } catch {
            mornings?.cancel()
            socket?.stop()
            await database.close()
            throw error
        }
        let failure = await signals.first()
        console.error(console.language.text("commands.serve.stopping") + "\n")
        socket?.stop()
        mornings?.cancel()
        await Grace.wait {
            pages.cancel()
            await pages.value
            await mornings?.value
            while let socket, socket.count > 0 { try? await Task.sleep(for: .milliseconds(20)) }
            desk.ports.reached(.stopping)
            await database.close()
        }
        // What the disk holds is for the next start to find out.
        if let failure { throw DatabaseFailure(failure) }
        return .done
    }

    /// Commands reach PostgreSQL by themselves; only a file has one owner.
    private func commandSocket(_ desk: Desk) throws(DatabaseFailure) -> SocketServer? {
        guard program.environment.databaseURL == nil else { return nil }
        guard let socket = SocketServer(in: folder, program.surroundings(serving: desk, in: folder)) else {
            throw .disk(folder + "/" + SocketFile.name)
        }
        socket.start()
        return socket
    }
}
