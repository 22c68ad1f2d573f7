package import Ledger
internal import Values

/// What is known of payers: rules that people confirmed, and what movements already attributed have taught.
///
/// Learning a movement costs as much as reading it: it is kept up from day to day, or made again from the history.
package struct Knowledge: Sendable {
    package private(set) var rules: [PayerRule] = []
    /// References that were given out, by the invoice they name: end-to-end identifiers of collections, pay links.
    package private(set) var identifiers: [String: InvoiceID] = [:]
    /// Receipts of late with what they are, in which a returned debit finds what went back.
    package private(set) var receipts: [BookedEntry] = []
    private(set) var words: [UInt64: PayerCounts] = [:]
    private(set) var accounts: [String: PayerCounts] = [:]
    /// Customers by the number under which `words` and `accounts` count them.
    private(set) var customers: [CustomerID] = []
    /// The last day on which a customer paid an amount.
    private(set) var lastPaid: [UInt64: LocalDate] = [:]
    private var numbers: [CustomerID: Int32] = [:]

    package init() {}

    package mutating func learn(_ rule: PayerRule) { rules.append(rule) }

    /// A movement that somebody confirmed, or that was posted and stood, as a payment of these customers; none for
    /// what was set aside as nobody's payment.
    package mutating func learn(_ entry: BankEntry, of customers: [CustomerID]) {
        let numbers = customers.map { number(of: $0) }
        let text = FoldedText(entry)
        var seen: [UInt64] = []
        text.words { hash, _, _ in if !BankWords.contains(hash) { seen.append(hash) } }
        for hash in seen { words[hash, default: PayerCounts()].add(numbers) }
        if let customer = customers.first, customers.count == 1, entry.isReceipt {
            let key = Self.payment(of: customer, entry.amount, entry.currency)
            lastPaid[key] = max(lastPaid[key] ?? entry.bookedOn, entry.bookedOn)
        }
        if let account = entry.party.account, !account.isEmpty { accounts[account, default: PayerCounts()].add(numbers) }
    }

    static func payment(of customer: CustomerID, _ amount: Int64, _ currency: Currency) -> UInt64 {
        customer.text.utf8.reduce(MatchIndex.hash(amount, currency), TextHash.mix)
    }

    /// An identifier that was given out with an invoice.
    package mutating func learn(identifier: String, of invoice: InvoiceID) { identifiers[identifier] = invoice }

    /// A receipt that is attributed; a debit may reopen it.
    package mutating func remember(_ receipt: BookedEntry) { receipts.append(receipt) }

    private mutating func number(of customer: CustomerID) -> Int32 {
        if let number = numbers[customer] { return number }
        let number = Int32(truncatingIfNeeded: customers.count)
        customers.append(customer)
        numbers[customer] = number
        return number
    }
}

/// With which customers a word or an account was seen, and how often: three at most, for what is seen with more tells
/// nothing.
struct PayerCounts: Sendable {
    private(set) var first: (customer: Int32, count: Int32) = (-1, 0)
    private(set) var second: (customer: Int32, count: Int32) = (-1, 0)
    private(set) var third: (customer: Int32, count: Int32) = (-1, 0)
    /// Movements that had it, those of nobody and of further customers included.
    private(set) var total: Int32 = 0

    mutating func add(_ customers: [Int32]) {
        total &+= 1
        for customer in customers {
            if first.customer == customer || first.customer < 0 {
                first = (customer, first.count &+ 1)
            } else if second.customer == customer || second.customer < 0 {
                second = (customer, second.count &+ 1)
            } else if third.customer == customer || third.customer < 0 {
                third = (customer, third.count &+ 1)
            }
        }
    }

    var known: [(customer: Int32, count: Int32)] { [first, second, third].filter { $0.customer >= 0 } }
    /// Seen with this many customers, counted to three.
    var spread: Int { first.customer < 0 ? 0 : second.customer < 0 ? 1 : third.customer < 0 ? 2 : 3 }
}
