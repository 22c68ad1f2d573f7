package import Insight
package import Ledger
package import SQL
import Storage
package import Values

extension Desk {
    /// Interest and fixed sums that messages asked and nobody gave up, whether or not their invoices are settled.
    package func claims(
        _ company: CompanyID, of customer: CustomerID? = nil, on day: LocalDate
    ) async throws(DeskError) -> AccessoryClaims {
        try await database.read(for: .company(company.text)) { session throws(DeskError) in
            _ = try Self.book(company, session)
            if let customer {
                let known = try DeskError.lifting { () throws(SQLError) in
                    try AccountLoader(company, .customer).load(.these([customer]), session)[customer]
                }
                guard known != nil else { throw .unknownCustomer(customer) }
            }
            return try Self.claims(company, of: customer, on: day, session)
        }
    }

    /// The claims of one customer, or of all, inside a transaction.
    package static func claims(
        _ company: CompanyID, of customer: CustomerID?, on day: LocalDate, _ session: Session
    ) throws(DeskError) -> AccessoryClaims {
        try DeskError.lifting { () throws(SQLError) in
            try ClaimStore.claims(company, of: customer, on: day, session)
        }
    }
}
