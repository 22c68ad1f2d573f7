package import Values

/// How much of a day is said.
package enum DateStyle: Sendable, Hashable, CaseIterable {
    /// `lundi 23 novembre 2026`, `Monday 23 November 2026`.
    case long
    /// `23 novembre 2026`, `23 November 2026`.
    case full
    /// `23 novembre`, `23 November`: for days of the current year.
    case medium
    /// `23/11/2026`, `23 Nov 2026`.
    case short
    /// `23/11`, `23 Nov`: for notes beside a fuller date.
    case brief
}

/// Days in words and figures. French says `1er` for the first of a month.
extension Language {
    package func date(_ day: LocalDate, _ style: DateStyle) -> String {
        let (year, month, dayOfMonth) = day.parts
        let isFrench = self == .fr
        let months = isFrench ? Self.frenchMonths : Self.englishMonths
        let ordinal = isFrench && dayOfMonth == 1 ? "1er" : String(dayOfMonth)
        switch style {
        case .long: return "\(weekday(day.weekday)) \(ordinal) \(months[month - 1]) \(year)"
        case .full: return "\(ordinal) \(months[month - 1]) \(year)"
        case .medium: return "\(ordinal) \(months[month - 1])"
        case .short:
            if isFrench { return "\(Self.two(dayOfMonth))/\(Self.two(month))/\(year)" }
            return "\(dayOfMonth) \(Self.shortMonths[month - 1]) \(year)"
        case .brief:
            return isFrench ? "\(dayOfMonth)/\(Self.two(month))" : "\(dayOfMonth) \(Self.shortMonths[month - 1])"
        }
    }

    /// The day in words, with its year only when it is not the year of `today`.
    package func day(_ day: LocalDate, from today: LocalDate) -> String {
        date(day, day.year == today.year ? .medium : .full)
    }

    /// The day in figures, with its year only when it is not the year of `today`.
    package func briefDay(_ day: LocalDate, from today: LocalDate) -> String {
        date(day, day.year == today.year ? .brief : .short)
    }

    /// `lundi`, `Monday`.
    package func weekday(_ weekday: Weekday) -> String {
        (self == .fr ? Self.frenchDays : Self.englishDays)[weekday.rawValue - 1]
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

    private static let frenchMonths: [String] = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let englishMonths: [String] = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let shortMonths: [String] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let frenchDays: [String] = [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]
    private static let englishDays: [String] = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
}
