import Ledger
import Testing
import Values

@Suite("Facts fold to accounts, and what contradicts the facts before is refused")
struct FoldTests {
    private static let day = FactSamples.day
    private static let customer = FactSamples.customer
    private static let first = ReceivableID(invoice: InvoiceID("F-1"), rank: 1)
    private static let second = ReceivableID(invoice: InvoiceID("F-1"), rank: 2)
    private static let payment = CreditKey(kind: .payment, id: CreditID("P-1"))
    private static let dollars = CreditKey(kind: .payment, id: CreditID("P-2"))

    private static func invoice(_ id: String, _ amounts: [Int64], needsApproval: Bool = false) -> FactBody {
        .invoiceIssued(
            Invoice(
                id: InvoiceID(id), customer: customer, issuedOn: day, currency: .eur, needsApproval: needsApproval,
                receivables: amounts.enumerated().map { Receivable(rank: $0 + 1, dueOn: day, amount: $1) }), declared: nil)
    }

    private static func credit(_ key: CreditKey, _ amount: Int64, _ currency: Currency = .eur) -> FactBody {
        .creditRecorded(
            Credit(id: key.id, kind: key.kind, customer: customer, on: day, currency: currency, amount: amount))
    }

    private static func allocation(
        _ number: Int, _ amount: Int64, of credit: CreditKey = payment, to receivable: ReceivableID = first
    ) -> FactBody {
        .allocationMade(
            customer, Allocation(number: number, credit: credit, receivable: receivable, amount: amount, on: day))
    }

    static func message(_ id: String, step: String = "s1", on: LocalDate = day, _ standing: MessageStanding = .reserved) -> FactBody {
        .messagePlanned(
            Correspondence(
                id: MessageID(id), customer: customer, currency: .eur, on: on, scenario: ScenarioID("standard"),
                scenarioVersion: 1, step: step, rank: 1, channel: "email", to: nil, amount: 100,
                lines: [CorrespondenceLine(receivable: first, dueOn: day, step: step, rank: 1, open: 100)], credits: [],
                state: "planned", standing: standing, approval: nil))
    }

    static func move(_ id: String, _ standing: MessageStanding) -> FactBody {
        .messageMoved(MessageMove(customer: customer, message: MessageID(id), state: "x", standing: standing))
    }

    /// A customer with an invoice of 100 + 50 EUR, 120 EUR received and 10 USD received.
    private static func book(_ more: [FactBody] = []) throws(FoldError) -> Book {
        var book = Book(profile: CompanyProfile(id: CompanyID("dupont"), name: "Dupont"))
        let opening: [FactBody] = [
            .customerRecorded(Customer(id: customer, name: "C")), invoice("F-1", [100, 50]), credit(payment, 120),
            credit(dollars, 10, .usd),
        ]
        for body in opening + more { try book.apply(body) }
        return book
    }

    private static func account(_ more: [FactBody] = []) throws -> Account {
        try #require(try book(more).accounts[customer])
    }

