package import Ledger
package import Matching
import SQL
import Storage
package import Values

extension Desk {
    /// Plays automatic allocation on the movements of some days.
    package func backtestMatching(
        _ company: CompanyID, from: LocalDate, through: LocalDate
    ) async throws(DeskError) -> MatchBacktest {
        guard from <= through else { throw .datesReversed(from: from, until: through) }
        let policy = try await book(company).profile.policy.matching
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                let past = try MatchPast(company, through: through, session)
                return past.play(policy, from: from, through: through)
            }
        }
    }
}
