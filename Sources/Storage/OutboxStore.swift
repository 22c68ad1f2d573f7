package import Ledger
package import Outbox
package import SQL
package import Values

/// The sending side of messages: exact bytes, leases, tries. Beside the ledger, never instead of it.
package enum OutboxStore {
    private static let insert = Query(
        "put a message in the outbox",
        """
        INSERT INTO outbox (company, customer, message, channel, state, message_id, tries, next_try_at, lease,
        leased_until, content, digest, recipient_domain) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 0, 0, $8, $9, $10)
        """)
    private static let one = Query(
        "a message of the outbox",
        """
        SELECT customer, message, channel, state, message_id, content, digest, tries, first_try_at, lease, last_try_at,
        recipient_domain FROM outbox
        WHERE company = $1 AND message = $2
        """)
    private static let move = Query(
        "move a leased message",
        """
        UPDATE outbox SET state = $4, reference = $5, next_try_at = $6, uncertain_at = $7, leased_until = 0
        WHERE company = $1 AND message = $2 AND lease = $3
        """)
    private static let keep = Query(
        "keep the bytes of a message",
        """
        UPDATE outbox SET state = 'ready', content = $4, digest = $5, subject = $6, last_try_at = $7, channel = $8,
        recipient_domain = $9 WHERE company = $1 AND message = $2 AND lease = $3
        """)
    private static let commit = Query(
        "pass the point of no return",
        """
        UPDATE outbox SET state = 'committing', leased_until = coalesce($5, leased_until)
        WHERE company = $1 AND message = $2 AND lease = $3 AND state = 'ready' AND leased_until > $4
        """)
    private static let countTry = Query(
        "a try is over",
        """
        UPDATE outbox SET tries = tries + 1, first_try_at = coalesce(first_try_at, $4)
        WHERE company = $1 AND message = $2 AND lease = $3
        """)
    private static let putOff = Query(
        "put off what waits for a way out",
        """
        UPDATE outbox SET next_try_at = $3 WHERE company = $1 AND channel = $2
        AND state IN ('planned', 'ready', 'deferred') AND next_try_at < $3 AND leased_until <= $4
        """)
    private static let setState = Query(
        "news of a message",
        """
        UPDATE outbox SET state = $3, lease = lease + 1, leased_until = 0, uncertain_at = coalesce($4, uncertain_at)
        WHERE company = $1 AND message = $2
        """)
    private static let settle = Query(
        "the answer of a message taken for lost",
        """
        UPDATE outbox SET state = $4, reference = $5, lease = lease + 1, leased_until = 0
        WHERE company = $1 AND message = $2 AND lease = $3 + 1 AND state = 'uncertain'
        """)
    static let silent = Query(
        "delayed messages of which nothing was heard since",
        "SELECT message FROM outbox WHERE company = $1 AND state = 'delayed' AND uncertain_at <= $2 ORDER BY message")
    private static let tried = Query(
        "messages tried since",
        "SELECT count(*) FROM outbox WHERE company = $1 AND last_try_at > $2")
    private static let triedByDomain = Query(
        "messages tried since, by domain",
        """
        SELECT recipient_domain, count(*) FROM outbox
        WHERE company = $1 AND last_try_at > $2 AND recipient_domain IS NOT NULL GROUP BY recipient_domain
        """)

    /// S1: a planned message takes its place, with its Message-ID chosen for good.
    ///
    /// - Parameter domain: whose server takes it, when it is a mail.
    package static func add(
        _ message: Correspondence, messageID: InternetMessageID, state: MessageState, domain: String? = nil, at now: Instant,
        content: [UInt8]? = nil, digest: [UInt8]? = nil, _ company: CompanyID, _ session: Session
    ) throws(SQLError) {
        try session.execute(
            insert,
            [
                .text(company.text), .text(message.customer.text), .text(message.id.text), .text(message.channel),
                .text(state.rawValue), .text(messageID.text), SQLValue(now),
                SQLValue(content), SQLValue(digest), SQLValue(domain),
            ])
    }

    package static func row(
        _ message: MessageID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> OutboxRow? {
        try session.first(one, [.text(company.text), .text(message.text)]) { row throws(SQLError) in try OutboxRow(row) }
    }

    /// S2, second half: keeps the exact bytes. False when the lease was lost.
    package static func keep(
        _ row: OutboxRow, content: [UInt8], digest: [UInt8], subject: String, channel: String, domain: String?, at now: Instant,
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(
            keep,
            [
                .text(company.text), .text(row.message.text), .int64(row.lease), .blob(content), .blob(digest),
                .text(subject), SQLValue(now), .text(channel), SQLValue(domain),
            ]) == 1
    }

    /// S4: the point of no return. False when the lease was lost or ran out: then nothing may leave (I27).
    ///
    /// - Parameter until: how long the answer may take before the worker counts as gone.
    package static func commit(
        _ row: OutboxRow, at now: Instant, until: Instant? = nil, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(
            commit,
            [.text(company.text), .text(row.message.text), .int64(row.lease), SQLValue(now), SQLValue(until)]) == 1
    }

    /// S6: a try is over, whatever its outcome. False when the lease was lost.
    @discardableResult
    package static func countTry(
        _ row: OutboxRow, at moment: Instant?, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(
            countTry, [.text(company.text), .text(row.message.text), .int64(row.lease), SQLValue(moment)]) == 1
    }

    /// Nobody answers behind a channel: all that waits for it comes back at `next`.
    package static func putOff(
        _ channel: String, until next: Instant, at now: Instant, _ company: CompanyID, _ session: Session
    ) throws(SQLError) {
        try session.execute(putOff, [.text(company.text), .text(channel), SQLValue(next), SQLValue(now)])
    }

    /// How many messages were last tried after an instant, or are about to be.
    package static func countTried(after start: Instant, _ company: CompanyID, _ session: Session) throws(SQLError) -> Int {
        try session.first(tried, [.text(company.text), SQLValue(start)]) { row throws(SQLError) in try row.int(0) } ?? 0
    }

    /// The same of e-mails, by domain of the recipient.
    package static func countTriedByDomain(
        after start: Instant, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [String: Int] {
        var counts: [String: Int] = [:]
        try session.scan(triedByDomain, [.text(company.text), SQLValue(start)]) { row throws(SQLError) in
            counts[try row.text(0)] = try row.int(1)
        }
        return counts
    }

    /// Messages that the provider has been trying to deliver since before an instant.
    package static func silent(
        since start: Instant, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [MessageID] {
        try session.list(silent, [.text(company.text), SQLValue(start)]) { row throws(SQLError) in
            MessageID(try row.text(0))
        }
    }

    /// Ends a lease with a new state. False when the lease was lost meanwhile: somebody else decides (I27).
    package static func move(
        _ row: OutboxRow, to state: MessageState, reference: String?, nextTryAt: Instant, uncertainAt: Instant?,
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(
            move,
            [
                .text(company.text), .text(row.message.text), .int64(row.lease), .text(state.rawValue),
                SQLValue(reference), SQLValue(nextTryAt), SQLValue(uncertainAt),
            ]) == 1
    }

    /// S6, of a worker whose message was taken for lost meanwhile: what was uncertain is settled by the answer of that
    /// very try. False when anything else has happened to the message since.
    package static func settle(
        _ row: OutboxRow, as state: MessageState, reference: String?, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(
            settle,
            [
                .text(company.text), .text(row.message.text), .int64(row.lease), .text(state.rawValue), SQLValue(reference),
            ]) == 1
    }

    private static let waiting = Query(
        "messages that wait for nobody",
        "SELECT count(*) FROM outbox WHERE company = $1 AND state IN ('planned', 'ready', 'deferred')")

    /// How many messages leave when their turn comes.
    package static func countWaiting(_ company: CompanyID, _ session: Session) throws(SQLError) -> Int {
        try session.first(waiting, [.text(company.text)]) { row throws(SQLError) in try row.int(0) } ?? 0
    }

    /// A decision or news from outside the sending machinery: approval, withdrawal, receipt, resolution.
    ///
    /// - Parameter start: since when it is unknown what became of it, for messages that wait for news.
    package static func setState(
        _ message: MessageID, _ state: MessageState, since start: Instant? = nil, _ company: CompanyID, _ session: Session
    ) throws(SQLError) {
        try session.execute(
            setState, [.text(company.text), .text(message.text), .text(state.rawValue), SQLValue(start)])
    }
}

/// A message as the outbox holds it.
package struct OutboxRow: Sendable {
    package let customer: CustomerID
    package let message: MessageID
    package let channel: String
    package let state: MessageState
    package let messageID: InternetMessageID
    package let content: [UInt8]?
    package let digest: [UInt8]?
    package let tries: Int
    package let firstTryAt: Instant?
    package let lastTryAt: Instant?
    /// The fencing number: a write with an older one changes nothing.
    package let lease: Int64
    /// Whose server takes it, as far as is known.
    package let domain: String?

    init(_ row: borrowing Row) throws(SQLError) {
        customer = CustomerID(try row.text(0))
        message = MessageID(try row.text(1))
        channel = try row.text(2)
        guard let state = MessageState(rawValue: try row.text(3)) else { throw row.unreadable(3, "unknown state") }
        self.state = state
        guard let messageID = InternetMessageID(parsing: try row.text(4)) else {
            throw row.unreadable(4, "not a Message-ID")
        }
        self.messageID = messageID
        content = try row.optionalBlob(5)
        digest = try row.optionalBlob(6)
        tries = try row.int(7)
        firstTryAt = try row.optionalInstant(8)
        lease = try row.int64(9)
        lastTryAt = try row.optionalInstant(10)
        domain = try row.optionalText(11)
    }
}
