import Values

/// 120 columns of one character each (CFONB, "Relevé de compte sur support informatique", 2004).
struct CFONBRecord {
    static let width = 120

    let line: Int
    private let bytes: [UInt8]
    /// Where each column begins; nil while every character is one byte.
    private let starts: [Int]?

    /// - Parameter bytes: UTF-8, of at most 120 characters; what is missing at the end is blank.
    init(_ bytes: [UInt8], line: Int) {
        self.line = line
        self.bytes = bytes
        starts = bytes.contains { $0 >= 0x80 } ? bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } : nil
    }

    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x1A } }

    /// The bytes of columns `first` to `last`, from 1, as the specification counts; shorter where the record is.
    subscript(first: Int, last: Int) -> ArraySlice<UInt8> {
        let from = place(first - 1)
        return bytes[from..<max(from, place(last))]
    }

    func text(_ first: Int, _ last: Int) -> String? {
        let text = self[first, last].trimmed
        return text.isEmpty ? nil : text
    }

    private func place(_ column: Int) -> Int {
        guard let starts else { return min(column, bytes.count) }
        return column < starts.count ? starts[column] : bytes.count
    }

    var kind: String { String(decoding: self[1, 2], as: UTF8.self) }

    /// DDMMYY; years from 60 on belong to the last century. Nil when it is no day.
    func date(_ first: Int) -> LocalDate? {
        let digits = self[first, first + 5]
        guard digits.count == 6, let number = digits.number else { return nil }
        let year = Int(number % 100)
        return LocalDate(year: year < 60 ? 2000 + year : 1900 + year, month: Int(number / 100 % 100), day: Int(number / 10_000))
    }

    /// Thirteen digits and one that carries the sign too, columns `first` to `first + 13`; nil for anything else.
    func amount(_ first: Int) -> Int64? {
        let digits = self[first, first + 13]
        guard digits.count == 14, let last = digits.last, let head = digits.dropLast().number,
            let (digit, isNegative) = Self.overpunched(last)
        else { return nil }
        let value = head * 10 + digit
        return isNegative ? -value : value
    }

    /// `{` and A to I: 0 to 9; `}` and J to R: the same, negative. A plain digit is positive.
    static func overpunched(_ byte: UInt8) -> (digit: Int64, isNegative: Bool)? {
        switch byte {
        case 0x30...0x39: (Int64(byte - 0x30), false)
        case 0x7B: (0, false)
        case 0x41...0x49: (Int64(byte - 0x40), false)
        case 0x7D: (0, true)
        case 0x4A...0x52: (Int64(byte - 0x49), true)
        default: nil
        }
    }

    /// Bank, branch and number of the account.
    var account: (bank: String, branch: String, number: String) {
        (self[3, 7].trimmed, self[12, 16].trimmed, self[22, 32].trimmed)
    }
}
