package import Ledger
import Outbox
import Values

/// Makes up the history of a company, fact after fact, each allowed by the ones before; the same for the same seed.
///
/// Every name holds the company's identifier, so that a row in the wrong place shows.
package struct HistoryMaker {
    package let company: CompanyID
    /// What the facts made so far fold to.
    package private(set) var book: Book
    var random: SeededRandom
    var today = LocalDate(dayNumber: 20_400)
    private var count = 0

    package init(company: CompanyID, seed: UInt64) {
        self.company = company
        book = Book(profile: CompanyProfile(id: company, name: ""))
        book.bank = BankBook()
        random = SeededRandom(seed: seed)
    }

    /// What comes first: the company, its scenario, a few customers.
    package mutating func opening(customers: Int = 4) throws(FoldError) -> [FactBody] {
        var bodies: [FactBody] = [
            .companyDescribed(CompanyProfile(id: company, name: "Société \(company) «\u{2028}»")),
            .scenarioRecorded(ScenarioText(id: ScenarioID("standard"), version: 1, yaml: "id: standard\n")),
            .defaultScenarioChosen(ScenarioID("standard")),
        ]
        for body in bodies { try book.apply(body) }
        for _ in 0..<customers { bodies.append(try follow(.customerRecorded(newCustomer()))) }
        return bodies
    }

    /// The next facts.
    package mutating func facts(_ count: Int) throws(FoldError) -> [FactBody] {
        var bodies: [FactBody] = []
        while bodies.count < count {
            if random.once(in: 6) { today = today.adding(days: random.int(1...9)) }
            guard let body = body() else { continue }
            bodies.append(try follow(body))
        }
        return bodies
    }

    private mutating func follow(_ body: FactBody) throws(FoldError) -> FactBody {
        try book.apply(body)
        return body
    }

    /// A name never used before.
    mutating func name(_ kind: String) -> String {
        count += 1
        return "\(company)-\(kind)\(count)"
    }

    private mutating func body() -> FactBody? {
        guard let id = random.pick(book.sortedCustomers), let account = book.accounts[id] else { return nil }
        switch random.int(1...24) {
        case 1: return .customerRecorded(random.once(in: 3) ? newCustomer() : changed(account.customer))
        case 2...5: return invoice(of: account)
        case 6, 7: return credit(of: account)
        case 8...10: return allocation(in: account)
        case 11: return setback(in: account)
        case 12: return hold(of: account)
        case 13...15: return message(to: account)
        case 16...18: return move(in: account)
        case 19: return task(of: account)
        case 21...24: return bank(of: account)
        default: return rarity(account)
        }
    }

    // MARK: Customers and invoices

    private mutating func newCustomer() -> Customer {
        let id = CustomerID(name("C"))
        var customer = Customer(id: id, name: "Café \"\(id)\" \\ \u{1F600}\n")
        customer.email = "compta@\(id.text.lowercased()).example"
        customer.contacts = [Contact(name: "A\u{301}nna", role: "accounting", email: "anna@example.org")]
        return customer
    }

    private mutating func changed(_ customer: Customer) -> Customer {
        var customer = customer
        customer.phone = random.once(in: 2) ? nil : "+33 1 \(random.int(10...99))"
        customer.city = name("Ville ")
        customer.scenario = random.once(in: 2) ? ScenarioID("mute") : nil
        return customer
    }

    private mutating func invoice(of account: Account) -> FactBody {
        var due = today
        var parts: [Receivable] = []
        for rank in 1...random.int(1...3) {
            due = due.adding(days: random.int(1...40))
            parts.append(Receivable(rank: rank, dueOn: due, amount: Int64(random.int(1...500_000))))
        }
        let invoice = Invoice(
            id: InvoiceID(name("F")), customer: account.customer.id, issuedOn: today, currency: currency(),
            orderReference: random.once(in: 4) ? "BC\t'é" : nil,
            importID: random.once(in: 2) ? ImportID(String(repeating: "ab", count: 32)) : nil,
            needsApproval: random.once(in: 5), receivables: parts)
        let declared = random.once(in: 8) ? DeclaredStep(step: "first", rank: 1, on: today) : nil
        return .invoiceIssued(invoice, declared: declared)
    }

    private mutating func currency() -> Currency {
        ["EUR", "EUR", "EUR", "JPY", "KWD"].randomElement(using: &random).flatMap { Currency(code: $0) } ?? .eur
    }
}
