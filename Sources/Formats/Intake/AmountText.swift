internal import Values

/// What the writing of an amount says about its decimal mark, before anything is decided.
enum AmountEvidence: Hashable {
    /// No mark: the same amount either way.
    case none
    case proves(DecimalMark)
    /// One mark before exactly three digits: a thousand or three decimals.
    case ambiguous
    /// Not an amount in either way.
    case unreadable

    /// Looks at the digits and marks only; whether the amount is well formed is for the reader to say.
    init(_ bytes: ArraySlice<UInt8>) {
        var marks: [(byte: UInt8, before: Int)] = []
        var digits = 0
        var firstDigit: UInt8 = 0
        var hasGroups = false
        for byte in bytes {
            switch byte {
            case 0x30...0x39:
                if digits == 0 { firstDigit = byte }
                digits += 1
            case 0x2C, 0x2E:
                guard marks.count < 20 else {
                    self = .unreadable
                    return
                }
                marks.append((byte, digits))
            case 0x20, 0x27, 0x80..., UInt8(ascii: "-"), UInt8(ascii: "+"): hasGroups = hasGroups || digits > 0 && marks.isEmpty
            default:
                self = .unreadable
                return
            }
        }
        guard digits > 0 else {
            self = .unreadable
            return
        }
        self = Self.judge(marks, digits: digits, leadingZero: firstDigit == 0x30, hasGroups: hasGroups)
    }

    private static func judge(
        _ marks: [(byte: UInt8, before: Int)], digits: Int, leadingZero: Bool, hasGroups: Bool
    ) -> AmountEvidence {
        guard let first = marks.first, let last = marks.last, let mark = DecimalMark(rawValue: last.byte) else { return .none }
        let after = digits - last.before
        if marks.count == 1 {
            guard after > 0, last.before > 0 else { return .unreadable }
            let couldGroup = after == 3 && last.before <= 3 && !leadingZero && !hasGroups
            return couldGroup ? .ambiguous : .proves(mark)
        }
        // Several marks: alike, they group thousands; else the last one, alone of its kind, is the decimal mark.
        if marks.allSatisfy({ $0.byte == first.byte }) { return after == 3 ? .proves(mark.grouping) : .unreadable }
        return marks.count(where: { $0.byte == last.byte }) == 1 && after > 0 ? .proves(mark) : .unreadable
    }
}

/// Amounts as bytes, in minor units.
enum AmountText {
    /// Digits, one decimal mark, at most the decimals of the currency, nothing else: nearly every amount there is.
    /// Nil sends the text to the slower reader, which knows the whole grammar.
    static func quick(_ bytes: ArraySlice<UInt8>, decimals: Int, mark: DecimalMark) -> Int64? {
        guard bytes.count <= 18, let first = bytes.first else { return nil }
        var value: Int64 = 0
        var fraction = -1
        var digits = 0
        for byte in first == 0x2D ? bytes.dropFirst() : bytes {
            if byte >= 0x30, byte <= 0x39 {
                value = value * 10 + Int64(byte - 0x30)
                digits += 1
                if fraction >= 0 { fraction += 1 }
            } else if byte == mark.rawValue, fraction < 0, digits > 0 {
                fraction = 0
            } else {
                return nil
            }
        }
        guard digits > 0, fraction != 0, fraction <= decimals else { return nil }
        for _ in max(0, fraction)..<decimals {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = scaled
        }
        return first == 0x2D ? -value : value
    }

    /// Without a euro sign before or after, when the amount is in euros.
    static func withoutSign(_ bytes: ArraySlice<UInt8>, _ currency: Currency) -> ArraySlice<UInt8> {
        guard currency == .eur else { return bytes }
        let sign: [UInt8] = [0xE2, 0x82, 0xAC]
        if bytes.starts(with: sign) { return bytes.dropFirst(3).trimmed }
        return bytes.suffix(3).elementsEqual(sign) ? bytes.dropLast(3).trimmed : bytes
    }
}
