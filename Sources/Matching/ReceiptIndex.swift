internal import Ledger
internal import Values

/// Receipts of late, in which money that went back finds what it had been.
struct ReceiptIndex: Sendable {
    /// A receipt that may be the one, and what shows it.
    struct Find: Sendable {
        let receipt: Int
        let byReference: Bool
        let byPayer: Bool
    }

    /// What is asked of every movement, apart from what is asked of few.
    private struct Brief: Sendable {
        let on: LocalDate
        let amount: Int64
        let customers: [CustomerID]
    }

    private(set) var receipts: [BookedEntry] = []
    private let briefs: [Brief]
    private var references: HashTable
    private var amounts: HashTable
    /// Days after which nothing goes back any more (SEPA Core: eight weeks, thirteen months when unauthorised).
    private static let lastDays = 400

    init(_ receipts: [BookedEntry] = []) {
        // Places are sorted, not movements: those are large.
        let order = receipts.indices.filter { receipts[$0].entry.isReceipt && !receipts[$0].shares.isEmpty }
            .map { (on: receipts[$0].entry.bookedOn, id: receipts[$0].entry.id, place: $0) }
            .sorted { ($0.on, $0.id) < ($1.on, $1.id) }
        let sorted = order.map { receipts[$0.place] }
        self.receipts = sorted
        briefs = sorted.map { Brief(on: $0.entry.bookedOn, amount: $0.entry.amount, customers: $0.shares.map(\.customer)) }
        references = HashTable(capacity: sorted.count)
        amounts = HashTable(capacity: sorted.count)
        for (place, receipt) in sorted.enumerated() {
            let number = Int32(truncatingIfNeeded: place)
            if let reference = Self.reference(receipt.entry) { references.add(number, for: reference) }
            amounts.add(number, for: MatchIndex.hash(receipt.entry.amount, receipt.entry.currency))
        }
    }

    /// The receipts of that amount that may have gone back, the surest first, then the latest.
    func search(_ entry: BankEntry, guesses: [CustomerID]) -> [Find] {
        let reference = Self.reference(entry)
        let same = reference.map { references.all($0) } ?? []
        // By reference, by payer, by amount alone; the latest five of each are enough.
        var finds: [[Find]] = [[], [], []]
        for number in amounts.all(MatchIndex.hash(0 &- entry.amount, entry.currency), limit: .max).reversed() {
            let brief = briefs[Int(number)]
            let days = entry.bookedOn.days(since: brief.on)
            guard (0...Self.lastDays).contains(days), brief.amount == 0 &- entry.amount else { continue }
            let isNamed = same.contains(number)
            let isPayer = isFrom(entry.party.account, guesses.first, Int(number))
            let rank = isNamed ? 0 : isPayer ? 1 : 2
            if finds[rank].count < 5 { finds[rank].append(Find(receipt: Int(number), byReference: isNamed, byPayer: isPayer)) }
        }
        return Array(finds.joined().prefix(5))
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
