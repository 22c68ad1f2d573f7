package import Insight
package import Ledger
import SQL
import Storage
package import Values

extension Desk {
    /// Who owes what since when: at the end of a past day, or on what is open now as it ages until a day to come.
    package func agedBalance(_ company: CompanyID, asOf day: LocalDate) async throws(DeskError) -> AgedBalance {
        try await database.read(for: .company(company.text)) { session throws(DeskError) in
            let today = today(try Self.book(company, session).profile)
            return try DeskError.lifting { () throws(SQLError) in
                day < today
                    ? try InsightStore.pastAgedBalance(company, on: day, session)
                    : try InsightStore.agedBalance(company, on: day, session)
            }
        }
    }
}
