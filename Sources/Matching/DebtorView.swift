internal import Values

/// One customer's open items as a movement meets them.
struct DebtorView {
    let debtor: Int
    /// Places among the items of the index, by date of issue.
    let items: [Int]
    let amounts: [Int64]
    /// Places within `items` of what the movement names.
    let named: [Int]
    /// How surely it names them: 3 to 5; 0 when it names nothing.
    let reference: Int
    /// It names what was settled before, of this customer.
    let namesSettled: Bool
    /// Places among the debtor's credits with what is left of them.
    let credits: [(place: Int, amount: Int64)]
    private let reading: EntryReading
    private let index: MatchIndex

    /// - Parameter spent: places among the debtor's credits that go with nothing: the movement is these payments.
    init(
        _ debtor: Int, _ reading: EntryReading, _ index: MatchIndex, _ standing: Standing, isGuessed: Bool, spent: [Int] = []
    ) {
        self.debtor = debtor
        self.reading = reading
        self.index = index
        let known = index.debtors[debtor]
        let hits = reading.named.filter {
            index.documents[Int($0.document)].customer == Int32(debtor) && (isGuessed || $0.form >= .whole)
        }
        let live = standing.live[debtor]
        // In the order of issue: what was issued after the movement stands at the end.
        let horizon = reading.bookedOn.adding(days: 5)
        var count = live.items.count
        while count > 0, index.items[live.items[count - 1]].issuedOn > horizon { count -= 1 }
        var items = Array(live.items.prefix(count))
        var amounts = Array(live.amounts.prefix(count))
        if known.currency != reading.currency {
            let same = items.indices.filter { index.items[items[$0]].currency == reading.currency }
            (items, amounts) = (same.map { items[$0] }, same.map { amounts[$0] })
        }
        var form = 0
        for hit in hits {
            for item in index.documents[Int(hit.document)].items where standing.open[item] > 0 && index.items[item].currency == reading.currency {
                form = max(form, hit.form.rawValue)
                if !items.contains(item) {
                    items.append(item)
                    amounts.append(standing.open[item])
                }
            }
        }
        let documents = Set(hits.map(\.document))
        named = form == 0 ? [] : items.indices.filter { documents.contains(index.items[items[$0]].document) }
        self.items = items
        self.amounts = amounts
        reference = form == 0 ? 0 : max(3, form)
        namesSettled = hits.contains { hit in
            hit.form >= .digits && index.documents[Int(hit.document)].items.allSatisfy { standing.open[$0] == 0 }
        }
        let left = standing.credits[debtor]
        credits = known.credits.indices
            .filter { left[$0] > 0 && known.credits[$0].currency == reading.currency && !spent.contains($0) }
            .map { ($0, left[$0]) }
    }

    var namedSum: Int64 { named.reduce(0) { $0 &+ amounts[$1] } }
    var search: AmountSearch { AmountSearch(amounts: amounts) }

    func item(_ place: Int) -> MatchIndex.Item { index.items[items[place]] }

    /// Places by due date.
    var byDue: [Int] {
        if index.debtors[debtor].isDueInOrder { return Array(items.indices) }
        return items.indices.map { (on: item($0).dueOn, place: $0) }.sorted { $0 < $1 }.map(\.place)
    }

    var isDueInOrder: Bool { index.debtors[debtor].isDueInOrder }

    /// Whether the movement perhaps shows a part of its number.
    func isHinted(_ place: Int) -> Bool {
        let document = index.documents[Int(item(place).document)]
        if reading.tails.contains(where: { $0.scale <= document.digits &* 10 && document.digits % $0.scale == $0.value }) { return true }
        return !reading.cutBeginning.isEmpty && document.tail.starts(with: reading.cutBeginning)
    }
}
