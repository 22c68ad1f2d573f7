package import Ledger
package import SQL

/// A table of companies that cannot be made again from their facts, row by row as a backup keeps it.
package struct KeptTable: Sendable {
    package enum Kind: Sendable { case text, number, bytes }

    package let name: StaticString
    /// In the order of their values.
    package let columns: [(name: StaticString, kind: Kind)]
    private let stored: Query

    private init(_ name: StaticString, _ columns: [(StaticString, Kind)], _ stored: Query) {
        self.name = name
        self.columns = columns.map { (name: $0.0, kind: $0.1) }
        self.stored = stored
    }

    /// In the order in which their rows may refer to each other.
    package static let all = [mappings, outbox, receipts, waiting]

    private static let mappings = KeptTable(
        "mappings", [("company", .text), ("kind", .text), ("layout", .text), ("mapping", .text)],
        Query("mappings to keep", "SELECT company, kind, layout, mapping FROM mappings WHERE company = $1 ORDER BY kind, layout"))

    private static let outbox = KeptTable(
        "outbox",
        [
            ("company", .text), ("customer", .text), ("message", .text), ("channel", .text), ("state", .text),
            ("message_id", .text), ("content", .bytes), ("digest", .bytes), ("subject", .text), ("reference", .text),
            ("tries", .number), ("first_try_at", .number), ("next_try_at", .number), ("uncertain_at", .number),
            ("lease", .number), ("leased_until", .number), ("recipient_domain", .text), ("last_try_at", .number),
        ],
        Query(
            "messages of the outbox to keep",
            """
            SELECT company, customer, message, channel, state, message_id, content, digest, subject, reference, tries,
            first_try_at, next_try_at, uncertain_at, lease, leased_until, recipient_domain, last_try_at
            FROM outbox WHERE company = $1 ORDER BY message
            """))

    private static let receipts = KeptTable(
        "receipts_to_come",
        [("company", .text), ("message", .text), ("position", .number), ("receipt", .text), ("due_at", .number)],
        Query(
            "receipts to keep",
            """
            SELECT company, message, position, receipt, due_at FROM receipts_to_come WHERE company = $1
            ORDER BY message, position
            """))

    private static let waiting = KeptTable(
        "journal_waiting", [("company", .text), ("message", .text), ("customer", .text), ("entry", .text)],
        Query(
            "what waits for its invoices, to keep",
            "SELECT company, message, customer, entry FROM journal_waiting WHERE company = $1 ORDER BY message"))

    /// Each row of a company, one value a column.
    package func rows(
        _ company: CompanyID, _ session: Session, _ body: ([SQLValue]) throws(SQLError) -> Void
    ) throws(SQLError) {
        try session.scan(stored, [.text(company.text)]) { row throws(SQLError) in
            var values: [SQLValue] = []
            values.reserveCapacity(columns.count)
            for (index, column) in columns.enumerated() {
                switch column.kind {
                case .text: values.append(SQLValue(try row.optionalText(index)))
                case .number: values.append(SQLValue(try row.optionalInt64(index)))
                case .bytes: values.append(SQLValue(try row.optionalBlob(index)))
                }
            }
            try body(values)
        }
    }

    package func insert(_ rows: [[SQLValue]], _ session: Session) throws(SQLError) {
        if !rows.isEmpty { try session.insertMany(BulkInsert(into: name, columns.map(\.name)), rows) }
    }
}
