import Dunning
import Ledger
import Texts
import Values

/// Reads the root of a scenario file, finding every problem on the way.
struct ScenarioReader {
    let templates: Set<String>?
    var findings: Findings

    /// Nil, or a scenario that counts for nothing, when anything was found.
    mutating func read(_ root: Tree, version: Int) -> ScenarioFile? {
        if root.isNull {
            findings.add(.empty, at: root.place)
            return nil
        }
        guard let table = Table(root, .scenario, path: "", &findings) else { return nil }
        let id = table["id"]?.identifier(&findings)
        let name = table["name"].flatMap { wording($0, limit: Limits.name) }
        let description = table["description"].flatMap { wording($0, limit: Limits.description) }
        let steps = table["steps"].map { self.steps($0) } ?? []
        let scenario = Scenario(
            id: ScenarioID(id ?? ""), version: version, name: name?.fr ?? "", steps: steps.map(\.step),
            minimum: table["minimum"].map { minimum($0) } ?? [:],
            gapDays: table["gap_days"]?.whole(Limits.gapDays, &findings) ?? 7,
            weeklyCap: table["weekly_cap"]?.whole(Limits.weeklyCap, &findings),
            toComeDays: table["to_come_days"]?.whole(Limits.toComeDays, &findings) ?? 30,
            formalAlone: table["formal_alone"]?.boolean(&findings) ?? false,
            accessories: table["interest"].map { interest($0, steps.map(\.step)) } ?? AccessoryPolicy(),
            thanks: table["thanks"].flatMap { thanks($0) },
            calendar: table["calendar"]?.choice(of: CalendarRegion.self, &findings),
            quietWeekdays: table["quiet_weekdays"].map { quietWeekdays($0) } ?? [],
            appliesTo: table["applies_to"].map { conditions($0, .appliesTo, offset: nil) } ?? [])
        guard let name else { return nil }
        return ScenarioFile(scenario: scenario, name: name, description: description)
    }

    private mutating func wording(_ field: Field, limit: Int) -> LocalizedText? {
        guard case .table = field.value else {
            return field.prose(limit: limit, &findings).map { LocalizedText(fr: $0, en: $0) }
        }
        guard let table = Table(field.value, .wording, path: field.path, &findings) else { return nil }
        let fr = table["fr"]?.prose(limit: limit, &findings)
        let en = table["en"]?.prose(limit: limit, &findings)
        guard let fr, let en else { return nil }
        return LocalizedText(fr: fr, en: en)
    }

    /// Minor units by currency. Its keys are data: any three capitals.
    private mutating func minimum(_ field: Field) -> [Currency: Int64] {
        guard case .table(let pairs, _) = field.value else {
            field.refuse(.wrongShape(expected: .table, found: field.value.shape), &findings)
            return [:]
        }
        var minimum: [Currency: Int64] = [:]
        var lines: [String: Int] = [:]
        for pair in pairs.sorted(by: { $0.place < $1.place }) {
            let path = field.path + "." + pair.key
            if let line = lines[pair.key] {
                findings.add(.duplicateKey(firstLine: line), at: pair.place, path: path, text: pair.key)
                continue
            }
            lines[pair.key] = pair.place.line
            guard let currency = Field.currency(pair.key) else {
                findings.add(.badCurrency, at: pair.place, path: path, text: pair.key)
                continue
            }
            let entry = Field(key: pair.key, path: path, place: pair.place, value: pair.value)
            minimum[currency] = entry.amount(currency, &findings)
        }
        return minimum
    }

    private mutating func interest(_ field: Field, _ steps: [Step]) -> AccessoryPolicy {
        guard let table = Table(field.value, .interest, path: field.path, &findings) else { return AccessoryPolicy() }
        let regime = table["regime"]?.choice(of: Regime.self, &findings)
        let rate = table["rate"]?.rate(&findings)
        if let regime {
            if regime.needsRate, table["rate"] == nil {
                findings.add(.rateNeeded(regime: regime.rawValue), at: table.place, path: field.path + ".rate")
            }
            if !regime.needsRate, let useless = table["rate"] {
                useless.refuse(.rateUseless(regime: regime.rawValue), &findings)
            }
        }
        return AccessoryPolicy(
            regime: (regime ?? .frenchB2B).rawValue, rate: rate,
            askedFromRank: table["asked_from"].flatMap { rank($0, steps) })
    }

    private mutating func rank(_ field: Field, _ steps: [Step]) -> Int? {
        guard let id = field.text(&findings) else { return nil }
        guard let step = steps.first(where: { $0.id == id }) else {
            let levels = steps.filter { !$0.isNotice }.map(\.id)
            field.refuse(.unknownStep(nearest: Nearest.of(id, among: levels), allowed: levels), &findings)
            return nil
        }
        if step.isNotice { field.refuse(.askedFromNotice, &findings) }
        return step.rank
    }

    private mutating func thanks(_ field: Field) -> ThanksPolicy? {
        guard let table = Table(field.value, .thanks, path: field.path, &findings) else { return nil }
        let template = table["template"].flatMap { self.template($0) }
        // A thank-you that costs a registered letter or somebody's time is a mistake.
        let channels: [String: StepChannel] = ["email": .email, "letter": .letter]
        let channel = table["channel"]?.choice(channels, ["email", "letter"], &findings)
        return ThanksPolicy(template: template ?? "thanks", channel: channel ?? .email)
    }

    private mutating func quietWeekdays(_ field: Field) -> Set<Weekday> {
        let words = Weekday.allCases.map(\.word)
        let values = Dictionary(Weekday.allCases.map { ($0.word, $0) }) { first, _ in first }
        let days = field.list(&findings, mayBeEmpty: true) { $0.choice(values, words, &$1) } ?? []
        let quiet = Set(days)
        if Weekday.allCases.allSatisfy({ $0.isWeekend || quiet.contains($0) }) { field.refuse(.noDayLeft, &findings) }
        return quiet
    }

    /// The id of a text that exists.
    mutating func template(_ field: Field) -> String? {
        guard let id = field.identifier(&findings) else { return nil }
        if let templates, !templates.contains(id) {
            field.refuse(.unknownTemplate(nearest: Nearest.of(id, among: templates.sorted())), &findings)
        }
        return id
    }
}

/// The rules of late interest that a scenario may name.
enum Regime: String, CaseIterable {
    case frenchB2B = "FR_B2B_DEFAULT"
    case frenchContract = "FR_B2B_CONTRACT"
    case frenchPublic = "FR_PUBLIC"
    case frenchConsumer = "FR_B2C"
    case european = "EU_B2B"
    case fixed = "FIXED"
    case none = "NONE"

    /// The law gives the others their rates.
    var needsRate: Bool {
        switch self {
        case .frenchContract, .fixed: true
        case .frenchB2B, .frenchPublic, .frenchConsumer, .european, .none: false
        }
    }
}

extension Weekday {
    /// As scenario files write it.
    var word: String {
        switch self {
        case .monday: "monday"
        case .tuesday: "tuesday"
        case .wednesday: "wednesday"
        case .thursday: "thursday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }
}
