import Ledger
import SQL
import Storage
package import Values

/// An account of the company and how far it is known.
package struct BankAccountReading: Sendable, Hashable {
    package let account: String
    /// The last day that a statement tells of.
    package let until: LocalDate
    /// Working days since.
    package let age: Int
    /// Older than the company allows: firm reminders ask for agreement.
    package let isLate: Bool
    /// Spans that no statement tells of, the latest last.
    package let gaps: [StatementGap]

    package var isWell: Bool { !isLate && gaps.isEmpty }
}

/// Two statements that do not follow each other.
package struct StatementGap: Sendable, Hashable {
    /// The last day of the first.
    package let after: LocalDate
    /// The first day of the second.
    package let before: LocalDate
    package let closing: Money
    package let opening: Money

    /// Gaps of so many days back are told.
    static let days = 90

    /// - Parameter statements: of one account.
    static func all(_ statements: [BankStatement]) -> [StatementGap] {
        var seen: Set<Currency> = []
        return statements.map(\.currency).filter { seen.insert($0).inserted }.flatMap { currency in
            StatementChain(statements, in: currency).gaps.map { before, after in
                StatementGap(
                    after: before.until, before: after.from, closing: Money(minor: before.closing ?? 0, currency),
                    opening: Money(minor: after.opening ?? 0, currency))
            }
        }
    }
}

extension ReadingRoom {
    /// The company's accounts; empty before the first statement.
    static func bankAccounts(
        _ profile: CompanyProfile, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> [BankAccountReading] {
        let known = try BankStore.accounts(profile.id, session)
        let calendar = WorkingCalendar(profile.calendar)
        let payments = PaymentsKnown(accounts: known.map { PaymentsKnown.BankAccount(account: $0.account, until: $0.until) })
        let limit = payments.limit(profile.policy)
        let newest = known.map(\.until).max() ?? day
        var accounts: [BankAccountReading] = []
        for (account, last) in known {
            let until = min(last, day)
            let age = calendar.workingDays(after: until, through: day)
            let isInUse = newest.days(since: last) <= PaymentsKnown.closedAfterDays
            let gaps = StatementGap.all(try BankStore.statements(of: account, profile.id, session))
                .filter { day.days(since: $0.before) <= StatementGap.days }
            accounts.append(
                BankAccountReading(
                    account: account, until: until, age: age, isLate: isInUse && (limit.map { age > $0 } ?? false), gaps: gaps))
        }
        return accounts
    }
}
