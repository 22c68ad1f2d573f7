import SQL

extension Schema {
    /// Several processes play mornings and send: whose turn it is for a company, and who is there.
    static let workers = Migration(
        9, "workers",
        [
            """
            CREATE TABLE turns (
              company {text} NOT NULL PRIMARY KEY REFERENCES companies (id), number {bigint} NOT NULL,
              held_until {bigint} NOT NULL) {strict}
            """,
            """
            CREATE TABLE workers (
              id {text} NOT NULL PRIMARY KEY, name {text} NOT NULL, started_at {bigint} NOT NULL, seen_at {bigint} NOT NULL)
              {strict}
            """,
            "CREATE INDEX receipts_due ON receipts_to_come (company, due_at)",
            .companyRows("turns", column: "company"),
        ])
}
