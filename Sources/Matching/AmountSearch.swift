/// Which of a payer's open amounts make up a sum. All amounts above zero, in the order of their dates.
struct AmountSearch {
    let amounts: [Int64]
    private static let most = 12

    /// The places of amounts equal to the sum.
    func singles(_ sum: Int64) -> [Int] { amounts.indices.filter { amounts[$0] == sum } }

    /// Runs of two and more that follow each other, at most sixty-four of them.
    func runs(_ sum: Int64) -> [[Int]] {
        var found: [[Int]] = []
        var start = 0
        var total: Int64 = 0
        for end in amounts.indices {
            total = total &+ amounts[end]
            while total > sum, start <= end {
                total = total &- amounts[start]
                start += 1
            }
            if total == sum, end > start, found.count < 64 { found.append(Array(start...end)) }
        }
        return found
    }

    /// Sets of two and more among the oldest twelve, those of `must` always in; two are enough to know that it is not
    /// the only one.
    func subsets(_ sum: Int64, must: [Int] = []) -> [[Int]] {
        let rest = sum &- must.reduce(0) { $0 &+ amounts[$1] }
        guard rest >= 0 else { return [] }
        if rest == 0 { return [must] }
        let free = amounts.indices.filter { !must.contains($0) && amounts[$0] <= rest }.prefix(Self.most)
        var search = SubsetSearch(amounts: free.map { amounts[$0] })
        search.run(rest)
        return search.found.map { places in (must + places.map { free[free.startIndex + $0] }).sorted() }.filter { $0.count >= 2 }
    }
}

/// Sets with a sum, the oldest first; stops at two.
private struct SubsetSearch {
    let amounts: [Int64]
    private(set) var found: [[Int]] = []
    private var after: [Int64]
    private var chosen: [Int] = []

    init(amounts: [Int64]) {
        self.amounts = amounts
        after = Array(repeating: 0, count: amounts.count + 1)
        for place in amounts.indices.reversed() { after[place] = after[place + 1] &+ amounts[place] }
    }

    mutating func run(_ sum: Int64) { step(0, sum) }

    private mutating func step(_ place: Int, _ rest: Int64) {
        if rest == 0 { return found.append(chosen) }
        guard place < amounts.count, found.count < 2, after[place] >= rest else { return }
        if amounts[place] <= rest {
            chosen.append(place)
            step(place + 1, rest &- amounts[place])
            chosen.removeLast()
        }
        step(place + 1, rest)
    }
}
