internal import Ledger
internal import Values

/// The open items of an index as they are put in order, customer by customer.
struct IndexedBooks {
    private(set) var debtors: [MatchIndex.Debtor] = []
    private(set) var items: [MatchIndex.Item] = []
    private(set) var documents: [MatchIndex.Document] = []
    var numbers: DocumentNumbers
    private(set) var amounts: HashTable
    private(set) var awaited = HashTable(capacity: 16)
    private(set) var awaitedCredits: [(debtor: Int32, place: Int32)] = []
    private(set) var awaitedPayments: [AwaitedPayment] = []

    init(capacity: Int) {
        numbers = DocumentNumbers(capacity: capacity * 3)
        amounts = HashTable(capacity: capacity)
        items.reserveCapacity(capacity)
        documents.reserveCapacity(capacity)
    }

    mutating func add(_ customer: CustomerItems) {
        let number = Int32(truncatingIfNeeded: debtors.count)
        var debtor = MatchIndex.Debtor(id: customer.id, name: customer.name)
        let start = items.count
        let sorted = customer.receivables.filter { $0.open > 0 }
            .sorted { ($0.issuedOn, $0.id) < ($1.issuedOn, $1.id) }
        for receivable in sorted { add(receivable, of: number) }
        debtor.items = start..<items.count
        debtor.isDueInOrder = zip(items[start...], items[start...].dropFirst()).allSatisfy { $0.dueOn <= $1.dueOn }
        debtor.currency = Set(items[start...].map(\.currency)).count == 1 ? items[start].currency : nil
        for settled in customer.settled.sorted(by: { $0.id < $1.id }) { add(settled, of: number) }
        debtor.credits = customer.credits.sorted { ($0.on, $0.key) < ($1.on, $1.key) }
        debtors.append(debtor)
        addAwaited(debtor.credits, of: number)
    }

    /// Recorded payments that await their movement: each for itself, and those of a day together.
    private mutating func addAwaited(_ credits: [KnownCredit], of debtor: Int32) {
        let first = awaitedCredits.count
        var known: [KnownCredit] = []
        for (place, credit) in credits.enumerated() where credit.awaitsMovement {
            awaitedCredits.append((debtor, Int32(truncatingIfNeeded: place)))
            known.append(credit)
        }
        for payment in AwaitedPayment.all(known) { add(payment.moved(by: first)) }
    }

    private mutating func add(_ payment: AwaitedPayment) {
        let known = payment.credits.map(awaitedCredit)
        let sum = known.reduce(Int64(0)) { $0.plus($1.amount) }
        awaited.add(Int32(truncatingIfNeeded: awaitedPayments.count), for: MatchIndex.hash(sum, known[0].currency))
        awaitedPayments.append(payment)
    }

    private func awaitedCredit(_ place: Int) -> KnownCredit {
        let (debtor, credit) = awaitedCredits[place]
        return debtors[Int(debtor)].credits[Int(credit)]
    }

    /// Payments of several customers on one day whose names begin alike (`RG-7/1`, `RG-7/2`): perhaps one transfer of
    /// somebody who pays for them all. Call once every customer is there.
    mutating func addAwaitedOfSeveral() {
        let groups = Dictionary(grouping: awaitedCredits.indices.filter { awaitedCredit($0).key.id.isPart }) { SharedName(awaitedCredit($0)) }
        for (_, places) in groups.sorted(by: { $0.value[0] < $1.value[0] }) where (2...AwaitedPayment.most).contains(places.count) {
            if Set(places.map { awaitedCredits[$0].debtor }).count > 1 { add(AwaitedPayment(credits: places, isOne: true)) }
        }
    }

    private struct SharedName: Hashable {
        let stem: Substring
        let on: LocalDate
        let currency: Currency

        init(_ credit: KnownCredit) {
            stem = credit.key.id.stem
            on = credit.on
            currency = credit.currency
        }
    }

    private mutating func add(_ receivable: OpenReceivable, of customer: Int32) {
        if documents.last?.id != receivable.id.invoice || documents.last?.customer != customer {
            documents.append(document(receivable.id.invoice, of: customer))
            let number = Int32(truncatingIfNeeded: documents.count - 1)
            numbers.add(receivable.id.invoice, order: receivable.orderReference, document: number)
        }
        let number = documents.count - 1
        documents[number].items = documents[number].items.lowerBound..<(items.count + 1)
        amounts.add(Int32(truncatingIfNeeded: items.count), for: MatchIndex.hash(receivable.open, receivable.currency))
        items.append(
            MatchIndex.Item(
                id: receivable.id, customer: customer, document: Int32(truncatingIfNeeded: number),
                issuedOn: receivable.issuedOn, dueOn: receivable.dueOn, currency: receivable.currency,
                open: receivable.open, isContested: receivable.isContested))
    }

    private mutating func add(_ settled: SettledReceivable, of customer: Int32) {
        var document = document(settled.id.invoice, of: customer)
        document.settled = settled.amount
        documents.append(document)
        numbers.add(settled.id.invoice, order: nil, document: Int32(truncatingIfNeeded: documents.count - 1))
    }

    private func document(_ id: InvoiceID, of customer: Int32) -> MatchIndex.Document {
        let folded = FoldedText(id.text)
        let digits = folded.pieces.filter(\.isDigits).flatMap { folded.bytes[Int($0.start)..<Int($0.end)] }
        let number = digits.suffix(18).reduce(UInt64(0)) { $0 * 10 + UInt64($1 & 0x0F) }
        return MatchIndex.Document(id: id, customer: customer, items: items.count..<items.count, digits: number, tail: folded.bytes)
    }
}
