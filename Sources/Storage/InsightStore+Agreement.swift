package import Ledger
package import SQL
package import Values

extension InsightStore {
    private static let dueDiffers = Query(
        "totals by due date against the receivables",
        """
        WITH kept AS (SELECT currency, due_on, open, receivables FROM due_totals
          WHERE company = $1 AND (open <> 0 OR receivables <> 0)),
        counted AS (SELECT currency, due_on, CAST(sum(open) AS BIGINT) AS open, count(*) AS receivables FROM receivables
          WHERE company = $1 AND open > 0 GROUP BY currency, due_on)
        SELECT currency, due_on FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) AS extra
        UNION SELECT currency, due_on FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) AS missing
        ORDER BY 1, 2
        """)
    private static let dayDiffers = Query(
        "totals by day against invoices and credits",
        """
        WITH kept AS (SELECT currency, day, invoiced, credited, received FROM day_totals
          WHERE company = $1 AND (invoiced <> 0 OR credited <> 0 OR received <> 0)),
        movements AS (
          SELECT r.currency, i.issued_on AS day, r.amount AS invoiced, 0 AS credited, 0 AS received FROM receivables r
          JOIN invoices i ON i.company = r.company AND i.customer = r.customer AND i.id = r.invoice WHERE r.company = $1
          UNION ALL SELECT currency, received_on, 0, CASE WHEN kind = 'credit_note' THEN amount ELSE 0 END,
          CASE WHEN kind = 'payment' THEN amount ELSE 0 END FROM credits WHERE company = $1
          UNION ALL SELECT currency, returned_on, 0, CASE WHEN kind = 'credit_note' THEN -amount ELSE 0 END,
          CASE WHEN kind = 'payment' THEN -amount ELSE 0 END FROM credits WHERE company = $1 AND returned_on IS NOT NULL),
        counted AS (SELECT currency, day, CAST(sum(invoiced) AS BIGINT) AS invoiced, CAST(sum(credited) AS BIGINT) AS credited,
          CAST(sum(received) AS BIGINT) AS received FROM movements GROUP BY currency, day
          HAVING sum(invoiced) <> 0 OR sum(credited) <> 0 OR sum(received) <> 0)
        SELECT currency, day FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) AS extra
        UNION SELECT currency, day FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) AS missing
        ORDER BY 1, 2
        """)

    /// Days whose kept totals are not the sums of the rows they stand for: none, ever. For the company's check.
    package static func disagreements(
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [TotalsDisagreement] {
        let due = try session.list(dueDiffers, [.text(company.text)]) { row throws(SQLError) in
            TotalsDisagreement(table: .due, currency: try row.currency(0), day: try row.date(1))
        }
        let days = try session.list(dayDiffers, [.text(company.text)]) { row throws(SQLError) in
            TotalsDisagreement(table: .day, currency: try row.currency(0), day: try row.date(1))
        }
        return due + days
    }
}

/// A kept total that is not the sum it stands for.
package struct TotalsDisagreement: Hashable, Sendable {
    package enum Table: String, Sendable, Hashable {
        case due = "due_totals"
        case day = "day_totals"
    }

    package let table: Table
    package let currency: Currency
    package let day: LocalDate

    package init(table: Table, currency: Currency, day: LocalDate) {
        self.table = table
        self.currency = currency
        self.day = day
    }
}
