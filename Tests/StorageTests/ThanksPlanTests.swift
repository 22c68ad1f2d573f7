import SQL
import TestKit
import Testing
import Values

@testable import Storage

@Suite("Who may have to be thanked is looked up among those who paid lately")
struct ThanksPlanTests {
    private static let explained = Query(
        "customers that paid lately, explained",
        """
        EXPLAIN QUERY PLAN SELECT DISTINCT c.customer FROM credits c WHERE c.company = $1 AND c.kind = 'payment' AND c.received_on >= $2
        AND c.received_on <= $3 AND EXISTS (SELECT 1 FROM messages m WHERE m.company = $1 AND m.customer = c.customer
        AND m.standing = 'sent' AND m.rank > 0 AND coalesce(m.on_day, '') >= $4 AND NOT EXISTS
        (SELECT 1 FROM messages t WHERE t.company = $1 AND t.customer = c.customer AND t.currency = m.currency
        AND t.step LIKE 'thanks:%' AND t.standing = 'sent' AND t.copy_of IS NULL AND coalesce(t.on_day, '') >= m.on_day
        AND coalesce(t.on_day, '') < $5)) AND NOT EXISTS
        (SELECT 1 FROM receivables r WHERE r.company = $1 AND r.customer = c.customer AND r.open > 0 AND r.due_on < $5)
        ORDER BY c.customer
        """)

    @Test("by an index of days, then customer by customer")
    func plan() async throws {
        #expect("\(Self.explained.text)" == "EXPLAIN QUERY PLAN \(Lookups.paid.text)")
        let days = ["2026-03-01", "2026-03-15", "2026-02-01", "2026-03-15"]
        try await TestEngine.sqliteMemory.withLedger { database in
            let steps = try await database.read(for: .everyCompany) { session throws(SQLError) in
                try session.list(Self.explained, [.text("dupont")] + days.map { .text($0) }) { row throws(SQLError) in try row.text(3) }
            }
            #expect(steps.first?.contains("COVERING INDEX credits_paid") == true, "\(steps)")
            #expect(steps.count { $0.contains("PRIMARY KEY (company=? AND customer=?)") } == 3, "\(steps)")
            #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
        }
    }
}
