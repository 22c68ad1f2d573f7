import SQL

extension Schema {
    /// What the company's bank accounts brought, what became of it, and what was learned of payers.
    static let bank = Migration(
        10, "bank",
        [
            """
            CREATE TABLE bank_statements (
              company {text} NOT NULL REFERENCES companies (id), id {text} NOT NULL, account {text} NOT NULL,
              currency {text} NOT NULL, reference {text}, from_on {text} NOT NULL, until_on {text} NOT NULL,
              opening {bigint}, closing {bigint}, entries {bigint} NOT NULL, import_id {text} NOT NULL,
              PRIMARY KEY (company, id)) {clustered}
            """,
            "CREATE INDEX bank_statements_of_account ON bank_statements (company, account, until_on)",
            """
            CREATE TABLE bank_entries (
              company {text} NOT NULL, id {text} NOT NULL, statement {text} NOT NULL, account {text} NOT NULL,
              booked_on {text} NOT NULL, amount {bigint} NOT NULL CHECK (amount <> 0), currency {text} NOT NULL,
              unattributed {bigint} NOT NULL CHECK (unattributed >= 0), last_share {bigint} NOT NULL, set_aside {text},
              record {text} NOT NULL, PRIMARY KEY (company, id),
              FOREIGN KEY (company, statement) REFERENCES bank_statements (company, id)) {clustered}
            """,
            "CREATE INDEX bank_entries_of_account ON bank_entries (company, account, booked_on)",
            """
            CREATE INDEX bank_entries_open ON bank_entries (company, booked_on, id)
            WHERE unattributed > 0 AND set_aside IS NULL
            """,
            "CREATE INDEX bank_entries_out ON bank_entries (company, booked_on, id) WHERE amount < 0",
            """
            CREATE TABLE entry_shares (
              company {text} NOT NULL, entry {text} NOT NULL, customer {text} NOT NULL, credit_kind {text} NOT NULL,
              credit {text} NOT NULL, amount {bigint} NOT NULL CHECK (amount > 0), decided_on {text} NOT NULL,
              is_automatic {bool} NOT NULL, record {text} NOT NULL,
              PRIMARY KEY (company, entry, customer, credit_kind, credit),
              FOREIGN KEY (company, entry) REFERENCES bank_entries (company, id),
              FOREIGN KEY (company, customer, credit_kind, credit) REFERENCES credits (company, customer, kind, id))
              {clustered}
            """,
            "CREATE INDEX entry_shares_by_day ON entry_shares (company, decided_on)",
            // A payment is one movement's (I4).
            "CREATE UNIQUE INDEX entry_shares_once ON entry_shares (company, customer, credit_kind, credit)",
            """
            CREATE TABLE entry_returns (
              company {text} NOT NULL, entry {text} NOT NULL, customer {text} NOT NULL, credit_kind {text} NOT NULL,
              credit {text} NOT NULL, record {text} NOT NULL, PRIMARY KEY (company, entry, customer, credit_kind, credit),
              FOREIGN KEY (company, entry) REFERENCES bank_entries (company, id),
              FOREIGN KEY (company, customer, credit_kind, credit) REFERENCES credits (company, customer, kind, id))
              {clustered}
            """,
            """
            CREATE TABLE payers (
              company {text} NOT NULL, id {text} NOT NULL, customer {text} NOT NULL, record {text} NOT NULL,
              PRIMARY KEY (company, id),
              FOREIGN KEY (company, customer) REFERENCES customers (company, id)) {clustered}
            """,
            """
            CREATE TABLE pending_receipts (
              company {text} NOT NULL, customer {text} NOT NULL, entry {text} NOT NULL, record {text} NOT NULL,
              PRIMARY KEY (company, customer, entry),
              FOREIGN KEY (company, customer) REFERENCES customers (company, id)) {clustered}
            """,
            "CREATE INDEX pending_receipts_of_entry ON pending_receipts (company, entry)",
            // How much of the history was looked at when movements were last matched.
            """
            CREATE TABLE match_marks (
              company {text} NOT NULL PRIMARY KEY REFERENCES companies (id), sequence {bigint} NOT NULL) {strict}
            """,
            // Movements are many and concern no customer: what is read with every look at a customer leaves them out.
            "DROP INDEX facts_of_company",
            """
            CREATE INDEX facts_of_company ON facts (company, sequence)
            WHERE customer IS NULL AND kind <> 'entry_booked'
            """,
            // Write-offs are taken back when the movement that they went with was somebody else's.
            "DROP INDEX facts_of_write_offs",
            """
            CREATE INDEX facts_of_write_offs ON facts (company, sequence)
            WHERE kind IN ('receivable_written_off', 'write_off_reversed')
            """,
            "DROP INDEX facts_of_renunciation",
            """
            CREATE INDEX facts_of_renunciation ON facts (company, customer, sequence)
            WHERE kind IN ('accessories_waived', 'receivable_written_off', 'write_off_reversed')
            """,
            .companyRows("bank_statements", column: "company"), .companyRows("bank_entries", column: "company"),
            .companyRows("entry_shares", column: "company"), .companyRows("entry_returns", column: "company"),
            .companyRows("match_marks", column: "company"), .companyRows("payers", column: "company"), .companyRows("pending_receipts", column: "company"),
        ])
}
