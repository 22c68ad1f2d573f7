import Ledger
import Values

/// How far one receivable has climbed, and the step that it could take next.
struct Progress {
    /// The highest level taken, 0 for none.
    private(set) var rank = 0
    /// The last message about it, whether a notice or a level.
    private(set) var lastOn: LocalDate?
    private(set) var sentCount = 0
    private(set) var isUncertain = false
    private(set) var isReserved = false
    private(set) var noticesTaken: [String] = []

    /// A step of this scenario counts at the rank that its latest version gives it; any other at the rank it had.
    init(_ receivable: Receivable, in scenario: Scenario?, restartOn: LocalDate?, ignoring message: MessageID? = nil) {
        for step in receivable.steps {
            if let message, step.message == message { continue }
            switch step.standing {
            case .failed: continue
            case .uncertain: isUncertain = true
            case .reserved: isReserved = true
            case .sent: break
            }
            sentCount += 1
            lastOn = lastOn.map { max($0, step.on) } ?? step.on
            if let restartOn, step.on < restartOn { continue }
            rank = max(rank, scenario?.rankToday(of: step) ?? step.rank)
            if step.rank == 0 { noticesTaken.append(step.step) }
        }
    }

    /// The step that comes next by rank and conditions, and the day from which it may be taken, clock stops included.
    /// Conditions are judged on `facts`, asked for when there are any.
    func next(
        in scenario: Scenario, _ receivable: Receivable, stoppedDays: Int, on day: LocalDate,
        _ facts: () -> ConditionFacts
    ) -> NextStep? {
        let steps = scenario.steps
        func applies(_ index: Int) -> Bool {
            steps[index].conditions.isEmpty || steps[index].conditions.allSatisfy(facts().hold)
        }
        var notice: NextStep?
        for index in steps.indices {
            if steps[index].isNotice {
                guard day < receivable.dueOn, rank == 0 else { continue }
                let from = receivable.dueOn.adding(days: steps[index].offsetDays)
                if noticesTaken.contains(steps[index].id) || !applies(index) {
                    notice = notice.flatMap { from <= day ? nil : $0 }
                } else if from <= day || notice == nil {
                    notice = NextStep(steps, at: index, from: from)
                }
            } else if steps[index].rank > rank, applies(index) {
                if let notice { return notice }
                let days = steps[index].offsetDays + stoppedDays
                return NextStep(steps, at: index, from: receivable.dueOn.adding(days: days))
            }
        }
        return notice
    }
}

extension Scenario {
    fileprivate func rankToday(of taken: StepTaken) -> Int? {
        guard taken.scenario == nil || taken.scenario == id,
            let rank = step(taken.step)?.rank, rank > 0
        else { return nil }
        return rank
    }
}
