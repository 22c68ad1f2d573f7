import Ledger
import Statements
import Values

/// Pairs the movements of a statement with recorded ones of the same sum. Each recorded one stands for one.
struct SumPairs {
    private let statement: ReadStatement
    private let known: AccountTold
    private let calendar: WorkingCalendar
    private let apart: Set<StatementID>
    /// Days that the statement tells whole, and those that the recorded ones do.
    let ownDays: ToldDays
    private let knownDays: ToldDays
    /// Recorded movements that stand for none yet: those of statements, and those of notifications.
    private var free: [DaySum: [BankEntry]] = [:]
    private(set) var notices: [BankEntry] = []
    /// Movements that another statement told in the same words.
    private(set) var toldAgain = 0
    /// Places of movements that are known, and of those that may be.
    private var paired: Set<Int> = []
    private var doubts: [Int: StatementComparison.Doubt] = [:]
    private var memory: [Int: EntryTelling] = [:]

    init(_ statement: ReadStatement, _ known: AccountTold, _ calendar: WorkingCalendar) {
        self.statement = statement
        self.known = known
        self.calendar = calendar
        apart = known.apart(from: statement)
        // Those that are apart have had their movements of a day, and this one has others.
        let spans = known.spans(besides: apart)
        let own = ToldDays.Span(statement).map { [$0] } ?? []
        // Those of its movements, of the ones that these may be, and of what is around them.
        let days = Set(statement.entries.map(\.bookedOn))
        let asked = Set(days.flatMap { day in (-2 * Self.shift...2 * Self.shift).map { day.adding(days: $0) } })
        ownDays = ToldDays(own, joining: spans, isQuietBetween: false, on: asked)
        // What came and went between two statements leaves the balance as it was; a statement with balances may bring it.
        knownDays = ToldDays(spans, joining: spans + own, isQuietBetween: own.isEmpty, on: asked)
    }

    // MARK: The same words

    /// Places of movements that are not recorded in the same words.
    mutating func dropSame(_ identities: [EntryIdentity]) -> [Int] {
        var left: [EntryIdentity: Int] = [:]
        var recorded: [(identity: EntryIdentity, entry: BankEntry)] = []
        for entry in known.entries where !apart.contains(entry.statement) {
            guard let identity = EntryIdentity(entry.id) else { continue }
            left[identity, default: 0] += 1
            recorded.append((identity, entry))
        }
        var taken: [EntryIdentity: Int] = [:]
        var places: [Int] = []
        for (place, identity) in identities.enumerated() {
            if taken[identity, default: 0] < left[identity, default: 0] {
                taken[identity, default: 0] += 1
                paired.insert(place)
            } else {
                places.append(place)
            }
        }
        for (identity, entry) in recorded {
            let isOfStatement = entry.nature.source == .statement
            if let count = taken[identity], count > 0 {
                taken[identity] = count - 1
                if isOfStatement { toldAgain += 1 }
            } else if isOfStatement {
                free[DaySum(entry), default: []].append(entry)
            } else {
                notices.append(entry)
            }
        }
        return places
    }

    /// What stands for none yet, of the other kind of source than the statement.
    var others: [BankEntry] { statement.source == .statement ? notices : free.values.flatMap { $0 }.sorted { $0.id < $1.id } }

    // MARK: The same day

    /// Places of movements that no recorded one of their day is.
    mutating func dropOnDay(_ places: [Int]) -> [Int] {
        guard !free.isEmpty else { return places }
        var likely: [(place: Int, entry: BankEntry)] = []
        for (sum, group) in Dictionary(grouping: places, by: { DaySum(statement.entries[$0]) }).sorted(by: { $0.value[0] < $1.value[0] }) {
            guard free[sum] != nil else { continue }
            likely += pair(group, of: sum, isWhole: tellsApart(sum))
        }
        settle(likely)
        return places.filter { !paired.contains($0) }
    }

