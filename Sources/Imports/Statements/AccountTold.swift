import Ledger
import Statements
import Values

/// What is recorded of an account when a statement of it comes.
struct AccountTold {
    /// Statements of the account and the currency around its days.
    let statements: [BankStatement]
    /// Movements of the account around its days.
    let entries: [BankEntry]
    private let byStatement: [StatementID: [BankEntry]]

    /// - Parameter statements: all of the account.
    init(_ statement: ReadStatement, statements: [BankStatement], entries: [BankEntry]) {
        let days = statement.days
        self.statements = statements.filter { known in
            guard let days, known.currency == statement.draft.currency else { return false }
            return known.from <= days.upperBound.adding(days: Self.reach) && days.lowerBound.adding(days: -Self.reach) <= known.until
        }
        self.entries = entries
        byStatement = Dictionary(grouping: entries, by: \.statement)
    }

    /// Two statements join within so many days on which nothing moved.
    private static let reach = 10

    /// What statements with balances tell, some left out.
    func spans(besides others: Set<StatementID>) -> [ToldDays.Span] {
        statements.compactMap { known in
            if others.contains(known.id) { return nil }
            // Movements of tables have no code of their bank.
            let own = byStatement[known.id] ?? []
            return ToldDays.Span(known, countsWholeDays: own.contains { EntryTelling.Form($0.nature) != .table })
        }
    }

    /// The statement in another format: the same balances and the same sums, day by day, or at least as a whole where
    /// something moved.
    func holdsTwin(of statement: ReadStatement) -> Bool {
        guard let opening = statement.opening, let closing = statement.closing, let days = statement.days, !statement.entries.isEmpty
        else { return false }
        return statements.contains { known in
            guard known.opening == opening.amount, known.closing == closing.amount, known.entries == statement.entries.count else { return false }
            let own = byStatement[known.id] ?? []
            guard own.count == known.entries else { return false }
            if known.until == days.upperBound, Self.isBalanced(own.map(DaySum.init), statement.entries.map(DaySum.init)) { return true }
            return opening.amount != closing.amount && abs(known.until.days(since: days.upperBound)) <= 3
                && abs(known.from.days(since: days.lowerBound)) <= 5
                && Self.isBalanced(own.map(\.amount), statement.entries.map(\.amount))
        }
    }

    /// A statement of the same days that begins with the same balance and ends with another one, each with a sum that the
    /// other one does not have: they cannot both be right.
    func contradicts(_ statement: ReadStatement) -> BankStatement? {
        guard let opening = statement.opening, let closing = statement.closing, let days = statement.days else { return nil }
        let mine = statement.entries.map(DaySum.init)
        return statements.first { known in
            guard known.from == days.lowerBound, known.until == days.upperBound, known.opening == opening.amount,
                let other = known.closing, other != closing.amount
            else { return false }
            let theirs = (byStatement[known.id] ?? []).map(DaySum.init)
            return Self.hasMore(theirs, than: mine) && Self.hasMore(mine, than: entries.map(DaySum.init))
        }
    }

    private static func hasMore(_ sums: [DaySum], than others: [DaySum]) -> Bool {
        var counts: [DaySum: Int] = [:]
        for sum in others { counts[sum, default: 0] += 1 }
        for sum in sums { counts[sum, default: 0] -= 1 }
        return counts.contains { $0.value < 0 }
    }

    private static func isBalanced<Value: Hashable>(_ left: [Value], _ right: [Value]) -> Bool {
        var counts: [Value: Int] = [:]
        for value in left { counts[value, default: 0] += 1 }
        for value in right { counts[value, default: 0] -= 1 }
        return counts.allSatisfy { $0.value == 0 }
    }

    /// Statements that share no movement with one: they ended with the balance with which it begins, or began with that
    /// with which it ends; so are those that these follow on, or that follow on them, on the same day.
    func apart(from statement: ReadStatement) -> Set<StatementID> {
        guard let opening = statement.opening, let closing = statement.closing, let days = statement.days else { return [] }
        var found: Set<StatementID> = []
        var (balances, day) = ([opening.amount], days.lowerBound)
        while let balance = balances.popLast() {
            for known in statements where known.closing == balance && known.until == day && !found.contains(known.id) {
                if balance == opening.amount, isCopied(known, day, by: statement) { continue }
                found.insert(known.id)
                if known.from == day, let first = known.opening { balances.append(first) }
            }
        }
        (balances, day) = ([closing.amount], days.upperBound)
        while let balance = balances.popLast() {
            for known in statements where known.opening == balance && known.from == day && !found.contains(known.id) {
                if balance == closing.amount, isCopied(known, day, by: statement) { continue }
                found.insert(known.id)
                if known.until == day, let last = known.closing { balances.append(last) }
            }
        }
        return found
    }

    /// What one of them tells of the day on which they meet leaves the balance as it was, and the other tells it too: it may
    /// begin, or end, before that.
    private func isCopied(_ known: BankStatement, _ day: LocalDate, by statement: ReadStatement) -> Bool {
        let mine = statement.entries.filter { $0.bookedOn == day }.map(\.amount)
        let theirs = (byStatement[known.id] ?? []).filter { $0.bookedOn == day }.map(\.amount)
        return Self.isZero(mine, within: theirs) || Self.isZero(theirs, within: mine)
    }

    private static func isZero(_ amounts: [Int64], within others: [Int64]) -> Bool {
        guard !amounts.isEmpty, amounts.reduce(0, &+) == 0 else { return false }
        var counts: [Int64: Int] = [:]
        for amount in others { counts[amount, default: 0] += 1 }
        for amount in amounts { counts[amount, default: 0] -= 1 }
        return counts.allSatisfy { $0.value >= 0 }
    }

    /// Another statement with balances holds a day of which this one does not tell, and had its movements.
    func isTold(besides statement: ReadStatement) -> (LocalDate) -> Bool {
        let others = statements.filter { $0.opening != nil && $0.closing != nil }
        return { day in !statement.tells(day) && others.contains { $0.from <= day && day <= $0.until } }
    }
}

/// What two movements of one account must have in common to be one, told on one day.
struct DaySum: Hashable {
    let day: LocalDate
    let amount: Int64
    /// An account may be kept in several.
    let currency: Currency

    init(_ day: LocalDate, _ amount: Int64, _ currency: Currency) {
        (self.day, self.amount, self.currency) = (day, amount, currency)
    }
    init(_ entry: EntryDraft) { self.init(entry.bookedOn, entry.amount, entry.currency) }
    init(_ entry: BankEntry) { self.init(entry.bookedOn, entry.amount, entry.currency) }
}
