import SQL

/// The totals by day are made from other rows: rebuilt, they must come out the same.
extension Invariant {
    static let totals = [
        Invariant(
            rule: "I20", table: "due_totals",
            breaches: Query(
                "totals by due date that are not the sums of open receivables",
                """
                WITH kept AS (SELECT currency, due_on, open, receivables FROM due_totals
                  WHERE company = $1 AND (open <> 0 OR receivables <> 0)),
                counted AS (SELECT currency, due_on, CAST(sum(open) AS BIGINT) AS open, count(*) AS receivables FROM receivables
                  WHERE company = $1 AND open > 0 GROUP BY currency, due_on)
                SELECT currency || ' ' || due_on FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) AS extra
                UNION SELECT currency || ' ' || due_on FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) AS missing
                ORDER BY 1
                """)),
        Invariant(
            rule: "I20", table: "day_totals",
            breaches: Query(
                "totals by day that are not the sums of invoices and credits",
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
                SELECT currency || ' ' || day FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) AS extra
                UNION SELECT currency || ' ' || day FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) AS missing
                ORDER BY 1
                """)),
    ]
}
