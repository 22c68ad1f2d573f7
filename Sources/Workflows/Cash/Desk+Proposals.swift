package import Ledger
import Matching
package import SQL
import Storage
package import Values

extension Desk {
    /// What is thought of every movement that waits, as the ledger stands in this session. Nothing is recorded.
    package static func proposals(
        _ company: CompanyID, _ policy: CompanyPolicy, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> [MatchedEntry] {
        try MatchTable(company, policy.matching, on: day, session)?.judged() ?? []
    }
}
