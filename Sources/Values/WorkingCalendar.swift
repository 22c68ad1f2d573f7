/// Which days are worked: Monday to Friday less the public holidays of a region.
package struct WorkingCalendar: Hashable, Sendable {
    package let region: CalendarRegion

    package init(_ region: CalendarRegion) { self.region = region }

    package func isWorkingDay(_ day: LocalDate) -> Bool {
        !day.weekday.isWeekend && !isHoliday(day)
    }

    package func isHoliday(_ day: LocalDate) -> Bool {
        let (year, month, dayOfMonth) = day.parts
        if region.isFixedHoliday(month * 100 + dayOfMonth) { return true }
        guard month >= 3, month <= 6 else { return false }
        return region.isEasterHoliday(day.days(since: Easter.sunday(of: year)))
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

/// The date on which the movable holidays depend.
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
