package import Values

/// The statements of one account and currency in the order of their days: where one does not begin with what the one
/// before it ended with, a statement is missing.
package struct StatementChain {
    /// Those with balances.
    private let byEnd: [BankStatement]
    private let byBeginning: [BankStatement]
    /// Those that tell of more than one day, with balances or without.
    private let long: [BankStatement]

    /// - Parameter statements: of one account, notifications left out or not.
    package init(_ statements: [BankStatement], in currency: Currency) {
        let own = statements.filter { $0.currency == currency }
        let whole = own.filter { $0.opening != nil && $0.closing != nil }
        long = own.filter { $0.from < $0.until }
        byEnd = whole.sorted { ($0.until, $0.from, $0.id) < ($1.until, $1.from, $1.id) }
        byBeginning = whole.sorted { ($0.from, $0.until, $0.id) < ($1.from, $1.until, $1.id) }
    }

    /// Each statement that does not follow on the one before, with that one, by day.
    package var gaps: [(before: BankStatement, after: BankStatement)] {
        byBeginning.compactMap { after in gap(before: after).map { (before: $0, after: after) } }
    }

    /// The last statement before one, when none there ends with the balance with which this one begins.
    package func gap(before statement: BankStatement) -> BankStatement? {
        let earlier = byEnd[..<byEnd.firstPlace { $0.until > statement.from }]
        // A day that both tell may be the whole of another one.
        guard let last = earlier.last(where: { $0.id != statement.id && $0.from < statement.from }) else { return nil }
        let joins = earlier.reversed().prefix { $0.until >= last.until }.contains { $0.closing == statement.opening }
        return joins || isTold(statement, from: statement.from) ? nil : last
    }

    /// The first statement after one, when none there begins with the balance with which this one ends.
    package func gap(after statement: BankStatement) -> BankStatement? {
        let later = byBeginning[byBeginning.firstPlace { $0.from >= statement.until }...]
        guard let next = later.first(where: { $0.id != statement.id && $0.until > statement.until }) else { return nil }
        let joins = later.prefix { $0.from <= next.from }.contains { $0.opening == statement.closing }
        return joins || isTold(statement, from: statement.until) ? nil : next
    }

    /// Another statement goes on over the day on which one begins or ends, or holds all of its days and more.
    private func isTold(_ statement: BankStatement, from day: LocalDate) -> Bool {
        long.contains { other in
            if other.id == statement.id { return false }
            if other.from < day && day < other.until { return true }
            return other.from <= statement.from && statement.until <= other.until
                && (other.from, other.until) != (statement.from, statement.until)
        }
    }
}

extension Array {
    /// The first place from which on something holds.
    fileprivate func firstPlace(_ holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