    static let refusals: [(FactBody, FoldError)] = [
        (allocation(1, 101), .allocationTooLarge(payment, first)),
        (allocation(1, 0), .allocationTooLarge(payment, first)),
        (allocation(1, -1), .allocationTooLarge(payment, first)),
        (allocation(1, 51, to: second), .allocationTooLarge(payment, second)),
        (allocation(1, 1, of: dollars), .currenciesDiffer(dollars, first)),
        (allocation(0, 1), .allocationExists(customer, 0)),
        (
            allocation(1, 1, of: CreditKey(kind: .creditNote, id: payment.id)),
            .unknownCredit(CreditKey(kind: .creditNote, id: payment.id))
        ),
        (
            allocation(1, 1, to: ReceivableID(invoice: InvoiceID("F-1"), rank: 3)),
            .unknownReceivable(ReceivableID(invoice: InvoiceID("F-1"), rank: 3))
        ),
        (
            allocation(1, 1, to: ReceivableID(invoice: InvoiceID("F-9"), rank: 1)),
            .unknownReceivable(ReceivableID(invoice: InvoiceID("F-9"), rank: 1))
        ),
        (.allocationReversed(customer, number: 1, on: day), .unknownAllocation(customer, 1)),
        (invoice("F-1", [1]), .invoiceExists(InvoiceID("F-1"))),
        (credit(payment, 1), .creditExists(payment)),
        (.creditReturned(customer, FactSamples.note, on: day, reason: ""), .unknownCredit(FactSamples.note)),
        (.quarantineReleased(customer, InvoiceID("F-2")), .unknownInvoice(InvoiceID("F-2"))),
        (.receivableWrittenOff(customer, second, amount: 51, on: day, reason: ""), .writeOffTooLarge(second)),
        (.receivableWrittenOff(customer, second, amount: 0, on: day, reason: ""), .writeOffTooLarge(second)),
        (.holdReleased(customer, HoldID("H"), on: day), .unknownHold(HoldID("H"))),
        (.taskClosed(customer, TaskID("T"), on: day), .unknownTask(TaskID("T"))),
        (move("M", .sent), .unknownMessage(MessageID("M"))),
        (.addressSuspended(CustomerID("C-2"), address: "", reason: ""), .unknownCustomer(CustomerID("C-2"))),
    ]

    @Test("a fact that contradicts the facts before is refused and changes nothing", arguments: refusals)
    func refused(body: FactBody, error: FoldError) throws {
        var book = try Self.book()
        let before = book.accounts
        #expect(throws: error) { try book.apply(body) }
        #expect(book.accounts == before)
    }

    static let repeated: [(FactBody, FoldError)] = [
        (
            .holdPlaced(Hold(id: HoldID("H"), kind: .hold, customer: customer, from: day, reason: "", author: "")),
            .holdExists(HoldID("H"))
        ),
        (
            .taskOpened(FollowUp(id: TaskID("T"), kind: .call, customer: customer, on: day, about: "")),
            .taskExists(TaskID("T"))
        ),
        (message("M"), .messageExists(MessageID("M"))),
        (allocation(1, 1), .allocationExists(customer, 1)),
    ]

    @Test("what has a name is recorded once", arguments: repeated)
    func once(body: FactBody, error: FoldError) throws {
        var book = try Self.book([body])
        #expect(throws: error) { try book.apply(body) }
    }

