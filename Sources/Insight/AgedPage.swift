package import Ledger
package import Values

/// Which part of an aged balance is asked for.
package struct AgedPage: Hashable, Sendable {
    package enum Order: String, Sendable, Hashable, CaseIterable {
        /// Most overdue first, then most owed, then by number; customers who only have credits are not shown.
        case overdue
        /// By name, without case or accents, then by number.
        case name
    }

    /// Where a page ended.
    package struct Cursor: Hashable, Sendable {
        package let customer: CustomerID
        /// Minor units.
        package let overdue: Int64
        package let open: Int64
        /// The name as it is ordered; empty when the order is by amount.
        package let search: String

        package init(_ row: AgedRow, search: String) {
            customer = row.customer
            overdue = row.amounts.overdue
            open = row.amounts.total
            self.search = search
        }

        package init(customer: CustomerID, overdue: Int64, open: Int64, search: String) {
            self.customer = customer
            self.overdue = overdue
            self.open = open
            self.search = search
        }
    }

    package let currency: Currency
    package let order: Order
    /// Nil for the first page.
    package let after: Cursor?
    /// Rows, at least one.
    package let size: Int

    package init(currency: Currency, order: Order, after: Cursor? = nil, size: Int = 50) {
        self.currency = currency
        self.order = order
        self.after = after
        self.size = max(1, size)
    }
}

/// One page of an aged balance, and where the next begins.
package struct AgedPageRows: Hashable, Sendable {
    package let rows: [AgedRow]
    /// Nil on the last page.
    package let next: AgedPage.Cursor?

    package init(rows: [AgedRow], next: AgedPage.Cursor?) {
        self.rows = rows
        self.next = next
    }
}
