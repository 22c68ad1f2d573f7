internal import Ledger
internal import Values

/// How one customer's open items may make up the amount of a movement.
struct AmountWays {
    let view: DebtorView
    let reading: EntryReading
    let index: MatchIndex

    private var amount: Int64 { reading.amount }
    /// Minor units below what is due that are worth a look, beyond what the company lets go of.
    private static let nearDifference: Int64 = 3_000

    /// The best sort of way that there is, each way of it, and what is worth showing besides.
    func all() -> [Sketch] {
        guard !view.items.isEmpty else { return [onAccount()] }
        guard view.named.isEmpty else { return named() }
        let exact = unnamed()
        if !exact.isEmpty { return exact }
        return near() + [oldestFirst(view.items.indices.map { $0 }, fit: .open)]
    }

    // MARK: What is named

    private func named() -> [Sketch] {
        var found = exactlyNamed()
        if found.isEmpty {
            found = namedNearly()
            // What comes to the cent without the name makes the name doubtful.
            let others = found.isEmpty ? [] : rivalled(unnamed())
            if !others.isEmpty { found = rivalled(found) + others }
        }
        if found.isEmpty { found = namedAndMore() }
        if found.isEmpty {
            found = [mark(oldestFirst(view.named, fit: namedFit))]
            // The number may be wrong: what else the amount could be is shown, never taken for sure.
            found += rivalled(unnamed())
            if found.count > 1 { found[0].rivals = 1 }
        }
        return found
    }

    /// A part of one invoice, or a little more than what is named; anything else is not explained by the names.
    private var namedFit: Pattern.Fit {
        if amount < view.namedSum { return view.named.count == 1 ? .part : .open }
        return (amount &- view.namedSum) &* 10 <= view.namedSum ? .more : .open
    }

    private func exactlyNamed() -> [Sketch] {
        if view.namedSum == amount { return [mark(whole(view.named, .named))] }
        // One invoice in several instalments: the first that is due, or several from the first on.
        let search = AmountSearch(amounts: view.named.map { view.amounts[$0] })
        if Set(view.named.map { view.item($0).document }).count == 1 {
            let sets = search.singles(amount).prefix(1).map { [$0] } + search.runs(amount).prefix(1)
            if let set = sets.first { return [mark(whole(set.map { view.named[$0] }, .named))] }
        }
        return netted(view.named).map(mark)
    }

    private func namedNearly() -> [Sketch] {
        let sum = view.namedSum
        if amount > sum {
            let costs = index.policy.recoveryCosts
            let documents = Int64(Set(view.named.map { view.item($0).document }).count)
            guard costs > 0, [costs, costs &* documents].contains(amount &- sum) else { return [] }
            return [mark(whole(view.named, .costs))]
        }
        return short(view.named).map { [mark($0)] } ?? []
    }

    /// Named and others, or some of those named.
    private func namedAndMore() -> [Sketch] {
        var sets: [[Int]] = []
        if amount > view.namedSum {
            sets = view.search.runs(amount).filter { run in view.named.allSatisfy(run.contains) }
            if sets.isEmpty {
                return rivalled(several(view.search.subsets(amount, must: view.named), .namedAndMore)).map(mark)
            }
        } else if view.named.count > 1 {
            let search = AmountSearch(amounts: view.named.map { view.amounts[$0] })
            sets = (search.singles(amount).map { [$0] } + search.runs(amount)).map { $0.map { view.named[$0] } }
            if sets.isEmpty { sets = search.subsets(amount).map { $0.map { view.named[$0] } } }
        }
        return several(sets, .namedAndMore).map(mark)
    }

    private func mark(_ sketch: Sketch) -> Sketch {
        var sketch = sketch
        sketch.reference = view.reference
        sketch.isNamed = true
        return sketch
    }

    // MARK: What is not named

    private func unnamed() -> [Sketch] {
        let singles = view.search.singles(amount)
        let runs = bothRuns(amount)
        if !singles.isEmpty {
            let found = several(singles.map { [$0] }, .single)
            return runs.isEmpty ? found : rivalled(found) + runs.prefix(1).map { rival($0, fit(of: $0)) }
        }
        let count = view.items.count
        if !runs.isEmpty {
            let found = several(runs, fit(of: runs[0]))
            return isChance(count * count / 2) ? rivalled(found) : found
        }
        let netted = netted(nil)
        if !netted.isEmpty { return netted }
        let found = several(view.search.subsets(amount), .subset)
        return isChance(1 << min(12, count)) ? rivalled(found) : found
    }

    /// So many sums over so small a span: one of them may well be the amount by chance.
    private func isChance(_ sums: Int) -> Bool { Int64(sums) &* 200 > view.amounts.reduce(0) { $0 &+ $1 } }

