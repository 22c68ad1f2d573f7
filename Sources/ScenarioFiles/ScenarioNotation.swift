import Dunning
import Ledger
import Values

/// A scenario's values as a file writes them, key by key: what two versions are compared by.
struct ScenarioNotation {
    /// In the order of the documentation; a key that is left out is not listed.
    let settings: [(key: String, value: String)]

    init(_ scenario: Scenario) {
        var settings: [(key: String, value: String)] = [("id", scenario.id.text), ("name", scenario.name)]
        settings += scenario.appliesTo.map { ("applies_to." + $0.key, $0.value) }
        if let calendar = scenario.calendar { settings.append(("calendar", calendar.rawValue)) }
        for (currency, minor) in scenario.minimum.sorted(by: { $0.key < $1.key }) {
            settings.append(("minimum." + currency.code, Money(minor: minor, currency).decimalText))
        }
        settings.append(("gap_days", String(scenario.gapDays)))
        if let cap = scenario.weeklyCap { settings.append(("weekly_cap", String(cap))) }
        settings.append(("to_come_days", String(scenario.toComeDays)))
        settings.append(("formal_alone", String(scenario.formalAlone)))
        if !scenario.quietWeekdays.isEmpty {
            let days = Weekday.allCases.filter(scenario.quietWeekdays.contains).map(\.word)
            settings.append(("quiet_weekdays", days.joined(separator: ", ")))
        }
        settings.append(("interest.regime", scenario.accessories.regime))
        if let rate = scenario.accessories.rate { settings.append(("interest.rate", rate.percentText)) }
        if let rank = scenario.accessories.askedFromRank {
            let step = scenario.steps.first { $0.rank == rank }
            settings.append(("interest.asked_from", step?.id ?? String(rank)))
        }
        if let thanks = scenario.thanks {
            settings.append(("thanks.template", thanks.template))
            settings.append(("thanks.channel", thanks.channel.rawValue))
        }
        self.settings = settings
    }

    init(_ step: Step) {
        var settings: [(key: String, value: String)] = [
            ("offset", String(step.offsetDays)), ("channel", step.channel.rawValue),
        ]
        if !step.fallbacks.isEmpty {
            settings.append(("fallback", step.fallbacks.map(\.rawValue).joined(separator: ", ")))
        }
        if !step.roles.isEmpty { settings.append(("to", step.roles.joined(separator: ", "))) }
        settings += [
            ("template", step.template), ("tone", step.tone.rawValue), ("also_call", String(step.alsoCalls)),
            ("approval", step.approval.notation),
        ]
        settings += step.conditions.map { ("when." + $0.key, $0.value) }
        self.settings = settings
    }
}

extension Approval {
    fileprivate var notation: String {
        switch self {
        case .never: "never"
        case .always: "always"
        case .fromAmount(let amount): "from_amount: " + Money(minor: amount, .eur).decimalText
        }
    }
}

extension Condition {
    fileprivate var key: String {
        switch self {
        case .openAtLeast: "open_at_least"
        case .openBelow: "open_below"
        case .balanceAtLeast: "balance_at_least"
        case .balanceBelow: "balance_below"
        case .daysLateAtLeast: "days_late_at_least"
        case .segmentIn: "segment"
        case .segmentNotIn: "segment_not"
        case .countryIn: "country"
        case .countryNotIn: "country_not"
        case .languageIn: "language"
        case .currencyIn: "currency"
        case .remindersAtLeast: "reminders_at_least"
        case .remindersBelow: "reminders_below"
        }
    }

    fileprivate var value: String {
        switch self {
        // Hundredths of whichever currency: two decimals, as euros have.
        case .openAtLeast(let amount), .openBelow(let amount), .balanceAtLeast(let amount), .balanceBelow(let amount):
            Money(minor: amount, .eur).decimalText
        case .daysLateAtLeast(let count), .remindersAtLeast(let count), .remindersBelow(let count): String(count)
        case .segmentIn(let words), .segmentNotIn(let words), .countryIn(let words), .countryNotIn(let words),
            .languageIn(let words):
            words.joined(separator: ", ")
        case .currencyIn(let currencies): currencies.map(\.code).joined(separator: ", ")
        }
    }
}
