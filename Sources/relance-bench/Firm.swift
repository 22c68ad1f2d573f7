import Ledger
import Values

/// A made-up company, the same for the same size: customers of one to many open receivables.
///
/// One receivable in a hundred is due in October 2025, the others in the first quarter of 2026: three days of one
/// firm have nothing due, 1 % due and everything due.
struct Firm {
    static let company = CompanyID("bench")
    /// A Tuesday before anything can happen.
    static let quietDay = LocalDate(bench: "2025-09-09")
    /// A Tuesday on which the first step of 1 % of the receivables was reached.
    static let onePercentDay = LocalDate(bench: "2025-11-25")
    /// A Tuesday on which it was reached by all.
    static let lateDay = LocalDate(bench: "2026-04-21")
    private static let issuedOn = LocalDate(bench: "2025-08-04")

    let size: Int
    private(set) var made = 0
    private(set) var customers = 0
    private var random = Chance(seed: 20_261_122)

    /// Receivables of a customer, at most.
    private let most: Int

    /// - Parameter most: receivables of a customer; half of it on average.
    init(size: Int, most: Int = 39) {
        self.size = size
        self.most = most
    }

    static func day(_ variant: Variant) -> LocalDate {
        switch variant {
        case .plain: quietDay
        case .onePercentDue: onePercentDay
        case .allDue: lateDay
        }
    }

    static func profile(isLive: Bool = false) -> CompanyProfile {
        CompanyProfile(
            id: company, name: "Beaurepaire SAS", isLive: isLive,
            letterhead: Letterhead(
                email: "comptabilite@beaurepaire.example", phone: "01 99 00 12 12",
                addressLines: ["12 rue des Tanneurs", "69009 Lyon"], siren: "123456782",
                iban: "FR7630006000011234567890189", bic: "AGRIFRPP", signatory: "Claire Besson"))
    }

    /// The next customer and the facts that made it; nil when the firm has as many receivables as it should.
    mutating func next() throws(FoldError) -> (account: Account, facts: [FactBody])? {
        guard made < size else { return nil }
        customers += 1
        let customer = customer(customers)
        var account = Account(customer: customer)
        var facts: [FactBody] = [.customerRecorded(customer)]
        let count = min(size - made, random.int(1...most))
        for _ in 0..<count {
            let invoice = invoice(of: customer)
            facts.append(.invoiceIssued(invoice, declared: nil))
            if random.int(1...50) == 1 { facts += partPayment(of: invoice, number: facts.count) }
        }
        if random.int(1...100) == 1 { facts.append(.holdPlaced(promise(by: customer))) }
        for fact in facts.dropFirst() { try account.apply(fact) }
        return (account, facts)
    }

    /// The whole firm in memory.
    static func book(size: Int, most: Int = 39) throws(FoldError) -> Book {
        var firm = Firm(size: size, most: most)
        var book = Book(profile: profile())
        while let (account, _) = try firm.next() { book.accounts[account.customer.id] = account }
        return book
    }

    private func customer(_ number: Int) -> Customer {
        let digits = number.digits(6)
        return Customer(
            id: CustomerID("C" + digits), name: "Établissements Léger et Fils n° " + digits,
            email: number % 20 == 0 ? nil : "comptabilite@client-\(digits).example", phone: "01 99 00 12 34",
            address: "\(number % 200 + 1) avenue de la République", postcode: "690\((number % 90 + 10))", city: "Lyon",
            siren: "123456782", segment: number % 10 == 0 ? "grand compte" : "pme")
    }

    private mutating func invoice(of customer: Customer) -> Invoice {
        made += 1
        let isSoon = made % 100 == 37
        let dueOn = isSoon
            ? LocalDate(bench: "2025-10-01").adding(days: random.int(0...30))
            : LocalDate(bench: "2026-01-05").adding(days: random.int(0...80))
        return Invoice(
            id: InvoiceID("FA-26-" + made.digits(8)), customer: customer.id, issuedOn: Self.issuedOn, currency: .eur,
            orderReference: made % 3 == 0 ? "BC-\(made % 9000)" : nil,
            receivables: [Receivable(rank: 1, dueOn: dueOn, amount: Int64(random.int(2_000...900_000)))])
    }

    private mutating func partPayment(of invoice: Invoice, number: Int) -> [FactBody] {
        let amount = invoice.amount / 4
        let credit = Credit(
            id: CreditID("R" + made.digits(8)), kind: .payment, customer: invoice.customer,
            on: Self.issuedOn.adding(days: 20), currency: .eur, amount: amount, invoice: invoice.id)
        let allocation = Allocation(
            number: number, credit: credit.key, receivable: ReceivableID(invoice: invoice.id, rank: 1), amount: amount,
            on: credit.on)
        return [.creditRecorded(credit), .allocationMade(invoice.customer, allocation)]
    }

    private func promise(by customer: Customer) -> Hold {
        Hold(
            id: HoldID("P-" + customer.id.text), kind: .hold, customer: customer.id, from: LocalDate(bench: "2025-09-01"),
            until: LocalDate(bench: "2025-11-30"), reason: "accord", author: "bench")
    }
}

/// Chance that is the same for the same seed, on every machine.
struct Chance: RandomNumberGenerator {
    private var numbers: SplitMix64

    init(seed: UInt64) { numbers = SplitMix64(state: seed) }

    mutating func next() -> UInt64 { numbers.next() }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}

extension Int {
    /// With leading zeros.
    func digits(_ width: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
    }
}

extension LocalDate {
    /// For the constants of the measures.
    init(bench text: String) { self = LocalDate(iso: text) ?? LocalDate(dayNumber: 0) }
}
