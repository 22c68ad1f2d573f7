import Foundation
import Values

/// The machine's time and its time zones.
enum Clock {
    static var now: Instant { Instant(milliseconds: milliseconds(CLOCK_REALTIME)) }

    /// Milliseconds that only go forward.
    static var uptime: Int64 { milliseconds(CLOCK_MONOTONIC) }

    /// Milliseconds that this process has spent on processors, all its threads together.
    static var processorTime: Int64 { milliseconds(CLOCK_PROCESS_CPUTIME_ID) }

    /// Today where this machine is.
    static var today: LocalDate { day(now, in: TimeZone.current) }

    static func day(_ instant: Instant, zone: String) -> LocalDate? {
        TimeZone(identifier: zone).map { day(instant, in: $0) }
    }

    /// An hour that does not exist (clocks go forward) is the hour after; one that exists twice is the first.
    static func instant(_ day: LocalDate, hour: Int, zone: String) -> Instant? {
        guard let zone = TimeZone(identifier: zone) else { return nil }
        let local = Int64(day.dayNumber) * 86_400 + Int64(hour) * 3600
        let early = offset(of: zone, at: local - offset(of: zone, at: local - 86_400))
        return Instant(milliseconds: (local - early) * 1000)
    }

    private static func day(_ instant: Instant, in zone: TimeZone) -> LocalDate {
        let seconds = Int64((Double(instant.milliseconds) / 1000).rounded(.down))
        let local = seconds + offset(of: zone, at: seconds)
        return LocalDate(dayNumber: Int32(clamping: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
    }

    private static func offset(of zone: TimeZone, at seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
