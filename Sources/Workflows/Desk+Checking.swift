import Dunning
package import Ledger
import SQL
package import Storage

extension Desk {
    /// Holds a company's history and everything derived from it against each other: the chain of facts, every row that
    /// they fold to, and the invariants. Writes nothing.
    package func check(
        _ company: CompanyID, progress: @escaping @Sendable (VerificationProgress) -> Void = { _ in }
    ) async throws(DeskError) -> VerificationReport {
        let rulebook = rulebook
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            let rules = rulebook.rules(try Self.book(company, session))
            let next: NextActionRule = { account, receivable in
                NextAction.on(receivable, scenario: rules.scenario(for: account), restartOn: account.assignment?.restartOn)
            }
            return try DeskError.lifting { () throws(SQLError) in
                try Verifier(company, next: next, progress: progress).verify(session)
            }
        }
    }
}
