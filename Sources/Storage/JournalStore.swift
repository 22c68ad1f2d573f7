package import Ledger
package import SQL

/// What the send journal knows to have left and the ledger cannot hold yet.
package enum JournalStore {
    private static let all = Query(
        "what waits for its invoices", "SELECT entry FROM journal_waiting WHERE company = $1 ORDER BY message")
    private static let put = Query(
        "wait for the invoices of a message",
        """
        INSERT INTO journal_waiting (company, message, customer, entry) VALUES ($1, $2, $3, $4)
        ON CONFLICT (company, message) DO UPDATE SET entry = excluded.entry
        """)
    private static let delete = Query(
        "the invoices of a message came", "DELETE FROM journal_waiting WHERE company = $1 AND message = $2")
    private static let settle = Query(
        "a message that the journal tells of",
        """
        UPDATE outbox SET state = $3, content = CASE WHEN digest = $4 THEN content ELSE NULL END, digest = $4,
        lease = lease + 1, leased_until = 0 WHERE company = $1 AND message = $2
        """)

    package static func waiting(_ company: CompanyID, _ session: Session) throws(SQLError) -> [String] {
        try session.list(all, [.text(company.text)]) { row throws(SQLError) in try row.text(0) }
    }

    package static func wait(
        _ message: MessageID, of customer: CustomerID, entry: String, _ company: CompanyID, _ session: Session
    ) throws(SQLError) {
        try session.execute(put, [.text(company.text), .text(message.text), .text(customer.text), .text(entry)])
    }

    package static func forget(_ message: MessageID, _ company: CompanyID, _ session: Session) throws(SQLError) {
        try session.execute(delete, [.text(company.text), .text(message.text)])
    }

    /// The bytes kept of a message stay only when they are those that left.
    package static func settle(
        _ message: MessageID, as state: String, digest: [UInt8], _ company: CompanyID, _ session: Session
    ) throws(SQLError) {
        try session.execute(settle, [.text(company.text), .text(message.text), .text(state), .blob(digest)])
    }
}
