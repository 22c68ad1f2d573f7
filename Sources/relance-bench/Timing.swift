import Glibc

/// The best of several runs.
struct Timing {
    private(set) var seconds = Double.infinity
    /// Of this process, in the same run: what the clock would have said on a machine with nothing else to do.
    private(set) var cpuSeconds = Double.infinity
    private(set) var runs = 0

    mutating func take<Value>(_ body: () throws -> Value) rethrows -> Value {
        let start = Reading()
        let value = try body()
        keep(start)
        return value
    }

    mutating func take<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        let start = Reading()
        let value = try await body()
        keep(start)
        return value
    }

    /// A moment at which a run began.
    struct Mark: Sendable {
        fileprivate let reading = Reading()
    }

    mutating func take(since mark: Mark) { keep(mark.reading) }

    private mutating func keep(_ start: Reading) {
        let end = Reading()
        runs += 1
        guard end.seconds - start.seconds < seconds else { return }
        seconds = end.seconds - start.seconds
        cpuSeconds = end.cpu - start.cpu
    }

    /// Parts of one run, added up.
    struct Sum {
        private(set) var timing = Timing()

        mutating func add<Value>(_ body: () async throws -> Value) async rethrows {
            let start = Reading()
            _ = try await body()
            let end = Reading()
            if timing.runs == 0 { (timing.seconds, timing.cpuSeconds, timing.runs) = (0, 0, 1) }
            timing.seconds += end.seconds - start.seconds
            timing.cpuSeconds += end.cpu - start.cpu
        }
    }

    fileprivate struct Reading {
        let seconds = Self.read(CLOCK_MONOTONIC)
        let cpu = Self.read(CLOCK_PROCESS_CPUTIME_ID)

        private static func read(_ clock: clockid_t) -> Double {
            var time = timespec()
            clock_gettime(clock, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
    }
}
