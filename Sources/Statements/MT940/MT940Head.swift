import Values

/// A message while it is read: its statement begins when its currency is known.
struct MT940Head {
    let line: Int
    var reference: String?
    var account: String?
    var number: String?
    var isProvisional = false
    var statement: StatementDraft?
    /// Opening balance and movements so far.
    private(set) var sum: Int64 = 0
    private(set) var credits = (count: 0, sum: Int64(0))
    private(set) var debits = (count: 0, sum: Int64(0))
    /// Its last balance was read.
    var isEnded = false
    /// A movement could not be read: sums say nothing any more.
    var isIncomplete = false
    /// Said already why it is none.
    var isRefused = false

    init(line: Int) { self.line = line }

    mutating func begin(_ currency: Currency, _ opening: BalanceDraft?) {
        var statement = StatementDraft(isProvisional ? .provisional : .booked, StatementAccount(account ?? ""), currency, line: line)
        statement.reference = [reference, number].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        statement.opening = opening
        self.statement = statement
        sum = opening?.amount ?? 0
    }

    mutating func add(_ amount: Int64) {
        sum &+= amount
        if amount < 0 {
            debits = (debits.count + 1, debits.sum &- amount)
        } else {
            credits = (credits.count + 1, credits.sum &+ amount)
        }
    }
}

/// `C131016DEM84349,74`; the currency may be missing where that of the statement is known.
struct MT940Balance {
    let on: MT940Day
    let amount: Int64
    let currency: Currency

    enum Problem: Error {
        case date
        case currency(String)
        case amount(AmountFault, String, Currency)
    }

    init(_ bytes: [UInt8], in known: Currency?) throws(Problem) {
        guard let mark = bytes.first, mark == 0x43 || mark == 0x44, let on = MT940Day(bytes.dropFirst().prefix(6)) else { throw .date }
        self.on = on
        var rest = bytes.dropFirst(7)
        if let known, rest.first?.digit != nil {
            currency = known
        } else {
            let code = String(decoding: rest.prefix(3), as: UTF8.self)
            guard let read = Currency(code: code) else { throw .currency(code) }
            currency = read
            rest = rest.dropFirst(3)
        }
        let digits = rest.prefix { $0 != 0x20 && $0 != 0x09 }
        do throws(AmountFault) {
            let minor = try Scale.minor(text: digits, of: currency)
            amount = mark == 0x43 ? minor : -minor
        } catch { throw .amount(error, String(decoding: digits, as: UTF8.self), currency) }
    }
}
