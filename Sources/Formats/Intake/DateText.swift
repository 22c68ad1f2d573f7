internal import Values

/// A date as written, before the order of its parts is decided.
enum DateText: Hashable {
    /// The same day for everybody: year first.
    case certain(year: Int, month: Int, day: Int)
    /// Two numbers and a year.
    case parts(first: Int, second: Int, year: Int, hasShortYear: Bool)
    case malformed

    /// Reads `2026-11-22`, `2026/11/22`, `20261122`, `22/11/2026`, `22-11-26`, `22.11.2026`, each with or without
    /// a time of day behind a space or a `T`, which is left out.
    init(_ bytes: ArraySlice<UInt8>) {
        var numbers: [(value: Int, digits: Int)] = []
        var separator: UInt8?
        var value = 0
        var digits = 0
        var rest = bytes
        while let byte = rest.first {
            if byte >= 0x30, byte <= 0x39 {
                value = value * 10 + Int(byte - 0x30)
                digits += 1
                guard digits <= 8 else {
                    self = .malformed
                    return
                }
            } else if byte == 0x20 || byte == 0x54 {
                break
            } else {
                guard byte == 0x2D || byte == 0x2F || byte == 0x2E, separator ?? byte == byte, digits > 0 else {
                    self = .malformed
                    return
                }
                separator = byte
                numbers.append((value, digits))
                (value, digits) = (0, 0)
            }
            rest.removeFirst()
        }
        numbers.append((value, digits))
        self = Self.isTime(rest) ? Self.assemble(numbers) : .malformed
    }

    private static func assemble(_ numbers: [(value: Int, digits: Int)]) -> DateText {
        if numbers.count == 1, numbers[0].digits == 8 {
            let all = numbers[0].value
            return .certain(year: all / 10_000, month: all / 100 % 100, day: all % 100)
        }
        guard numbers.count == 3, (1...2).contains(numbers[1].digits) else { return .malformed }
        switch (numbers[0].digits, numbers[2].digits) {
        case (4, 1...2): return .certain(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
        case (1...2, 4):
            return .parts(first: numbers[0].value, second: numbers[1].value, year: numbers[2].value, hasShortYear: false)
        case (1...2, 2):
            return .parts(first: numbers[0].value, second: numbers[1].value, year: numbers[2].value, hasShortYear: true)
        default: return .malformed
        }
    }

    /// Nothing, or ` 00:00`, `T23:59:59`, `T23:59:59.000`; a zone is refused, since it may change the day.
    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard !bytes.isEmpty else { return true }
        let time = bytes.dropFirst()
        return time.count >= 4 && time.count <= 16
            && time.allSatisfy { ($0 >= 0x30 && $0 <= 0x3A) || $0 == 0x2E } && time.contains(0x3A)
    }

    /// The order that this date proves, if it can only be read in one.
    var provenForm: DateForm? {
        guard case .parts(let first, let second, _, _) = self else { return nil }
        if first > 12, first <= 31, (1...12).contains(second) { return .dayMonthYear }
        if second > 12, second <= 31, (1...12).contains(first) { return .monthDayYear }
        return nil
    }

    /// Whether it means another day in the other order.
    var isAmbiguous: Bool {
        guard case .parts(let first, let second, _, _) = self else { return false }
        return first != second && (1...12).contains(first) && (1...12).contains(second)
    }
}

extension DateText {
    /// Whether the calendar has such a day, in whatever year.
    static func exists(_ parts: (year: Int, month: Int, day: Int)) -> Bool {
        (1...12).contains(parts.month) && parts.day >= 1
            && parts.day <= LocalDate.length(ofMonth: parts.month, year: parts.year) && parts.year > 0
    }
}
