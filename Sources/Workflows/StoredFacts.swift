package import Ledger
import SQL
import Storage
import Values

extension [StoredFact] {
    /// The facts as the ledger reads them; one that cannot be read is named.
    package func readable(of company: CompanyID) throws(DeskError) -> [Fact] {
        var facts: [Fact] = []
        facts.reserveCapacity(count)
        for stored in self {
            do throws(FactCodingError) { facts.append(try stored.fact()) } catch {
                throw .storage(.corrupt("fact \(stored.sequence) of \(company): \(error)"))
            }
        }
        return facts
    }
}
