package import Dunning
import Ledger
import Values
import Workflows

/// A day's plan, counted: what would leave, what a person has to do, what is withheld and why.
package struct PlannedMorning: Sendable {
    /// Messages ready to leave, those that wait for approval among them; calls and tasks left out.
    package let groups: [StepGroup]
    /// Calls that the plan hands to a person, the largest first.
    package let calls: [GroupLine]
    package let callCount: Int
    /// Customers whom no channel reaches.
    package let unreachable: [GroupLine]
    package let withheld: [WithheldGroup]

    init(_ plan: DayPlan, _ book: Book, _ rules: PlanningRules) {
        var messages = StepGrouping()
        var calls: [GroupLine] = []
        var unreachable: [GroupLine] = []
        for action in plan.actions {
            let entry = Self.entry(action, book, rules)
            switch action.channel {
            case .message(.call): calls.append(entry.line)
            case .message: messages.add(entry)
            case .task: unreachable.append(entry.line)
            }
        }
        for task in plan.tasks where task.kind == .call { calls.append(Self.line(task, book)) }
        groups = messages.groups
        callCount = calls.count
        self.calls = Array(Self.sorted(calls).prefix(StepGroup.limit))
        self.unreachable = Array(Self.sorted(unreachable).prefix(StepGroup.limit))
        withheld = WithheldGroup.list(plan.skipped, book)
    }

    package var messageCount: Int { groups.reduce(0) { $0 + $1.messages } }
    package var freeCount: Int { groups.reduce(0) { $0 + $1.free } }
    package var receivableCount: Int { groups.reduce(0) { $0 + $1.receivables } }
    package var withheldCount: Int { withheld.reduce(0) { $0 + $1.count } }
    package var amounts: MoneyBag { groups.reduce(into: MoneyBag()) { $0.add($1.amounts) } }

    private static func sorted(_ lines: [GroupLine]) -> [GroupLine] {
        lines.sorted { ($1.amount.minor, $0.name, $0.customer) < ($0.amount.minor, $1.name, $1.customer) }
    }

    private static func entry(_ action: PlannedAction, _ book: Book, _ rules: PlanningRules) -> GroupEntry {
        let asked = action.asked
        return GroupEntry(
            step: action.step, rank: action.rank, template: action.template,
            offset: rules.scenarios[action.scenario]?.step(action.step)?.offsetDays, receivables: asked.count,
            accessories: asked.sum { $0.asksAccessories ? $0.interest.plus($0.indemnity) : 0 },
            line: GroupLine(
                customer: action.customer, name: book.accounts[action.customer]?.customer.name ?? action.customer.text,
                amount: Money(minor: action.amount, action.currency), channel: action.channel.word,
                approval: action.approval?.code, message: nil, state: nil))
    }

    private static func line(_ task: PlannedTask, _ book: Book) -> GroupLine {
        GroupLine(
            customer: task.customer, name: book.accounts[task.customer]?.customer.name ?? task.customer.text,
            amount: Money(minor: task.amount ?? 0, task.currency ?? .eur), channel: "call", approval: nil, message: nil,
            state: nil)
    }
}

/// Receivables left alone for one reason on one day.
package struct WithheldGroup: Sendable {
    package let reason: SkipReason
    package let count: Int
    package let amounts: MoneyBag
    /// The largest first, at most `limit`.
    package let lines: [WithheldLine]

    /// Lines listed of a group.
    package static let limit = 50

    /// The reason that holds back the most receivables first.
    static func list(_ skipped: [Skipped], _ book: Book) -> [WithheldGroup] {
        Dictionary(grouping: skipped, by: \.reason).map { reason, all in
            var amounts = MoneyBag()
            for one in all { amounts.add(one.open, one.currency) }
            let lines = all.sorted { ($1.open, $0.receivable) < ($0.open, $1.receivable) }.prefix(limit).map { one in
                WithheldLine(skipped: one, name: book.accounts[one.customer]?.customer.name ?? one.customer.text)
            }
            return WithheldGroup(reason: reason, count: all.count, amounts: amounts, lines: lines)
        }.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}

/// One receivable left alone.
package struct WithheldLine: Sendable {
    package let skipped: Skipped
    package let name: String
}
