import Texts
import Values

/// The grammars of values. Each answers nil after it has told what is wrong.
extension Field {
    func whole(_ range: ClosedRange<Int>, _ findings: inout Findings) -> Int? {
        guard let text = text(&findings) else { return nil }
        guard let number = Self.integer(text) else {
            refuse(.notWhole(low: range.lowerBound, high: range.upperBound), &findings)
            return nil
        }
        guard range.contains(number) else {
            refuse(.outOfRange(low: range.lowerBound, high: range.upperBound), &findings)
            return nil
        }
        return number
    }

    /// Days from the due date: `-5`, `J-5`, `J+3` or `D+3`.
    func offset(_ findings: inout Findings) -> Int? {
        guard let text = text(&findings) else { return nil }
        let range = Limits.offsetDays
        let isMarked = "JjDd".contains(text.prefix(1))
        let number = isMarked ? text.dropFirst() : text[...]
        guard !isMarked || number.hasPrefix("+") || number.hasPrefix("-"), let days = Self.integer(number) else {
            refuse(.badOffset(low: range.lowerBound, high: range.upperBound), &findings)
            return nil
        }
        guard range.contains(days) else {
            refuse(.outOfRange(low: range.lowerBound, high: range.upperBound), &findings)
            return nil
        }
        return days
    }

    private static func integer(_ text: some StringProtocol) -> Int? {
        // `Int` alone would take any number of digits and let a huge offset through as nil anyway: same answer.
        guard text.utf8.count <= 9 else { return nil }
        return Int(text)
    }

    func boolean(_ findings: inout Findings) -> Bool? {
        choice(["true": true, "false": false], ["true", "false"], &findings)
    }

    func choice<Value: RawRepresentable & CaseIterable>(
        of type: Value.Type, _ findings: inout Findings
    ) -> Value? where Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        return choice(Dictionary(Value.allCases.map { ($0.rawValue, $0) }) { first, _ in first }, words, &findings)
    }

    /// One of the words, written exactly so.
    func choice<Value>(_ values: [String: Value], _ words: [String], _ findings: inout Findings) -> Value? {
        guard let text = text(&findings) else { return nil }
        if let value = values[text] { return value }
        refuse(.notAllowed(nearest: Nearest.of(text, among: words), allowed: words), &findings)
        return nil
    }

    /// A list of distinct values.
    func list<Value: Hashable>(
        _ findings: inout Findings, mayBeEmpty: Bool = false, _ read: (Field, inout Findings) -> Value?
    ) -> [Value]? {
        guard let items = items(&findings) else { return nil }
        if items.isEmpty, !mayBeEmpty {
            refuse(.emptyList, &findings)
            return nil
        }
        var values: [Value] = []
        var isRight = true
        for item in items {
            guard let value = read(item, &findings) else {
                isRight = false
                continue
            }
            if values.contains(value) {
                item.refuse(.repeated, &findings)
                isRight = false
            }
            values.append(value)
        }
        return isRight ? values : nil
    }

    /// Letters without accents, digits, `-`, `_` and `.`, a letter or a digit first.
    func identifier(_ findings: inout Findings) -> String? {
        guard let text = text(&findings) else { return nil }
        let isRight = text.utf8.enumerated().allSatisfy { index, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case 0x2D, 0x2E, 0x5F: index > 0
            default: false
            }
        }
        guard isRight else {
            refuse(.badIdentifier, &findings)
            return nil
        }
        guard text.utf8.count <= Limits.identifier else {
            refuse(.tooLong(limit: Limits.identifier), &findings)
            return nil
        }
        return text
    }

    /// Prose of one paragraph or several, the ends trimmed.
    func prose(limit: Int, _ findings: inout Findings) -> String? {
        guard let text = text(&findings) else { return nil }
        let trimmed = String(text.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
        guard !trimmed.isEmpty else {
            refuse(.missingValue, &findings)
            return nil
        }
        guard trimmed.unicodeScalars.count <= limit else {
            refuse(.tooLong(limit: limit), &findings)
            return nil
        }
        return trimmed
    }

    /// An ISO 3166-1 code, in capitals.
    func country(_ findings: inout Findings) -> String? {
        guard let text = text(&findings) else { return nil }
        guard let code = CountryCode(text), code.code == text else {
            refuse(.badCountry, &findings)
            return nil
        }
        return text
    }

    func language(_ findings: inout Findings) -> String? { choice(of: Language.self, &findings)?.rawValue }

    func currency(_ findings: inout Findings) -> Currency? {
        guard let text = text(&findings) else { return nil }
        guard let currency = Self.currency(text) else {
            refuse(.badCurrency, &findings)
            return nil
        }
        return currency
    }

    /// Three capitals; the code itself is not looked up.
    static func currency(_ text: String) -> Currency? {
        guard let currency = Currency(code: text), currency.code == text else { return nil }
        return currency
    }
}
