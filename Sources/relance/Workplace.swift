import CommandLine
import Texts
import Workflows

/// `relance work`: a worker without pages, until it is told to stop.
struct Workplace: Sendable {
    let desk: Desk
    let console: Console

    /// A single look, for who has a clock of their own (cron).
    func look() async -> ExitStatus {
        await Worker(desk, console, actor: "relance work").look() ? .done : .refused
    }

    func run() async -> ExitStatus {
        let signals = StopSignals()
        let worker = Worker(desk, console, actor: "relance work")
        let work = Task { await worker.work() }
        console.error(console.language.text("commands.work.ready") + "\n")
        // Nothing but a signal: a worker has no file of its own that a disk could fail.
        _ = await signals.first()
        console.error(console.language.text("commands.serve.stopping") + "\n")
        work.cancel()
        await Grace.wait { await work.value }
        desk.ports.reached(.stopping)
        return .done
    }
}

/// The end of a process that was told to stop.
enum Grace {
    /// How long what is under way may take to end, in milliseconds.
    private static let limit: Int64 = 9000

    /// Waits for the work to end, but not for ever: what is cut short is picked up by the next worker.
    static func wait(_ work: @escaping @Sendable () async -> Void) async {
        await withCheckedContinuation { continuation in
            let once = Once(continuation)
            Task {
                await work()
                once.resume()
            }
            Task {
                try? await Task.sleep(for: .milliseconds(limit))
                once.resume()
            }
        }
    }
}
