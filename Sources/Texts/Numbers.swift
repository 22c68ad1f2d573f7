package import Values

/// Numbers, amounts and rates as each language prints them.
extension Language {
    /// `1 234` (narrow no-break space) or `1,234`; negatives with the true minus.
    package func number(_ value: Int) -> String {
        var printer = NumberPrinter(self)
        printer.put(magnitude: UInt64(value.magnitude), decimals: 0)
        return (value < 0 ? Typography.minus : "") + printer.text
    }

    /// An amount with its currency, never broken at the end of a line.
    ///
    /// French: `1 234,56 €`, `−15,00 USD`. English: `€1,234.56`, `−USD 15.00`. The euro and the pound have
    /// their sign; every other currency its ISO 4217 code, because a dollar sign does not say whose dollar.
    package func amount(_ money: Money) -> String {
        var printer = NumberPrinter(self)
        printer.put(magnitude: money.minor.magnitude, decimals: money.currency.decimals)
        let sign = money.isNegative ? Typography.minus : ""
        let code = money.currency.code
        let symbol = code == "EUR" ? "€" : code == "GBP" ? "£" : nil
        switch self {
        case .fr: return sign + printer.text + Typography.noBreakSpace + (symbol ?? code)
        case .en: return sign + (symbol ?? code + Typography.noBreakSpace) + printer.text
        }
    }

    /// An amount as sentences say it: without its decimals when they are all zero (`40 €`, `€40`).
    package func shortAmount(_ money: Money) -> String {
        var scale: Int64 = 1
        for _ in 0..<money.currency.decimals { scale *= 10 }
        guard scale > 1, money.minor % scale == 0 else { return amount(money) }
        let text = amount(money)
        let mark: Character = self == .fr ? "," : "."
        guard let start = text.lastIndex(of: mark) else { return text }
        let end = text.index(start, offsetBy: money.currency.decimals + 1)
        return String(text[..<start] + text[end...])
    }

    /// A rate with at least two decimals: `12,40 %` or `12.40%`.
    package func percent(_ rate: Rate) -> String {
        var decimals = 4
        var value = rate.millionths.magnitude
        while decimals > 2, value % 10 == 0 { value /= 10; decimals -= 1 }
        var printer = NumberPrinter(self)
        printer.put(magnitude: value, decimals: decimals)
        let sign = rate.millionths < 0 ? Typography.minus : ""
        switch self {
        case .fr: return sign + printer.text + Typography.noBreakSpace + "%"
        case .en: return sign + printer.text + "%"
        }
    }

    /// A count in words up to sixteen, as letters write it (French feminine: `une`, `deux`), then in figures.
    package func inWords(_ count: Int) -> String {
        let words = self == .fr ? Self.frenchCounts : Self.englishCounts
        return words.indices.contains(count) ? words[count] : number(count)
    }

    private static let frenchCounts: [String] = [
        "aucune", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize",
    ]
    private static let englishCounts: [String] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen",
    ]

    /// `FA-1`, `FA-1 et FA-2`, `FA-1, FA-2 et FA-3`; in English with `and` and without the serial comma.
    package func joined(_ items: [String]) -> String {
        guard let last = items.last else { return "" }
        guard items.count > 1 else { return last }
        return items.dropLast().joined(separator: ", ") + (self == .fr ? " et " : " and ") + last
    }
}

/// Writes grouped digits from the right, then reads them back in order.
private struct NumberPrinter {
    private var reversed: [UInt8] = []
    private let isFrench: Bool

    init(_ language: Language) {
        isFrench = language == .fr
        reversed.reserveCapacity(40)
    }

    mutating func put(magnitude: UInt64, decimals: Int) {
        var rest = magnitude
        var written = 0
        while rest > 0 || written <= decimals {
            if written == decimals, decimals > 0 { reversed.append(isFrench ? 0x2C : 0x2E) }
            if written > decimals, (written - decimals) % 3 == 0 { separate() }
            reversed.append(0x30 + UInt8(rest % 10))
            rest /= 10
            written += 1
        }
    }

    /// U+202F reversed byte by byte, or a comma.
    private mutating func separate() {
        guard isFrench else { return reversed.append(0x2C) }
        reversed.append(0xAF)
        reversed.append(0x80)
        reversed.append(0xE2)
    }

    var text: String {
        String(unsafeUninitializedCapacity: reversed.count) { target in
            var index = reversed.count
            for byte in reversed {
                index -= 1
                target[index] = byte
            }
            return reversed.count
        }
    }
}
