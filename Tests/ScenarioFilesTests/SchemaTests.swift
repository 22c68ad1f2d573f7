import Dunning
import Foundation
@testable import ScenarioFiles
import Testing
import Values

/// The JSON Schema as nested dictionaries, asked by path.
struct Schema {
    let root: Any

    init() throws {
        root = try JSONSerialization.jsonObject(with: Data(try Reference.text("scenario.schema.json").utf8))
    }

    /// `$defs/step/properties/offset/oneOf/0`.
    subscript(path: String) -> Any? {
        var node: Any? = root
        for name in path.split(separator: "/").map(String.init) {
            if let list = node as? [Any] {
                node = Int(name).flatMap { list.indices.contains($0) ? list[$0] : nil }
            } else {
                node = (node as? [String: Any])?[name]
            }
        }
        return node
    }

    func table(_ section: Section) -> [String: Any]? {
        let path = section == .wording ? "$defs/scenario/properties/name/oneOf/1" : "$defs/" + section.rawValue
        return self[path] as? [String: Any]
    }
}

@Suite("The JSON Schema of scenarios")
struct SchemaTests {
    @Test("holds the keys that the reader knows, and no others", arguments: Section.allCases)
    func keys(section: Section) throws {
        let table = try #require(try Schema().table(section))
        let properties = try #require(table["properties"] as? [String: Any])
        #expect(properties.keys.sorted() == section.keys.sorted())
        #expect((table["required"] as? [String] ?? []).sorted() == section.required.sorted())
        #expect(table["additionalProperties"] as? Bool == false)
    }

    @Test("allows the same words", arguments: [
        ("$defs/scenario/properties/calendar", CalendarRegion.allCases.map(\.rawValue)),
        ("$defs/scenario/properties/quiet_weekdays/oneOf/0", Weekday.allCases.map(\.word)),
        ("$defs/interest/properties/regime", Regime.allCases.map(\.rawValue)),
        ("$defs/interest/if/properties/regime", Regime.allCases.filter(\.needsRate).map(\.rawValue)),
        ("$defs/step/properties/channel", StepChannel.allCases.map(\.rawValue)),
        ("$defs/step/properties/fallback/oneOf/0", StepChannel.allCases.map(\.rawValue)),
        ("$defs/step/properties/tone", Tone.allCases.map(\.rawValue)),
    ])
    func words(path: String, expected: [String]) throws {
        #expect(try Schema()[path + "/enum"] as? [String] == expected)
    }

    @Test("sets the same limits", arguments: [
        ("scenario/properties/gap_days", Limits.gapDays), ("scenario/properties/weekly_cap", Limits.weeklyCap),
        ("scenario/properties/to_come_days", Limits.toComeDays), ("step/properties/offset/oneOf/0", Limits.offsetDays),
        ("when/properties/days_late_at_least", Limits.daysLate), ("when/properties/reminders_at_least", Limits.reminders),
        ("when/properties/reminders_below", Limits.reminders),
    ])
    func ranges(path: String, expected: ClosedRange<Int>) throws {
        let schema = try Schema()
        #expect(schema["$defs/\(path)/minimum"] as? Int == expected.lowerBound)
        #expect(schema["$defs/\(path)/maximum"] as? Int == expected.upperBound)
    }

    @Test("sets the same lengths", arguments: [
        ("scenario/properties/id/maxLength", Limits.identifier), ("step/properties/id/maxLength", Limits.identifier),
        ("scenario/properties/name/oneOf/0/maxLength", Limits.name),
        ("scenario/properties/description/oneOf/1/properties/en/maxLength", Limits.description),
        ("scenario/properties/steps/maxItems", Limits.steps),
        ("when/properties/segment/oneOf/0/maxLength", Limits.segment),
        ("when/properties/segment/oneOf/1/maxItems", Limits.listItems),
    ])
    func lengths(path: String, expected: Int) throws {
        #expect(try Schema()["$defs/" + path] as? Int == expected)
    }

    @Test("is explained: the documentation names every key and every word", arguments: Section.allCases)
    func documented(section: Section) throws {
        let page = try Reference.text("scenarios.md")
        for key in section.keys { #expect(page.contains("`\(key)`"), "\(key)") }
        let words = Regime.allCases.map(\.rawValue) + StepChannel.allCases.map(\.rawValue) + Tone.allCases.map(\.rawValue)
        for word in words { #expect(page.contains("`\(word)`"), "\(word)") }
        for scenario in ScenarioLibrary.all { #expect(page.contains("(scenarios/\(scenario.id).yaml)"), "\(scenario.id)") }
    }
}
