import Ledger
import SQL

/// A rule over the stored rows of a company, as a question that must have no answer. Each answer is a row's key.
struct Invariant: Sendable {
    /// Its number among the invariants.
    let rule: String
    /// The table whose rows break it.
    let table: String
    let breaches: Query

    func check(_ company: CompanyID, _ session: Session, _ findings: inout Findings) throws(SQLError) {
        try session.scan(breaches, [.text(company.text)]) { row throws(SQLError) in
            findings.add(Finding(.ruleBroken, table, try row.text(0), rule: rule))
        }
    }

    static let all = money + totals + letters + bank
}

// MARK: - Money

extension Invariant {
    private static let money = [
        Invariant(
            rule: "I1", table: "credits",
            breaches: Query(
                "credits whose live allocations are not their amount less what is unallocated or returned",
                """
                SELECT c.customer || ' ' || c.kind || ' ' || c.id FROM credits c
                LEFT JOIN (
                  SELECT customer, credit_kind, credit, sum(amount) AS total FROM allocations
                  WHERE company = $1 AND reversed_on IS NULL GROUP BY customer, credit_kind, credit) a
                ON a.customer = c.customer AND a.credit_kind = c.kind AND a.credit = c.id
                WHERE c.company = $1 AND (
                  c.unallocated < 0 OR c.amount <= 0 OR (c.returned_on IS NOT NULL AND c.unallocated <> 0)
                  OR coalesce(a.total, 0) + c.unallocated
                    <> CASE WHEN c.returned_on IS NULL THEN c.amount ELSE 0 END)
                ORDER BY 1
                """)),
        Invariant(
            rule: "I1", table: "allocations",
            breaches: Query(
                "allocations of nothing, or between a credit and a receivable that do not match",
                """
                SELECT a.customer || ' ' || CAST(a.number AS TEXT) FROM allocations a
                LEFT JOIN credits c ON c.company = a.company AND c.customer = a.customer AND c.kind = a.credit_kind
                AND c.id = a.credit
                LEFT JOIN receivables r ON r.company = a.company AND r.customer = a.customer AND r.invoice = a.invoice
                AND r.rank = a.rank
                WHERE a.company = $1
                AND (a.amount <= 0 OR c.id IS NULL OR r.invoice IS NULL OR c.currency <> r.currency)
                ORDER BY 1
                """)),
        Invariant(
            rule: "I2", table: "receivables",
            breaches: Query(
                "receivables whose open amount is not what allocations and write-offs leave of them",
                """
                SELECT r.customer || ' ' || r.invoice || ' ' || CAST(r.rank AS TEXT) FROM receivables r
                LEFT JOIN (
                  SELECT customer, invoice, rank, sum(amount) AS total FROM allocations
                  WHERE company = $1 AND reversed_on IS NULL GROUP BY customer, invoice, rank) a
                ON a.customer = r.customer AND a.invoice = r.invoice AND a.rank = r.rank
                WHERE r.company = $1 AND (
                  r.open < 0 OR r.written_off < 0 OR r.amount <> r.open + r.written_off + coalesce(a.total, 0))
                ORDER BY 1
                """)),
        Invariant(
            rule: "I3", table: "credits",
            breaches: Query(
                "currencies in which what was received is not allocated, unallocated or returned",
                """
                SELECT m.currency FROM (
                  SELECT currency, amount - unallocated - CASE WHEN returned_on IS NULL THEN 0 ELSE amount END AS part
                  FROM credits WHERE company = $1
                  UNION ALL
                  SELECT r.currency, -a.amount FROM allocations a
                  JOIN receivables r ON r.company = a.company AND r.customer = a.customer AND r.invoice = a.invoice
                  AND r.rank = a.rank
                  WHERE a.company = $1 AND a.reversed_on IS NULL) m
                GROUP BY m.currency HAVING sum(m.part) <> 0 ORDER BY 1
                """)),
        Invariant(
            rule: "I15", table: "imports",
            breaches: Query(
                "imports that lost count of a row",
                """
                SELECT id FROM imports WHERE company = $1 AND total <> created + updated + unchanged + rejected
                ORDER BY 1
                """)),
    ]
}

// MARK: - Messages

extension Invariant {
    private static let letters = [
        Invariant(
            rule: "I6", table: "message_lines",
            breaches: Query(
                "steps taken twice for a receivable",
                """
                SELECT invoice || ' ' || CAST(rank AS TEXT) || ' ' || step_instance FROM message_lines
                WHERE company = $1 AND alive GROUP BY invoice, rank, step_instance HAVING count(*) > 1 ORDER BY 1
                """)),
        Invariant(
            rule: "I6", table: "message_lines",
            breaches: Query(
                "lines that hold their step although their message failed, or the other way round",
                """
                SELECT l.customer || ' ' || l.message || ' ' || CAST(l.position AS TEXT) FROM message_lines l
                JOIN messages m ON m.company = l.company AND m.customer = l.customer AND m.id = l.message
                WHERE l.company = $1 AND l.alive <> (m.standing <> 'failed') ORDER BY 1
                """)),
        Invariant(
            rule: "I8", table: "message_lines",
            breaches: Query(
                "lines about a receivable of somebody else, or of nobody",
                """
                SELECT l.customer || ' ' || l.message || ' ' || CAST(l.position AS TEXT) FROM message_lines l
                LEFT JOIN receivables r ON r.company = l.company AND r.customer = l.customer AND r.invoice = l.invoice
                AND r.rank = l.rank
                LEFT JOIN messages m ON m.company = l.company AND m.customer = l.customer AND m.id = l.message
                WHERE l.company = $1 AND (r.invoice IS NULL OR m.id IS NULL OR m.currency <> r.currency) ORDER BY 1
                """)),
        Invariant(
            rule: "I8", table: "outbox",
            breaches: Query(
                "messages in the outbox that are nobody's, or somebody else's",
                """
                SELECT o.message FROM outbox o
                LEFT JOIN messages m ON m.company = o.company AND m.customer = o.customer AND m.id = o.message
                WHERE o.company = $1 AND m.id IS NULL ORDER BY 1
                """)),
        Invariant(
            rule: "I11", table: "messages",
            breaches: Query(
                "messages whose standing is not that of their state",
                """
                SELECT id FROM messages WHERE company = $1 AND standing <> CASE
                  WHEN state IN ('accepted', 'delayed', 'delivered') THEN 'sent'
                  WHEN state IN ('cancelled', 'refused', 'failed', 'bounced', 'undelivered', 'rehearsed') THEN 'failed'
                  WHEN state = 'uncertain' THEN 'uncertain'
                  ELSE 'reserved' END ORDER BY 1
                """)),
        Invariant(
            rule: "I11", table: "outbox",
            breaches: Query(
                "messages of which the ledger and the outbox say something else, steps of one hand-over left aside",
                """
                SELECT o.message FROM outbox o
                JOIN messages m ON m.company = o.company AND m.customer = o.customer AND m.id = o.message
                WHERE o.company = $1 AND o.state <> m.state
                AND NOT (o.state IN ('planned', 'ready', 'deferred', 'committing')
                  AND m.state IN ('planned', 'ready', 'deferred', 'committing')) ORDER BY 1
                """)),
    ]
}
