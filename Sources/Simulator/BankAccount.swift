import Values

/// What truly happened on a company's bank account: the bank's own book, of which its files tell, late or twice.
struct BankAccount {
    enum Format: String, Sendable, CaseIterable {
        case cfonb
        case camt
        /// The same, with a notification of what came in beside each statement.
        case notified
    }

    /// Some movements in a row, as a statement tells of them.
    struct Span: Sendable {
        let movements: Range<Int>
        /// The day of the balance before them.
        let from: LocalDate
        let until: LocalDate
    }

    /// The same number for every company: what is one's is never another's.
    static let number = "12345678901"
    static let iban = "FR7630006000011234567890189"
    /// Minor units, in every currency, before the first movement.
    static let start: Int64 = 5_000_000

    /// What a bank on the way keeps for itself, sometimes.
    static let charges: Int64 = 150

    let format: Format
    /// So much of it the company lets go of by itself.
    let chargesBorne: Int64
    var movements: [BankMovement] = []
    /// Statements in the order of their days, all of them.
    var spans: [Span] = []
    /// Those that were not given yet, by place, with the number of the day on which they are.
    var withheld: [(span: Int, day: Int)] = []
    /// The last day of which a file has told.
    var knownThrough: LocalDate?
    /// What customers truly paid of their invoices, what went back deducted.
    var paid: [String: Int64] = [:]

    init(_ format: Format, chargesBorne: Int64) {
        self.format = format
        self.chargesBorne = chargesBorne
    }

    /// A statement through a day, after the last one; nil when there is nothing to say.
    mutating func close(through day: LocalDate, first: LocalDate) -> Int? {
        let last = spans.last
        let start = last?.movements.upperBound ?? 0
        let end = movements[start...].firstIndex { $0.on > day } ?? movements.count
        let from = last?.until ?? first
        guard from < day || end > start else { return nil }
        spans.append(Span(movements: start..<end, from: from, until: max(from, day)))
        return spans.count - 1
    }

    /// Some statements in a row as one.
    func joined(_ places: ClosedRange<Int>) -> Span {
        let (first, last) = (spans[places.lowerBound], spans[places.upperBound])
        return Span(movements: first.movements.lowerBound..<last.movements.upperBound, from: first.from, until: last.until)
    }

    /// The balance before a movement.
    func balance(before place: Int, in currency: Currency) -> Int64 {
        movements[..<place].reduce(Self.start) { $1.currency == currency ? $0 + $1.amount : $0 }
    }

    /// The currencies in which a span tells anything: the company's own always.
    func currencies(of span: Span, _ own: Currency) -> [Currency] {
        var found = [own]
        for movement in movements[span.movements] where !found.contains(movement.currency) { found.append(movement.currency) }
        return found
    }
}

/// One movement that truly was.
struct BankMovement: Sendable {
    enum Kind: Sendable {
        case transfer
        /// What an earlier transfer had brought goes back.
        case giveBack(of: Int)
        /// Fees, taxes, interest: nobody's payment.
        case noise
    }

    let number: Int
    let kind: Kind
    let on: LocalDate
    /// Minor units; below zero: it went out.
    let amount: Int64
    let currency: Currency
    /// Who truly paid.
    let customer: String?
    /// What for, oldest first.
    let pays: [(invoice: String, amount: Int64)]
    let words: TransferWords
    /// The day on which a file first told of it.
    var toldOn: LocalDate?
    var isReturned = false

    var key: BankKey { BankKey(on: on, amount: amount, currency: currency) }
    var isNoise: Bool { if case .noise = kind { true } else { false } }
}

/// By what a movement is found again in the program's book, whatever its text became in a file.
struct BankKey: Hashable, Sendable {
    let on: LocalDate
    let amount: Int64
    let currency: Currency

    var text: String { "\(on.iso) \(amount) \(currency.code)" }
}

/// What a file says of a movement besides its amount.
struct TransferWords: Sendable {
    var label: String
    /// What the payer wrote.
    var note = ""
    var payer: String?
    var account: String?
    /// The bank's own reference; two transfers that look alike have none.
    var reference: String?
    /// Why it went back, as banks code it.
    var reason: String?
}

extension TransferWords {
    /// A transfer as payers write it: with the invoice's number whole, taken apart, cut off, or not at all.
    init(from customer: NaiveCustomer, of company: NaiveCompany, for invoices: [String], number: Int, _ dice: inout Dice) {
        let name = Self.name(customer)
        let text: String
        switch dice.int(0...9) {
        case 0, 1, 2: text = "FACTURE " + invoices.joined(separator: " ")
        case 3: text = invoices.map { "F \($0.dropFirst().prefix(3)) \($0.dropFirst(4))" }.joined(separator: " ET ")
        case 4: text = invoices.map { "f-\($0.dropFirst())" }.joined(separator: "/")
        case 5: text = "FACT " + invoices.map { String($0.dropFirst()) }.joined()
        case 6: text = "REGLEMENT " + (invoices.first.map { String($0.prefix(4)) } ?? "")
        case 7, 8: text = ""
        default:
            self.init(label: "VIREMENT RECU", reference: Self.reference(number))
            return
        }
        self.init(
            label: String("VIR SEPA \(name) \(text)".prefix(31)), note: text, payer: name, account: "FR761010700100\(company.index)\(customer.number)",
            reference: Self.reference(number))
    }

    /// As long as those of real banks.
    static func reference(_ number: Int) -> String { "B" + String(100_000_000 + number) }

    /// As a payer's bank writes its customer: without what the company adds to the name.
    private static func name(_ customer: NaiveCustomer) -> String {
        customer.name.uppercased().split(separator: " ").dropFirst().dropLast().joined(separator: " ")
    }
}
