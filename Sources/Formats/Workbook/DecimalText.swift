/// The number of a workbook cell as plain decimal text.
///
/// A spreadsheet keeps 15 significant digits and saves 17, so that 1234.56 is stored as `1234.5599999999999`:
/// a fraction is rounded half up to 15 significant digits, in decimal, without passing through binary.
/// A whole number written without exponent is kept digit for digit: it may be an identifier.
enum DecimalText {
    static let significantDigits = 15
    /// Longest text made of an exponent; beyond it the value is not an amount of anything.
    private static let longest = 40

    /// Nil when the text is not a number as XML Schema writes doubles (`NaN` and `INF` included in not).
    static func plain(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard var number = Number(text) else { return nil }
        if number.isWhole { return Array(text.drop { $0 == 0x2B }) }
        number.round(to: significantDigits)
        return number.plain(longest: longest)
    }

    private struct Number {
        var isNegative = false
        /// Digits from the first that is not 0, as values.
        var digits: [UInt8] = []
        /// Where the point stands in `digits`: 2 for `12.3`, -1 for `0.012`.
        var point = 0
        var isWhole = true

        init?(_ text: some Collection<UInt8>) {
            var hasDigit = false
            var hasPoint = false
            var exponent: [UInt8]?
            for (index, byte) in text.enumerated() {
                switch byte {
                case 0x30...0x39:
                    if exponent != nil {
                        exponent?.append(byte)
                        continue
                    }
                    hasDigit = true
                    if !digits.isEmpty || byte != 0x30 { digits.append(byte - 0x30) }
                    if hasPoint { if digits.isEmpty { point -= 1 } } else if !digits.isEmpty { point += 1 }
                case 0x2E where !hasPoint && exponent == nil: hasPoint = true
                case 0x45 where hasDigit && exponent == nil, 0x65 where hasDigit && exponent == nil: exponent = []
                case 0x2D where index == 0: isNegative = true
                case 0x2B where index == 0: break
                case 0x2D where exponent?.isEmpty == true, 0x2B where exponent?.isEmpty == true: exponent?.append(byte)
                default: return nil
                }
            }
            guard hasDigit, digits.count <= 400 else { return nil }
            isWhole = !hasPoint && exponent == nil
            if let exponent {
                guard let shift = Int(String(decoding: exponent, as: UTF8.self)), abs(shift) < 1000 else { return nil }
                point += shift
            }
        }

        mutating func round(to count: Int) {
            guard digits.count > count else { return }
            let roundsUp = digits[count] >= 5
            digits.removeSubrange(count...)
            guard roundsUp else { return }
            var index = count - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                digits[index] += 1
            } else {
                digits.insert(1, at: 0)
                point += 1
            }
        }

        func plain(longest: Int) -> [UInt8]? {
            var digits = digits
            while digits.count > max(0, point), digits.last == 0 { digits.removeLast() }
            guard point <= longest, digits.count - point <= longest else { return nil }
            if digits.isEmpty { return [0x30] }
            var text: [UInt8] = isNegative ? [0x2D] : []
            if point <= 0 {
                text += [0x30, 0x2E] + [UInt8](repeating: 0x30, count: -point)
            }
            for (index, digit) in digits.enumerated() {
                if index == point, point > 0 { text.append(0x2E) }
                text.append(digit + 0x30)
            }
            if point > digits.count { text += [UInt8](repeating: 0x30, count: point - digits.count) }
            return text
        }
    }
}
