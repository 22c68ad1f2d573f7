import Ledger
import Values

/// Movements of an account that were read, day by day: a file tells of days that follow each other, and each is read once.
struct RecordedDays {
    private var loaded: ClosedRange<LocalDate>?
    private var byDay: [LocalDate: [BankEntry]] = [:]

    /// The days among some that are not read yet, which then are.
    mutating func missing(_ wanted: ClosedRange<LocalDate>) -> [ClosedRange<LocalDate>] {
        guard let known = loaded, known.lowerBound <= wanted.upperBound, wanted.lowerBound <= known.upperBound else {
            byDay = [:]
            loaded = wanted
            return [wanted]
        }
        var missing: [ClosedRange<LocalDate>] = []
        if wanted.lowerBound < known.lowerBound { missing.append(wanted.lowerBound...known.lowerBound.adding(days: -1)) }
        if known.upperBound < wanted.upperBound { missing.append(known.upperBound.adding(days: 1)...wanted.upperBound) }
        loaded = min(wanted.lowerBound, known.lowerBound)...max(wanted.upperBound, known.upperBound)
        return missing
    }

    mutating func take(_ entries: [BankEntry]) {
        guard let loaded else { return }
        for entry in entries where loaded.contains(entry.bookedOn) { byDay[entry.bookedOn, default: []].append(entry) }
    }

    /// By day and name. Days before are not asked for again, and forgotten.
    mutating func entries(_ days: ClosedRange<LocalDate>) -> [BankEntry] {
        if let known = loaded, days.lowerBound.days(since: known.lowerBound) > Self.kept {
            byDay = byDay.filter { $0.key >= days.lowerBound }
            loaded = days.lowerBound...known.upperBound
        }
        return byDay.filter { days.contains($0.key) }.sorted { $0.key < $1.key }.flatMap { $0.value.sorted { $0.id < $1.id } }
    }

    private static let kept = 60
}
