internal import Values

/// What is still to be settled, as movements take their part of it.
struct Standing: Sendable {
    /// One customer's items that are still open, by date of issue.
    struct Live: Sendable {
        /// Places among the items of the index.
        fileprivate(set) var items: [Int] = []
        fileprivate(set) var amounts: [Int64] = []
    }

    /// By debtor.
    private(set) var live: [Live]
    /// By place among the items of the index.
    private(set) var open: [Int64]
    /// By debtor and place among its credits.
    private(set) var credits: [[Int64]]
    /// Awaited payments that a movement was recognised as.
    private(set) var recognised: Set<Int> = []
    private(set) var returned: Set<Int> = []
    private let owners: [Int32]

    init(_ index: MatchIndex) {
        open = index.items.map(\.open)
        owners = index.items.map(\.customer)
        credits = index.debtors.map { $0.credits.map(\.unallocated) }
        live = index.debtors.map { debtor in
            Live(items: Array(debtor.items), amounts: debtor.items.map { index.items[$0].open })
        }
    }

    mutating func take(_ sketch: Sketch) {
        for part in sketch.parts { take(part.item, part.amount) }
        for netting in sketch.nettings {
            take(netting.item, netting.amount)
            credits[netting.debtor][netting.credit] -= netting.amount
        }
        for (item, amount) in sketch.remitted { take(item, amount) }
        recognised.formUnion(sketch.recognised)
    }

    private mutating func take(_ item: Int, _ amount: Int64) {
        open[item] -= amount
        let debtor = Int(owners[item])
        guard let place = live[debtor].items.firstIndex(of: item) else { return }
        live[debtor].amounts[place] = open[item]
        if open[item] <= 0 {
            live[debtor].items.remove(at: place)
            live[debtor].amounts.remove(at: place)
        }
    }

    /// An awaited payment that settled nothing settles what its movement pays.
    mutating func spend(_ credit: (debtor: Int32, place: Int32)) { credits[Int(credit.debtor)][Int(credit.place)] = 0 }

    mutating func giveBack(_ receipt: Int) { returned.insert(receipt) }
}
