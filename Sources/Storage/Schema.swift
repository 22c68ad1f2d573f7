package import SQL

/// The tables, in the order in which they came to be. A migration that was released is never changed.
package enum Schema {
    package static let migrations: [Migration] = [ledger, sending, insight, claims, paces, waiting, lanes, instance, workers, bank, thanks]

    /// Facts and the projections they fold to. Every key begins with the company.
    private static let ledger = Migration(
        1, "ledger",
        [
            """
            CREATE TABLE companies (
              id {text} NOT NULL PRIMARY KEY, profile {text} NOT NULL, default_scenario {text}, last_day_played {text},
              head_sequence {bigint} NOT NULL, head_hash {blob} NOT NULL) {strict}
            """,
            """
            CREATE TABLE facts (
              company {text} NOT NULL REFERENCES companies (id), sequence {bigint} NOT NULL, known_on {text} NOT NULL,
              recorded_at {bigint} NOT NULL, actor {text} NOT NULL, kind {text} NOT NULL, customer {text},
              payload {text} NOT NULL, hash {blob} NOT NULL, PRIMARY KEY (company, sequence)) {clustered}
            """,
            "CREATE INDEX facts_of_customer ON facts (company, customer, sequence) WHERE customer IS NOT NULL",
            "CREATE INDEX facts_of_company ON facts (company, sequence) WHERE customer IS NULL",
            """
            CREATE TABLE customers (
              company {text} NOT NULL REFERENCES companies (id), id {text} NOT NULL, search {text} NOT NULL,
              record {text} NOT NULL, assigned_scenario {text}, restart_on {text}, suspended {text} NOT NULL,
              waived {text} NOT NULL, last_allocation {bigint} NOT NULL, PRIMARY KEY (company, id)) {clustered}
            """,
            """
            CREATE TABLE invoices (
              company {text} NOT NULL, customer {text} NOT NULL, id {text} NOT NULL, issued_on {text} NOT NULL,
              currency {text} NOT NULL, order_reference {text}, import_id {text}, is_quarantined {bool} NOT NULL,
              needs_approval {bool} NOT NULL, declared_step {text}, declared_rank {bigint}, declared_on {text},
              PRIMARY KEY (company, customer, id), UNIQUE (company, id),
              FOREIGN KEY (company, customer) REFERENCES customers (company, id)) {clustered}
            """,
            "CREATE INDEX invoices_quarantined ON invoices (company, id) WHERE is_quarantined",
            """
            CREATE TABLE receivables (
              company {text} NOT NULL, customer {text} NOT NULL, invoice {text} NOT NULL, rank {bigint} NOT NULL,
              currency {text} NOT NULL, due_on {text} NOT NULL, amount {bigint} NOT NULL CHECK (amount > 0),
              open {bigint} NOT NULL CHECK (open >= 0 AND open <= amount), written_off {bigint} NOT NULL,
              next_on {text}, PRIMARY KEY (company, customer, invoice, rank),
              FOREIGN KEY (company, customer, invoice) REFERENCES invoices (company, customer, id)) {clustered}
            """,
            "CREATE INDEX receivables_next ON receivables (company, next_on, customer) WHERE next_on IS NOT NULL",
            "CREATE INDEX receivables_open ON receivables (company, currency, due_on, open) WHERE open > 0",
            """
            CREATE TABLE credits (
              company {text} NOT NULL, customer {text} NOT NULL, kind {text} NOT NULL, id {text} NOT NULL,
              received_on {text} NOT NULL, currency {text} NOT NULL, amount {bigint} NOT NULL CHECK (amount > 0),
              invoice {text}, unallocated {bigint} NOT NULL CHECK (unallocated >= 0 AND unallocated <= amount),
              returned_on {text}, PRIMARY KEY (company, customer, kind, id), UNIQUE (company, kind, id),
              FOREIGN KEY (company, customer) REFERENCES customers (company, id)) {clustered}
            """,
            """
            CREATE TABLE allocations (
              company {text} NOT NULL, customer {text} NOT NULL, number {bigint} NOT NULL, credit_kind {text} NOT NULL,
              credit {text} NOT NULL, invoice {text} NOT NULL, rank {bigint} NOT NULL,
              amount {bigint} NOT NULL CHECK (amount > 0), allocated_on {text} NOT NULL, reversed_on {text},
              PRIMARY KEY (company, customer, number),
              FOREIGN KEY (company, customer, credit_kind, credit) REFERENCES credits (company, customer, kind, id),
              FOREIGN KEY (company, customer, invoice, rank) REFERENCES receivables (company, customer, invoice, rank)
            ) {clustered}
            """,
            """
            CREATE TABLE holds (
              company {text} NOT NULL, customer {text} NOT NULL, id {text} NOT NULL, kind {text} NOT NULL,
              record {text} NOT NULL, released_on {text}, PRIMARY KEY (company, customer, id),
              FOREIGN KEY (company, customer) REFERENCES customers (company, id)) {clustered}
            """,
            """
            CREATE TABLE messages (
              company {text} NOT NULL, customer {text} NOT NULL, id {text} NOT NULL, currency {text} NOT NULL,
              on_day {text} NOT NULL, scenario {text} NOT NULL, scenario_version {bigint} NOT NULL, step {text} NOT NULL,
              rank {bigint} NOT NULL, channel {text} NOT NULL, recipient {text}, amount {bigint} NOT NULL,
              credits {text} NOT NULL, state {text} NOT NULL, standing {text} NOT NULL, approval {text}, round {text},
              copies {text} NOT NULL, copy_of {text},
              PRIMARY KEY (company, customer, id), UNIQUE (company, id),
              FOREIGN KEY (company, customer) REFERENCES customers (company, id)) {clustered}
            """,
            "CREATE INDEX messages_by_day ON messages (company, on_day, id)",
            "CREATE INDEX messages_by_state ON messages (company, state, id)",
            """
            CREATE TABLE message_lines (
              company {text} NOT NULL, customer {text} NOT NULL, message {text} NOT NULL, position {bigint} NOT NULL,
              invoice {text} NOT NULL, rank {bigint} NOT NULL, due_on {text} NOT NULL, step {text} NOT NULL,
              step_rank {bigint} NOT NULL, step_instance {text} NOT NULL, open {bigint} NOT NULL,
              interest {bigint} NOT NULL, indemnity {bigint} NOT NULL, asks_accessories {bool} NOT NULL,
              to_come {bool} NOT NULL, alive {bool} NOT NULL, PRIMARY KEY (company, customer, message, position),
              FOREIGN KEY (company, customer, message) REFERENCES messages (company, customer, id),
              FOREIGN KEY (company, customer, invoice, rank) REFERENCES receivables (company, customer, invoice, rank)
            ) {clustered}
            """,
            // One message at most that has not failed for a receivable and a step (I6).
            "CREATE UNIQUE INDEX message_lines_once ON message_lines (company, invoice, rank, step_instance) WHERE alive",
            """
            CREATE TABLE tasks (
              company {text} NOT NULL, customer {text} NOT NULL, id {text} NOT NULL, kind {text} NOT NULL,
              opened_on {text} NOT NULL, currency {text}, amount {bigint}, about {text} NOT NULL, closed_on {text},
              PRIMARY KEY (company, customer, id),
              FOREIGN KEY (company, customer) REFERENCES customers (company, id)) {clustered}
            """,
            "CREATE INDEX tasks_open ON tasks (company, opened_on, customer) WHERE closed_on IS NULL",
            """
            CREATE TABLE scenarios (
              company {text} NOT NULL REFERENCES companies (id), id {text} NOT NULL, version {bigint} NOT NULL,
              yaml {text} NOT NULL, PRIMARY KEY (company, id, version)) {clustered}
            """,
            """
            CREATE TABLE imports (
              company {text} NOT NULL REFERENCES companies (id), id {text} NOT NULL, sequence {bigint} NOT NULL,
              file {text} NOT NULL, kind {text} NOT NULL, known_on {text} NOT NULL, total {bigint} NOT NULL,
              created {bigint} NOT NULL, updated {bigint} NOT NULL, unchanged {bigint} NOT NULL,
              rejected {bigint} NOT NULL, PRIMARY KEY (company, id)) {clustered}
            """,
            """
            CREATE TABLE mappings (
              company {text} NOT NULL REFERENCES companies (id), kind {text} NOT NULL, layout {text} NOT NULL,
              mapping {text} NOT NULL, PRIMARY KEY (company, kind, layout)) {clustered}
            """,
            .appendOnly("facts"),
            .companyRows("companies", column: "id"), .companyRows("facts", column: "company"),
            .companyRows("customers", column: "company"), .companyRows("invoices", column: "company"),
            .companyRows("receivables", column: "company"), .companyRows("credits", column: "company"),
            .companyRows("allocations", column: "company"), .companyRows("holds", column: "company"),
            .companyRows("messages", column: "company"), .companyRows("message_lines", column: "company"),
            .companyRows("tasks", column: "company"), .companyRows("scenarios", column: "company"),
            .companyRows("imports", column: "company"), .companyRows("mappings", column: "company"),
        ])

    /// What the sending machinery keeps beside the messages: exact bytes, leases with fencing numbers, tries.
    private static let sending = Migration(
        2, "sending",
        [
            """
            CREATE TABLE outbox (
              company {text} NOT NULL, customer {text} NOT NULL, message {text} NOT NULL, channel {text} NOT NULL,
              state {text} NOT NULL, message_id {text} NOT NULL, content {blob}, digest {blob}, subject {text},
              reference {text}, tries {bigint} NOT NULL, first_try_at {bigint}, next_try_at {bigint} NOT NULL,
              uncertain_at {bigint}, lease {bigint} NOT NULL, leased_until {bigint} NOT NULL,
              PRIMARY KEY (company, message),
              FOREIGN KEY (company, customer, message) REFERENCES messages (company, customer, id)) {clustered}
            """,
            "CREATE INDEX outbox_waiting ON outbox (company, state, next_try_at)",
            """
            CREATE TABLE receipts_to_come (
              company {text} NOT NULL, message {text} NOT NULL, position {bigint} NOT NULL, receipt {text} NOT NULL,
              due_at {bigint} NOT NULL, PRIMARY KEY (company, message, position),
              FOREIGN KEY (company, message) REFERENCES outbox (company, message)) {clustered}
            """,
            .companyRows("outbox", column: "company"), .companyRows("receipts_to_come", column: "company"),
        ])

    /// Limits count what was tried lately, for the company and for each domain that receives.
    private static let paces = Migration(
        5, "paces",
        [
            "ALTER TABLE outbox ADD COLUMN recipient_domain {text}",
            "ALTER TABLE outbox ADD COLUMN last_try_at {bigint}",
            "CREATE INDEX outbox_tried ON outbox (company, last_try_at, recipient_domain) WHERE last_try_at IS NOT NULL",
        ])
}
