import CommandLine
import Texts
import Workflows

/// The web face while the server runs.
struct Pages: Sendable {
    private let settings: ServerSettings
    private let console: Console

    init(_ desk: Desk, _ settings: ServerSettings, _ console: Console) {
        self.settings = settings
        self.console = console
    }

    /// Listens, and says where.
    func started() async throws(DatabaseFailure) -> Pages {
        console.out(console.language.text("commands.serve.ready", ["url": .text("http://\(settings.host):\(settings.port)/")]) + "\n")
        return self
    }

    func stop() async {}
}
