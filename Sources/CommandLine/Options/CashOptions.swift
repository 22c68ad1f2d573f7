import ArgumentParser
import Ledger
import Texts
import Values

/// What the company wants of automatic allocation. What is not given stays as it is.
struct CashOptions: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "percent|none")) var matchPrecision: String?
    @Option(help: ArgumentHelp(valueName: "amount")) var smallDifference: String?
    @Option(help: ArgumentHelp(valueName: "amount")) var bankCharges: String?
    @Option(help: ArgumentHelp(valueName: "percent")) var discount: String?
    @Option(help: ArgumentHelp(valueName: "days")) var discountDays: Int?

    func apply(to policy: inout CashPolicy, _ language: Language) throws(CommandFailure) {
        if let matchPrecision { policy.precision = try Self.precision(matchPrecision, language) }
        if let smallDifference {
            policy.smallDifference = try AmountArgument.parse(smallDifference, .eur, option: "--small-difference", language).minor
        }
        if let bankCharges {
            policy.bankCharges = try AmountArgument.parse(bankCharges, .eur, option: "--bank-charges", language).minor
        }
        if let discount {
            guard let rate = Rate(percent: discount.replacing(",", with: ".")), rate.millionths < 1_000_000 else {
                throw Self.range("--discount", discount, "0 … 99.99", language)
            }
            policy.discount = rate.millionths
        }
        if let discountDays {
            guard (0...365).contains(discountDays) else {
                throw Self.range("--discount-days", String(discountDays), "0 … 365", language)
            }
            policy.discountDays = discountDays
        }
    }

    /// `99.9`, or `none` for nothing automatic.
    private static func precision(_ text: String, _ language: Language) throws(CommandFailure) -> Int {
        if text == "none" { return CashPolicy.nothingAutomatic }
        guard let rate = Rate(percent: text.replacing(",", with: ".")), (500_000...1_000_000).contains(rate.millionths) else {
            throw range("--match-precision", text, "50 … 100, none", language)
        }
        return Int(rate.millionths / 10)
    }

    private static func range(_ option: String, _ value: String, _ range: String, _ language: Language) -> CommandFailure {
        .said(.usage, language.text("commands.error.range", [
            "option": .text(option), "value": .text(value), "range": .text(range)]))
    }
}
