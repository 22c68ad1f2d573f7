import Dunning
import Ledger
import Reading
import Texts
import Values
import Workflows

/// A plan as scripts read it. The members named in `docs/reference/json.md` never go away.
enum PlanAnswer {
    static func json(_ plan: DayPlan, _ language: Language) -> JSON {
        .object(
            ("on", .date(plan.on)), ("actions", .array(plan.actions.map { action($0, language) })),
            ("skipped", .array(plan.skipped.map { skipped($0, language) })),
            ("tasks", .array(plan.tasks.map { task($0, language) })))
    }

    /// - Parameter more: what happened to it, when it was done.
    static func action(_ action: PlannedAction, _ language: Language, more: [JSON.Member] = []) -> JSON {
        let currency = action.currency
        let members: [JSON.Member] = [
            .init("customer", .string(action.customer.text)), .init("scenario", .string(action.scenario.text)),
            .init("step", .string(action.step)), .init("channel", .string(action.channel.word)),
            .init("currency", .string(currency.code)), .init("amount", .amount(action.amount, currency)),
            .init("receivables", .array(action.asked.map { line($0, currency) })),
            .init("toCome", .array(toCome(action))), .init("credits", .array(action.credits.map { credit($0, currency) })),
            .init("reasons", .array(action.reasons.map { reason($0, language) })),
            .init("scenarioVersion", .integer(action.scenarioVersion)), .init("template", .string(action.template)),
            .init("tone", .string(action.tone.rawValue)), .init("to", .string(action.to) ?? .null),
            .init("approval", action.approval.map { approval($0, language) } ?? .null),
        ]
        return .object(members + more)
    }

    static func line(_ line: CorrespondenceLine, _ currency: Currency) -> JSON {
        .object(
            ("invoice", .string(line.receivable.invoice.text)), ("dueOn", .date(line.dueOn)),
            ("open", .amount(line.open, currency)), ("step", .string(line.step)),
            ("instalment", .integer(line.receivable.rank)), ("interest", .amount(line.interest, currency)),
            ("indemnity", .amount(line.indemnity, currency)), ("accessoriesAsked", .bool(line.asksAccessories)))
    }

    /// What is announced outside the total, whether or not its notice travels inside.
    private static func toCome(_ action: PlannedAction) -> [JSON] {
        let inside = action.lines.filter(\.isToCome)
        var all = inside.map { ($0.dueOn, $0.receivable, $0.open) }
        all += action.toCome.filter { one in !inside.contains { $0.receivable == one.receivable } }
            .map { ($0.dueOn, $0.receivable, $0.open) }
        return all.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { dueOn, receivable, open in
            .object(
                ("invoice", .string(receivable.invoice.text)), ("dueOn", .date(dueOn)),
                ("open", .amount(open, action.currency)), ("instalment", .integer(receivable.rank)))
        }
    }

    static func credit(_ credit: AppliedCredit, _ currency: Currency) -> JSON {
        .object(
            ("kind", .string(credit.credit.kind.rawValue)), ("reference", .string(credit.credit.id.text)),
            ("on", .date(credit.on)), ("amount", .amount(credit.amount, currency)))
    }

    static func skipped(_ skipped: Skipped, _ language: Language) -> JSON {
        .object(
            ("customer", .string(skipped.customer.text)), ("invoice", .string(skipped.receivable.invoice.text)),
            ("dueOn", .date(skipped.dueOn)), ("reason", .string(skipped.reason.rawValue)),
            ("until", .date(skipped.until) ?? .null), ("text", .string(language.sentence(skipped.reason, until: skipped.until))),
            ("instalment", .integer(skipped.receivable.rank)), ("currency", .string(skipped.currency.code)),
            ("open", .amount(skipped.open, skipped.currency)), ("step", .string(skipped.step) ?? .null))
    }

