import SQL

/// Money of the bank is counted once: what a movement has left is what no share takes, and a share is of its currency.
extension Invariant {
    static let bank = [
        Invariant(
            rule: "I3", table: "bank_entries",
            breaches: Query(
                "movements that have another amount left than their shares leave",
                """
                SELECT e.id FROM bank_entries e LEFT JOIN (
                  SELECT entry, sum(amount) AS total FROM entry_shares WHERE company = $1 GROUP BY entry) s ON s.entry = e.id
                WHERE e.company = $1
                AND e.unattributed <> CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END - coalesce(s.total, 0) ORDER BY 1
                """)),
        Invariant(
            rule: "I4", table: "entry_shares",
            breaches: Query(
                "shares of another currency or of more than their payment",
                """
                SELECT s.entry || ' ' || s.customer || ' ' || s.credit FROM entry_shares s
                JOIN bank_entries e ON e.company = s.company AND e.id = s.entry
                JOIN credits c ON c.company = s.company AND c.customer = s.customer AND c.kind = s.credit_kind
                AND c.id = s.credit
                WHERE s.company = $1 AND c.company = $1 AND e.company = $1
                AND (e.currency <> c.currency OR s.amount > c.amount) ORDER BY 1
                """)),
    ]
}
