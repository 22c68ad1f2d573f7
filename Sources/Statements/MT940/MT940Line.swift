import Values

/// What a `:61:` says: `2611201120C1257,98NTRFRF69F20260042//BK001`.
struct MT940Line {
    var valueOn: LocalDate
    var bookedOn: LocalDate
    /// Minor units, signed.
    var amount: Int64
    var isReversal: Bool
    var operation: String
    var customerReference: String?
    var bankReference: String?

    /// Why a line is none, and the part that is wrong.
    enum Problem: Error { case date(String), mark(String), amount(String), operation(String) }

    init(_ bytes: [UInt8], in currency: Currency) throws(Problem) {
        var rest = bytes[...]
        let value = String(decoding: rest.prefix(6), as: UTF8.self)
        guard let valueOn = MT940Line.day(rest.prefix(6)) else { throw .date(value) }
        self.valueOn = valueOn
        rest = rest.dropFirst(6)
        bookedOn = valueOn
        if rest.prefix(4).count == 4, let number = rest.prefix(4).number {
            guard let day = MT940Line.day(month: Int(number / 100), day: Int(number % 100), near: valueOn) else {
                throw .date(String(decoding: rest.prefix(4), as: UTF8.self))
            }
            bookedOn = day
            rest = rest.dropFirst(4)
        }
        isReversal = rest.first == 0x52
        if isReversal { rest = rest.dropFirst() }
        guard let mark = rest.first, mark == 0x43 || mark == 0x44 else { throw .mark(String(decoding: rest.prefix(2), as: UTF8.self)) }
        rest = rest.dropFirst()
        // One letter of the currency, where the bank gives it.
        if let letter = rest.first, letter >= 0x41, letter <= 0x5A { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.digit != nil || $0 == 0x2C || $0 == 0x2E }
        guard digits.contains(0x2C) || digits.contains(0x2E), let minor = Scale.minor(text: digits, of: currency) else {
            throw .amount(String(decoding: digits, as: UTF8.self))
        }
        // Money that comes, or that went and comes back.
        amount = (mark == 0x43) != isReversal ? minor : -minor
        rest = rest.dropFirst(digits.count)
        guard let kind = rest.first, [0x4E, 0x46, 0x53].contains(kind) else {
            throw .operation(String(decoding: rest.prefix(4), as: UTF8.self))
        }
        operation = rest.prefix(4).trimmed
        rest = rest.dropFirst(4)
        let references = MT940Line.references(rest)
        customerReference = references.customer
        bankReference = references.bank
    }

    /// YYMMDD; years from 80 on belong to the last century.
    static func day(_ bytes: ArraySlice<UInt8>) -> LocalDate? {
        guard bytes.count == 6, let number = bytes.number else { return nil }
        let year = Int(number / 10_000)
        return LocalDate(year: year < 80 ? 2000 + year : 1900 + year, month: Int(number / 100 % 100), day: Int(number % 100))
    }

    /// The day of that month in the year that brings it nearest.
    private static func day(month: Int, day: Int, near other: LocalDate) -> LocalDate? {
        let year = other.parts.year
        return (year - 1...year + 1).compactMap { LocalDate(year: $0, month: month, day: day) }
            .min { abs($0.dayNumber - other.dayNumber) < abs($1.dayNumber - other.dayNumber) }
    }

    private static func references(_ rest: ArraySlice<UInt8>) -> (customer: String?, bank: String?) {
        let slashes = rest.indices.dropLast().first { rest[$0] == 0x2F && rest[$0 + 1] == 0x2F }
        let customer = rest[..<(slashes ?? rest.endIndex)].trimmed
        let bank = slashes.map { rest[($0 + 2)...].trimmed }
        return (customer.isEmpty || customer == "NONREF" ? nil : customer, bank.flatMap { $0.isEmpty ? nil : $0 })
    }
}
