package import Ledger
package import SQL
package import Values

/// Who carries which message, until when. Every lease has a number of its own; a write with an older one changes nothing.
///
/// Times of leases are those of the clock that all workers share, never of a worker's own.
extension OutboxStore {
    // No second connection to a domain that another worker is talking to. NULL is in no list, and no list holds it.
    static let claimable = Query(
        "messages that may leave",
        """
        SELECT message FROM outbox WHERE company = $1 AND state IN ('planned', 'ready', 'deferred')
        AND next_try_at <= $2 AND leased_until <= $4 AND message > $5
        AND (recipient_domain IS NULL OR recipient_domain NOT IN (
        SELECT recipient_domain FROM outbox WHERE company = $1 AND leased_until > 0 AND leased_until > $4
        AND recipient_domain IS NOT NULL)) ORDER BY message LIMIT $3
        """, locking: .skippingLocked)
    private static let lease = Query(
        "lease a message",
        """
        UPDATE outbox SET lease = lease + 1, leased_until = $3 WHERE company = $1 AND message = $2
        RETURNING customer, message, channel, state, message_id, content, digest, tries, first_try_at, lease, last_try_at,
        recipient_domain
        """)
    static let domains = Query(
        "domains to which messages are under way",
        """
        SELECT recipient_domain FROM outbox WHERE company = $1 AND leased_until > 0 AND leased_until > $2
        AND recipient_domain IS NOT NULL
        """)
    static let held = Query(
        "messages under lease",
        "SELECT count(*) FROM outbox WHERE company = $1 AND leased_until > 0 AND leased_until > $2")
    private static let renew = Query(
        "renew a lease",
        """
        UPDATE outbox SET leased_until = $4
        WHERE company = $1 AND message = $2 AND lease = $3 AND state IN ('ready', 'committing') AND leased_until > 0
        """)
    private static let release = Query(
        "give a message back untried",
        """
        UPDATE outbox SET leased_until = 0, next_try_at = coalesce($4, next_try_at), last_try_at = $5
        WHERE company = $1 AND message = $2 AND lease = $3 AND state IN ('planned', 'ready', 'deferred')
        """)
    static let orphans = Query(
        "messages whose answer was lost",
        "SELECT message FROM outbox WHERE company = $1 AND state = 'committing' AND leased_until <= $2 ORDER BY message")
    private static let freeAll = Query(
        "free the leases of a process that is gone", "UPDATE outbox SET leased_until = 0 WHERE leased_until > 0")

    /// S2, first half: takes the lease of messages whose turn it is; each lease has a new fencing number.
    ///
    /// - Parameter last: only messages after this one: who goes through them meets each once.
    package static func claim(
        _ company: CompanyID, limit: Int, dueBy: Instant, at now: Instant, until: Instant,
        after last: MessageID = MessageID(""), _ session: Session
    ) throws(SQLError) -> [OutboxRow] {
        let values: [SQLValue] = [
            .text(company.text), SQLValue(dueBy), SQLValue(limit), SQLValue(now), .text(last.text),
        ]
        let ids = try session.list(claimable, values) { row throws(SQLError) in try row.text(0) }
        var claimed: [OutboxRow] = []
        for id in ids {
            let row = try session.first(lease, [.text(company.text), .text(id), SQLValue(until)]) {
                row throws(SQLError) in try OutboxRow(row)
            }
            if let row { claimed.append(row) }
        }
        return claimed
    }

    /// The domains to which somebody is carrying messages at this moment.
    package static func domainsUnderWay(
        _ company: CompanyID, at now: Instant, _ session: Session
    ) throws(SQLError) -> Set<String> {
        Set(try session.list(domains, [.text(company.text), SQLValue(now)]) { row throws(SQLError) in try row.text(0) })
    }

    /// How many messages somebody carries at this moment.
    package static func heldCount(_ company: CompanyID, at now: Instant, _ session: Session) throws(SQLError) -> Int {
        try session.first(held, [.text(company.text), SQLValue(now)]) { row throws(SQLError) in try row.int(0) } ?? 0
    }

    /// The worker that carries a message is still there. False when somebody else has it, or when it was given back.
    package static func renew(
        _ row: OutboxRow, until: Instant, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(
            renew, [.text(company.text), .text(row.message.text), .int64(row.lease), SQLValue(until)]) == 1
    }

    /// A message that was made ready and not tried: it counts for no limit. False when the lease was lost.
    ///
    /// - Parameter next: when it comes back; nil: at once.
    @discardableResult
    package static func release(
        _ row: OutboxRow, until next: Instant?, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(
            release,
            [
                .text(company.text), .text(row.message.text), .int64(row.lease), SQLValue(next), SQLValue(row.lastTryAt),
            ]) == 1
    }

    /// Where one process owns the database (SQLite), leases found at its start are those of a process that is gone.
    package static func freeLeases(_ session: Session) throws(SQLError) {
        try session.execute(freeAll)
    }

    /// Messages left in `committing` by a worker that is gone: nobody knows whether they left.
    package static func orphans(
        _ company: CompanyID, at now: Instant, _ session: Session
    ) throws(SQLError) -> [MessageID] {
        try session.list(orphans, [.text(company.text), SQLValue(now)]) { row throws(SQLError) in
            MessageID(try row.text(0))
        }
    }
}
