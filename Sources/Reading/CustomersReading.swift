package import Insight
package import Ledger
import SQL
import Storage
package import Values
package import Workflows

/// One page of the customers, by name, with what each owes today.
package struct CustomersReading: Sendable {
    package let profile: CompanyProfile
    package let today: LocalDate
    package let words: String
    package let rows: [CustomerRow]
    /// Where the next page begins; nil on the last one.
    package let next: CustomerCursor?
    package let isFirst: Bool
    /// The invoice whose number was typed, when there is one.
    package let invoice: InvoiceID?

    package static let size = 50
}

/// A customer and its balances.
package struct CustomerRow: Sendable {
    package let customer: Customer
    /// By currency; empty when nothing is open.
    package let balances: [AgedRow]
}

extension ReadingRoom {
    /// - Parameter words: looked for in names and numbers, whatever their case and accents.
    package func customers(
        _ company: CompanyID, matching words: String = "", after cursor: CustomerCursor? = nil
    ) async throws(DeskError) -> CustomersReading {
        try await read(company) { session throws(DeskError) in
            let profile = try Desk.book(company, session).profile
            let today = desk.today(profile)
            return try DeskError.lifting { () throws(SQLError) in
                let page = try CustomerList.page(words, after: cursor, size: CustomersReading.size, company, session)
                var rows: [CustomerRow] = []
                for customer in page.customers {
                    let balances = try InsightStore.agedRows(company, of: customer.id, on: today, session)
                    rows.append(CustomerRow(customer: customer, balances: balances))
                }
                let typed = InvoiceID(words)
                let owner = words.isEmpty ? nil : try Lookups.owner(of: typed, company, session)
                return CustomersReading(
                    profile: profile, today: today, words: words, rows: rows, next: page.next, isFirst: cursor == nil,
                    invoice: owner == nil ? nil : typed)
            }
        }
    }
}
