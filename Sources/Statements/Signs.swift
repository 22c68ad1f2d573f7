/// Digits as files write them.
extension UInt8 {
    var digit: Int64? { self >= 0x30 && self <= 0x39 ? Int64(self - 0x30) : nil }
}

extension Collection<UInt8> {
    /// Up to eighteen digits and nothing else.
    var number: Int64? {
        guard !isEmpty, count <= 18 else { return nil }
        var value: Int64 = 0
        for byte in self {
            guard let digit = byte.digit else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    var isBlank: Bool { allSatisfy { $0 == 0x20 } }

    /// Without the blanks at its ends.
    var trimmed: String {
        guard let start = firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return "" }
        var end = index(after: start)
        var index = end
        while index != endIndex {
            let byte = self[index]
            formIndex(after: &index)
            if byte != 0x20, byte != 0x09 { end = index }
        }
        return String(decoding: self[start..<end], as: UTF8.self)
    }
}

extension UInt8 {
    var isUpper: Bool { self >= 0x41 && self <= 0x5A }
}
