import Texts
import Values

/// Amounts and rates: what is read is what the digits say, and what is printed reads back.
enum MoneyChecks {
    private static let currencies = ["EUR", "USD", "JPY", "KWD", "CLF", "GBP"].compactMap { Currency(code: $0) }

    static func check(_ bytes: [UInt8]) throws(Violation) {
        var input = Input(bytes)
        let currency = input.choice(of: currencies)
        let mark = input.choice(of: DecimalMark.allCases)
        let text = input.text
        if let rate = Rate(percent: text) {
            try require(rate.millionths >= 0, "a rate below zero from \(text)")
            try requireSame(Rate(percent: rate.percentText), rate, "\(text) printed as \(rate.percentText)")
        }
        if let code = Currency(code: text) {
            try requireSame(Currency(code: code.code), code, "a currency printed")
            try requireSame(Array(code.code.utf8), text.utf8.map { $0 & 0xDF }, "a currency in capitals")
        }
        guard let money = try? Money(parsing: text, currency, decimalMark: mark) else { return }
        try digits(of: text, mark, money)
        try printed(money)
        try arithmetic(money)
    }

    /// An independent reading: the digits as they stand, zeros added up to the decimals of the currency.
    private static func digits(of text: String, _ mark: DecimalMark, _ money: Money) throws(Violation) {
        let isNegative = text.unicodeScalars.contains { $0 == "-" || $0.value == 0x2212 }
        let parts = text.unicodeScalars.split(separator: Unicode.Scalar(mark.rawValue), omittingEmptySubsequences: false)
        let whole = parts[0].filter { ("0"..."9").contains($0) }
        let fraction = parts.count > 1 ? parts[1].filter { ("0"..."9").contains($0) } : []
        try require(parts.count <= 2 && fraction.count <= money.currency.decimals, "\(text) has more decimals than \(money.currency)")
        let zeros = String(repeating: "0", count: money.currency.decimals - fraction.count)
        let written = String(String.UnicodeScalarView(whole)) + String(String.UnicodeScalarView(fraction)) + zeros
        try requireSame(String(money.minor.magnitude), String(written.drop { $0 == "0" }).isEmpty ? "0" : String(written.drop { $0 == "0" }), "the digits of \(text)")
        try require(money.isNegative == (isNegative && !money.isZero), "the sign of \(text)")
    }

    private static func printed(_ money: Money) throws(Violation) {
        let text = money.decimalText
        try requireSame(try? Money(parsing: text, money.currency), money, "printed as \(text)")
        for language in Language.allCases {
            let mark: DecimalMark = language == .fr ? .comma : .point
            let shown = language.amount(money).unicodeScalars.filter {
                !("A"..."Z").contains($0) && $0 != "€" && $0 != "£" && $0.value != 0xA0
            }
            let bare = String(String.UnicodeScalarView(shown))
            try requireSame(try? Money(parsing: bare, money.currency, decimalMark: mark), money, "shown as \(language.amount(money))")
            _ = language.shortAmount(money)
        }
    }

    private static func arithmetic(_ money: Money) throws(Violation) {
        if let twice = try? money.adding(money) {
            try requireSame(try? twice.subtracting(money), money, "added and taken off")
        }
        if let negated = try? money.negated() { try requireSame(try? negated.negated(), money, "negated twice") }
    }
}
