import ArgumentParser
import Values

/// Days are written `YYYY-MM-DD` on the command line.
extension LocalDate: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: argument) }
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
        guard parts.count == 2, let day = LocalDate(iso: parts[0]) else { return nil }
        on = day
        amount = String(parts[1])
    }
}
