package import Dunning
package import Texts
import Workflows

/// A verdict rule by rule, in the order in which they are looked at.
package struct RuleByRule: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// Looked at; it does not stand in the way.
        case kept
        /// It stands in the way: nothing after it was looked at.
        case stops
    }

    package let rule: SkipReason
    package let outcome: Outcome

    /// The order in which the planner looks at them.
    private static let order: [SkipReason] = [
        .paid, .quarantined, .muted, .held, .disputed, .promised, .paymentBeingIdentified, .noScenario, .muteScenario,
        .deliveryUncertain, .alreadyPlanned, .scenarioFinished, .notDueYet, .nonWorkingDay, .gap, .writtenToday, .weeklyCap,
        .formalGoesAlone, .coveredByCredit, .belowMinimum, .noAddress,
    ]

    /// Every rule up to the one that stops; all of them when something leaves.
    package static func list(_ verdict: Verdict) -> [RuleByRule] {
        guard verdict.action == nil, let reason = verdict.skipped else { return order.map { RuleByRule(rule: $0, outcome: .kept) } }
        return order.prefix { $0 != reason }.map { RuleByRule(rule: $0, outcome: .kept) } + [RuleByRule(rule: reason, outcome: .stops)]
    }
}

extension Language {
    package func sentence(_ rule: RuleByRule) -> String {
        switch rule.outcome {
        case .kept: kept(rule.rule)
        case .stops: sentence(rule.rule)
        }
    }
}
