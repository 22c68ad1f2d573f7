import Ledger
import Matching
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
            ("coverage", share(past.coverage)), ("firstChoice", share(past.firstChoice)),
            ("wrong", .array(past.wrong.map(json))))
    }

    private static func json(_ wrong: MatchBacktest.Wrong) -> JSON {
        func parts(_ settled: [MatchBacktest.Settled]) -> JSON {
            .array(
                settled.map { part in
                    .object(
                        ("customer", .string(part.customer.text)), ("invoice", part.receivable.map { .string($0.invoice.text) } ?? .null),
                        ("payment", part.recognised.map { .string($0.text) } ?? .null),
                        ("amount", .string(Money(minor: part.amount, wrong.entry.currency).decimalText)))
                })
        }
        return .object(
            ("entry", .string(wrong.entry.id.text)), ("on", .date(wrong.entry.bookedOn)),
            ("amount", .string(wrong.entry.money.decimalText)), ("currency", .string(wrong.entry.currency.code)),
            ("settled", parts(wrong.settled)), ("proposed", parts(wrong.proposed)))
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
        ]) + "\n" + past.wrong.prefix(listed).map { line($0, language) }.joined()
    }

    /// More are in the JSON.
    private static let listed = 10

    private static func line(_ wrong: MatchBacktest.Wrong, _ language: Language) -> String {
        func words(_ settled: [MatchBacktest.Settled]) -> String {
            let parts = settled.map { part in
                let amount = language.amount(Money(minor: part.amount, wrong.entry.currency))
                return "\(part.customer.text) \(part.receivable?.invoice.text ?? part.recognised?.text ?? "") \(amount)"
            }
            return parts.isEmpty ? language.text("commands.match.backtest.no_invoice") : parts.joined(separator: ", ")
        }
        return language.text("commands.match.backtest.wrong", [
            "entry": .text(wrong.entry.id.text), "on": .date(wrong.entry.bookedOn, .short), "amount": .money(wrong.entry.money),
            "settled": .text(words(wrong.settled)), "proposed": .text(words(wrong.proposed)),
        ]) + "\n"
    }
}
