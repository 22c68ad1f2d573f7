package import Values

/// When a deferred message is tried again, as data. Each try starts with a new check of what is owed.
package struct RetryPolicy: Sendable, Hashable {
    /// Seconds to wait after the first, second, … try; the last one repeats.
    package let delays: [Int64]
    /// Seconds after the first try at which it is given up.
    package let horizonSeconds: Int64
    /// How far a wait may stray from its length, so that a crowd does not come back at once: per cent, either way.
    package let jitterPercent: Int64

    package init(delays: [Int64], horizonSeconds: Int64, jitterPercent: Int64) {
        self.delays = delays
        self.horizonSeconds = horizonSeconds
        self.jitterPercent = min(max(jitterPercent, 0), 100)
    }

    /// 5 minutes, doubled up to 4 hours, for 48 hours (RFC 5321, 4.5.4.1 asks for patience of that order).
    package static let email = RetryPolicy(
        delays: [300, 600, 1200, 2400, 4800, 9600, 14_400], horizonSeconds: 172_800, jitterPercent: 20)

    /// What to do after try number `tries` (at least 1) was deferred at `now`.
    ///
    /// `chance` is any number drawn evenly; the last wait ends on the horizon itself.
    package func next(tries: Int, firstTryAt: Instant, now: Instant, chance: UInt64) -> RetryDecision {
        let horizon = firstTryAt.adding(seconds: horizonSeconds)
        guard now < horizon, let last = delays.last else { return .giveUp }
        let delay = tries >= 1 && tries <= delays.count ? delays[tries - 1] : last
        let milliseconds = max(delay, 1) * 1000
        let spread = milliseconds / 100 * jitterPercent
        let strayed = milliseconds - spread + Int64(chance % UInt64(2 * spread + 1))
        return .retry(at: min(Instant(milliseconds: now.milliseconds + strayed), horizon))
    }
}

/// What follows a failed attempt.
package enum RetryDecision: Sendable, Hashable {
    case retry(at: Instant)
    case giveUp
}

/// How long a message may stay without news before somebody looks at it, in seconds.
package struct WatchPolicy: Sendable, Hashable {
    /// From `uncertain` to a task for a person (it is listed at once).
    package let taskAfterSeconds: Int64
    /// From `uncertain` to the moment at which a person must have decided.
    package let decideAfterSeconds: Int64
    /// From a soft bounce without further news to `undelivered`.
    package let undeliveredAfterSeconds: Int64

    package init(taskAfterSeconds: Int64, decideAfterSeconds: Int64, undeliveredAfterSeconds: Int64) {
        self.taskAfterSeconds = taskAfterSeconds
        self.decideAfterSeconds = decideAfterSeconds
        self.undeliveredAfterSeconds = undeliveredAfterSeconds
    }

    /// A quarter of an hour, a day, three days.
    package static let standard = WatchPolicy(
        taskAfterSeconds: 900, decideAfterSeconds: 86_400, undeliveredAfterSeconds: 259_200)
}