    /// Pairs those that are most alike first. Of a day that is whole, each recorded one stands for one; else they must be
    /// the same, and the rest of those that may be is answered.
    private mutating func pair(
        _ places: [Int], of sum: DaySum, isWhole: Bool
    ) -> [(place: Int, entry: BankEntry)] {
        var entries = free[sum] ?? []
        var left = places
        if isWhole, left.count <= entries.count || left.count * entries.count > Self.mostComparisons {
            take(Array(left.prefix(entries.count)), &entries, sum)
            return []
        }
        var likely: [(place: Int, entry: BankEntry)] = []
        // A notification may be of another day: only what is the same is known.
        let limit = isWhole ? EntryLikeness.other : statement.source == .statement ? .silent : .same
        for wanted in [EntryLikeness.same, .near, .silent, .apart, .other] where wanted <= limit {
            var rest: [Int] = []
            for place in left {
                guard let index = entries.firstIndex(where: { telling(place).likeness(to: EntryTelling($0)) == wanted }) else {
                    rest.append(place)
                    continue
                }
                let entry = entries.remove(at: index)
                if isWhole || wanted == .same { paired.insert(place) } else { likely.append((place, entry)) }
            }
            left = rest
        }
        free[sum] = entries
        return likely
    }

    /// Of the day, as many movements of the sum are known as are recorded: somebody tells it whole, and where a day may be
    /// that of value, the days around it as well.
    private func tellsApart(_ sum: DaySum) -> Bool {
        let tellers = [ownDays, knownDays].filter { $0.certainty(sum.day) > .open }
        let mayBeOfValue = statement.form.mayDateByValue || free[sum]?.contains { EntryTelling.Form($0.nature).mayDateByValue } == true
        guard mayBeOfValue else { return !tellers.isEmpty }
        return tellers.contains { isToldAround(sum.day, by: $0) }
    }

    /// Two working days, with the days that are none between them.
    private static let shift = 5

    private mutating func take(_ places: [Int], _ entries: inout [BankEntry], _ sum: DaySum) {
        paired.formUnion(places)
        entries.removeFirst(places.count)
        free[sum] = entries
    }

    /// So many alike on one day are not told apart by their words.
    private static let mostComparisons = 10_000

    /// A day of which every movement has a counterpart, several sums among them, is the same day in other words; else
    /// those that may be known wait for a person.
    private mutating func settle(_ likely: [(place: Int, entry: BankEntry)]) {
        guard !likely.isEmpty else { return }
        let inDoubt = Set(likely.map(\.place))
        var sums: [LocalDate: Set<Int64>] = [:]
        var broken: Set<LocalDate> = []
        for (place, entry) in statement.entries.enumerated() {
            if paired.contains(place) || inDoubt.contains(place) {
                sums[entry.bookedOn, default: []].insert(entry.amount)
            } else {
                broken.insert(entry.bookedOn)
            }
        }
        for (place, entry) in likely {
            let day = entry.bookedOn
            if !broken.contains(day), sums[day, default: []].count > 1 {
                paired.insert(place)
            } else {
                doubts[place] = .alike(entry.id)
            }
        }
    }

    // MARK: Sums and their parts

    /// Recorded from notifications, and booked by nobody yet.
    mutating func add(notices: [BankEntry]) {
        for notice in notices { free[DaySum(notice), default: []].append(notice) }
    }

    /// Takes away sums whose parts are known, and answers the known sums whose parts are told here.
    mutating func dropSums(_ places: inout [Int], besides others: Set<Int>) -> [(sum: EntryID, parts: [Int])] {
        guard !places.isEmpty, !free.isEmpty else { return [] }
        let parts = Dictionary(grouping: free.values.flatMap { $0 }.filter { $0.nature.batch != nil }) {
            Batch(day: $0.bookedOn, name: $0.nature.batch ?? "")
        }
        var sums: [DaySum: [BankEntry]] = [:]
        for (batch, entries) in parts.sorted(by: { $0.key < $1.key }) where entries.count > 1 {
            sums[DaySum(batch.day, entries.reduce(0) { $0 &+ $1.amount }, entries[0].currency), default: []] += entries
        }
        for place in places {
            let sum = DaySum(statement.entries[place])
            guard let entries = sums.removeValue(forKey: sum) else { continue }
            paired.insert(place)
            for entry in entries { free[DaySum(entry)]?.removeAll { $0.id == entry.id } }
        }
        places.removeAll { paired.contains($0) }
        return detailed(by: places.filter { !others.contains($0) })
    }

    private mutating func detailed(by places: [Int]) -> [(sum: EntryID, parts: [Int])] {
        var found: [(sum: EntryID, parts: [Int])] = []
        let batches = Dictionary(grouping: places.filter { statement.entries[$0].batch != nil }) {
            Batch(day: statement.entries[$0].bookedOn, name: statement.entries[$0].batch ?? "")
        }
        for (batch, parts) in batches.sorted(by: { $0.key < $1.key }) where parts.count > 1 {
            let sum = DaySum(batch.day, parts.reduce(0) { $0 &+ statement.entries[$1].amount }, statement.entries[parts[0]].currency)
            guard let entry = free[sum]?.popLast() else { continue }
            found.append((sum: entry.id, parts: parts))
        }
        return found
    }

