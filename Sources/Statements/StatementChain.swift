import Formats
import Values

/// Compares each statement of a file with the one before it of the same account: what one ends with, the next begins with.
struct StatementChain {
    private var last: [String: BalanceDraft] = [:]
    /// Accounts that are followed; a firm has a few, a holding some hundreds.
    private static let mostAccounts = 10_000

    /// What is said of a statement that begins, nil when nothing is.
    func remark(on statement: StatementDraft) -> Diagnostic? {
        guard statement.kind == .booked, let opening = statement.opening, let before = last[key(statement)],
            before.amount != opening.amount
        else { return nil }
        return Diagnostic(
            .statementGap, line: statement.line, column: statement.account.text,
            value: Money(minor: opening.amount, statement.currency).decimalText,
            parameters: ["expected": Money(minor: before.amount, statement.currency).decimalText, "on": before.on.iso])
    }

    mutating func take(_ statement: StatementDraft) {
        guard statement.kind == .booked, last.count < Self.mostAccounts else { return }
        last[key(statement)] = statement.closing
    }

    private func key(_ statement: StatementDraft) -> String {
        "\(statement.account.iban?.electronic ?? statement.account.text) \(statement.currency.code)"
    }
}
