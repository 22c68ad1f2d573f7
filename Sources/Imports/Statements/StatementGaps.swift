import Ledger
import Texts
import Values

/// Finds what is missing between the statements of a file and their neighbours, once the whole file is recorded: files
/// tell their statements in any order.
struct StatementGaps {
    private var told: [(statement: BankStatement, line: Int)] = []

    mutating func take(_ statement: BankStatement, line: Int) {
        if statement.opening != nil, statement.closing != nil { told.append((statement, line)) }
    }

    /// - Parameter known: all statements of each account.
    func remarks(_ known: [String: [BankStatement]]) -> [IntakeRemark] {
        var chains: [Key: StatementChain] = [:]
        let own = Set(told.map(\.statement.id))
        return told.flatMap { statement, line in
            let key = Key(account: statement.account, currency: statement.currency)
            let chain = chains[key] ?? StatementChain(known[statement.account] ?? [], in: statement.currency)
            chains[key] = chain
            // Where the one before is of the same file, the gap is said of the later one only.
            let after = chain.gap(after: statement).flatMap { own.contains($0.id) ? nil : $0 }
            return [
                chain.gap(before: statement).map { remark($0, statement, line) },
                after.map { remark(statement, $0, line) },
            ].compactMap { $0 }
        }
    }

    private struct Key: Hashable {
        let account: String
        let currency: Currency
    }

    private func remark(_ before: BankStatement, _ after: BankStatement, _ line: Int) -> IntakeRemark {
        IntakeRemark(
            .statementsApart, line: line, value: after.account,
            [
                "until": .date(before.until, .short), "from": .date(after.from, .short),
                "closing": .money(Money(minor: before.closing ?? 0, before.currency)),
                "opening": .money(Money(minor: after.opening ?? 0, after.currency)),
            ])
    }
}
