import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

/// Damage done behind the program's back, and what the check must say of it.
struct Damage: Sendable {
    let statements: String
    /// The finding that must come first.
    let first: String
    /// Others that must be there.
    let others: [String]

    init(_ statements: String, _ first: String, also others: [String] = []) {
        self.statements = statements
        self.first = first
        self.others = others
    }
}

/// Carries a report out of a transaction that is then undone.
struct Undone: TransactionFailure {
    let sqlError: SQLError?
    let report: VerificationReport?

    init(_ error: SQLError) {
        sqlError = error
        report = nil
    }

    init(_ report: VerificationReport) {
        sqlError = nil
        self.report = report
    }
}

extension Finding {
    /// `kind table key field rule`, parts that are nil left out.
    var summary: String {
        ([kind.rawValue, table, key] + [field, rule].compactMap { $0 }).joined(separator: " ")
    }
}

extension Database {
    /// Does damage with the triggers off, checks, and undoes the damage.
    func check(after statements: String) async throws -> VerificationReport {
        do throws(Undone) {
            try await write(for: .company(SmallCompany.id.text)) { session throws(Undone) in
                let report = try Undone.lifting { () throws(SQLError) in
                    switch session.dialect {
                    case .sqlite:
                        try session.define(
                            "DROP TRIGGER facts_refuses_update; DROP TRIGGER facts_refuses_delete", name: "triggers off")
                    case .postgres: try session.define("ALTER TABLE facts DISABLE TRIGGER USER", name: "triggers off")
                    }
                    try session.define(statements, name: "damage")
                    return try Verifier(SmallCompany.id, next: Bookkeeping.next).verify(session)
                }
                throw Undone(report)
            }
        } catch {
            if let report = error.report { return report }
            throw error
        }
        throw Undone(.misuse(query: "damage", reason: "was kept"))
    }
}

@Suite("The check names what was changed behind the program's back")
struct TamperTests {
    static let chain: [Damage] = [
        Damage("UPDATE facts SET payload = replace(payload, '10000', '10001') WHERE sequence = 6", "fact_changed facts 6"),
        Damage("UPDATE facts SET known_on = '2026-11-24' WHERE sequence = 6", "fact_changed facts 6"),
        Damage("UPDATE facts SET recorded_at = recorded_at + 1 WHERE sequence = 6", "fact_changed facts 6"),
        Damage("UPDATE facts SET actor = 'zoe' || substr(actor, 4) WHERE sequence = 14", "fact_changed facts 14"),
        Damage("UPDATE facts SET kind = 'hold_released' WHERE sequence = 9", "fact_changed facts 9"),
        Damage("UPDATE facts SET customer = 'C-2' WHERE sequence = 6", "fact_misfiled facts 6 customer"),
        Damage("UPDATE facts SET customer = NULL WHERE sequence = 6", "fact_misfiled facts 6 customer"),
        Damage("UPDATE facts SET customer = 'C-1' WHERE sequence = 14", "fact_misfiled facts 14 customer"),
        Damage("UPDATE facts SET hash = (SELECT hash FROM facts WHERE sequence = 1) WHERE sequence = 6", "fact_changed facts 6"),
        Damage(
            "UPDATE facts SET payload = 'x' WHERE sequence = 8", "fact_changed facts 8",
            also: ["fact_unreadable facts 8 payload", "row_unexpected allocations C-1 1", "value_differs receivables C-1 F-1 1 open"]),
        Damage(
            "UPDATE facts SET payload = replace(payload, '\"amount\":10000,\"on\"', '\"amount\":90000,\"on\"') WHERE sequence = 8",
            "fact_changed facts 8", also: ["fact_refused facts 8"]),
        Damage("DELETE FROM facts WHERE sequence = 9", "fact_missing facts 9", also: ["row_unexpected holds C-1 H-1"]),
        Damage("DELETE FROM facts WHERE sequence BETWEEN 9 AND 11", "fact_missing facts 9-11"),
        Damage("DELETE FROM facts WHERE sequence = 1", "fact_missing facts 1"),
        Damage("DELETE FROM facts WHERE sequence = 14", "fact_missing facts 14", also: ["head_differs companies dupont head_hash"]),
        Damage("DELETE FROM facts", "fact_missing facts 1-14"),
        Damage(
            """
            INSERT INTO facts SELECT company, 15, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
            WHERE sequence = 14
            """, "fact_unexpected facts 15"),
        Damage(
            """
            INSERT INTO facts SELECT company, 0, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
            WHERE sequence = 14
            """, "fact_unexpected facts 0"),
        Damage(
            """
            UPDATE facts SET sequence = -1 WHERE sequence = 4; UPDATE facts SET sequence = 4 WHERE sequence = 5;
            UPDATE facts SET sequence = 5 WHERE sequence = -1
            """, "fact_changed facts 4", also: ["fact_changed facts 5"]),
        Damage("UPDATE companies SET head_sequence = 13", "fact_unexpected facts 14"),
        Damage("UPDATE companies SET head_sequence = 15", "fact_missing facts 15"),
        Damage(
            "UPDATE companies SET head_hash = (SELECT hash FROM facts WHERE sequence = 1)",
            "head_differs companies dupont head_hash"),
    ]