    private func rivalled(_ sketches: [Sketch]) -> [Sketch] {
        sketches.map { sketch in
            var sketch = sketch
            sketch.rivals = max(1, sketch.rivals)
            return sketch
        }
    }

    /// Runs by date of issue, and by due date where that is another order.
    private func bothRuns(_ sum: Int64) -> [[Int]] {
        var runs = view.search.runs(sum)
        if view.isDueInOrder { return runs }
        let byDue = view.byDue
        for run in AmountSearch(amounts: byDue.map { view.amounts[$0] }).runs(sum) {
            let places = run.map { byDue[$0] }.sorted()
            if !runs.contains(places) { runs.append(places) }
        }
        return runs
    }

    /// All that is open, a whole month of issue or of due dates, or some that follow each other.
    private func fit(of run: [Int]) -> Pattern.Fit {
        if run.count == view.items.count { return .balance }
        for day in [\MatchIndex.Item.issuedOn, \MatchIndex.Item.dueOn] {
            let month = view.item(run[0])[keyPath: day].firstOfMonth
            let all = view.items.indices.filter { view.item($0)[keyPath: day].firstOfMonth == month }
            if all == run { return .month }
        }
        return .run
    }

    /// One of the customer's credits, or all of them, go with what is paid.
    private func netted(_ only: [Int]?) -> [Sketch] {
        guard !view.credits.isEmpty else { return [] }
        var choices = view.credits.prefix(4).map { [$0] }
        if view.credits.count > 1 { choices.append(view.credits.map { $0 }) }
        var found: [Sketch] = []
        for credits in choices {
            let total = amount &+ credits.reduce(0) { $0 &+ $1.amount }
            let sets: [[Int]]
            if let only { sets = view.namedSum == total ? [only] : [] } else {
                let singles = view.search.singles(total).map { [$0] }
                sets = singles.isEmpty ? bothRuns(total) : singles
            }
            found += sets.prefix(3).map { set in
                var sketch = net(set, credits)
                let isRun = only == nil && set.count > 1
                if isRun, isExchangeable(set) || isChance(view.items.count * view.items.count / 2 * choices.count) { sketch.rivals = 1 }
                return sketch
            }
        }
        if found.count > 1 { for place in found.indices { found[place].rivals = 2 } }
        return found
    }

    // MARK: Less than is due

    private func near() -> [Sketch] {
        let most = max(Self.nearDifference, index.policy.bankCharges, index.policy.smallDifference, reading.charges, amount / 5)
        let sets = view.items.indices.filter { view.amounts[$0] > amount && view.amounts[$0] <= amount &+ most }.map { [$0] }
            + (view.items.count > 1 ? [Array(view.items.indices)] : [])
        var found: [Sketch] = []
        for set in sets where found.count < 3 {
            if let sketch = short(set) { found.append(sketch) }
        }
        if index.policy.recoveryCosts > 0 {
            let costs = view.search.singles(amount &- index.policy.recoveryCosts).prefix(2).map { whole([$0], .costs) }
            // To the cent with the fixed sum: what is merely near is no rival, unless the company lets go of as much.
            if costs.count == 1, found.allSatisfy(\.isBeyondTolerance) { return costs + rivalled(found) }
            found += costs
        }
        if found.count > 1 { for place in found.indices { found[place].rivals = 2 } }
        return found
    }

    /// These items, although a little less was paid: a discount taken, charges deducted, a small difference.
    private func short(_ places: [Int]) -> Sketch? {
        let sum = places.reduce(Int64(0)) { $0 &+ view.amounts[$1] }
        let missing = sum &- amount
        guard missing > 0, missing < sum else { return nil }
        if let discounts = discounts(places), discounts.reduce(0, &+) == missing {
            return reduce(places, discounts, .discount, .discount)
        }
        // Without a name, an amount that is nearly one of many proves nothing, unless the bank says what it kept.
        let isNamed = places.allSatisfy(view.named.contains)
        let last = places.indices.map { $0 == places.count - 1 ? missing : 0 }
        guard let end = places.last, missing < view.amounts[end] else { return nil }
        if missing == reading.charges || missing <= index.policy.bankCharges {
            var sketch = reduce(places, last, missing == reading.charges ? .charges : .difference, .bankCharges)
            sketch.isBeyondTolerance = missing > index.policy.bankCharges || !isNamed && missing != reading.charges
            return sketch
        }
        if missing <= index.policy.smallDifference {
            var sketch = reduce(places, last, .difference, .smallDifference)
            sketch.isBeyondTolerance = !isNamed && view.items.count > 1
            return sketch
        }
        guard missing <= Self.nearDifference, missing &* 50 <= sum else { return nil }
        var sketch = reduce(places, last, .difference, .smallDifference)
        sketch.isBeyondTolerance = true
        return sketch
    }

