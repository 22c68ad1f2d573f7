import ArgumentParser
import Ledger
import Reading
import Texts
import Values
import Workflows

/// What a scenario would have done on the company's own past.
struct BacktestCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "backtest")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "file")) var scenario: String
    @Option(help: ArgumentHelp(valueName: "date")) var from: LocalDate
    @Option(help: ArgumentHelp(valueName: "date")) var to: LocalDate
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let yaml = try ScenarioArgument.read(scenario, call).yaml
        let profile = try await call.company(company.company)
        let bar = call.progress("commands.progress.backtest")
        let report = try await call.ask { desk throws(DeskError) in
            try await desk.backtest(yaml, in: profile.id, from: from, through: to) { bar.show($0, of: $1) }
        }
        bar.clear()
        call.answer(format.format, json(report)) { text(report, call.language) }
        return .done
    }

    private func json(_ report: BacktestReport) -> JSON {
        .object(
            ("scenario", .string(report.scenario.text)), ("from", .date(report.from)), ("to", .date(report.through)),
            ("messages", .array(report.messages.map { line in
                .object(
                    ("step", .string(line.step)), ("channel", .string(line.channel)), ("count", .integer(line.count)))
            })),
            ("customersWritten", .integer(report.customersWritten)), ("activeDays", .integer(report.activeDays)),
            ("crossedPayments", .integer(report.crossedPayments)),
            ("callsPerWorkingDay", .object(
                ("average", .string(hundredths(report.callsPerWorkingDay.average))),
                ("most", .integer(report.callsPerWorkingDay.most)))),
            ("asked", .array(report.asked.map { line in
                .object(("currency", .string(line.currency.code)), ("amount", .amount(line.amount, line.currency)))
            })))
    }

    private func text(_ report: BacktestReport, _ language: Language) -> String {
        var text = language.text("commands.backtest.head", [
            "scenario": .text(report.scenario.text), "from": .date(report.from, .full), "to": .date(report.through, .full),
        ]) + "\n\n"
        var table = Table(
            (language.text("commands.column.step"), .left), (language.text("commands.column.channel"), .left),
            (language.text("commands.column.count"), .right))
        for line in report.messages { table.add(line.step, language.channel(line.channel), language.number(line.count)) }
        text += (table.isEmpty ? language.text("commands.plan.nothing") + "\n" : table.text) + "\n"
        let asked = report.asked.map { language.amount(Money(minor: $0.amount, $0.currency)) }
        return text + language.text("commands.backtest.sum", [
            "customers": .number(report.customersWritten), "days": .number(report.activeDays),
            "asked": .text(asked.isEmpty ? "–" : language.joined(asked)), "crossed": .number(report.crossedPayments),
            "average": .text(hundredths(report.callsPerWorkingDay.average, mark: language == .fr ? "," : ".")),
            "most": .number(report.callsPerWorkingDay.most),
        ]) + "\n"
    }

    private func hundredths(_ value: Int64, mark: String = ".") -> String {
        let rest = value % 100
        return "\(value / 100)\(mark)\(rest < 10 ? "0" : "")\(rest)"
    }
}
