package import Ledger
package import Outbox
package import SQL
package import Values

/// Receipts that the simulated world will give later.
package enum ReceiptStore {
    private static let insert = Query(
        "a receipt to come",
        "INSERT INTO receipts_to_come (company, message, position, receipt, due_at) VALUES ($1, $2, $3, $4, $5)")
    private static let due = Query(
        "receipts that came",
        """
        SELECT message, position, receipt FROM receipts_to_come WHERE company = $1 AND due_at <= $2
        ORDER BY due_at, message, position
        """)
    private static let delete = Query(
        "receipt taken", "DELETE FROM receipts_to_come WHERE company = $1 AND message = $2 AND position = $3")

    package static func add(
        _ receipts: [LaterReceipt], of message: MessageID, after now: Instant, _ company: CompanyID, _ session: Session
    ) throws(SQLError) {
        for (index, later) in receipts.enumerated() {
            try session.execute(
                insert,
                [
                    .text(company.text), .text(message.text), SQLValue(index), .text(later.receipt.rawValue),
                    SQLValue(now.adding(seconds: later.afterSeconds)),
                ])
        }
    }

    /// Takes the receipts that are due, oldest first, out of the waiting list.
    package static func take(
        _ company: CompanyID, at now: Instant, _ session: Session
    ) throws(SQLError) -> [(message: MessageID, receipt: DeliveryReceipt)] {
        let found = try session.list(due, [.text(company.text), SQLValue(now)]) { row throws(SQLError) in
            guard let receipt = DeliveryReceipt(rawValue: try row.text(2)) else { throw row.unreadable(2, "unknown receipt") }
            return (MessageID(try row.text(0)), try row.int64(1), receipt)
        }
        for (message, position, _) in found {
            try session.execute(delete, [.text(company.text), .text(message.text), .int64(position)])
        }
        return found.map { ($0.0, $0.2) }
    }
}
