import Values

/// The simulated machine's time zones, from the rules in force since 2007, without the machine's own tables.
enum SimulatedZone: String, CaseIterable, Sendable {
    case paris = "Europe/Paris"
    case newYork = "America/New_York"
    case tokyo = "Asia/Tokyo"
    case noumea = "Pacific/Noumea"

    private static let day: Int64 = 86_400

    /// Seconds east of Greenwich in winter.
    private var standard: Int64 {
        switch self {
        case .paris: 3600
        case .newYork: -18_000
        case .tokyo: 32_400
        case .noumea: 39_600
        }
    }

    /// Seconds east of Greenwich at a moment, in seconds since 1970.
    func offset(at seconds: Int64) -> Int64 {
        switch self {
        case .tokyo, .noumea: return standard
        case .paris, .newYork:
            let year = LocalDate(dayNumber: Int32(clamping: Self.floored(seconds))).year
            let (start, end) = summer(of: year)
            return seconds >= start && seconds < end ? standard + 3600 : standard
        }
    }

    /// When summer time begins and ends, in seconds since 1970.
    private func summer(of year: Int) -> (Int64, Int64) {
        switch self {
        case .paris:
            return (Self.at(Self.lastSunday(year, 3), hour: 1), Self.at(Self.lastSunday(year, 10), hour: 1))
        case .newYork:
            return (Self.at(Self.sunday(2, year, 3), hour: 7), Self.at(Self.sunday(1, year, 11), hour: 6))
        case .tokyo, .noumea: return (0, 0)
        }
    }

    func day(at instant: Instant) -> LocalDate {
        let seconds = instant.milliseconds / 1000
        return LocalDate(dayNumber: Int32(clamping: Self.floored(seconds + offset(at: seconds))))
    }

    func instant(_ day: LocalDate, hour: Int, minute: Int = 0) -> Instant {
        let local = Int64(day.dayNumber) * Self.day + Int64(hour) * 3600 + Int64(minute) * 60
        return Instant(milliseconds: (local - offset(at: local - offset(at: local - Self.day))) * 1000)
    }

    private static func floored(_ seconds: Int64) -> Int64 { seconds >= 0 ? seconds / day : (seconds - day + 1) / day }
    private static func at(_ date: LocalDate, hour: Int64) -> Int64 { Int64(date.dayNumber) * day + hour * 3600 }

    private static func lastSunday(_ year: Int, _ month: Int) -> LocalDate {
        var date = (LocalDate(year: year, month: month, day: 1) ?? LocalDate(dayNumber: 0)).endOfMonth
        while date.weekday != .sunday { date = date.adding(days: -1) }
        return date
    }

    private static func sunday(_ place: Int, _ year: Int, _ month: Int) -> LocalDate {
        var date = LocalDate(year: year, month: month, day: 1) ?? LocalDate(dayNumber: 0)
        while date.weekday != .sunday { date = date.adding(days: 1) }
        return date.adding(days: 7 * (place - 1))
    }
}
