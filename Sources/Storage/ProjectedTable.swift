import Ledger
import SQL

/// A table of what the facts fold to: its columns in the order in which rows give their values, the key first.
struct ProjectedTable: Sendable {
    let name: StaticString
    /// How many columns the primary key has, the company among them.
    let keyCount: Int
    let columns: [StaticString]
    /// Every row of a company, columns in order, by key.
    let stored: Query
    /// The rows of one customer.
    let rows: @Sendable (ProjectedRows, Account) throws(SQLError) -> [[SQLValue]]

    init(
        _ name: StaticString, key: Int, _ columns: [StaticString], _ stored: Query,
        _ rows: @escaping @Sendable (ProjectedRows, Account) throws(SQLError) -> [[SQLValue]] = { _, _ in [] }
    ) {
        self.name = name
        keyCount = key
        self.columns = columns
        self.stored = stored
        self.rows = rows
    }

    var insert: BulkInsert { BulkInsert(into: name, columns) }
}

// MARK: - Tables of customers

extension ProjectedTable {
    static let ofCustomers = [
        customers, invoices, receivables, credits, allocations, holds, messages, messageLines, tasks, pending,
    ]

    static let customers = ProjectedTable(
        "customers", key: 2,
        ["company", "id", "search", "record", "assigned_scenario", "restart_on", "suspended", "waived", "last_allocation"],
        Query(
            "stored customers",
            """
            SELECT company, id, search, record, assigned_scenario, restart_on, suspended, waived, last_allocation
            FROM customers WHERE company = $1 ORDER BY id
            """)
    ) { rows, account in [rows.row(account)] }

    static let invoices = ProjectedTable(
        "invoices", key: 3,
        [
            "company", "customer", "id", "issued_on", "currency", "order_reference", "import_id", "is_quarantined",
            "needs_approval", "declared_step", "declared_rank", "declared_on",
        ],
        Query(
            "stored invoices",
            """
            SELECT company, customer, id, issued_on, currency, order_reference, import_id, is_quarantined,
            needs_approval, declared_step, declared_rank, declared_on
            FROM invoices WHERE company = $1 ORDER BY customer, id
            """)
    ) { rows, account throws(SQLError) in
        try RowCollector.rows { sink throws(SQLError) in
            for invoice in account.invoices { try rows.add(invoice, to: sink) }
        }
    }

    static let receivables = ProjectedTable(
        "receivables", key: 4,
        [
            "company", "customer", "invoice", "rank", "currency", "due_on", "amount", "open", "written_off", "next_on",
        ],
        Query(
            "stored receivables",
            """
            SELECT company, customer, invoice, rank, currency, due_on, amount, open, written_off, next_on
            FROM receivables WHERE company = $1 ORDER BY customer, invoice, rank
            """)
    ) { rows, account throws(SQLError) in
        try RowCollector.rows { sink throws(SQLError) in
            for invoice in account.invoices { try rows.addReceivables(of: invoice, in: account, to: sink) }
        }
    }

    static let credits = ProjectedTable(
        "credits", key: 4,
        [
            "company", "customer", "kind", "id", "received_on", "currency", "amount", "invoice", "unallocated",
            "returned_on",
        ],
        Query(
            "stored credits",
            """
            SELECT company, customer, kind, id, received_on, currency, amount, invoice, unallocated, returned_on
            FROM credits WHERE company = $1 ORDER BY customer, kind, id
            """)
    ) { rows, account in account.credits.map { rows.row($0) } }

    static let allocations = ProjectedTable(
        "allocations", key: 3,
        [
            "company", "customer", "number", "credit_kind", "credit", "invoice", "rank", "amount", "allocated_on",
            "reversed_on",
        ],
        Query(
            "stored allocations",
            """
            SELECT company, customer, number, credit_kind, credit, invoice, rank, amount, allocated_on, reversed_on
            FROM allocations WHERE company = $1 ORDER BY customer, number
            """)
    ) { rows, account in account.allocations.map { rows.row($0, account.customer.id) } }

    static let holds = ProjectedTable(
        "holds", key: 3, ["company", "customer", "id", "kind", "record", "released_on"],
        Query(
            "stored holds",
            """
            SELECT company, customer, id, kind, record, released_on FROM holds WHERE company = $1
            ORDER BY customer, id
            """)
    ) { rows, account in account.holds.map { rows.row($0) } }

    static let messages = ProjectedTable(
        "messages", key: 3,
        [
            "company", "customer", "id", "currency", "on_day", "scenario", "scenario_version", "step", "rank", "channel",
            "recipient", "amount", "credits", "state", "standing", "approval", "round",
            "copies", "copy_of",
        ],
        Query(
            "stored messages",
            """
            SELECT company, customer, id, currency, on_day, scenario, scenario_version, step, rank, channel, recipient,
            amount, credits, state, standing, approval, round, copies, copy_of FROM messages WHERE company = $1 ORDER BY customer, id
            """)
    ) { rows, account in account.messages.map { rows.row($0) } }

    static let messageLines = ProjectedTable(
        "message_lines", key: 4,
        [
            "company", "customer", "message", "position", "invoice", "rank", "due_on", "step", "step_rank",
            "step_instance", "open", "interest", "indemnity", "asks_accessories", "to_come", "alive",
        ],
        Query(
            "stored lines of messages",
            """
            SELECT company, customer, message, position, invoice, rank, due_on, step, step_rank, step_instance, open,
            interest, indemnity, asks_accessories, to_come, alive FROM message_lines WHERE company = $1
            ORDER BY customer, message, position
            """)
    ) { rows, account in account.messages.flatMap { rows.rows(ofLinesOf: $0) } }

    static let tasks = ProjectedTable(
        "tasks", key: 3,
        ["company", "customer", "id", "kind", "opened_on", "currency", "amount", "about", "closed_on"],
        Query(
            "stored tasks",
            """
            SELECT company, customer, id, kind, opened_on, currency, amount, about, closed_on FROM tasks
            WHERE company = $1 ORDER BY customer, id
            """)
    ) { rows, account in account.tasks.map { rows.row($0) } }
}

// MARK: - Tables of the company as a whole

extension ProjectedTable {
    /// The head of the chain is checked with the chain.
    static let companies = ProjectedTable(
        "companies", key: 1, ["id", "profile", "default_scenario", "last_day_played"],
        Query("stored company", "SELECT id, profile, default_scenario, last_day_played FROM companies WHERE id = $1"))

    static let scenarios = ProjectedTable(
        "scenarios", key: 3, ["company", "id", "version", "yaml"],
        Query(
            "stored scenarios", "SELECT company, id, version, yaml FROM scenarios WHERE company = $1 ORDER BY id, version"))

    static let imports = ProjectedTable(
        "imports", key: 2,
        [
            "company", "id", "sequence", "file", "kind", "known_on", "total", "created", "updated", "unchanged", "rejected",
        ],
        Query(
            "stored imports",
            """
            SELECT company, id, sequence, file, kind, known_on, total, created, updated, unchanged, rejected FROM imports
            WHERE company = $1 ORDER BY id
            """))
}
