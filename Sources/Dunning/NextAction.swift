package import Ledger
package import Values

/// The day on which something can next happen to a receivable: what keeps a tick from reading what is not due.
package enum NextAction {
    /// The day from which the next step may be taken, holds, gaps and conditions left aside; never later than the
    /// planner's own answer. Nil when nothing can happen any more without a new fact.
    package static func on(_ receivable: Receivable, scenario: Scenario?, restartOn: LocalDate? = nil) -> LocalDate? {
        guard receivable.open > 0 else { return nil }
        guard let scenario, !scenario.isMute else { return receivable.dueOn.adding(days: 1) }
        let progress = Progress(receivable, in: scenario, restartOn: restartOn)
        var earliest: LocalDate?
        for step in scenario.steps {
            if step.isNotice {
                if progress.rank > 0 || progress.noticesTaken.contains(step.id) { continue }
                // A notice not taken by the due date never will be; the first level follows anyway.
            } else if step.rank <= progress.rank {
                continue
            }
            let from = receivable.dueOn.adding(days: step.offsetDays)
            earliest = earliest.map { min($0, from) } ?? from
        }
        return earliest
    }
}
