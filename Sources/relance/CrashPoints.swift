import Glibc
import Synchronization
import Workflows

/// Kills the process at a named point of its work, for tests of what remains: `RELANCE_CRASH_AT=P15:3` at the third
/// time that P15 is reached. Builds for release know nothing of it.
final class CrashPoints: Sendable {
    private let point: CrashPoint?
    private let left: Mutex<Int>

    init(_ environment: Environment) {
        #if DEBUG
            let parts = (environment["RELANCE_CRASH_AT"] ?? "").split(separator: ":")
            point = parts.first.flatMap { CrashPoint(rawValue: String($0)) }
            left = Mutex(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
        #else
            point = nil
            left = Mutex(0)
        #endif
    }

    func reached(_ point: CrashPoint) {
        guard point == self.point else { return }
        let isNow = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isNow { raise(SIGKILL) }
    }
}
