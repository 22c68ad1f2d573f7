import ArgumentParser
import Values

/// Days are written `YYYY-MM-DD` on the command line, or `DD/MM/YYYY` as imported files do.
extension LocalDate: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: WrittenDay.iso(argument)) }
    package var defaultValueDescription: String { iso }
}

extension Currency: ExpressibleByArgument {
    package init?(argument: String) { self.init(code: argument) }
    package var defaultValueDescription: String { code }
}

extension Rate: ExpressibleByArgument {
    package init?(argument: String) { self.init(percent: argument) }
    package var defaultValueDescription: String { percentText }
}

extension CountryCode: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument.uppercased()) }
}

extension CalendarRegion: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

/// A day and an amount: `2026-06-15:4000.00`.
struct DatedAmount: ExpressibleByArgument {
    let on: LocalDate
    let amount: String

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let day = LocalDate(argument: String(parts[0])) else { return nil }
        on = day
        amount = String(parts[1])
    }
}

/// A day as people write it: the form is right even when the day does not exist.
enum WrittenDay {
    /// `31/05/2026` becomes `2026-05-31`; anything else stays as it is.
    static func iso(_ text: String) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [2, 2, 4] else { return text }
        return parts.reversed().joined(separator: "-")
    }

    /// Written as a day, such as `2026-02-30`.
    static func isWellFormed(_ text: String) -> Bool {
        let parts = iso(text).split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
