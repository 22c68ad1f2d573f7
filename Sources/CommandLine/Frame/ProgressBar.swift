import Synchronization
import Texts

/// A line on the terminal that fills up, shown once something has lasted over a second.
final class ProgressBar: Sendable {
    private struct State {
        var lastDrawn: Int64?
        var isShown = false
    }

    private let console: Console
    private let uptime: @Sendable () -> Int64
    private let start: Int64
    private let state = Mutex(State())
    private let title: String

    init(_ title: String, _ console: Console, uptime: @escaping @Sendable () -> Int64) {
        self.title = title
        self.console = console
        self.uptime = uptime
        start = uptime()
    }

    /// - Parameter total: 0 when it is not known.
    func show(_ done: Int, of total: Int) {
        guard console.isTerminal else { return }
        let now = uptime()
        guard now - start > 1000 else { return }
        let isDue = state.withLock { state in
            if let last = state.lastDrawn, now - last < 100, done != total { return false }
            state.lastDrawn = now
            state.isShown = true
            return true
        }
        if isDue { console.error("\r\u{1B}[2K" + line(done, total)) }
    }

    private func line(_ done: Int, _ total: Int) -> String {
        let language = console.language
        guard total > 0 else { return "\(title) \(language.number(done))" }
        let share = min(20, max(0, done * 20 / total))
        let bar = String(repeating: "█", count: share) + String(repeating: "░", count: 20 - share)
        return "\(title) \(bar) \(language.number(done)) / \(language.number(total))"
    }

    func clear() {
        if state.withLock({ $0.isShown }) { console.error("\r\u{1B}[2K") }
    }
}
