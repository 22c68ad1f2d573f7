import Insight
import Ledger
import SQL
import Storage
import Values

/// A small company made from a seed: everything that moves a balance happens in it, at odd times.
struct SeededBook {
    static let company = CompanyID("dupont")
    static let begins = day(2026, 1, 5)

    /// SplitMix64: the same sequence everywhere.
    private var state: UInt64
    private(set) var book: Book
    private var facts: [FactBody] = []
    private var number = 0

    init(seed: UInt64) {
        state = seed
        book = Book(profile: CompanyProfile(id: Self.company, name: "Dupont"))
    }

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    var accounts: [Account] { book.sortedCustomers.compactMap { book.accounts[$0] } }

    private mutating func record(_ fact: FactBody) throws(FoldError) {
        try book.apply(fact)
        facts.append(fact)
    }

    /// Facts recorded since the last call, with the accounts before and after them.
    mutating func play(_ events: Int, on today: LocalDate) throws(FoldError) -> (facts: [FactBody], changes: [AccountChange]) {
        let before = book.accounts
        facts = []
        for _ in 0..<events { try event(on: today) }
        let changes = book.sortedCustomers.compactMap { id -> AccountChange? in
            guard let after = book.accounts[id], after != before[id] else { return nil }
            return AccountChange(before: before[id], after: after)
        }
        return (facts, changes)
    }

    private mutating func event(on today: LocalDate) throws(FoldError) {
        if book.accounts.count < 4 || next(40) == 0 { try open() }
        let customers = book.sortedCustomers
        let customer = customers[next(customers.count)]
        switch next(12) {
        case 0...3: try invoice(customer, today)
        case 4...5: try credit(customer, today)
        case 6...8: try allocate(customer, today)
        case 9: try reverseOrReturn(customer, today)
        case 10: try writeOff(customer, today)
        default: try dispute(customer, today)
        }
    }

    private mutating func open() throws(FoldError) {
        number += 1
        let names = ["Élan", "alpha", "Zoé", "Carnot", "carnot", "Œuvre"]
        let customer = Customer(id: CustomerID("C\(number)"), name: names[next(names.count)])
        try record(.customerRecorded(customer))
    }

    private mutating func invoice(_ customer: CustomerID, _ today: LocalDate) throws(FoldError) {
        number += 1
        let issued = today.adding(days: next(8) - 5)
        let receivables = (1...(1 + next(2))).map {
            Receivable(rank: $0, dueOn: issued.adding(days: 20 * $0 + next(30) - 10), amount: Int64(1 + next(100_000)))
        }
        let currency = next(5) == 0 ? Currency.usd : .eur
        try record(
            .invoiceIssued(
                Invoice(id: InvoiceID("F\(number)"), customer: customer, issuedOn: issued, currency: currency, receivables: receivables),
                declared: nil))
    }

    private mutating func credit(_ customer: CustomerID, _ today: LocalDate) throws(FoldError) {
        number += 1
        try record(
            .creditRecorded(
                Credit(
                    id: CreditID("P\(number)"), kind: next(4) == 0 ? .creditNote : .payment, customer: customer,
                    on: today.adding(days: next(6) - 4), currency: next(5) == 0 ? .usd : .eur, amount: Int64(1 + next(120_000)))))
    }

    private mutating func allocate(_ customer: CustomerID, _ today: LocalDate) throws(FoldError) {
        guard let account = book.accounts[customer] else { return }
        let credits = account.credits.filter { $0.unallocated > 0 }
        guard !credits.isEmpty else { return }
        let credit = credits[next(credits.count)]
        let open = account.invoices.filter { $0.currency == credit.currency && $0.open > 0 }
        guard !open.isEmpty else { return }
        let invoice = open[next(open.count)]
        guard let receivable = invoice.receivables.first(where: { $0.open > 0 }) else { return }
        let most = min(receivable.open, credit.unallocated)
        try record(
            .allocationMade(
                customer,
                Allocation(
                    number: account.lastAllocation + 1, credit: credit.key,
                    receivable: ReceivableID(invoice: invoice.id, rank: receivable.rank),
                    amount: next(3) == 0 ? max(1, most / 2) : most, on: max(today.adding(days: next(4) - 3), invoice.issuedOn, credit.on))))
    }

    private mutating func reverseOrReturn(_ customer: CustomerID, _ today: LocalDate) throws(FoldError) {
        guard let account = book.accounts[customer] else { return }
        let live = account.allocations.filter(\.isLive)
        let credits = account.credits.filter { $0.returnedOn == nil && $0.on <= today }
        if next(2) == 0, !live.isEmpty {
            let allocation = live[next(live.count)]
            try record(.allocationReversed(customer, number: allocation.number, on: max(today, allocation.on)))
        } else if !credits.isEmpty {
            try record(.creditReturned(customer, credits[next(credits.count)].key, on: today, reason: "AM04"))
        }
    }

    private mutating func writeOff(_ customer: CustomerID, _ today: LocalDate) throws(FoldError) {
        guard let invoice = book.accounts[customer]?.invoices.first(where: { $0.open > 0 && $0.issuedOn <= today }),
            let receivable = invoice.receivables.first(where: { $0.open > 0 })
        else { return }
        try record(
            .receivableWrittenOff(
                customer, ReceivableID(invoice: invoice.id, rank: receivable.rank), amount: (receivable.open + 1) / 2, on: today,
                reason: "geste"))
    }

    private mutating func dispute(_ customer: CustomerID, _ today: LocalDate) throws(FoldError) {
        guard let account = book.accounts[customer], let invoice = account.invoices.last else { return }
        if let hold = account.holds.first(where: { $0.releasedOn == nil }), next(2) == 0 {
            try record(.holdReleased(customer, hold.id, on: today))
            return
        }
        number += 1
        try record(
            .holdPlaced(
                Hold(
                    id: HoldID("H\(number)"), kind: .dispute, customer: customer, invoice: next(3) == 0 ? nil : invoice.id,
                    from: today, amount: next(2) == 0 ? nil : Int64(1 + next(50_000)), currency: invoice.currency, reason: "qualité",
                    author: "test")))
    }
}

func day(_ year: Int, _ month: Int, _ day: Int) -> LocalDate {
    LocalDate(year: year, month: month, day: day) ?? LocalDate(dayNumber: 0)
}

extension Database {
    /// Plays `days` working mornings, one transaction each, and gives the seeded state back with its write-offs.
    func play(_ days: Int, eventsADay events: Int, seed: UInt64) async throws -> (SeededBook, [WriteOff]) {
        var seeded = SeededBook(seed: seed)
        var writeOffs: [WriteOff] = []
        let company = SeededBook.company
        try await write(for: .company(company.text)) { session throws(SQLError) in try CompanyStore.open(company, session) }
        for index in 0..<days {
            let today = SeededBook.begins.adding(days: index * 3)
            let (facts, changes) = try seeded.play(events, on: today)
            writeOffs += facts.compactMap { WriteOff($0) }
            let stamp = Stamp(actor: "test", knownOn: today, at: Instant(milliseconds: Int64(index)))
            try await write(for: .company(company.text)) { session throws(SQLError) in
                try Recorder.record(facts, changes: changes, company: company, stamp, next: { _, _ in nil }, session)
            }
        }
        return (seeded, writeOffs)
    }
}
