package import Values

/// A rate limit as a token bucket in whole numbers: `messages` per `perSeconds`, at most `burst` at once.
///
/// One for each company, one for each recipient domain; a message leaves when all of its paces let it.
package struct Pace: Sendable, Hashable {
    package let messages: Int64
    package let perSeconds: Int64
    package let burst: Int64

    /// Every argument is raised to at least 1 and held under a million, so that the arithmetic cannot overflow.
    package init(messages: Int64, perSeconds: Int64, burst: Int64) {
        self.messages = min(max(messages, 1), 1_000_000)
        self.perSeconds = min(max(perSeconds, 1), 1_000_000)
        self.burst = min(max(burst, 1), 1_000_000)
    }

    /// The bucket before its first message: full.
    package func full(at now: Instant) -> PaceLevel { PaceLevel(credit: capacity, at: now) }

    /// Credit is counted in messages × milliseconds of the period, which keeps every refill exact.
    private var price: Int64 { perSeconds * 1000 }
    private var capacity: Int64 { burst * price }

    /// Takes one message out of the bucket, or says when there will be one. A clock that goes back refills nothing.
    package func take(from level: PaceLevel, at now: Instant) -> PaceDecision {
        let refilled = level.refilled(at: now, perMillisecond: messages, capacity: capacity)
        if refilled.credit >= price { return .go(PaceLevel(credit: refilled.credit - price, at: refilled.at)) }
        let missing = price - refilled.credit
        let milliseconds = (missing + messages - 1) / messages
        return .wait(until: Instant(milliseconds: refilled.at.milliseconds + milliseconds))
    }

    /// Takes one message out of every bucket, or out of none and says when to come back.
    package static func takeAll(_ buckets: [(pace: Pace, level: PaceLevel)], at now: Instant) -> PaceDecisionForAll {
        var levels: [PaceLevel] = []
        var latest: Instant?
        for bucket in buckets {
            switch bucket.pace.take(from: bucket.level, at: now) {
            case .go(let level): levels.append(level)
            case .wait(let until): latest = max(latest ?? until, until)
            }
        }
        if let latest { return .wait(until: latest) }
        return .go(levels)
    }
}

/// What is left in a bucket, and when that was.
package struct PaceLevel: Sendable, Hashable {
    package let credit: Int64
    package let at: Instant

    package init(credit: Int64, at: Instant) {
        self.credit = credit
        self.at = at
    }

    fileprivate func refilled(at now: Instant, perMillisecond: Int64, capacity: Int64) -> PaceLevel {
        let elapsed = max(0, now.milliseconds - at.milliseconds)
        let room = max(0, capacity - credit)
        let credit = elapsed >= room / perMillisecond + 1 ? max(credit, capacity) : credit + elapsed * perMillisecond
        return PaceLevel(credit: min(credit, capacity), at: max(at, now))
    }
}

/// Whether one more message may leave now, and the level it leaves behind.
package enum PaceDecision: Sendable, Hashable {
    case go(PaceLevel)
    case wait(until: Instant)
}

/// The same under several limits at once: all of them agree, or the latest says when.
package enum PaceDecisionForAll: Sendable, Hashable {
    case go([PaceLevel])
    case wait(until: Instant)
}