    static let projections: [Damage] = [
        Damage("UPDATE companies SET profile = replace(profile, 'Dupont', 'Dupond')", "value_differs companies dupont profile"),
        Damage("UPDATE companies SET default_scenario = NULL", "value_differs companies dupont default_scenario"),
        Damage("UPDATE companies SET last_day_played = '2026-11-24'", "value_differs companies dupont last_day_played"),
        Damage("UPDATE customers SET search = 'zoe' WHERE id = 'C-1'", "value_differs customers C-1 search"),
        Damage("UPDATE customers SET record = replace(record, 'é', 'e') WHERE id = 'C-1'", "value_differs customers C-1 record"),
        Damage("UPDATE customers SET suspended = '[\"a\"]' WHERE id = 'C-2'", "value_differs customers C-2 suspended"),
        Damage("DELETE FROM customers WHERE id = 'C-2'", "row_missing customers C-2"),
        Damage("UPDATE invoices SET order_reference = ''", "value_differs invoices C-1 F-1 order_reference"),
        Damage("UPDATE invoices SET declared_step = NULL", "value_differs invoices C-1 F-1 declared_step"),
        Damage("UPDATE invoices SET needs_approval = TRUE", "value_differs invoices C-1 F-1 needs_approval"),
        Damage(
            "UPDATE receivables SET open = 4999 WHERE rank = 2", "value_differs receivables C-1 F-1 2 open",
            also: ["rule_broken receivables C-1 F-1 2 I2"]),
        Damage("UPDATE receivables SET next_on = '2030-01-01' WHERE rank = 2", "value_differs receivables C-1 F-1 2 next_on"),
        Damage(
            "UPDATE credits SET unallocated = 1999", "value_differs credits C-1 payment P-1 unallocated",
            also: ["rule_broken credits C-1 payment P-1 I1", "rule_broken credits EUR I3"]),
        Damage(
            "UPDATE allocations SET amount = 9999", "value_differs allocations C-1 1 amount",
            also: [
                "rule_broken credits C-1 payment P-1 I1", "rule_broken receivables C-1 F-1 1 I2", "rule_broken credits EUR I3",
            ]),
        Damage(
            "DELETE FROM allocations", "row_missing allocations C-1 1", also: ["rule_broken receivables C-1 F-1 1 I2"]),
        Damage("UPDATE receivables SET currency = 'USD' WHERE rank = 1", "value_differs receivables C-1 F-1 1 currency",
            also: ["rule_broken allocations C-1 1 I1"]),
        Damage("UPDATE holds SET released_on = '2026-11-23'", "value_differs holds C-1 H-1 released_on"),
        Damage(
            "INSERT INTO holds SELECT company, customer, 'H-2', kind, record, NULL FROM holds",
            "row_unexpected holds C-1 H-2"),
        Damage("UPDATE messages SET amount = 1", "value_differs messages C-1 M-1 amount"),
        Damage(
            "UPDATE messages SET standing = 'failed'", "value_differs messages C-1 M-1 standing",
            also: ["rule_broken messages M-1 I11", "rule_broken message_lines C-1 M-1 0 I6"]),
        Damage("UPDATE message_lines SET step_instance = 'x'", "value_differs message_lines C-1 M-1 0 step_instance"),
        Damage("DELETE FROM message_lines", "row_missing message_lines C-1 M-1 0"),
        Damage("UPDATE tasks SET about = 'Appeler'", "value_differs tasks C-1 T-1 about"),
        Damage("DELETE FROM tasks", "row_missing tasks C-1 T-1"),
        Damage("UPDATE scenarios SET yaml = yaml || ' '", "value_differs scenarios standard 1 yaml"),
        Damage(
            "UPDATE imports SET known_on = '2026-11-22', created = 2", "value_differs imports I-1 known_on",
            also: ["value_differs imports I-1 created", "rule_broken imports I-1 I15"]),
        Damage(
            "UPDATE due_totals SET open = open + 1 WHERE open > 0", "rule_broken due_totals EUR 2026-11-23 I20"),
        Damage("UPDATE day_totals SET received = 0", "rule_broken day_totals EUR 2026-11-23 I20"),
        Damage("UPDATE outbox SET state = 'bounced'", "rule_broken outbox M-1 I11"),
        Damage("UPDATE outbox SET digest = NULL", "content_changed outbox M-1 digest"),
        Damage(
            "UPDATE outbox SET content = (SELECT hash FROM facts WHERE sequence = 1)", "content_changed outbox M-1 digest",
            also: ["content_changed outbox M-1 content"]),
    ]

