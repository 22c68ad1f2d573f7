import Dunning
import Ledger
import SQL
import Storage
import TestKit
import Values

@testable import Workflows

/// Things that happen to a company, drawn by chance, the same for the same seed. What contradicts the ledger is refused
/// by it and leaves no trace.
struct RandomLife {
    private var random: SeededRandom
    private var count = 0
    private let customers = ["C1", "C2", "C10"]
    private var emails: [String]

    init(seed: UInt64, emails: [String] = ["compta@client.example"]) {
        random = SeededRandom(seed: seed)
        self.emails = emails
    }

    static let scenarios = [
        """
        id: life
        name: Life
        gap_days: 5
        weekly_cap: 2
        minimum: { EUR: 10.00 }
        thanks: { template: thanks, channel: email }
        interest: { regime: FR_B2B_DEFAULT, asked_from: L2 }
        steps:
          - { id: early, offset: J-12, channel: email, template: notice }
          - { id: notice, offset: J-5, channel: email, template: notice }
          - { id: L1, offset: 3, channel: email, fallback: [letter], template: courteous }
          - { id: L2, offset: 12, channel: email, fallback: [letter], template: firm, approval: { from_amount: 3000.00 } }
          - { id: call, offset: 16, channel: call, template: call_first }
          - { id: L3, offset: 24, channel: letter, template: last_notice }
          - { id: L4, offset: 40, channel: registered_letter, template: formal_notice, tone: formal, approval: always }
        """,
        """
        id: other
        name: Other
        gap_days: 7
        formal_alone: true
        interest: { regime: NONE }
        steps:
          - { id: L1, offset: 8, channel: email, fallback: [letter], template: courteous }
          - { id: X2, offset: 20, channel: letter, fallback: [email], template: formal_notice, tone: formal }
          - { id: X3, offset: 33, channel: email, template: firm }
        """,
    ]

    mutating func opening() -> [FactBody] {
        customers.map { .customerRecorded(customer($0)) }
    }

    private mutating func customer(_ number: String) -> Customer {
        let email = random.once(in: 6) ? nil : random.pick(emails)
        let hasAddress = !random.once(in: 4)
        return Customer(
            id: CustomerID(number), name: "Client \(number)", email: email, address: hasAddress ? "1 rue X" : nil,
            postcode: "75002", city: hasAddress ? "Paris" : nil,
            scenario: random.pick([nil, nil, nil, ScenarioID("other"), ScenarioID("mute")]) ?? nil)
    }

    /// What happens on a day, each piece to be recorded by itself.
    mutating func happenings(_ day: LocalDate, _ book: Book) -> [[FactBody]] {
        (0..<random.int(0...4)).compactMap { _ in
            guard let account = random.pick(customers).flatMap({ book.accounts[CustomerID($0)] }) else { return nil }
            return happening(day, account)
        }
    }

    private mutating func name(_ kind: String) -> String {
        count += 1
        return "\(kind)\(count)"
    }

    private mutating func happening(_ day: LocalDate, _ account: Account) -> [FactBody]? {
        switch random.int(1...23) {
        case 1...6: return [invoice(day, account)]
        case 7...10: return money(day, account)
        case 11: return setback(day, account)
        case 12...15: return hold(day, account).map { [$0] }
        case 16: return random.pick(account.holds.filter { $0.releasedOn == nil }).map {
            [.holdReleased(account.customer.id, $0.id, on: day)]
        }
        case 17: return [
            .scenarioAssigned(
                account.customer.id, ScenarioID(random.pick(["life", "other", "life", "mute"]) ?? "life"),
                restartOn: random.once(in: 2) ? day.adding(days: random.int(-10...6)) : nil)
        ]
        case 18: return [.customerRecorded(customer(account.customer.id.text))]
        case 19: return random.pick(account.invoices).map { invoice in
            [invoice.isQuarantined ? .quarantineReleased(account.customer.id, invoice.id)
                : .invoiceQuarantined(
                    QuarantinedVersion(
                        customer: account.customer.id, invoice: invoice.id, otherCustomer: account.customer.id,
                        otherCurrency: .usd, otherAmount: 7, importID: nil))]
        }
        case 20: return random.pick(account.invoices).map { [.accessoriesWaived(account.customer.id, $0.id, reason: "geste")] }
        case 21: return random.pick(account.tasks.filter { $0.closedOn == nil }).map {
            [.taskClosed(account.customer.id, $0.id, on: day)]
        }
        case 22: return random.pick(account.suspendedAddresses).map {
            [.addressRestored(account.customer.id, address: $0, reason: "vérifiée")]
        }
        default: return [.addressSuspended(account.customer.id, address: random.pick(emails) ?? "", reason: "test")]
        }
    }

