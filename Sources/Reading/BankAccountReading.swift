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
    /// How it stands beside what the company allows.
    package let standing: Standing
    /// Spans that no statement tells of, the latest last.
    package let gaps: [StatementGap]

    package enum Standing: Sendable, Hashable {
        case fresh
        /// Its last statement is older than the company allows: firm reminders ask for agreement.
        case late
        /// A statement is missing for longer than the company allows: the same.
        case broken
        /// Other accounts tell of days long after: nothing waits for it any more.
        case closed
    }

    package var isWell: Bool { standing == .fresh && gaps.isEmpty }
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
        let newest = known.map(\.until).max() ?? day
        let limit = PaymentsKnown(accounts: known.map { PaymentsKnown.BankAccount(account: $0.account, until: $0.until) })
            .limit(profile.policy)
        var accounts: [BankAccountReading] = []
        for (account, last) in known {
            let statements = try BankStore.statements(of: account, profile.id, session)
            let until = min(last, day)
            let unbroken = min(PaymentsKnown.BankAccount(account: account, until: last, statements: statements).unbrokenUntil, day)
            func isLate(_ end: LocalDate) -> Bool { limit.map { calendar.workingDays(after: end, through: day) > $0 } ?? false }
            let standing: BankAccountReading.Standing =
                PaymentsKnown.isClosed(last, beside: newest) ? .closed : isLate(until) ? .late : isLate(unbroken) ? .broken : .fresh
            accounts.append(
                BankAccountReading(
                    account: account, until: until, age: calendar.workingDays(after: until, through: day), standing: standing,
                    gaps: StatementGap.all(statements).filter { day.days(since: $0.before) <= StatementGap.days }))
        }
        return accounts
    }
}
