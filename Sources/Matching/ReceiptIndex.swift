internal import Ledger
internal import Values

/// Receipts of late, in which money that went back finds what it had been.
struct ReceiptIndex: Sendable {
    /// A receipt that may be the one, and what shows it.
    struct Find: Sendable {
        let receipt: Int
        let byReference: Bool
        let byPayer: Bool
        /// What went back besides the receipt: the bank's charges. Minor units.
        var charges: Int64 = 0
    }

    /// What a debit says of the receipt that it may take back.
    struct Clues: Sendable {
        /// Who may have paid, the likeliest first.
        let guesses: [CustomerID]
        /// Customers of whom it names an invoice.
        let named: [CustomerID]
        /// The bank says that it is a return.
        let isSaid: Bool
    }

    /// What is asked of every movement, apart from what is asked of few.
    private struct Brief: Sendable {
        let on: LocalDate
        let amount: Int64
        let currency: Currency
        let customers: [CustomerID]
    }

    private(set) var receipts: [BookedEntry] = []
    private let briefs: [Brief]
    private var references: HashTable
    private var amounts: HashTable
    private var customers: HashTable
    /// Days after which nothing goes back any more (SEPA Core: eight weeks, thirteen months when unauthorised).
    private static let lastDays = 400
    /// Units of a currency that a bank asks for a return at most, cheques included.
    private static let mostCharges: Int64 = 50
    private static let mostFinds = 5

    init(_ receipts: [BookedEntry] = []) {
        // Places are sorted, not movements: those are large.
        let order = receipts.indices.filter { receipts[$0].entry.isReceipt && !receipts[$0].shares.isEmpty }
            .map { (on: receipts[$0].entry.bookedOn, id: receipts[$0].entry.id, place: $0) }
            .sorted { ($0.on, $0.id) < ($1.on, $1.id) }
        let sorted = order.map { receipts[$0.place] }
        self.receipts = sorted
        briefs = sorted.map { Brief(on: $0.entry.bookedOn, amount: $0.entry.amount, currency: $0.entry.currency, customers: $0.shares.map(\.customer)) }
        references = HashTable(capacity: sorted.count)
        amounts = HashTable(capacity: sorted.count)
        customers = HashTable(capacity: sorted.count)
        for (place, receipt) in sorted.enumerated() {
            let number = Int32(truncatingIfNeeded: place)
            if let reference = Self.reference(receipt.entry) { references.add(number, for: reference) }
            amounts.add(number, for: MatchIndex.hash(receipt.entry.amount, receipt.entry.currency))
            for customer in Set(receipt.shares.map(\.customer)).sorted() { customers.add(number, for: TextHash.of(customer.text)) }
        }
    }

    /// The receipts that may have gone back with a debit, the surest first, then the latest: those of its amount; when
    /// there is none, those that are less by what a bank may charge.
    func search(_ entry: BankEntry, _ clues: Clues) -> [Find] {
        let reference = Self.reference(entry)
        let same = reference.map { references.all($0) } ?? []
        let exact = exact(entry, clues, same)
        return exact.isEmpty ? withCharges(entry, clues, same) : exact
    }

    private func exact(_ entry: BankEntry, _ clues: Clues, _ same: [Int32]) -> [Find] {
        // By reference, by payer, by amount alone; the latest five of each are enough.
        var finds: [[Find]] = [[], [], []]
        for number in amounts.all(MatchIndex.hash(0 &- entry.amount, entry.currency), limit: .max).reversed() {
            let brief = briefs[Int(number)]
            guard isInTime(entry, brief), brief.amount == 0 &- entry.amount else { continue }
            let isNamed = same.contains(number)
            let isPayer = isFrom(entry.party.account, clues.guesses.first, Int(number))
            // A debit that nobody calls a return is one when it says of what.
            guard clues.isSaid || isNamed || brief.customers.contains(where: clues.named.contains) else { continue }
            let rank = isNamed ? 0 : isPayer ? 1 : 2
            if finds[rank].count < Self.mostFinds { finds[rank].append(Find(receipt: Int(number), byReference: isNamed, byPayer: isPayer)) }
        }
        return Array(finds.joined().prefix(Self.mostFinds))
    }

    private func withCharges(_ entry: BankEntry, _ clues: Clues, _ same: [Int32]) -> [Find] {
        let most = (0..<entry.currency.decimals).reduce(Self.mostCharges) { units, _ in units * 10 }
        let payers = Set(clues.named + (clues.isSaid ? Array(clues.guesses.prefix(1)) : []))
        let places = Set(same + payers.sorted().flatMap { customers.all(TextHash.of($0.text), limit: .max) })
        let finds = places.sorted(by: >).compactMap { number -> Find? in
            let brief = briefs[Int(number)]
            let charges = 0 &- entry.amount &- brief.amount
            guard brief.currency == entry.currency, isInTime(entry, brief), charges > 0, charges <= min(most, brief.amount) else { return nil }
            return Find(
                receipt: Int(number), byReference: same.contains(number),
                byPayer: brief.customers.contains { payers.contains($0) }, charges: charges)
        }
        return Array((finds.filter(\.byReference) + finds.filter { !$0.byReference && $0.byPayer }).prefix(Self.mostFinds))
    }

    private func isInTime(_ entry: BankEntry, _ brief: Brief) -> Bool {
        (0...Self.lastDays).contains(entry.bookedOn.days(since: brief.on))
    }

    private func isFrom(_ account: String?, _ guess: CustomerID?, _ place: Int) -> Bool {
        if let account, account == receipts[place].entry.party.account { return true }
        return guess.map(briefs[place].customers.contains) ?? false
    }

    private static func reference(_ entry: BankEntry) -> UInt64? {
        guard let endToEnd = entry.references.endToEnd else { return nil }
        let compact = FoldedText(endToEnd).bytes
        return compact.count >= 6 && compact != Array("notprovided".utf8) ? TextHash.of(compact[...]) : nil
    }
}
