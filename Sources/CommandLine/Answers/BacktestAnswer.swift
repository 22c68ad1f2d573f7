import Reading
import Texts
import Values
import Workflows

/// What `relance match --backtest` answers.
enum BacktestAnswer {
    static func json(_ past: MatchBacktest) -> JSON {
        .object(
            ("from", .date(past.from)), ("to", .date(past.through)), ("movements", .integer(past.movements)),
            ("payments", .integer(past.payments)), ("posted", .integer(past.posted)), ("right", .integer(past.right)),
            ("wrongCustomer", .integer(past.wrongCustomer)), ("mustNot", .integer(past.mustNot)),
            ("firstRight", .integer(past.firstRight)), ("precision", share(past.precision)),
            ("coverage", share(past.coverage)), ("firstChoice", share(past.firstChoice)))
    }

    private static func share(_ value: Int?) -> JSON {
        guard let value else { return .null }
        return .string(value >= 100_000 ? "1.00000" : "0." + String(String(value + 100_000).dropFirst()))
    }

    static func text(_ past: MatchBacktest, _ language: Language) -> String {
        guard past.movements > 0 else { return language.text("commands.match.backtest.nothing") + "\n" }
        func share(_ value: Int?) -> Texts.Argument {
            .text(value.map { language.percentage(hundredThousandths: $0) } ?? "–")
        }
        return language.text("commands.match.backtest", [
            "from": .date(past.from, .full), "to": .date(past.through, .full), "movements": .number(past.movements),
            "payments": .number(past.payments), "posted": .number(past.posted), "right": .number(past.right),
            "wrong": .number(past.posted - past.right), "customer": .number(past.wrongCustomer),
            "none": .number(past.mustNot), "precision": share(past.precision), "coverage": share(past.coverage),
            "first": share(past.firstChoice),
        ]) + "\n"
    }
}