    static func task(_ task: PlannedTask, _ language: Language) -> JSON {
        .object(
            ("kind", .string(task.kind.rawValue)), ("customer", .string(task.customer.text)),
            ("currency", .string(task.currency?.code) ?? .null),
            ("amount", task.amount.flatMap { amount in task.currency.map { .amount(amount, $0) } } ?? .null),
            ("about", .string(task.about)), ("text", .string(language.word(task.kind))))
    }

    static func reason(_ reason: ActionReason, _ language: Language) -> JSON {
        .object(("code", .string(reason.code)), ("text", .string(language.sentence(reason))))
    }

    static func approval(_ reason: ApprovalReason, _ language: Language) -> JSON {
        .object(("code", .string(reason.code)), ("text", .string(language.why(reason))))
    }

    // MARK: For people

    static func text(_ plan: DayPlan, _ language: Language) -> String {
        var text = language.text("commands.plan.head", ["day": .date(plan.on, .long)]) + "\n"
        if plan.actions.isEmpty {
            text += language.text("commands.plan.nothing") + "\n"
        } else {
            var table = self.table(language, last: "commands.column.remark")
            for action in plan.actions {
                add(action, action.approval.map(language.why) ?? "", to: &table, language)
            }
            text += "\n" + table.text + "\n" + total(plan.actions, language)
        }
        return text + leftAlone(plan.skipped, language) + tasks(plan.tasks, language)
    }

    static func table(_ language: Language, last: String) -> Table {
        Table(
            (language.text("commands.column.customer"), .left), (language.text("commands.column.step"), .left),
            (language.text("commands.column.channel"), .left), (language.text("commands.column.amount"), .right),
            (language.text("commands.column.invoices"), .left), (language.text(last), .left))
    }

    static func add(_ action: PlannedAction, _ remark: String, to table: inout Table, _ language: Language) {
        let invoices = action.asked.map(\.receivable.invoice.text)
        let shown = invoices.prefix(3).joined(separator: ", ") + (invoices.count > 3 ? " +\(invoices.count - 3)" : "")
        table.add(
            action.customer.text, action.step, language.channel(action.channel.word),
            language.amount(Money(minor: action.amount, action.currency)), shown, remark)
    }

    /// Currencies are never added together.
    static func total(_ actions: [PlannedAction], _ language: Language) -> String {
        var sums: [Currency: Int64] = [:]
        for action in actions { sums[action.currency, default: 0] &+= action.amount }
        let amounts = sums.keys.sorted().map { language.amount(Money(minor: sums[$0] ?? 0, $0)) }
        return language.text("commands.plan.total", [
            "count": .number(actions.count), "amounts": .text(language.joined(amounts)),
        ]) + "\n"
    }

    static func leftAlone(_ skipped: [Skipped], _ language: Language) -> String {
        guard !skipped.isEmpty else { return "" }
        var table = Table(("", .right), ("", .left))
        for reason in SkipReason.allCases {
            let count = skipped.count { $0.reason == reason }
            if count > 0 { table.add(language.number(count), language.short(reason)) }
        }
        return "\n" + language.text("commands.plan.left_alone", ["count": .number(skipped.count)]) + "\n" + table.text
    }

    static func tasks(_ tasks: [PlannedTask], _ language: Language) -> String {
        guard !tasks.isEmpty else { return "" }
        var table = Table(("", .left), ("", .left), ("", .right), ("", .left))
        for task in tasks {
            let amount = task.amount.flatMap { amount in task.currency.map { language.amount(Money(minor: amount, $0)) } }
            table.add(language.word(task.kind), task.customer.text, amount ?? "", task.about)
        }
        return "\n" + language.text("commands.plan.tasks", ["count": .number(tasks.count)]) + "\n" + table.text
    }
}

extension JSON {
    /// Minor units as scripts read them: `"1500.00"`.
    static func amount(_ minor: Int64, _ currency: Currency) -> JSON {
        .string(Money(minor: minor, currency).decimalText)
    }
}