    @Test("every damage to the chain and to the tables is named", arguments: TestEngine.allCases)
    func damages(engine: TestEngine) async throws {
        try await engine.withLedger { database in
            try await SmallCompany.open(database)
            #expect(try await database.verify(SmallCompany.id).findings == [])
            for damage in Self.chain + Self.projections {
                let report = try await database.check(after: damage.statements)
                let found = report.findings.map(\.summary)
                #expect(found.first == damage.first, "\(damage.statements)")
                for other in damage.others { #expect(found.contains(other), "\(damage.statements): \(found)") }
            }
            #expect(try await database.verify(SmallCompany.id).isSound, "the damage was undone")
        }
    }

    @Test("a changed hash is one finding, not a landslide")
    func oneFinding() async throws {
        try await TestEngine.sqliteMemory.withLedger { database in
            try await SmallCompany.open(database)
            for damage in Self.chain where damage.first == "fact_changed facts 6" && !damage.statements.contains("payload") {
                let report = try await database.check(after: damage.statements)
                #expect(report.findings.map(\.summary) == [damage.first])
            }
        }
    }

    @Test("any character of any column of any fact", arguments: [.sqliteMemory, .postgres].filter(TestEngine.allCases.contains))
    func anyByte(engine: TestEngine) async throws {
        var random = SeededRandom(seed: 20_261_123)
        try await engine.withLedger { database in
            try await SmallCompany.open(database)
            for (index, body) in SmallCompany.facts.enumerated() {
                for (column, length) in [
                    ("payload", body.payload.count), ("payload", body.payload.count), ("actor", 3), ("kind", body.kind.count),
                    ("known_on", 10), ("customer", body.customer == nil ? 0 : 3),
                ] where length > 0 {
                    let at = random.int(1...length)
                    let report = try await database.check(
                        after: """
                            UPDATE facts SET \(column) = substr(\(column), 1, \(at - 1)) || '~' || substr(\(column), \(at + 1))
                            WHERE sequence = \(index + 1)
                            """)
                    #expect(report.findings.contains { $0.table == "facts" && $0.key == String(index + 1) }, "\(column) \(at)")
                }
            }
        }
    }

    @Test("bytes that are no text, where SQLite lets them in")
    func invalidText() async throws {
        try await TestEngine.sqliteMemory.withLedger { database in
            try await SmallCompany.open(database)
            for (column, key) in [("payload", "6"), ("actor", "6"), ("known_on", "6"), ("customer", "6")] {
                let report = try await database.check(
                    after: "UPDATE facts SET \(column) = CAST(X'EFBFBDFF80' AS TEXT) WHERE sequence = \(key)")
                #expect(report.findings.first?.key == key)
            }
            let replaced = try await database.check(
                after: "UPDATE customers SET record = CAST(CAST(substr(record, 1, 22) AS BLOB) || X'C3' AS TEXT) WHERE id = 'C-1'")
            #expect(replaced.findings.first?.summary == "value_differs customers C-1 record")
        }
    }

    @Test("findings beyond the limit are counted")
    func limit() async throws {
        try await TestEngine.sqliteMemory.withLedger { database in
            var maker = HistoryMaker(company: SmallCompany.id, seed: 2)
            try await database.record(try maker.batches(6, of: 40), of: SmallCompany.id)
            let report = try await database.check(after: "UPDATE invoices SET order_reference = 'x'")
            let invoices = maker.book.accounts.values.reduce(0) { $0 + $1.invoices.count }
            #expect(report.counts == [FindingCount(kind: .valueDiffers, count: invoices)])
            #expect(report.findings.count == min(100, invoices) && !report.isSound)
        }
    }
}
