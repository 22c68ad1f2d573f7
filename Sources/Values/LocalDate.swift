/// A day of the Gregorian calendar, without time or zone.
///
/// Stored as days since 1970-01-01; valid from 1900-01-01 to 2199-12-31 when made from text or parts.
package struct LocalDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01, negative before.
    package let dayNumber: Int32

    package init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// The day with these parts, nil when there is none (30 February) or the year is outside 1900...2199.
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
    }

    /// Reads `YYYY-MM-DD` and nothing else; nil for any other text or an impossible day.
    package init?(iso text: some StringProtocol) {
        var parts = (0, 0, 0)
        var index = 0
        for byte in text.utf8 {
            if index == 4 || index == 7 {
                guard byte == 0x2D else { return nil }
            } else {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                let digit = Int(byte - 0x30)
                if index < 4 { parts.0 = parts.0 * 10 + digit }
                else if index < 7 { parts.1 = parts.1 * 10 + digit }
                else { parts.2 = parts.2 * 10 + digit }
            }
            index += 1
            if index > 10 { return nil }
        }
        guard index == 10 else { return nil }
        self.init(year: parts.0, month: parts.1, day: parts.2)
    }

    /// The same for UTF-8 bytes, as files and databases hold days by the million.
    package init?(isoBytes bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        var digits = 0
        for index in 0..<10 where index != 4 && index != 7 {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            digits = digits * 10 + Int(digit)
        }
        self.init(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
    }

    /// `YYYY-MM-DD`; a year that four digits cannot write, which no text or parts make, gets its sign.
    package var iso: String {
        let (year, month, day) = parts
        guard (0...9999).contains(year) else {
            return (year < 0 ? "-" : "+") + "\(year.magnitude)-" + (month < 10 ? "0" : "") + "\(month)-" + (day < 10 ? "0" : "") + "\(day)"
        }
        return String(unsafeUninitializedCapacity: 10) { bytes in
            bytes[0] = 0x30 + UInt8(year / 1000 % 10)
            bytes[1] = 0x30 + UInt8(year / 100 % 10)
            bytes[2] = 0x30 + UInt8(year / 10 % 10)
            bytes[3] = 0x30 + UInt8(year % 10)
            bytes[4] = 0x2D
            bytes[5] = 0x30 + UInt8(month / 10)
            bytes[6] = 0x30 + UInt8(month % 10)
            bytes[7] = 0x2D
            bytes[8] = 0x30 + UInt8(day / 10)
            bytes[9] = 0x30 + UInt8(day % 10)
            return 10
        }
    }

    package var description: String { iso }

    package var year: Int { parts.year }
    package var month: Int { parts.month }
    package var day: Int { parts.day }

    /// Civil date from a day number: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    package var weekday: Weekday {
        let index = (Int(dayNumber) % 7 + 10) % 7
        return Weekday.allCases[index]
    }

    package func adding(days: Int) -> LocalDate {
        LocalDate(dayNumber: dayNumber &+ Int32(clamping: days))
    }

    /// The same day number `months` later, clamped to the last day of that month (CPC 641; reference A.7).
    package func adding(months: Int) -> LocalDate {
        let (year, month, day) = parts
        let index = year * 12 + month - 1 + months
        let newYear = index / 12
        let newMonth = index % 12 + 1
        let clamped = min(day, Self.length(ofMonth: newMonth, year: newYear))
        return LocalDate(dayNumber: Self.dayNumber(year: newYear, month: newMonth, day: clamped))
    }

    /// Days from `other` to this day: positive when this day is later.
    package func days(since other: LocalDate) -> Int { Int(dayNumber) - Int(other.dayNumber) }

    package var firstOfMonth: LocalDate { adding(days: 1 - day) }

    package var endOfMonth: LocalDate {
        let (year, month, day) = parts
        return adding(days: Self.length(ofMonth: month, year: year) - day)
    }

    package static func < (left: LocalDate, right: LocalDate) -> Bool { left.dayNumber < right.dayNumber }

    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }
}

/// A day of the week, Monday first (ISO 8601).
package enum Weekday: Int, Sendable, CaseIterable, Hashable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    package var isWeekend: Bool { self == .saturday || self == .sunday }
}