    /// A granted discount on each, rounded half up as invoices are; nil when it came too late for one of them.
    private func discounts(_ places: [Int]) -> [Int64]? {
        let latest = places.map { view.item($0).issuedOn }.min()?.adding(days: index.policy.discountDays + 3)
        guard let latest, reading.bookedOn <= latest else { return nil }
        let missing = places.reduce(Int64(0)) { $0 &+ view.amounts[$1] } &- amount
        for rate in index.policy.discounts {
            let parts = places.map { place in
                let (high, low) = view.amounts[place].multipliedFullWidth(by: rate)
                return high == 0 ? (Int64(clamping: low) &+ 500_000) / 1_000_000 : 0
            }
            if parts.reduce(0, &+) == missing { return parts }
        }
        return nil
    }

    // MARK: Putting together

    private func several(_ sets: [[Int]], _ fit: Pattern.Fit) -> [Sketch] {
        guard sets.count > 1 else { return sets.map { rival($0, fit, rivals: isExchangeable($0) ? 1 : 0) } }
        let hinted = sets.filter { $0.allSatisfy(view.isHinted) }
        if hinted.count == 1 {
            return [rival(hinted[0], fit, rivals: 0)] + sets.filter { $0 != hinted[0] }.prefix(2).map { rival($0, fit) }
        }
        return sets.prefix(4).map { rival($0, fit) }
    }

    /// One of several has the amount of one that is left out: either could be meant.
    private func isExchangeable(_ places: [Int]) -> Bool {
        guard places.count > 1 else { return false }
        let amounts = Set(places.filter { !view.named.contains($0) && !view.isHinted($0) }.map { view.amounts[$0] })
        return view.items.indices.contains { amounts.contains(view.amounts[$0]) && !places.contains($0) }
    }

    private func rival(_ places: [Int], _ fit: Pattern.Fit, rivals: Int = 2) -> Sketch {
        var sketch = whole(places, fit)
        sketch.rivals = rivals
        if places.allSatisfy(view.isHinted) { sketch.reference = 2 }
        return sketch
    }

    private func whole(_ places: [Int], _ fit: Pattern.Fit) -> Sketch {
        var sketch = Sketch(debtors: [view.debtor], fit: fit)
        sketch.parts = places.map { .init(item: view.items[$0], amount: view.amounts[$0]) }
        sketch.remainder = amount &- sketch.parts.reduce(0) { $0 &+ $1.amount }
        return sketch
    }

    private func reduce(_ places: [Int], _ less: [Int64], _ fit: Pattern.Fit, _ kind: Remission.Kind) -> Sketch {
        var sketch = Sketch(debtors: [view.debtor], fit: fit)
        sketch.remission = kind
        for (place, missing) in zip(places, less) {
            sketch.parts.append(.init(item: view.items[place], amount: view.amounts[place] &- missing))
            if missing > 0 { sketch.remitted.append((view.items[place], missing)) }
        }
        return sketch
    }

    /// Credits settle the oldest, the money the rest.
    private func net(_ places: [Int], _ credits: [(place: Int, amount: Int64)]) -> Sketch {
        var sketch = Sketch(debtors: [view.debtor], fit: .netted)
        var left = credits
        for place in places {
            var due = view.amounts[place]
            while due > 0, let credit = left.first {
                let used = min(due, credit.amount)
                sketch.nettings.append(.init(debtor: view.debtor, credit: credit.place, item: view.items[place], amount: used))
                due -= used
                left[0].amount -= used
                if left[0].amount == 0 { left.removeFirst() }
            }
            if due > 0 { sketch.parts.append(.init(item: view.items[place], amount: due)) }
        }
        return sketch
    }

    /// As far as the money goes, what is due first (Code civil, art. 1342-10).
    private func oldestFirst(_ places: [Int], fit: Pattern.Fit) -> Sketch {
        var sketch = Sketch(debtors: [view.debtor], fit: fit)
        var left = amount
        let isAll = places.count == view.items.count
        for place in view.byDue where left > 0 && (isAll || places.contains(place)) {
            let used = min(left, view.amounts[place])
            sketch.parts.append(.init(item: view.items[place], amount: used))
            left -= used
        }
        sketch.remainder = left
        return sketch
    }

    /// Nothing is open: the money is the customer's, and stays on the account.
    private func onAccount() -> Sketch {
        var sketch = Sketch(debtors: [view.debtor], fit: .open)
        sketch.remainder = amount
        return sketch
    }
}
