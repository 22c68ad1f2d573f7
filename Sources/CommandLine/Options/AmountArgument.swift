import Texts
import Values

/// Amounts as the command line writes them: a point, no more decimals than the currency has.
enum AmountArgument {
    static func parse(
        _ text: String, _ currency: Currency, option: String, _ language: Language
    ) throws(CommandFailure) -> Money {
        let values: [String: Texts.Argument] = [
            "option": .text(option), "value": .text(text), "currency": .text(currency.code),
            "decimals": .number(currency.decimals),
        ]
        do throws(AmountProblem) {
            let money = try Money(parsing: text, currency)
            guard !money.isNegative else { throw AmountProblem.malformed }
            return money
        } catch {
            switch error {
            case .empty, .malformed: throw .said(.usage, language.text("commands.error.amount", values))
            case .tooManyDecimals: throw .said(.usage, language.text("commands.error.amount_decimals", values))
            case .overflow: throw .said(.usage, language.text("commands.error.amount_too_large"))
            }
        }
    }
}
