/// The tables of a scenario file and the keys that each may hold: the one list behind the reader, the refusals, the
/// JSON Schema and the documentation.
enum Section: String, CaseIterable, Sendable {
    case scenario
    /// A text by language: `{fr: …, en: …}`.
    case wording
    case appliesTo = "applies_to"
    case interest
    case thanks
    case step
    case approval
    case when

    /// In the order in which a careful author would write them.
    var keys: [String] {
        switch self {
        case .scenario:
            [
                "id", "name", "description", "applies_to", "calendar", "minimum", "gap_days", "weekly_cap",
                "to_come_days", "formal_alone", "quiet_weekdays", "interest", "thanks", "steps",
            ]
        case .wording: ["fr", "en"]
        case .appliesTo: ["segment", "segment_not", "country", "country_not", "language"]
        case .interest: ["regime", "rate", "asked_from"]
        case .thanks: ["template", "channel"]
        case .step:
            ["id", "offset", "channel", "fallback", "to", "template", "tone", "also_call", "approval", "when"]
        case .approval: ["from_amount"]
        case .when:
            [
                "open_at_least", "open_below", "balance_at_least", "balance_below", "days_late_at_least", "segment",
                "segment_not", "country", "country_not", "language", "currency", "reminders_at_least",
                "reminders_below",
            ]
        }
    }

    var required: [String] {
        switch self {
        case .scenario: ["id", "name", "steps"]
        case .wording: ["fr", "en"]
        case .appliesTo, .when, .thanks: []
        case .interest: ["regime"]
        case .step: ["id", "offset", "channel", "template"]
        case .approval: ["from_amount"]
        }
    }
}

/// How much a scenario file may hold. The JSON Schema repeats these numbers; a test compares them.
enum Limits {
    static let identifier = 64
    static let name = 120
    static let description = 4_000
    static let segment = 80
    static let steps = 30
    static let listItems = 100
    static let offsetDays = -180...1_095
    static let gapDays = 0...90
    static let weeklyCap = 1...50
    static let toComeDays = 0...365
    static let daysLate = 0...3_650
    static let reminders = 0...100
}
