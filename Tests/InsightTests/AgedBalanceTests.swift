import Insight
import Ledger
import Testing
import Values

@Suite("An aged balance tells who owes what since when, on any day")
struct AgedBalanceTests {
    static let today = day(2026, 11, 30)

    @Test(
        "an amount is aged by its days past the due date",
        arguments: [
            (-10, AgeBucket.notDue), (0, .notDue), (1, .days1To30), (30, .days1To30), (31, .days31To60), (60, .days31To60),
            (61, .days61To90), (90, .days61To90), (91, .over90), (4000, .over90),
        ])
    func buckets(daysLate: Int, bucket: AgeBucket) {
        #expect(AgeBucket(daysLate: daysLate) == bucket)
        let dueOn = Self.today.adding(days: -daysLate)
        #expect(AgeBucket(dueOn: dueOn, asOf: Self.today) == bucket)
        let below = AgeBucket.limits(asOf: Self.today).filter { dueOn < $0 }.count
        #expect(AgeBucket.allCases[below] == bucket)
    }

    /// Two instalments, a payment on account, a credit note, a reversal, a return and a write-off.
    static func account() throws -> (Account, [WriteOff]) {
        var account = Account(customer: Customer(id: CustomerID("C1"), name: "Carnot"))
        let facts: [FactBody] = [
            .invoiceIssued(
                Invoice(
                    id: InvoiceID("F1"), customer: CustomerID("C1"), issuedOn: day(2026, 7, 1), currency: .eur,
                    receivables: [
                        Receivable(rank: 1, dueOn: day(2026, 8, 1), amount: 600_00),
                        Receivable(rank: 2, dueOn: day(2026, 9, 30), amount: 400_00),
                    ]), declared: nil),
            .creditRecorded(payment("P1", day(2026, 8, 10), 700_00)),
            allocated(1, "P1", 1, 500_00, day(2026, 8, 10)),
            .creditRecorded(payment("P2", day(2026, 9, 1), 100_00)),
            allocated(2, "P2", 1, 100_00, day(2026, 9, 1)),
            .creditReturned(CustomerID("C1"), CreditKey(kind: .payment, id: CreditID("P2")), on: day(2026, 9, 15), reason: "AM04"),
            .allocationReversed(CustomerID("C1"), number: 1, on: day(2026, 10, 5)),
            allocated(3, "P1", 2, 400_00, day(2026, 10, 5)),
            .receivableWrittenOff(
                CustomerID("C1"), ReceivableID(invoice: InvoiceID("F1"), rank: 1), amount: 50_00, on: day(2026, 11, 1), reason: "geste"),
        ]
        for fact in facts { try account.apply(fact) }
        return (account, facts.compactMap { WriteOff($0) })
    }

    private static func payment(_ id: String, _ on: LocalDate, _ amount: Int64) -> Credit {
        Credit(id: CreditID(id), kind: .payment, customer: CustomerID("C1"), on: on, currency: .eur, amount: amount)
    }

    private static func allocated(_ number: Int, _ payment: String, _ rank: Int, _ amount: Int64, _ on: LocalDate) -> FactBody {
        .allocationMade(
            CustomerID("C1"),
            Allocation(
                number: number, credit: CreditKey(kind: .payment, id: CreditID(payment)),
                receivable: ReceivableID(invoice: InvoiceID("F1"), rank: rank), amount: amount, on: on))
    }

    @Test(
        "a past day shows what was true then",
        arguments: [
            (day(2026, 6, 30), [0, 0, 0, 0, 0], 0), (day(2026, 7, 1), [1000_00, 0, 0, 0, 0], 0),
            (day(2026, 8, 9), [400_00, 600_00, 0, 0, 0], 0), (day(2026, 8, 10), [400_00, 100_00, 0, 0, 0], 200_00),
            (day(2026, 9, 1), [400_00, 0, 0, 0, 0], 200_00), (day(2026, 9, 14), [400_00, 0, 0, 0, 0], 200_00),
            (day(2026, 9, 15), [400_00, 0, 100_00, 0, 0], 200_00), (day(2026, 10, 4), [0, 400_00, 0, 100_00, 0], 200_00),
            (day(2026, 10, 5), [0, 0, 0, 600_00, 0], 300_00), (day(2026, 11, 1), [0, 0, 0, 0, 550_00], 300_00),
        ] as [(LocalDate, [Int64], Int64)])
    func past(on day: LocalDate, amounts: [Int64], unallocated: Int64) throws {
        let (account, writeOffs) = try Self.account()
        let balance = try AgedBalance([account], writeOffs: writeOffs, asOf: day)
        let total = balance.total(in: .eur)
        #expect(AgeBucket.allCases.map { total.amounts[$0] } == amounts)
        #expect(total.unallocated == unallocated)
        #expect(balance.rows.isEmpty == (amounts.allSatisfy { $0 == 0 } && unallocated == 0))
    }

    @Test("the last day agrees with the balances that the ledger keeps")
    func present() throws {
        let (account, writeOffs) = try Self.account()
        let balance = try AgedBalance([account], writeOffs: writeOffs, asOf: Self.today)
        #expect(balance.total(in: .eur).balance == account.balance(in: .eur))
        let due = DueTotals([account]).list
        let totals = try AgedTotal.list(
            due, unallocated: [UnallocatedTotal(currency: .eur, amount: 300_00, credits: 1)], asOf: Self.today)
        #expect(totals == balance.totals)
    }

