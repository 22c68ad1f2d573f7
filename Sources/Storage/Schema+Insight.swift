import SQL

extension Schema {
    /// Totals by day, so that the morning's figures read a few hundred rows whatever the number of receivables.
    ///
    /// The index of open receivables goes: the totals answer its questions, and it cost each new receivable more than
    /// all the rest of its row.
    static let insight = Migration(
        3, "insight",
        [
            """
            CREATE TABLE due_totals (
              company {text} NOT NULL REFERENCES companies (id), currency {text} NOT NULL, due_on {text} NOT NULL,
              open {bigint} NOT NULL, receivables {bigint} NOT NULL, PRIMARY KEY (company, currency, due_on)) {clustered}
            """,
            """
            CREATE TABLE day_totals (
              company {text} NOT NULL REFERENCES companies (id), currency {text} NOT NULL, day {text} NOT NULL,
              invoiced {bigint} NOT NULL, credited {bigint} NOT NULL, received {bigint} NOT NULL,
              PRIMARY KEY (company, currency, day)) {clustered}
            """,
            """
            INSERT INTO due_totals (company, currency, due_on, open, receivables)
            SELECT company, currency, due_on, CAST(sum(open) AS BIGINT), count(*) FROM receivables WHERE open > 0
            GROUP BY company, currency, due_on
            """,
            """
            INSERT INTO day_totals (company, currency, day, invoiced, credited, received)
            SELECT company, currency, day, CAST(sum(invoiced) AS BIGINT), CAST(sum(credited) AS BIGINT),
            CAST(sum(received) AS BIGINT) FROM (
              SELECT r.company, r.currency, i.issued_on AS day, r.amount AS invoiced, 0 AS credited, 0 AS received
              FROM receivables r
              JOIN invoices i ON i.company = r.company AND i.customer = r.customer AND i.id = r.invoice
              UNION ALL
              SELECT company, currency, received_on, 0, CASE WHEN kind = 'credit_note' THEN amount ELSE 0 END,
              CASE WHEN kind = 'payment' THEN amount ELSE 0 END FROM credits
              UNION ALL
              SELECT company, currency, returned_on, 0, CASE WHEN kind = 'credit_note' THEN -amount ELSE 0 END,
              CASE WHEN kind = 'payment' THEN -amount ELSE 0 END FROM credits WHERE returned_on IS NOT NULL) AS movements
            GROUP BY company, currency, day
            """,
            "DROP INDEX receivables_open",
            "CREATE INDEX credits_unallocated ON credits (company, currency, unallocated) WHERE unallocated > 0",
            "CREATE INDEX customers_by_name ON customers (company, search, id)",
            // The fold keeps what was written off, the fact keeps when: few rows, none of them on an import's path.
            "CREATE INDEX facts_of_write_offs ON facts (company, sequence) WHERE kind = 'receivable_written_off'",
            .companyRows("due_totals", column: "company"), .companyRows("day_totals", column: "company"),
        ])
}
