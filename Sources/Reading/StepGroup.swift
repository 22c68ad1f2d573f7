package import Ledger
package import Values
import Workflows

/// Messages of one step on one day, counted; the largest are listed. What is planned and what has left look alike.
package struct StepGroup: Sendable {
    /// The step's id; `thanks` for every thank-you.
    package let step: String
    /// 0 for a notice; levels from the due date on count 1, 2, …
    package let rank: Int
    /// The text of its first message; scenarios may word one step in several ways.
    package let template: String?
    package internal(set) var messages = 0
    /// Receivables asked for, what is only announced left out.
    package internal(set) var receivables = 0
    /// How many by channel, the most used first.
    package internal(set) var channels: [WordCount] = []
    /// Days from the due date, as the scenarios place the step; several when they differ.
    package internal(set) var offsets: [Int] = []
    /// By currency; what the messages ask.
    package internal(set) var amounts = MoneyBag()
    /// Part of `amounts`: interest and indemnities that are claimed.
    package internal(set) var accessories = MoneyBag()
    /// Codes of why a person must agree, with how many messages wait for it.
    package internal(set) var approvals: [WordCount] = []
    /// The largest first, at most `limit`.
    package internal(set) var lines: [GroupLine] = []

    /// Lines listed of a group.
    package static let limit = 25

    init(step: String, rank: Int, template: String?) {
        self.step = step
        self.rank = rank
        self.template = template
    }

    /// Messages that need nobody's agreement.
    package var free: Int { messages - approvals.reduce(0) { $0 + $1.count } }
}

/// One message of a group.
package struct GroupLine: Sendable, Hashable {
    package let customer: CustomerID
    package let name: String
    package let amount: Money
    /// `email`, `letter` …
    package let channel: String
    /// The code of why a person must agree.
    package let approval: String?
    /// Nil for what is only planned.
    package let message: MessageID?
    package let state: String?
}

/// A word and how many times.
package struct WordCount: Sendable, Hashable {
    package let word: String
    package var count: Int

    /// The most frequent first, then by word.
    static func list(_ counts: [String: Int]) -> [WordCount] {
        counts.map { WordCount(word: $0.key, count: $0.value) }.sorted { ($1.count, $0.word) < ($0.count, $1.word) }
    }
}

/// Amounts of several currencies, never added to each other.
package struct MoneyBag: Sendable, Hashable {
    private var minor: [Currency: Int64] = [:]

    package init() {}

    package mutating func add(_ amount: Int64, _ currency: Currency) { minor[currency, default: 0] &+= amount }

    package mutating func add(_ other: MoneyBag) {
        for (currency, amount) in other.minor { add(amount, currency) }
    }

    /// By currency, the euro first; zeros left out unless there is nothing else.
    package var list: [Money] {
        let all = minor.map { Money(minor: $0.value, $0.key) }.sorted {
            ($0.currency == .eur ? 0 : 1, $0.currency) < ($1.currency == .eur ? 0 : 1, $1.currency)
        }
        let some = all.filter { !$0.isZero }
        return some.isEmpty ? Array(all.prefix(1)) : some
    }

    package var isEmpty: Bool { minor.values.allSatisfy { $0 == 0 } }
}

/// What goes into a group: one message, planned or sent.
struct GroupEntry {
    let step: String
    let rank: Int
    let template: String?
    let offset: Int?
    let receivables: Int
    let accessories: Int64
    let line: GroupLine
}

/// Sorts messages into groups.
struct StepGrouping {
    private struct Key: Hashable {
        let step: String
        let rank: Int
    }

    private struct Counts {
        var group: StepGroup
        var channels: [String: Int] = [:]
        var approvals: [String: Int] = [:]
        var offsets: Set<Int> = []
    }

    private var found: [Key: Counts] = [:]

    mutating func add(_ entry: GroupEntry) {
        let step = entry.step.split(separator: ":").first.map(String.init) ?? entry.step
        let key = Key(step: step, rank: entry.rank)
        var counts = found[key] ?? Counts(group: StepGroup(step: step, rank: entry.rank, template: entry.template))
        counts.group.messages += 1
        counts.group.receivables += entry.receivables
        counts.group.amounts.add(entry.line.amount.minor, entry.line.amount.currency)
        if entry.accessories != 0 { counts.group.accessories.add(entry.accessories, entry.line.amount.currency) }
        counts.channels[entry.line.channel, default: 0] += 1
        if let approval = entry.line.approval { counts.approvals[approval, default: 0] += 1 }
        if let offset = entry.offset { counts.offsets.insert(offset) }
        counts.group.lines.append(entry.line)
        if counts.group.lines.count > 4 * StepGroup.limit { counts.group.lines = Self.largest(counts.group.lines) }
        found[key] = counts
    }

    /// In the order of the steps: notices, levels, thanks.
    var groups: [StepGroup] {
        found.values.map { counts in
            var group = counts.group
            group.channels = WordCount.list(counts.channels)
            group.approvals = WordCount.list(counts.approvals)
            group.offsets = counts.offsets.sorted()
            group.lines = Self.largest(group.lines)
            return group
        }.sorted { Self.place($0) < Self.place($1) }
    }

    private static func place(_ group: StepGroup) -> (Int, Int, String, String) {
        (group.step == "thanks" ? 1 : 0, group.rank == 0 ? .min : group.offsets.first ?? group.rank * 1000, group.step, group.template ?? "")
    }

    private static func largest(_ lines: [GroupLine]) -> [GroupLine] {
        Array(lines.sorted { ($1.amount.minor, $0.name, $0.customer) < ($0.amount.minor, $1.name, $1.customer) }.prefix(StepGroup.limit))
    }
}
