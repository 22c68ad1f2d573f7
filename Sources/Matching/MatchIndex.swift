internal import Ledger
internal import Values

/// Open items and knowledge, arranged so that a movement finds its own quickly. Built once, near-linear in both.
///
/// A class, though it never changes: a thousand explanations hold it, and a copy would count as many references.
final class MatchIndex: Sendable {
    struct Item: Sendable {
        let id: ReceivableID
        let customer: Int32
        let document: Int32
        let issuedOn: LocalDate
        let dueOn: LocalDate
        let currency: Currency
        let open: Int64
        let isContested: Bool
    }

    /// An invoice: what a movement may name.
    struct Document: Sendable {
        let id: InvoiceID
        let customer: Int32
        /// Its open receivables among `items`; empty when it is settled.
        var items: Range<Int>
        /// All its digits as one number, the last eighteen of them.
        let digits: UInt64
        /// What it came to, when it was settled lately.
        var settled: Int64?
        let tail: [UInt8]
    }

    struct Debtor: Sendable {
        let id: CustomerID
        let name: String
        var items: Range<Int> = 0..<0
        var credits: [KnownCredit] = []
        /// Its items, which are in the order of issue, fall due in the same order.
        var isDueInOrder = true
        /// The currency of all its items; nil when they have several.
        var currency: Currency?
    }

    let debtors: [Debtor]
    let items: [Item]
    let documents: [Document]
    let numbers: DocumentNumbers
    let payers: PayerIndex
    let receipts: ReceiptIndex
    /// Items by amount, for movements that say nothing else.
    let amounts: HashTable
    /// What a movement may be, of the payments recorded from elsewhere, by amount.
    let awaited: HashTable
    let awaitedPayments: [AwaitedPayment]
    /// Customer and place among its credits.
    let awaitedCredits: [(debtor: Int32, place: Int32)]
    /// The last day on which a customer paid an amount (`Knowledge.payment`).
    let lastPaid: [UInt64: LocalDate]
    let ownAccounts: Set<String>
    let policy: MatchPolicy

    init(openItems: OpenItems, knowledge: Knowledge, policy: MatchPolicy, ownAccounts: Set<String>) {
        let customers = openItems.customers.sorted { $0.id < $1.id }
        var books = IndexedBooks(capacity: customers.reduce(0) { $0 + $1.receivables.count })
        for customer in customers { books.add(customer) }
        books.addAwaitedOfSeveral()
        books.numbers.add(knowledge.identifiers, books.documents)
        debtors = books.debtors
        items = books.items
        documents = books.documents
        numbers = books.numbers
        amounts = books.amounts
        awaited = books.awaited
        awaitedPayments = books.awaitedPayments
        awaitedCredits = books.awaitedCredits
        payers = PayerIndex(customers, knowledge)
        receipts = ReceiptIndex(knowledge.receipts)
        lastPaid = knowledge.lastPaid
        self.ownAccounts = ownAccounts
        self.policy = policy
    }

    func awaitedCredit(_ place: Int) -> KnownCredit {
        let (debtor, credit) = awaitedCredits[place]
        return debtors[Int(debtor)].credits[Int(credit)]
    }

    static func hash(_ amount: Int64, _ currency: Currency) -> UInt64 {
        var hash = TextHash.of(currency.code)
        var rest = UInt64(bitPattern: amount)
        for _ in 0..<8 {
            hash = TextHash.mix(hash, UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
        return hash
    }
}
