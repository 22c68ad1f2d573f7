import SQL
import Storage
import TestKit

/// A database as an older program left it: its tables, filled with what a program of today wrote into the same columns.
enum OlderDatabase {
    private struct Table: Sendable {
        let read: Query
        let write: BulkInsert
    }

    /// The first version kept a ledger, the second one sent.
    static let versions = [1, 2]

    /// - Parameter version: how many migrations had been made by then.
    static func fill(_ older: any Database, version: Int, from newer: any Database) async throws {
        for table in ledger + (version > 1 ? sending : []) {
            let count = table.write.columns.count
            let rows = try await newer.read(for: .everyCompany) { session throws(SQLError) in
                try session.list(table.read) { row throws(SQLError) in
                    var values: [SQLValue] = []
                    for column in 0..<count {
                        switch row.kind(column) {
                        case .null: values.append(.null)
                        case .int64: values.append(.int64(try row.int64(column)))
                        case .text: values.append(.text(try row.text(column)))
                        case .blob: values.append(.blob(try row.blob(column)))
                        case .bool: values.append(.bool(try row.bool(column)))
                        case .unsupported: throw row.unreadable(column, "of no kind that both engines know")
                        }
                    }
                    return values
                }
            }
            _ = try await older.write(for: .everyCompany) { session throws(SQLError) in
                try session.insertMany(table.write, rows)
            }
        }
    }

    private static let ledger: [Table] = [
        Table(
            read: Query(
                "companies",
                """
                SELECT id, profile, default_scenario, last_day_played, head_sequence, head_hash FROM companies
                """),
            write: BulkInsert(
                into: "companies",
                [
                    "id", "profile", "default_scenario", "last_day_played", "head_sequence", "head_hash"
                ])),
        Table(
            read: Query(
                "facts",
                """
                SELECT company, sequence, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
                """),
            write: BulkInsert(
                into: "facts",
                [
                    "company", "sequence", "known_on", "recorded_at", "actor", "kind", "customer", "payload", "hash"
                ])),
        Table(
            read: Query(
                "customers",
                """
                SELECT company, id, search, record, assigned_scenario, restart_on, suspended, waived,
                last_allocation FROM customers
                """),
            write: BulkInsert(
                into: "customers",
                [
                    "company", "id", "search", "record", "assigned_scenario", "restart_on", "suspended", "waived",
                    "last_allocation"
                ])),
        Table(
            read: Query(
                "invoices",
                """
                SELECT company, customer, id, issued_on, currency, order_reference, import_id, is_quarantined,
                needs_approval, declared_step, declared_rank, declared_on FROM invoices
                """),
            write: BulkInsert(
                into: "invoices",
                [
                    "company", "customer", "id", "issued_on", "currency", "order_reference", "import_id",
                    "is_quarantined", "needs_approval", "declared_step", "declared_rank", "declared_on"
                ])),
        Table(
            read: Query(
                "receivables",
                """
                SELECT company, customer, invoice, rank, currency, due_on, amount, open, written_off, next_on FROM
                receivables
                """),
            write: BulkInsert(
                into: "receivables",
                [
                    "company", "customer", "invoice", "rank", "currency", "due_on", "amount", "open", "written_off",
                    "next_on"
                ])),
        Table(
            read: Query(
                "credits",
                """
                SELECT company, customer, kind, id, received_on, currency, amount, invoice, unallocated, returned_on
                FROM credits
                """),
            write: BulkInsert(
                into: "credits",
                [
                    "company", "customer", "kind", "id", "received_on", "currency", "amount", "invoice", "unallocated",
                    "returned_on"
                ])),
        Table(
            read: Query(
                "allocations",
                """
                SELECT company, customer, number, credit_kind, credit, invoice, rank, amount, allocated_on,
                reversed_on FROM allocations
                """),
            write: BulkInsert(
                into: "allocations",
                [
                    "company", "customer", "number", "credit_kind", "credit", "invoice", "rank", "amount",
                    "allocated_on", "reversed_on"
                ])),
        Table(
            read: Query(
                "holds",
                """
                SELECT company, customer, id, kind, record, released_on FROM holds
                """),
            write: BulkInsert(
                into: "holds",
                [
                    "company", "customer", "id", "kind", "record", "released_on"
                ])),
        Table(
            read: Query(
                "messages",
                """
                SELECT company, customer, id, currency, on_day, scenario, scenario_version, step, rank, channel,
                recipient, amount, credits, state, standing, approval, round, copies, copy_of FROM messages
                """),
            write: BulkInsert(
                into: "messages",
                [
                    "company", "customer", "id", "currency", "on_day", "scenario", "scenario_version", "step", "rank",
                    "channel", "recipient", "amount", "credits", "state", "standing", "approval", "round", "copies",
                    "copy_of"
                ])),
        Table(
            read: Query(
                "message_lines",
                """
                SELECT company, customer, message, position, invoice, rank, due_on, step, step_rank, step_instance,
                open, interest, indemnity, asks_accessories, to_come, alive FROM message_lines
                """),
            write: BulkInsert(
                into: "message_lines",
                [
                    "company", "customer", "message", "position", "invoice", "rank", "due_on", "step", "step_rank",
                    "step_instance", "open", "interest", "indemnity", "asks_accessories", "to_come", "alive"
                ])),
        Table(
            read: Query(
                "tasks",
                """
                SELECT company, customer, id, kind, opened_on, currency, amount, about, closed_on FROM tasks
                """),
            write: BulkInsert(
                into: "tasks",
                [
                    "company", "customer", "id", "kind", "opened_on", "currency", "amount", "about", "closed_on"
                ])),
        Table(
            read: Query(
                "scenarios",
                """
                SELECT company, id, version, yaml FROM scenarios
                """),
            write: BulkInsert(
                into: "scenarios",
                [
                    "company", "id", "version", "yaml"
                ])),
        Table(
            read: Query(
                "imports",
                """
                SELECT company, id, sequence, file, kind, known_on, total, created, updated, unchanged, rejected
                FROM imports
                """),
            write: BulkInsert(
                into: "imports",
                [
                    "company", "id", "sequence", "file", "kind", "known_on", "total", "created", "updated", "unchanged",
                    "rejected"
                ])),
        Table(
            read: Query(
                "mappings",
                """
                SELECT company, kind, layout, mapping FROM mappings
                """),
            write: BulkInsert(
                into: "mappings",
                [
                    "company", "kind", "layout", "mapping"
                ])),
    ]

    private static let sending: [Table] = [
        Table(
            read: Query(
                "outbox",
                """
                SELECT company, customer, message, channel, state, message_id, content, digest, subject, reference,
                tries, first_try_at, next_try_at, uncertain_at, lease, leased_until FROM outbox
                """),
            write: BulkInsert(
                into: "outbox",
                [
                    "company", "customer", "message", "channel", "state", "message_id", "content", "digest", "subject",
                    "reference", "tries", "first_try_at", "next_try_at", "uncertain_at", "lease", "leased_until"
                ])),
    ]
}
