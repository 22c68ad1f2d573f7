/// Why a receivable is not written about on a day. The order of the cases is the order of precedence:
/// when several hold, the first one is given.
package enum SkipReason: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing is owed.
    case paid
    /// Two versions of the invoice contradict each other.
    case quarantined
    /// The customer or the invoice is muted until a day.
    case muted
    /// Held by a person until a day.
    case held
    /// Wholly disputed, until released.
    case disputed
    /// A payment is promised; frees on the second working day after the promised day.
    case promised
    /// Money came in that is perhaps this customer's and pays it: nothing is asked before a person or more evidence decides.
    case paymentBeingIdentified = "payment_being_identified"
    /// The customer has no scenario.
    case noScenario = "no_scenario"
    /// The customer's scenario never writes.
    case muteScenario = "mute_scenario"
    /// A message perhaps left: no other step until it is resolved.
    case deliveryUncertain = "delivery_uncertain"
    /// Already in a message that waits for approval or is on its way.
    case alreadyPlanned = "already_planned"
    /// No step is reached yet.
    case notDueYet = "not_due_yet"
    /// All steps were taken.
    case scenarioFinished = "scenario_finished"
    /// Weekend, public holiday or quiet day.
    case nonWorkingDay = "non_working_day"
    /// The last message about it is too recent.
    case gap = "message_too_recent"
    /// A message left today already in this currency.
    case writtenToday = "already_written_today"
    /// As many messages within seven days as the scenario allows.
    case weeklyCap = "weekly_cap"
    /// Open credits cover what would be asked.
    case coveredByCredit = "covered_by_credit"
    /// The net amount is below the scenario's minimum.
    case belowMinimum = "below_minimum"
    /// No address for the step's channel nor its fallbacks; notices are not posted.
    case noAddress = "no_address"
    /// Its formal message goes alone today; this one follows.
    case formalGoesAlone = "formal_goes_alone"

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: SkipReason, right: SkipReason) -> Bool { left.order < right.order }
}
