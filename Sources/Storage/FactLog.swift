package import Ledger
package import SQL
package import Values

/// The history of a company: appended to, read, verified.
package enum FactLog {
    /// Where the chain ends.
    package struct Head: Hashable, Sendable {
        package let sequence: Int64
        package let hash: [UInt8]
    }

    private static let headForUpdate = Query(
        "head of the chain", "SELECT head_sequence, head_hash FROM companies WHERE id = $1", locking: .waiting)
    private static let headOnly = Query(
        "head of the chain", "SELECT head_sequence, head_hash FROM companies WHERE id = $1")
    private static let moveHead = Query(
        "move the head", "UPDATE companies SET head_sequence = $2, head_hash = $3 WHERE id = $1")
    private static let insert = BulkInsert(
        into: "facts", ["company", "sequence", "known_on", "recorded_at", "actor", "kind", "customer", "payload", "hash"])

    /// Where the chain ends, once other writers of this company wait for the caller's transaction; nil when there is
    /// no such company.
    package static func lockedHead(_ company: CompanyID, _ session: Session) throws(SQLError) -> Head? {
        try session.first(headForUpdate, [.text(company.text)], head)
    }

    package static func head(_ company: CompanyID, _ session: Session) throws(SQLError) -> Head? {
        try session.first(headOnly, [.text(company.text)], head)
    }

    private static func head(_ row: borrowing Row) throws(SQLError) -> Head {
        Head(sequence: try row.int64(0), hash: try row.blob(1))
    }

    /// Appends facts where the chain ends and moves the head, in the caller's transaction.
    static func append(_ linked: LinkedFacts, _ session: Session) throws(SQLError) {
        guard try lockedHead(linked.company, session) == linked.start else {
            throw .misuse(query: "head of the chain", reason: "no such company, or others wrote since the facts were linked")
        }
        try extend(linked, session)
    }

    /// Links facts to the end of the chain and appends them, in the caller's transaction.
    static func append(
        _ bodies: [FactBody], to company: CompanyID, _ stamp: Stamp, _ session: Session
    ) throws(SQLError) -> LinkedFacts {
        guard let head = try lockedHead(company, session) else {
            throw .misuse(query: "head of the chain", reason: "no such company")
        }
        var chain = FactChain(head, of: company, stamp)
        let linked = chain.link(bodies)
        try extend(linked, session)
        return linked
    }

    /// Appends facts that were linked to an end which nobody else can have moved: it was read under the lock of the caller's
    /// transaction.
    static func extend(_ linked: LinkedFacts, _ session: Session) throws(SQLError) {
        guard !linked.facts.isEmpty else { return }
        try insert(linked.facts, of: linked.company, session)
        try moveHead(of: linked.company, to: linked.end, session)
    }

    /// Writes facts as they are, wherever the chain ends.
    static func insert(_ facts: [StoredFact], of company: CompanyID, _ session: Session) throws(SQLError) {
        let company = company.text
        try session.insertMany(insert) { rows throws(SQLError) in
            for fact in facts {
                rows.add(company)
                rows.add(fact.sequence)
                rows.add(fact.knownOn)
                rows.add(fact.recordedAt)
                rows.add(fact.actor)
                rows.add(fact.kind)
                rows.add(fact.customer)
                rows.add(String(decoding: fact.payload, as: UTF8.self))
                rows.add(fact.hash)
                try rows.endRow()
            }
        }
    }

    static func moveHead(of company: CompanyID, to head: Head, _ session: Session) throws(SQLError) {
        try session.execute(moveHead, [.text(company.text), .int64(head.sequence), .blob(head.hash)])
    }

    private static let all = Query(
        "facts in order",
        """
        SELECT sequence, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
        WHERE company = $1 ORDER BY sequence
        """)
    private static let ofCustomer = Query(
        "facts of a customer",
        """
        SELECT sequence, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
        WHERE company = $1 AND customer = $2 ORDER BY sequence
        """)
    private static let ofCompanyOnly = Query(
        "facts of no customer",
        """
        SELECT sequence, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
        WHERE company = $1 AND customer IS NULL AND kind <> 'entry_booked' ORDER BY sequence
        """)

    private static let one = Query(
        "the hash of a fact", "SELECT hash FROM facts WHERE company = $1 AND sequence = $2")

    /// A fact of this number and hash stands in the history.
    package static func holds(
        _ sequence: Int64, hash: [UInt8], _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.first(one, [.text(company.text), .int64(sequence)]) { row throws(SQLError) in try row.blob(0) } == hash
    }

    private static let first = Query(
        "when the history begins", "SELECT recorded_at FROM facts WHERE company = $1 AND sequence = 1")

    private static let ofMessages = Query(
        "facts of messages after a point",
        """
        SELECT sequence, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
        WHERE company = $1 AND sequence > $2 AND kind IN ('message_planned', 'message_moved') ORDER BY sequence
        """)

    private static let later = Query(
        "facts after a point",
        """
        SELECT sequence, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
        WHERE company = $1 AND sequence > $2 ORDER BY sequence
        """)

    package static func scan(
        _ company: CompanyID, _ session: Session, _ body: (StoredFact) throws(SQLError) -> Void
    ) throws(SQLError) {
        try session.scan(all, [.text(company.text)]) { row throws(SQLError) in try body(try fact(row)) }
    }

    package static func facts(
        of customer: CustomerID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [StoredFact] {
        try session.list(ofCustomer, [.text(company.text), .text(customer.text)]) { row throws(SQLError) in try fact(row) }
    }

    /// Facts about the company as a whole: its profile, scenarios, imports and days; the movements of its bank left out.
    package static func companyFacts(_ company: CompanyID, _ session: Session) throws(SQLError) -> [StoredFact] {
        try session.list(ofCompanyOnly, [.text(company.text)]) { row throws(SQLError) in try fact(row) }
    }

    /// Everything that was written after a point of the chain, in order.
    package static func facts(
        after sequence: Int64, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [StoredFact] {
        try session.list(later, [.text(company.text), .int64(sequence)]) { row throws(SQLError) in try fact(row) }
    }

    /// What was written about messages after a point of the chain, in order.
    package static func messageFacts(
        after sequence: Int64, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [StoredFact] {
        try session.list(ofMessages, [.text(company.text), .int64(sequence)]) { row throws(SQLError) in try fact(row) }
    }

    /// When the first fact was recorded: a company begins by being described.
    package static func beginning(of company: CompanyID, _ session: Session) throws(SQLError) -> Instant? {
        try session.first(first, [.text(company.text)]) { row throws(SQLError) in try row.instant(0) }
    }

    private static func fact(_ row: borrowing Row) throws(SQLError) -> StoredFact {
        StoredFact(
            sequence: try row.int64(0), knownOn: try row.date(1), recordedAt: try row.instant(2), actor: try row.text(3),
            kind: try row.text(4), customer: try row.optionalText(5), payload: Array(try row.text(6).utf8),
            hash: try row.blob(7))
    }
}

/// Who records facts, when, and the day on which the company came to know them.
package struct Stamp: Hashable, Sendable {
    package let actor: String
    package let knownOn: LocalDate
    package let at: Instant

    package init(actor: String, knownOn: LocalDate, at: Instant) {
        self.actor = actor
        self.knownOn = knownOn
        self.at = at
    }
}