    private struct Batch: Hashable, Comparable {
        let day: LocalDate
        let name: String

        static func < (left: Batch, right: Batch) -> Bool { (left.day, left.name) < (right.day, right.name) }
    }

    // MARK: Other days

    /// Takes away what is known under another day, and answers what speaks against the rest.
    ///
    /// - Parameter parts: of sums that are known.
    mutating func dropMoved(_ places: inout [Int], besides parts: Set<Int>) -> [Int: StatementComparison.Doubt] {
        let single = places.filter { !parts.contains($0) }
        for place in single where doubts[place] == nil { move(place) }
        places.removeAll { paired.contains($0) }
        for place in single where doubts[place] == nil && !paired.contains(place) {
            let day = statement.entries[place].bookedOn
            if let other = unlike(place) {
                doubts[place] = .alike(other.id)
                continue
            }
            let certainty = knownDays.certainty(day)
            if certainty == .proven || certainty == .presumed && ownDays.certainty(day) == .open { doubts[place] = .beyondBalances }
        }
        return doubts
    }

    private mutating func move(_ place: Int) {
        let entry = statement.entries[place]
        for distance in 1...Self.shift {
            for day in [entry.bookedOn.adding(days: -distance), entry.bookedOn.adding(days: distance)] {
                let sum = DaySum(day, entry.amount, entry.currency)
                guard let others = free[sum], !others.isEmpty, isNear(day, entry.bookedOn) else { continue }
                let told = others.map { telling(place).likeness(to: EntryTelling($0)) }
                if let limit = provesMoved(entry.bookedOn, day), let best = told.indices.min(by: { told[$0] < told[$1] }),
                    told[best] <= limit, told[best] < .silent || others[best].nature.source == .statement
                {
                    paired.insert(place)
                    free[sum]?.remove(at: best)
                    return
                }
                let other = zip(others, told).first { $1 == .same && passesOver($0, entry.bookedOn) }?.0
                if doubts[place] == nil, let other { doubts[place] = .alike(other.id) }
            }
        }
    }

    /// A recorded movement of the day and the sum that has nothing in common with it, and that no other one is.
    private mutating func unlike(_ place: Int) -> BankEntry? {
        let sum = DaySum(statement.entries[place])
        let index = free[sum]?.firstIndex {
            $0.nature.source == .statement && telling(place).likeness(to: EntryTelling($0)) < .other
        }
        return index.flatMap { free[sum]?.remove(at: $0) }
    }

    /// Banks book, value and execute within two working days.
    private func isNear(_ one: LocalDate, _ other: LocalDate) -> Bool {
        calendar.workingDays(after: min(one, other), through: max(one, other)) <= 2
    }

    /// How alike the two must be at least: the day on which one of them stands is told whole without it. Where the days
    /// around are not, it may also be one that nobody told.
    private func provesMoved(_ day: LocalDate, _ other: LocalDate) -> EntryLikeness? {
        if ownDays.certainty(other) == .proven { return isToldAround(other, by: ownDays) ? .apart : .same }
        guard knownDays.certainty(day) == .proven, knownDays.certainty(other) > .open else { return nil }
        return isToldAround(day, by: knownDays) ? .apart : .same
    }

    private func isToldAround(_ day: LocalDate, by teller: ToldDays) -> Bool {
        (-Self.shift...Self.shift).map { day.adding(days: $0) }.allSatisfy { !isNear($0, day) || teller.certainty($0) > .open }
    }

    /// One of the two files tells of both days, and has the movement on one of them only.
    private func passesOver(_ other: BankEntry, _ day: LocalDate) -> Bool {
        if let days = statement.days, days.lowerBound <= other.bookedOn, other.bookedOn < days.upperBound { return true }
        return known.statements.contains { $0.id == other.statement && $0.from <= day && day < $0.until }
    }

    private mutating func telling(_ place: Int) -> EntryTelling {
        if let known = memory[place] { return known }
        let told = EntryTelling(statement.entries[place], form: statement.form)
        memory[place] = told
        return told
    }
}
