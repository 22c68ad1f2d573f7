import Ledger
import Values

/// What the program says it did with the movements of a company's bank, as its facts tell: taken for a fact of the program,
/// judged by the truth, and never added up by it.
struct NaivePostings {
    struct Entry {
        let id: String
        let key: BankKey
        var shares: [EntryShare] = []
        var setAside: String?
        /// The payments that it, money that went back, has taken back.
        var returned: [ReturnedCredit] = []

        var attributed: Int64 { shares.reduce(0) { $0 + $1.amount } }
        var left: Int64 { max(0, key.amount - attributed) }
        var isOpen: Bool { setAside == nil && (key.amount > 0 ? left > 0 : returned.isEmpty) }
    }

    /// How far the history was read.
    var sequence: Int64 = 0
    var entries: [String: Entry] = [:]
    /// By customer and number.
    var allocations: [String: [Int: Allocation]] = [:]
    /// Payments that count no more, by customer and name.
    var returned: Set<String> = []
    /// Movements that wait to be confirmed, by customer.
    var pending: [String: [String: PendingReceipt]] = [:]
    /// Customers of whom something changed since their lists were last written.
    var changed: Set<String> = []

    var sorted: [Entry] { entries.values.sorted { ($0.key.on, $0.id) < ($1.key.on, $1.id) } }

    mutating func take(_ fact: FactBody) {
        switch fact {
        case .allocationMade(let customer, let allocation):
            allocations[customer.text, default: [:]][allocation.number] = allocation
        case .allocationReversed(let customer, let number, _): allocations[customer.text]?[number] = nil
        case .creditReturned(let customer, let credit, _, _):
            returned.insert(Self.name(customer, credit))
            changed.insert(customer.text)
        case .bank(let fact): take(fact)
        case .companyDescribed, .customerRecorded, .invoiceIssued, .invoiceQuarantined, .quarantineReleased, .creditRecorded,
            .receivableWrittenOff, .holdPlaced, .holdReleased, .scenarioRecorded, .defaultScenarioChosen, .scenarioAssigned,
            .importRecorded, .messagePlanned, .messageMoved, .addressSuspended, .addressRestored, .taskOpened, .taskClosed,
            .accessoriesWaived, .dayPlayed: break
        }
    }

    private mutating func take(_ fact: BankFact) {
        if let customer = fact.customer { changed.insert(customer.text) }
        switch fact {
        case .entryBooked(let entry):
            let key = BankKey(on: entry.bookedOn, amount: entry.amount, currency: entry.currency)
            entries[entry.id.text] = Entry(id: entry.id.text, key: key)
        case .entryAttributed(let id, let share): entries[id.text]?.shares.append(share)
        case .shareReleased(let id, let customer, let credit, _, _):
            entries[id.text]?.shares.removeAll { $0.customer == customer && $0.credit == credit }
        case .entrySetAside(let id, let reason): entries[id.text]?.setAside = reason
        case .entryReopened(let id, _):
            entries[id.text]?.setAside = nil
            entries[id.text]?.returned = []
        case .entryReturned(let id, let returned, _): entries[id.text]?.returned.append(returned)
        case .receiptPending(let receipt): pending[receipt.customer.text, default: [:]][receipt.entry.text] = receipt
        case .receiptCleared(let customer, let id): pending[customer.text]?[id.text] = nil
        case .statementRecorded, .writeOffReversed, .payerLearned, .payerForgotten: break
        }
    }

    static func name(_ customer: CustomerID, _ credit: CreditKey) -> String { customer.text + "/" + credit.id.text }

    /// Nothing of what it brought went back: it may be given to somebody else.
    func hasMoney(_ entry: Entry) -> Bool { !entry.shares.contains(where: isReturned) }

    func isReturned(_ share: EntryShare) -> Bool { returned.contains(Self.name(share.customer, share.credit)) }
}

extension NaiveCustomer {
    /// Writes down anew what came by bank and what it was put against.
    func rewrite(from postings: NaivePostings) {
        credits.removeAll(where: \.isOfBank)
        for index in credits.indices { credits[index].borrowed = [] }
        for invoice in invoices.indices {
            for part in invoices[invoice].parts.indices { invoices[invoice].parts[part].letGo = 0 }
        }
        let own = postings.sorted.flatMap { entry in
            entry.shares.filter { $0.customer.text == number }.map { (entry: entry, share: $0) }
        }
        for (entry, share) in own {
            credits.append(
                NaiveCredit(
                    reference: share.credit.id.text, isNote: false, on: entry.key.on, currency: entry.key.currency,
                    amount: share.amount, names: nil, isReturned: postings.isReturned(share), isOfBank: true))
        }
        for (entry, share) in own where !postings.isReturned(share) {
            for number in share.allocations { borrow(postings.allocations[self.number]?[number], on: entry.key.on) }
            for remission in share.remissions {
                guard let place = index(of: remission.receivable.invoice.text) else { continue }
                for part in invoices[place].parts.indices where invoices[place].parts[part].rank == remission.receivable.rank {
                    invoices[place].parts[part].letGo += remission.amount
                }
            }
        }
        pending = (postings.pending[number] ?? [:]).values.sorted { $0.entry < $1.entry }.map {
            NaivePending(entry: $0.entry.text, currency: $0.currency, invoices: $0.invoices.map(\.text))
        }
        forgetUses()
    }

    private func borrow(_ allocation: Allocation?, on day: LocalDate) {
        guard let allocation else { return }
        let isNote = allocation.credit.kind == .creditNote
        for index in credits.indices
        where credits[index].reference == allocation.credit.id.text && credits[index].isNote == isNote {
            credits[index].borrowed.append(
                NaiveUse(
                    invoice: allocation.receivable.invoice.text, rank: allocation.receivable.rank, amount: allocation.amount,
                    on: max(day, credits[index].on)))
        }
    }
}