    private mutating func invoice(_ day: LocalDate, _ account: Account) -> FactBody {
        var due = day.adding(days: random.int(-30...15))
        let parts = (1...random.int(1...2)).map { rank in
            due = due.adding(days: random.int(0...20))
            return Receivable(rank: rank, dueOn: due, amount: [400, 999, 5_000, 120_000, 310_000][random.int(0...4)])
        }
        let declared = random.once(in: 9)
            ? DeclaredStep(step: "L1", rank: 1, on: day.adding(days: -random.int(1...9))) : nil
        return .invoiceIssued(
            Invoice(
                id: InvoiceID(name("F")), customer: account.customer.id, issuedOn: due.adding(days: -60),
                currency: random.once(in: 4) ? .usd : .eur, needsApproval: random.once(in: 12), receivables: parts),
            declared: declared)
    }

    /// Money, or a credit note: lettered, in part, or not at all.
    private mutating func money(_ day: LocalDate, _ account: Account) -> [FactBody] {
        let invoice = random.pick(account.invoices.filter { $0.open > 0 })
        let open = invoice?.open ?? 5_000
        let choices: [Int64] = [open, open / 2 + 1, open + 700, 300]
        let amount: Int64 = random.pick(choices) ?? 300
        let credit = Credit(
            id: CreditID(name("P")), kind: random.once(in: 4) ? .creditNote : .payment, customer: account.customer.id,
            on: day.adding(days: -random.int(0...2)), currency: invoice?.currency ?? .eur, amount: amount,
            invoice: random.once(in: 2) ? invoice?.id : nil)
        var facts: [FactBody] = [.creditRecorded(credit)]
        guard let invoice, !random.once(in: 3) else { return facts }
        var left = amount
        var number = account.lastAllocation
        for receivable in invoice.receivables where receivable.open > 0 && left > 0 {
            let part = min(left, receivable.open)
            left -= part
            number += 1
            facts.append(
                .allocationMade(
                    account.customer.id,
                    Allocation(
                        number: number, credit: credit.key,
                        receivable: ReceivableID(invoice: invoice.id, rank: receivable.rank), amount: part, on: credit.on)))
        }
        return facts
    }

    private mutating func setback(_ day: LocalDate, _ account: Account) -> [FactBody]? {
        if random.once(in: 2), let credit = random.pick(account.credits.filter { $0.returnedOn == nil }) {
            return [.creditReturned(account.customer.id, credit.key, on: day, reason: "AM04")]
        }
        guard let invoice = random.pick(account.invoices.filter { $0.open > 0 }),
            let receivable = invoice.receivables.first(where: { $0.open > 0 })
        else { return nil }
        return [
            .receivableWrittenOff(
                account.customer.id, ReceivableID(invoice: invoice.id, rank: receivable.rank), amount: receivable.open,
                on: day, reason: "perte")
        ]
    }

    private mutating func hold(_ day: LocalDate, _ account: Account) -> FactBody? {
        guard let kind = random.pick(Hold.Kind.allCases) else { return nil }
        let invoice = random.once(in: 2) ? random.pick(account.invoices.filter { $0.open > 0 }) : nil
        let amount = random.once(in: 2) ? invoice.map { max(1, $0.open / 2) } : nil
        return .holdPlaced(
            Hold(
                id: HoldID(name("H")), kind: kind, customer: account.customer.id, invoice: invoice?.id,
                from: day.adding(days: random.int(-3...2)),
                until: kind == .promise || random.once(in: 2) ? day.adding(days: random.int(3...12)) : nil, amount: amount,
                currency: invoice?.currency, reason: "test", author: "test",
                covers: kind == .promise ? account.invoices.filter { $0.open > 0 }.map(\.id) : []))
    }

    mutating func decides() -> Bool { random.once(in: 2) }
}

extension World {
    /// The whole ledger as the tables hold it.
    func book() async throws -> Book {
        let company = company
        return try await desk.database.read(for: .company(company.text)) { session throws(DeskError) in
            var book = try Desk.book(company, session)
            book.accounts = try DeskError.lifting { () throws(SQLError) in
                try AccountLoader(company, .whole).load(.all, session)
            }
            return book
        }
    }

    /// The whole ledger as the facts tell it.
    func folded() async throws -> Book {
        let company = company
        return try await desk.database.read(for: .company(company.text)) { session throws(DeskError) in
            var book = Book(profile: CompanyProfile(id: company, name: ""))
            try DeskError.lifting { () throws(SQLError) in
                try FactLog.scan(company, session) { stored throws(SQLError) in
                    do { try book.apply(try stored.fact().body) } catch { throw SQLError.corrupt("\(error)") }
                }
            }
            return book
        }
    }

    func tryKnow(_ facts: [FactBody], on day: LocalDate) async {
        let stamp = Stamp(actor: "test", knownOn: day, at: desk.ports.now())
        try? await desk.work(company, stamp) { unit throws(DeskError) in
            try unit.loadAll(.whole)
            for fact in facts { try unit.record(fact) }
        }
    }
}
