import SQL
import TestKit
import Testing
import Values

@testable import Storage

@Suite("What may happen to messages is looked up among those that wait, not among all that ever left")
struct OutboxPlanTests {
    /// A query, the same explained (SQL is constants, so the two are compared), and the index that answers it.
    struct Look: Sendable, CustomTestStringConvertible {
        let query: Query
        let explained: Query
        let values: [SQLValue]
        let index: String
        var testDescription: String { "\(query.name)" }
    }

    static let looks = [
        Look(
            query: OutboxStore.claimable,
            explained: Query(
                "messages that may leave, explained",
                """
                EXPLAIN QUERY PLAN SELECT message FROM outbox WHERE company = $1 AND state IN ('planned', 'ready', 'deferred')
                AND next_try_at <= $2 AND leased_until <= $4 AND message > $5
                AND (recipient_domain IS NULL OR recipient_domain NOT IN (
                SELECT recipient_domain FROM outbox WHERE company = $1 AND leased_until > 0 AND leased_until > $4
                AND recipient_domain IS NOT NULL)) ORDER BY message LIMIT $3
                """),
            values: [.text("dupont"), .int64(1), .int64(20), .int64(1), .text("")], index: "outbox_to_send"),
        Look(
            query: OutboxStore.held,
            explained: Query(
                "messages under lease, explained",
                "EXPLAIN QUERY PLAN SELECT count(*) FROM outbox WHERE company = $1 AND leased_until > 0 AND leased_until > $2"),
            values: [.text("dupont"), .int64(1)], index: "outbox_under_way"),
        Look(
            query: OutboxStore.domains,
            explained: Query(
                "domains to which messages are under way, explained",
                """
                EXPLAIN QUERY PLAN SELECT recipient_domain FROM outbox WHERE company = $1 AND leased_until > 0 AND leased_until > $2
                AND recipient_domain IS NOT NULL
                """), values: [.text("dupont"), .int64(1)], index: "outbox_under_way"),
        Look(
            query: OutboxStore.orphans,
            explained: Query(
                "messages whose answer was lost, explained",
                "EXPLAIN QUERY PLAN SELECT message FROM outbox WHERE company = $1 AND state = 'committing' AND leased_until <= $2 ORDER BY message"
            ), values: [.text("dupont"), .int64(1)], index: "outbox_committing"),
        Look(
            query: OutboxStore.silent,
            explained: Query(
                "delayed messages, explained",
                "EXPLAIN QUERY PLAN SELECT message FROM outbox WHERE company = $1 AND state = 'delayed' AND uncertain_at <= $2 ORDER BY message"
            ), values: [.text("dupont"), .int64(1)], index: "outbox_delayed"),
    ]

    @Test("each by an index of its own, already in order", arguments: looks)
    func plan(look: Look) async throws {
        #expect("\(look.explained.text)" == "EXPLAIN QUERY PLAN \(look.query.text)")
        try await TestEngine.sqliteMemory.withLedger { database in
            let steps = try await database.read(for: .everyCompany) { session throws(SQLError) in
                try session.list(look.explained, look.values) { row throws(SQLError) in try row.text(3) }
            }
            #expect(steps.filter { $0.hasPrefix("S") && !$0.contains("COVERING INDEX") }.isEmpty, "\(steps)")
            #expect(!steps.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") }, "\(steps)")
            #expect(steps.first?.contains(look.index) == true, "\(steps)")
        }
    }
}