    @Test("an amount paid before its invoice was issued waits as a credit")
    func advance() throws {
        var account = Account(customer: Customer(id: CustomerID("C1"), name: "Carnot"))
        let invoice = Invoice(
            id: InvoiceID("F1"), customer: CustomerID("C1"), issuedOn: day(2026, 11, 10), currency: .eur,
            receivables: [Receivable(rank: 1, dueOn: day(2026, 12, 10), amount: 100_00)])
        for fact in [
            FactBody.creditRecorded(Self.payment("P1", day(2026, 11, 2), 100_00)), .invoiceIssued(invoice, declared: nil),
            Self.allocated(1, "P1", 1, 100_00, day(2026, 11, 10)),
        ] { try account.apply(fact) }
        let before = try AgedBalance([account], asOf: day(2026, 11, 5)).total(in: .eur)
        #expect(before.unallocated == 100_00 && before.amounts.total == 0)
        #expect(try AgedBalance([account], asOf: day(2026, 11, 10)).rows.isEmpty)
    }

    @Test("sales and receipts count on their day, and returns against theirs")
    func movements() throws {
        let (account, _) = try Self.account()
        let days = DayTotals([account]).list
        let collected = CollectedAmount.list(days, in: day(2026, 9, 1)...day(2026, 9, 30))
        #expect(collected.isEmpty)
        #expect(CollectedAmount.list(days, in: day(2026, 8, 1)...day(2026, 8, 31)) == [CollectedAmount(currency: .eur, amount: 700_00)])
        let history = SalesHistory(days, currency: .eur, through: Self.today)
        #expect(history.months.count == 5)
        #expect(history.months.last?.sales == 1000_00)
        #expect(SalesHistory(days, currency: .eur, through: Self.today, count: 2).months.isEmpty)
    }

    @Test("a total that does not fit is an error, never a wrong sum")
    func overflow() {
        var amounts = AgedAmounts()
        #expect(throws: MoneyError.overflow) {
            try amounts.add(.max, to: .notDue)
            try amounts.add(1, to: .over90)
        }
        #expect(amounts.total == .max)
    }
}

@Suite("Disputes and promises are counted as they are defined")
struct HoldFigureTests {
    static let on = day(2026, 11, 30)

    static func dispute(_ id: String, invoice: String? = nil, amount: Int64? = nil, released: LocalDate? = nil) -> Hold {
        var hold = Hold(
            id: HoldID(id), kind: .dispute, customer: CustomerID("C1"), invoice: invoice.map { InvoiceID($0) },
            from: day(2026, 11, 1), amount: amount, currency: .eur, reason: "", author: "x")
        hold.releasedOn = released
        return hold
    }

    static let open = ["F1": 100, "F2": 50].map {
        OpenInvoice(customer: CustomerID("C1"), invoice: InvoiceID($0.key), currency: .eur, open: $0.value)
    }

    @Test(
        "never more than is open is disputed",
        arguments: [
            ([], nil), ([dispute("d", invoice: "F1")], 100), ([dispute("d", invoice: "F1", amount: 30)], 30),
            ([dispute("d", invoice: "F1", amount: 30), dispute("e", invoice: "F1", amount: 90)], 100),
            ([dispute("d")], 150), ([dispute("d", amount: 120), dispute("e", invoice: "F2")], 150),
            ([dispute("d", invoice: "F1", released: on)], nil), ([dispute("d", invoice: "F1", released: on.adding(days: 1))], 100),
        ] as [([Hold], Int64?)])
    func disputed(holds: [Hold], expected: Int64?) throws {
        #expect(try DisputedAmount.list(holds, Self.open, on: Self.on).first?.amount == expected)
    }

    @Test("a promise is kept by what arrived in time", arguments: [(27, 1), (30, 1), (31, 0)])
    func promises(paidAfterOctober first: Int, kept: Int) throws {
        var account = Account(customer: Customer(id: CustomerID("C1"), name: "Carnot"))
        let paidOn = day(2026, 10, 1).adding(days: first - 1)
        let invoice = Invoice(
            id: InvoiceID("F1"), customer: CustomerID("C1"), issuedOn: day(2026, 9, 1), currency: .eur,
            receivables: [Receivable(rank: 1, dueOn: day(2026, 10, 1), amount: 100_00)])
        let promise = Hold(
            id: HoldID("p"), kind: .promise, customer: CustomerID("C1"), from: day(2026, 10, 12), until: day(2026, 10, 29),
            amount: 60_00, currency: .eur, reason: "", author: "x", covers: [InvoiceID("F1")])
        let credit = Credit(
            id: CreditID("P1"), kind: .payment, customer: CustomerID("C1"), on: paidOn, currency: .eur, amount: 60_00)
        for fact in [FactBody.invoiceIssued(invoice, declared: nil), .holdPlaced(promise), .creditRecorded(credit)] {
            try account.apply(fact)
        }
        let result = PromisesKept(
            [account], promisedIn: day(2026, 1, 1)...Self.on, asOf: Self.on, calendar: WorkingCalendar(.france))
        #expect(result == PromisesKept(kept: kept, due: 1))
        let early = PromisesKept(
            [account], promisedIn: day(2026, 1, 1)...Self.on, asOf: day(2026, 10, 30), calendar: WorkingCalendar(.france))
        #expect(early == PromisesKept())
    }
}
