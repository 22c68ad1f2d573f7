import ArgumentParser
import Dunning
import Ledger
import Reading
import Texts
import Values
import Workflows

struct PlanCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "plan")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @Option(help: ArgumentHelp(valueName: "date")) var from: LocalDate?
    @Option(help: ArgumentHelp(valueName: "date")) var until: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        guard from != nil || until != nil else {
            let day = on ?? call.today(profile)
            let plan = try await call.ask { desk throws(DeskError) in try await desk.plan(profile.id, on: day) }
            call.answer(format.format, PlanAnswer.json(plan, call.language)) { PlanAnswer.text(plan, call.language) }
            return .done
        }
        guard on == nil, let from, let until else {
            throw .said(.usage, call.text("commands.plan.range"))
        }
        let plans = try await call.ask { desk throws(DeskError) in
            try await desk.plan(profile.id, from: from, through: until)
        }
        let days = JSON.object(
            ("from", .date(from)), ("until", .date(until)),
            ("days", .array(plans.map { PlanAnswer.json($0, call.language) })))
        call.answer(format.format, days) { range(plans, call.language) }
        return .done
    }

    /// Days with nothing to send are left out.
    private func range(_ plans: [DayPlan], _ language: Language) -> String {
        var table = Table(
            (language.text("commands.column.day"), .left), (language.text("commands.column.customer"), .left),
            (language.text("commands.column.step"), .left), (language.text("commands.column.channel"), .left),
            (language.text("commands.column.amount"), .right), (language.text("commands.column.invoices"), .left))
        for plan in plans {
            for action in plan.actions {
                table.add(
                    language.date(plan.on, .short), action.customer.text, action.step,
                    language.channel(action.channel.word),
                    language.amount(Money(minor: action.amount, action.currency)),
                    action.asked.map(\.receivable.invoice.text).joined(separator: ", "))
            }
        }
        guard !table.isEmpty else { return language.text("commands.plan.nothing") + "\n" }
        return table.text + "\n" + PlanAnswer.total(plans.flatMap(\.actions), language)
    }
}

struct RunCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "run")
    static let isWorker = true

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let bar = call.progress("commands.progress.run")
        let report: RunReport
        do throws(CommandFailure) {
            report = try await call.ask { desk throws(DeskError) in
                try await desk.run(profile.id, on: day, by: call.actor) { bar.show($0, of: $1) }
            }
        } catch {
            bar.clear()
            throw error
        }
        bar.clear()
        call.answer(format.format, RunAnswer.json(report, call.language)) { RunAnswer.text(report, call.language) }
        return .done
    }
}
