import SQL

extension Schema {
    /// Which installation the database belongs to, from which places it may send, and who said so.
    static let instance = Migration(
        8, "instance",
        [
            """
            CREATE TABLE instance (
              one {bigint} NOT NULL PRIMARY KEY CHECK (one = 1), id {text} NOT NULL, epoch {bigint} NOT NULL,
              home {text} NOT NULL, closed_at {bigint}, held_through {text}, journals_wanted {text} NOT NULL) {strict}
            """,
            """
            CREATE TABLE instance_places (
              place {text} NOT NULL PRIMARY KEY, admitted_at {bigint} NOT NULL, admitted_by {text} NOT NULL) {strict}
            """,
            """
            CREATE TABLE instance_log (
              number {bigint} NOT NULL PRIMARY KEY, at {bigint} NOT NULL, actor {text} NOT NULL, event {text} NOT NULL,
              instance {text} NOT NULL, epoch {bigint} NOT NULL, place {text} NOT NULL, detail {text} NOT NULL) {strict}
            """,
            .appendOnly("instance_log"),
            // What the send journal knows to have left and the ledger cannot hold yet: its invoices are not there.
            """
            CREATE TABLE journal_waiting (
              company {text} NOT NULL REFERENCES companies (id), message {text} NOT NULL, customer {text} NOT NULL,
              entry {text} NOT NULL, PRIMARY KEY (company, message)) {clustered}
            """,
            "CREATE INDEX journal_waiting_of_customer ON journal_waiting (company, customer)",
            .companyRows("journal_waiting", column: "company"),
        ])
}
