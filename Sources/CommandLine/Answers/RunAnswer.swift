import Dunning
import Ledger
import Reading
import Texts
import Values
import Workflows

/// What a run did: the plan's actions, and what became of each.
enum RunAnswer {
    static func json(_ report: RunReport, _ language: Language) -> JSON {
        .object(
            ("on", .date(report.on)),
            ("actions", .array(report.outcomes.map { outcome in
                PlanAnswer.action(outcome.action, language, more: [
                    .init("outcome", .string(outcome.state)), .init("detail", .string(outcome.detail) ?? .null),
                    .init("message", .string(outcome.message?.text) ?? .null),
                ])
            })),
            ("skipped", .array(report.skipped.map { PlanAnswer.skipped($0, language) })),
            ("tasks", .array(report.tasks.map { PlanAnswer.task($0, language) })),
            ("carriedOver", .array(report.carriedOver.map { MessageAnswer.json($0) })),
            ("closed", .string(report.closed?.rawValue) ?? .null), ("cash", cash(report.cash)))
    }

    private static func cash(_ counts: MatchCounts?) -> JSON {
        guard let counts else { return .null }
        return .object(
            ("posted", .integer(counts.posted)), ("suggested", .integer(counts.suggested)), ("none", .integer(counts.unexplained)))
    }

    static func text(_ report: RunReport, _ language: Language) -> String {
        var text = language.text("commands.run.head", ["day": .date(report.on, .long)]) + "\n"
        if let cash = report.cash {
            text += language.text("commands.run.cash", [
                "posted": .number(cash.posted), "suggested": .number(cash.suggested), "none": .number(cash.unexplained),
            ]) + "\n"
        }
        if let closed = report.closed { text += language.sentence(closed) + "\n" }
        if report.outcomes.isEmpty {
            text += language.text("commands.plan.nothing") + "\n"
        } else {
            var table = PlanAnswer.table(language, last: "commands.column.outcome")
            for outcome in report.outcomes {
                PlanAnswer.add(outcome.action, remark(outcome, language), to: &table, language)
            }
            text += "\n" + table.text + "\n" + PlanAnswer.total(report.outcomes.map(\.action), language)
        }
        if !report.carriedOver.isEmpty {
            text += "\n" + language.text("commands.run.carried_over", ["count": .number(report.carriedOver.count)]) + "\n"
            text += MessageAnswer.table(report.carriedOver, language)
        }
        return text + PlanAnswer.leftAlone(report.skipped, language) + PlanAnswer.tasks(report.tasks, language)
    }

    private static func remark(_ outcome: ActionOutcome, _ language: Language) -> String {
        // A call that was handed to a person is "accepted" to the machine and a task to the reader.
        guard outcome.state != "task", outcome.action.channel.word != "call" else { return language.text("commands.run.task") }
        let state = language.messageState(outcome.state)
        let explained = ["awaiting_approval", "cancelled", "refused", "deferred", "failed", "uncertain"]
        guard explained.contains(outcome.state), let detail = outcome.detail else { return state }
        return language.text("commands.run.because", ["state": .text(state), "detail": .text(language.detail(detail))])
    }
}
