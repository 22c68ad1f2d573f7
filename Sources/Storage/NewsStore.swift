package import Ledger
package import SQL
package import Values

/// Whether there is anything to do for a company between two mornings, asked often and answered from small indexes.
package enum NewsStore {
    static let mayLeave = Query(
        "whether a message may leave",
        """
        SELECT 1 FROM outbox WHERE company = $1 AND state IN ('planned', 'ready', 'deferred')
        AND next_try_at <= $2 AND leased_until <= $3
        AND (recipient_domain IS NULL OR recipient_domain NOT IN (
        SELECT recipient_domain FROM outbox WHERE company = $1 AND leased_until > 0 AND leased_until > $3
        AND recipient_domain IS NOT NULL)) LIMIT 1
        """)
    private static let orphan = Query(
        "whether an answer was lost",
        "SELECT 1 FROM outbox WHERE company = $1 AND state = 'committing' AND leased_until <= $2 LIMIT 1")
    private static let receipt = Query(
        "whether a receipt came", "SELECT 1 FROM receipts_to_come WHERE company = $1 AND due_at <= $2 LIMIT 1")
    private static let silence = Query(
        "whether a delayed message was silent for too long",
        "SELECT 1 FROM outbox WHERE company = $1 AND state = 'delayed' AND uncertain_at <= $2 LIMIT 1")

    /// Whether a message waits that nobody carries, to a domain to which nobody else talks.
    package static func mayLeave(
        _ company: CompanyID, dueBy: Instant, at now: Instant, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.exists(mayLeave, [.text(company.text), SQLValue(dueBy), SQLValue(now)])
    }

    /// Whether a message moved, or should, without anybody here: a worker died, a receipt came, nothing was heard.
    ///
    /// - Parameters:
    ///   - now: by the clock of leases.
    ///   - end: receipts count until then.
    ///   - start: messages that were delayed by then, and of which nothing was heard since.
    package static func isThere(
        _ company: CompanyID, at now: Instant, receiptsBy end: Instant, silentSince start: Instant, _ session: Session
    ) throws(SQLError) -> Bool {
        if try session.exists(orphan, [.text(company.text), SQLValue(now)]) { return true }
        if try session.exists(receipt, [.text(company.text), SQLValue(end)]) { return true }
        return try session.exists(silence, [.text(company.text), SQLValue(start)])
    }
}
