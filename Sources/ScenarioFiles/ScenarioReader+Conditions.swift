import Dunning
import Ledger
import Values

extension ScenarioReader {
    /// Conditions in the order of `Section.keys`, whatever that of the file: equal conditions are equal values.
    /// - Parameter offset: the step's; nil where no step is meant.
    mutating func conditions(_ field: Field, _ section: Section, offset: Int?) -> [Condition] {
        guard let table = Table(field.value, section, path: field.path, &findings) else { return [] }
        let conditions = section.keys.compactMap { key in table[key].flatMap { condition($0) } }
        contradiction(table, "open_at_least", "open_below") { $0.hundredths(&$1) }
        contradiction(table, "balance_at_least", "balance_below") { $0.hundredths(&$1) }
        contradiction(table, "reminders_at_least", "reminders_below") { Int64($0.whole(Limits.reminders, &$1) ?? 0) }
        if let offset, offset < 0, let late = table["days_late_at_least"] {
            var unused = Findings()
            if let days = late.whole(Limits.daysLate, &unused), days > 0 {
                late.refuse(.neverHolds(other: "offset"), &findings)
            }
        }
        return conditions
    }

    private mutating func condition(_ field: Field) -> Condition? {
        switch field.key {
        case "open_at_least": field.hundredths(&findings).map { .openAtLeast($0) }
        case "open_below": field.hundredths(&findings).map { .openBelow($0) }
        case "balance_at_least": field.hundredths(&findings).map { .balanceAtLeast($0) }
        case "balance_below": field.hundredths(&findings).map { .balanceBelow($0) }
        case "days_late_at_least": field.whole(Limits.daysLate, &findings).map { .daysLateAtLeast($0) }
        case "segment": field.list(&findings) { $0.prose(limit: Limits.segment, &$1) }.map { .segmentIn($0) }
        case "segment_not": field.list(&findings) { $0.prose(limit: Limits.segment, &$1) }.map { .segmentNotIn($0) }
        case "country": field.list(&findings) { $0.country(&$1) }.map { .countryIn($0) }
        case "country_not": field.list(&findings) { $0.country(&$1) }.map { .countryNotIn($0) }
        case "language": field.list(&findings) { $0.language(&$1) }.map { .languageIn($0) }
        case "currency": field.list(&findings) { $0.currency(&$1) }.map { .currencyIn($0) }
        case "reminders_at_least": field.whole(Limits.reminders, &findings).map { .remindersAtLeast($0) }
        case "reminders_below": field.whole(Limits.reminders, &findings).map { .remindersBelow($0) }
        default: nil
        }
    }

    /// A lower bound that is not under the upper one: nothing can meet both.
    private mutating func contradiction(
        _ table: Table, _ lowKey: String, _ highKey: String, _ read: (Field, inout Findings) -> Int64?
    ) {
        var unused = Findings()
        guard let low = table[lowKey], let high = table[highKey], let least = read(low, &unused),
            let below = read(high, &unused), unused.isEmpty, least >= below
        else { return }
        high.refuse(.neverHolds(other: lowKey), &findings)
    }
}