    @Test("a reversal restores what was there, and only once")
    func reversal() throws {
        let before = try Self.account()
        var book = try Self.book([Self.allocation(1, 100), Self.allocation(2, 20, to: Self.second)])
        try book.apply(.allocationReversed(Self.customer, number: 1, on: Self.day))
        try book.apply(.allocationReversed(Self.customer, number: 2, on: Self.day))
        let after = try #require(book.accounts[Self.customer])
        #expect(after.invoices == before.invoices)
        #expect(after.credits == before.credits)
        #expect(after.lastAllocation == 2)
        #expect(throws: FoldError.unknownAllocation(Self.customer, 2)) {
            try book.apply(.allocationReversed(Self.customer, number: 2, on: Self.day))
        }
    }

    @Test("a payment returned by the bank opens again what it had settled, and settles nothing more")
    func returned() throws {
        var book = try Self.book([Self.allocation(1, 100)])
        try book.apply(.creditReturned(Self.customer, Self.payment, on: Self.day, reason: "AM04"))
        let account = try #require(book.accounts[Self.customer])
        #expect(account.invoices.first?.open == 150)
        #expect(account.credit(Self.payment)?.unallocated == 0)
        #expect(account.allocations.allSatisfy { !$0.isLive })
        #expect(throws: FoldError.allocationTooLarge(Self.payment, Self.first)) { try book.apply(Self.allocation(2, 1)) }
    }

    @Test("a write-off lowers what is open and is remembered apart")
    func writeOff() throws {
        let account = try Self.account([
            Self.allocation(1, 60), .receivableWrittenOff(Self.customer, Self.first, amount: 40, on: Self.day, reason: "écart"),
        ])
        let receivable = try #require(account.invoices.first?.receivables.first)
        #expect(receivable.open == 0 && receivable.writtenOff == 40 && receivable.amount == 100)
        #expect(account.balance(in: .eur) == 50 - 60)
    }

    @Test("a message that fails frees its step; a second one may take it")
    func failure() throws {
        var book = try Self.book([Self.message("M-1")])
        func steps() -> [MessageStanding] {
            book.accounts[Self.customer]?.invoices.first?.receivables.first?.steps.map(\.standing) ?? []
        }
        #expect(steps() == [.reserved])
        try book.apply(Self.move("M-1", .uncertain))
        #expect(steps() == [.uncertain])
        try book.apply(Self.move("M-1", .failed))
        #expect(steps().isEmpty)
        try book.apply(Self.message("M-2"))
        try book.apply(Self.move("M-2", .sent))
        #expect(steps() == [.sent])
    }

    @Test("steps are told by day and message, whatever moved last")
    func stepOrder() throws {
        let early = LocalDate(dayNumber: Self.day.dayNumber - 9)
        let account = try Self.account([
            Self.message("M-2"), Self.message("M-3", step: "s0", on: early), Self.message("M-1", step: "s2"),
            Self.move("M-3", .sent), Self.move("M-1", .sent), Self.move("M-2", .sent),
        ])
        let steps = account.invoices.first?.receivables.first?.steps.compactMap { $0.message?.text }
        #expect(steps == ["M-3", "M-1", "M-2"])
    }

    @Test("a message judged again asks for its new lines only")
    func judgedAgain() throws {
        let line = CorrespondenceLine(receivable: Self.second, dueOn: Self.day, step: "s1", rank: 1, open: 50)
        let content = MessageContent(
            on: Self.day, scenario: ScenarioID("s"), scenarioVersion: 1, step: "s1", rank: 1, channel: "letter", to: nil, amount: 50, lines: [line], credits: [])
        let account = try Self.account([
            Self.message("M-1"),
            .messageMoved(
                MessageMove(
                    customer: Self.customer, message: MessageID("M-1"), state: "ready", standing: .reserved, content: content)),
        ])
        #expect(account.invoices.first?.receivables.map(\.steps.count) == [0, 1])
        #expect(account.messages.first?.amount == 50 && account.messages.first?.channel == "letter")
    }

    @Test("an invoice that waited for approval no longer does once a message about it has left")
    func approval() throws {
        var book = try Self.book([Self.invoice("F-2", [10], needsApproval: true)])
        let line = CorrespondenceLine(
            receivable: ReceivableID(invoice: InvoiceID("F-2"), rank: 1), dueOn: Self.day, step: "s1", rank: 1, open: 10)
        let sent = Correspondence(
            id: MessageID("M"), customer: Self.customer, currency: .eur, on: Self.day, scenario: ScenarioID("standard"),
            scenarioVersion: 1, step: "s1", rank: 1, channel: "email", to: nil, amount: 10, lines: [line], credits: [],
            state: "accepted", standing: .sent, approval: nil)
        #expect(book.accounts[Self.customer]?.invoice(InvoiceID("F-2"))?.needsApproval == true)
        try book.apply(.messagePlanned(sent))
        #expect(book.accounts[Self.customer]?.invoice(InvoiceID("F-2"))?.needsApproval == false)
    }

    @Test("two spellings of one accent are two customers, as in the database")
    func spellings() throws {
        var book = try Self.book()
        for id in ["Zo\u{E9}", "Zoe\u{301}"] {
            try book.apply(.customerRecorded(Customer(id: CustomerID(id), name: id)))
        }
        #expect(book.accounts.count == 3)
        #expect(book.sortedCustomers.map(\.text.unicodeScalars.count) == [3, 4, 3])
    }
}
