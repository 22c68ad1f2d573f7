package import Insight
package import Ledger
package import SQL
import Values

/// Customers page by page, with what they owe.
package enum CustomerList {
    private static let byName = Query(
        "customers by name",
        """
        SELECT id, search, record FROM customers WHERE company = $1 AND (search, id) > ($2, $3) ORDER BY search, id LIMIT $4
        """)
    private static let matching = Query(
        "customers by name, matching",
        """
        SELECT id, search, record FROM customers WHERE company = $1 AND (search, id) > ($2, $3) AND search LIKE $5
        ORDER BY search, id LIMIT $4
        """)

    /// - Parameters:
    ///   - words: looked for in name and number, folded; empty for everybody.
    ///   - size: rows of a page, at least one.
    package static func page(
        _ words: String, after: CustomerCursor?, size: Int, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> (customers: [Customer], next: CustomerCursor?) {
        let folded = SearchText.fold(words)
        var values: [SQLValue] = [
            .text(company.text), .text(after?.search ?? ""), .text(after?.customer.text ?? ""), SQLValue(size + 1),
        ]
        if !folded.isEmpty { values.append(.text("%" + folded + "%")) }
        let rows = try session.list(folded.isEmpty ? byName : matching, values) { row throws(SQLError) in
            (CustomerCursor(search: try row.text(1), customer: CustomerID(try row.text(0))), try ReadingStore.customer(row, 2))
        }
        let shown = rows.prefix(size)
        return (shown.map(\.1), rows.count > size ? shown.last?.0 : nil)
    }
}
