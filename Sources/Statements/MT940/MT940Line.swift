import Values

/// A day as MT940 writes it.
struct MT940Day {
    let date: LocalDate
    /// Written as a day that the month does not have: banks that count thirty days a month write 30 February. Then the
    /// last day of the month is meant.
    let isBeyondMonth: Bool

    /// YYMMDD; years from 80 on belong to the last century.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 6, let number = bytes.number else { return nil }
        let year = Int(number / 10_000)
        self.init(year: year < 80 ? 2000 + year : 1900 + year, month: Int(number / 100 % 100), day: Int(number % 100))
    }

    /// MMDD, in the year that brings it nearest to another day.
    init?(monthAndDay bytes: ArraySlice<UInt8>, near other: LocalDate) {
        guard bytes.count == 4, let number = bytes.number else { return nil }
        let year = other.parts.year
        let candidates = (year - 1...year + 1).compactMap { MT940Day(year: $0, month: Int(number / 100), day: Int(number % 100)) }
        let nearest = candidates.min { abs($0.date.dayNumber - other.dayNumber) < abs($1.date.dayNumber - other.dayNumber) }
        guard let nearest else { return nil }
        self = nearest
    }

    private init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let last = LocalDate.length(ofMonth: month, year: year)
        guard let date = LocalDate(year: year, month: month, day: min(day, last)) else { return nil }
        self.date = date
        isBeyondMonth = day > last
    }
}

/// What a `:61:` says: `2611201120C1257,98NTRFRF69F20260042//BK001`.
struct MT940Line {
    var valueOn: MT940Day
    var bookedOn: MT940Day
    /// Minor units, signed.
    var amount: Int64 = 0
    var isReversal = false
    /// Announced, not booked (`EC`, `ED` of MT942).
    var isExpected = false
    var operation: String?
    var customerReference: String?
    var bankReference: String?
    /// What stands behind the sixteen characters of the reference.
    var supplement: String?

    /// Why a line is none, and the part that is wrong.
    enum Problem: Error {
        case date(String), mark(String), operation(String)
        case amount(AmountFault, String)
    }

    init(_ bytes: [UInt8], in currency: Currency) throws(Problem) {
        var rest = bytes[...]
        guard let valueOn = MT940Day(rest.prefix(6)) else { throw .date(String(decoding: rest.prefix(6), as: UTF8.self)) }
        self.valueOn = valueOn
        bookedOn = valueOn
        rest = rest.dropFirst(6)
        if rest.prefix(4).count == 4, rest.prefix(4).number != nil {
            guard let day = MT940Day(monthAndDay: rest.prefix(4), near: valueOn.date) else {
                throw .date(String(decoding: rest.prefix(4), as: UTF8.self))
            }
            bookedOn = day
            rest = rest.dropFirst(4)
        }
        let isCredit = try mark(&rest)
        let digits = rest.prefix { $0.digit != nil || $0 == 0x2C || $0 == 0x2E }
        do throws(AmountFault) {
            let minor = try Scale.minor(text: digits, of: currency)
            // Money that comes, or that went and comes back.
            amount = isCredit != isReversal ? minor : -minor
        } catch { throw .amount(error, String(decoding: rest.prefix(20), as: UTF8.self)) }
        try describe(rest.dropFirst(digits.count))
    }

    /// The line, and the lines of the field that do not belong to it. Some banks break it in two anywhere.
    static func reading(
        _ lines: [[UInt8]], in currency: Currency
    ) throws(Problem) -> (line: MT940Line, more: ArraySlice<[UInt8]>) {
        do throws(Problem) {
            return (try MT940Line(lines.first ?? [], in: currency), lines.dropFirst())
        } catch {
            guard lines.count > 1, let line = try? MT940Line(lines[0] + lines[1], in: currency) else { throw error }
            return (line, lines.dropFirst(2))
        }
    }

    /// `C`, `D`, `RC`, `RD`, `EC`, `ED`, and one letter of the currency where the bank gives it.
    private mutating func mark(_ rest: inout ArraySlice<UInt8>) throws(Problem) -> Bool {
        isReversal = rest.first == 0x52
        isExpected = rest.first == 0x45
        if isReversal || isExpected { rest = rest.dropFirst() }
        guard let mark = rest.first, mark == 0x43 || mark == 0x44 else { throw .mark(String(decoding: rest.prefix(2), as: UTF8.self)) }
        rest = rest.dropFirst()
        if let letter = rest.first, letter.isUpper { rest = rest.dropFirst() }
        return mark == 0x43
    }

    private mutating func describe(_ rest: ArraySlice<UInt8>) throws(Problem) {
        if rest.isBlank { return }
        // Digits or marks of an amount there mean that the amount was cut in two.
        let code = rest.prefix(4)
        guard let kind = rest.first, kind.isUpper, !code.contains(0x2C), !code.contains(0x2E) else { throw .operation(String(decoding: rest.prefix(4), as: UTF8.self)) }
        operation = rest.prefix(4).trimmed
        let references = rest.dropFirst(4)
        let slashes = references.indices.dropLast().first { references[$0] == 0x2F && references[$0 + 1] == 0x2F }
        let customer = references[..<(slashes ?? references.endIndex)]
        customerReference = Self.reference(customer.prefix(16).trimmed)
        bankReference = slashes.flatMap { Self.reference(references[($0 + 2)...].trimmed) }
        let more = customer.dropFirst(16).trimmed
        supplement = more.isEmpty ? nil : more
    }

    /// Nil for the words by which banks say that there is none, or that it stands among the details.
    private static func reference(_ text: String) -> String? {
        ["", "NONREF", "NOREF", "EREF", "KREF", "NOTPROVIDED", "N"].contains(text) ? nil : text
    }
}
