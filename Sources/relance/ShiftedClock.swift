import Values

/// The machine's clock, moved for tests of live companies on another day: `RELANCE_CLOCK_SHIFT=86400` is tomorrow, in
/// seconds. Builds for release know nothing of it.
struct ShiftedClock: Sendable {
    private let shift: Int64

    init(_ environment: Environment) {
        #if DEBUG
            shift = environment["RELANCE_CLOCK_SHIFT"].flatMap { Int64($0) } ?? 0
        #else
            shift = 0
        #endif
    }

    var now: Instant { Clock.now.adding(seconds: shift) }
}
