import Glibc
import Synchronization
import Workflows

/// Ends or stops the process at a named point of its work, for tests of what remains: `RELANCE_CRASH_AT=P15:3` kills it
/// at the third time that P15 is reached, `RELANCE_STOP_AT=P15:3` stops it there until it is told to go on, and
/// `RELANCE_CRASH_LOG` names a file that gets a line for each point reached. Builds for release know nothing of it.
final class CrashPoints: Sendable {
    private struct Deed: Sendable {
        let point: CrashPoint
        let signal: Int32
    }

    private let deed: Deed?
    private let left: Mutex<Int>
    /// The file that hears of each point; -1 when there is none.
    private let log: Int32

    init(_ environment: Environment) {
        #if DEBUG
            let text = environment["RELANCE_CRASH_AT"] ?? environment["RELANCE_STOP_AT"] ?? ""
            let parts = text.split(separator: ":")
            let signal = environment["RELANCE_CRASH_AT"] == nil ? SIGSTOP : SIGKILL
            deed = parts.first.flatMap { CrashPoint(rawValue: String($0)) }.map { Deed(point: $0, signal: signal) }
            left = Mutex(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
            log = environment["RELANCE_CRASH_LOG"].map { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) } ?? -1
        #else
            deed = nil
            left = Mutex(0)
            log = -1
        #endif
    }

    func reached(_ point: CrashPoint) {
        if log >= 0 {
            var line = point.rawValue + "\n"
            _ = line.withUTF8 { write(log, $0.baseAddress, $0.count) }
        }
        guard let deed, point == deed.point else { return }
        let isNow = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isNow { raise(deed.signal) }
    }
}
