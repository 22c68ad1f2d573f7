package import Dunning

/// One difference between two versions of a scenario. Keys and values are those of the file; nil: left out.
package enum ScenarioChange: Hashable, Sendable {
    /// `gap_days`, `minimum.EUR`, `interest.rate`, `applies_to.segment` …
    case setting(key: String, before: String?, after: String?)
    case stepAdded(String)
    case stepRemoved(String)
    /// `offset`, `template`, `when.open_at_least` … of the step with this id.
    case step(String, key: String, before: String?, after: String?)
}

extension Scenario {
    /// What changes when this version takes the place of `old`: settings, then steps in the order of the new version,
    /// then the steps removed. A step is followed by its id. Version numbers are not compared.
    package func changes(since old: Scenario) -> [ScenarioChange] {
        var changes = Self.differences(ScenarioNotation(old).settings, ScenarioNotation(self).settings)
            .map { ScenarioChange.setting(key: $0.key, before: $0.before, after: $0.after) }
        for step in steps {
            guard let before = old.step(step.id) else {
                changes.append(.stepAdded(step.id))
                continue
            }
            changes += Self.differences(ScenarioNotation(before).settings, ScenarioNotation(step).settings)
                .map { .step(step.id, key: $0.key, before: $0.before, after: $0.after) }
        }
        for step in old.steps where self.step(step.id) == nil { changes.append(.stepRemoved(step.id)) }
        return changes
    }

    /// Keys of the new list in its order, then those that only the old one has.
    private static func differences(
        _ old: [(key: String, value: String)], _ new: [(key: String, value: String)]
    ) -> [(key: String, before: String?, after: String?)] {
        let before = Dictionary(old.map { ($0.key, $0.value) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.key, $0.value) }) { first, _ in first }
        let keys = new.map(\.key) + old.map(\.key).filter { after[$0] == nil }
        return keys.filter { before[$0] != after[$0] }.map { ($0, before[$0], after[$0]) }
    }
}
