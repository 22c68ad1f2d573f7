/// Which days are worked: Monday to Friday less the public holidays of a region.
package struct WorkingCalendar: Hashable, Sendable {
    package let region: CalendarRegion

    package init(_ region: CalendarRegion) { self.region = region }

    package func isWorkingDay(_ day: LocalDate) -> Bool {
        !day.weekday.isWeekend && !isHoliday(day)
    }

    package func isHoliday(_ day: LocalDate) -> Bool {
        let (year, month, dayOfMonth) = day.parts
        let code = month * 100 + dayOfMonth
        if region.fixedHolidays.contains(code) { return true }
        guard !region.easterOffsets.isEmpty, month >= 3, month <= 6 else { return false }
        return region.easterOffsets.contains(day.days(since: Easter.sunday(of: year)))
    }

    /// The day itself when it is worked, else the next worked day.
    package func onOrAfter(_ day: LocalDate) -> LocalDate {
        var candidate = day
        while !isWorkingDay(candidate) { candidate = candidate.adding(days: 1) }
        return candidate
    }

    /// The `count`-th worked day strictly after `day` (count at least 1).
    package func workingDay(_ count: Int, after day: LocalDate) -> LocalDate {
        var candidate = day
        for _ in 0..<max(1, count) { candidate = onOrAfter(candidate.adding(days: 1)) }
        return candidate
    }

    /// Worked days after `start` up to and including `end`; 0 when `end` is not later.
    package func workingDays(after start: LocalDate, through end: LocalDate) -> Int {
        var count = 0
        var day = start
        while day < end {
            day = day.adding(days: 1)
            if isWorkingDay(day) { count += 1 }
        }
        return count
    }
}

package enum Easter {
    /// Easter Sunday of a Gregorian year (Meeus, Jones and Butcher).
    package static func sunday(of year: Int) -> LocalDate {
        let a = year % 19
        let b = year / 100
        let c = year % 100
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return (LocalDate(year: year, month: n / 31, day: 1) ?? LocalDate(dayNumber: 0)).adding(days: n % 31)
    }
}

/// A set of public holidays. Sources: C. trav. L3133-1, L3134-13, L3422-2; T2 calendar (reference, section D).
package enum CalendarRegion: String, Sendable, CaseIterable, Hashable {
    case france = "FR"
    case alsaceMoselle = "FR-ALSACE-MOSELLE"
    case guadeloupe = "FR-GP"
    case martinique = "FR-MQ"
    case guyane = "FR-GF"
    case reunion = "FR-RE"
    case mayotte = "FR-YT"
    case saintBarthelemy = "FR-BL"
    case saintMartin = "FR-MF"
    case nouvelleCaledonie = "FR-NC"
    case polynesie = "FR-PF"
    case wallisEtFutuna = "FR-WF"
    /// Closing days of the euro payment system.
    case target = "TARGET"
    /// Weekends only.
    case none = "NONE"

    private static let national: Set<Int> = [101, 501, 508, 714, 815, 1101, 1111, 1225]

    /// Month * 100 + day.
    var fixedHolidays: Set<Int> {
        switch self {
        case .france: Self.national
        case .alsaceMoselle: Self.national.union([1226])
        case .guadeloupe: Self.national.union([527])
        case .martinique: Self.national.union([522])
        case .guyane: Self.national.union([610])
        case .reunion: Self.national.union([1220])
        case .mayotte: Self.national.union([427])
        case .saintBarthelemy: Self.national.union([1009])
        case .saintMartin: Self.national.union([528])
        case .nouvelleCaledonie: Self.national.union([924])
        case .polynesie: Self.national.union([305, 1120])
        case .wallisEtFutuna: Self.national.union([428, 629, 729])
        case .target: [101, 501, 1225, 1226]
        case .none: []
        }
    }

    /// Days counted from Easter Sunday.
    var easterOffsets: Set<Int> {
        switch self {
        case .alsaceMoselle, .polynesie: [-2, 1, 39, 50]
        case .target: [-2, 1]
        case .none: []
        case .france, .guadeloupe, .martinique, .guyane, .reunion, .mayotte, .saintBarthelemy, .saintMartin,
            .nouvelleCaledonie, .wallisEtFutuna: [1, 39, 50]
        }
    }
}
