package import Ledger
import Storage

/// What the check of one company found.
package struct CompanyCheck: Sendable {
    package let company: CompanyID
    /// How many facts its chain holds.
    package let facts: Int64
    /// Rows and digest of each table, the same on both engines.
    package let tables: [(table: String, rows: Int, digest: String)]
    /// The first findings, in the order of the checks.
    package let findings: [CheckFinding]
    /// How many there are of each kind in all.
    package let counts: [(kind: String, count: Int)]

    package var isSound: Bool { counts.isEmpty }
}

/// One thing that is not as it must be, and its place.
package struct CheckFinding: Sendable, Hashable {
    /// `fact_changed`, `row_missing`, `value_differs` …
    package let kind: String
    package let table: String
    package let key: String
    package let field: String?
    package let stored: String?
    package let expected: String?
    /// The number of the invariant, when it is a rule over rows that does not hold.
    package let rule: String?
}

extension Desk {
    /// The check of a company in terms that faces know.
    package func audit(
        _ company: CompanyID, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(DeskError) -> CompanyCheck {
        let report = try await check(company) { progress($0.rows, $0.total ?? 0) }
        return CompanyCheck(
            company: company, facts: report.facts, tables: report.tables.map { ($0.table, $0.rows, $0.digest) },
            findings: report.findings.map {
                CheckFinding(
                    kind: $0.kind.rawValue, table: $0.table, key: $0.key, field: $0.field, stored: $0.stored,
                    expected: $0.expected, rule: $0.rule)
            }, counts: report.counts.map { ($0.kind.rawValue, $0.count) })
    }
}
