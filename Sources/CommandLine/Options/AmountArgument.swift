import Texts
import Values

/// Amounts as the command line writes them: a point, no more decimals than the currency has. The French form is read
/// too where it can mean one thing only.
enum AmountArgument {
    /// `10 000,00` becomes `10000.00`; what has no comma, or a point besides (`1,234.56`), stays as it is.
    ///
    /// - Throws: for `1,5` and `1,234`, which mean one thing here and another there.
    static func pointed(_ text: String, option: String, _ language: Language) throws(CommandFailure) -> String {
        let pointed = french(text)
        guard pointed == text, text.contains(","), !text.contains(".") else { return pointed }
        throw .said(.usage, language.text("commands.error.amount_comma", ["option": .text(option), "value": .text(text)]))
    }

    /// Digits, spaces between groups of three, a comma and exactly two digits; anything else stays as it is.
    private static func french(_ text: String) -> String {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, parts[1].utf8.allSatisfy(isDigit) else { return text }
        let groups = parts[0].split(omittingEmptySubsequences: false) { " \u{A0}\u{202F}".contains($0) }
        guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else { return text }
        guard groups.count == 1 || (groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }) else { return text }
        return groups.joined() + "." + parts[1]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func parse(
        _ text: String, _ currency: Currency, option: String, _ language: Language
    ) throws(CommandFailure) -> Money {
        let values: [String: Texts.Argument] = [
            "option": .text(option), "value": .text(text), "currency": .text(currency.code),
            "decimals": .number(currency.decimals),
        ]
        let pointed = try pointed(text, option: option, language)
        do throws(AmountProblem) {
            let money = try Money(parsing: pointed, currency)
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
