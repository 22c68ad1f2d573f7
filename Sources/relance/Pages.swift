import BackOffice
import CommandLine
import Reading
import Synchronization
import Texts
import Workflows

/// The web face while the server runs.
struct Pages: Sendable {
    /// How its opening went.
    private enum Opening: Sendable {
        case listening(port: Int)
        case failed(String)
    }

    private let settings: ServerSettings
    private let console: Console
    private let server: BackOfficeServer

    init(_ desk: Desk, _ settings: ServerSettings, _ console: Console) {
        self.settings = settings
        self.console = console
        server = BackOfficeServer(
            ReadingRoom(desk), settings: BackOfficeSettings(address: settings.host, port: settings.port),
            report: { console.error("pages: \($0)\n") })
    }

    /// Listens, says where, and answers the task that serves.
    func started() async throws(DatabaseFailure) -> Task<Void, Never> {
        let (openings, continuation) = AsyncStream<Opening>.makeStream()
        let server = server
        let task = Task {
            do {
                try await server.run { continuation.yield(.listening(port: $0)) }
            } catch {
                continuation.yield(.failed("\(error)"))
            }
            continuation.finish()
        }
        for await opening in openings {
            switch opening {
            case .listening(let port):
                let url = "http://\(settings.host.contains(":") ? "[\(settings.host)]" : settings.host):\(port)/"
                console.out(console.language.text("commands.serve.ready", ["url": .text(url)]) + "\n")
                return task
            case .failed(let reason):
                throw reason.contains("EADDRINUSE") || reason.contains("in use") ? .portInUse(settings.port) : .other(reason)
            }
        }
        throw .other("the pages did not open")
    }
}
