/// What the check of a company found: nothing, or where the ledger no longer is what its facts say.
package struct VerificationReport: Sendable {
    /// How many facts the chain holds.
    package let facts: Int64
    /// Every table of the company with its rows and a digest, which is the same on both engines.
    package let tables: [TableDigest]
    /// What was found, in the order of the checks; no more than the limit asked for.
    package let findings: [Finding]
    /// How many there are of each kind in all, by kind.
    package let counts: [FindingCount]

    package var isSound: Bool { counts.isEmpty }
    package var findingCount: Int { counts.reduce(0) { $0 + $1.count } }
}

/// The rows of a table and the SHA-256 of all their values in the order of the primary key, hexadecimal.
package struct TableDigest: Hashable, Sendable {
    package let table: String
    package let rows: Int
    package let digest: String
}

/// How many findings there are of a kind.
package struct FindingCount: Hashable, Sendable {
    package let kind: Finding.Kind
    package let count: Int

    package init(kind: Finding.Kind, count: Int) {
        self.kind = kind
        self.count = count
    }
}

/// One thing that is not as it must be, and its place.
package struct Finding: Hashable, Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The hash of a fact is not that of its fields after the fact before it.
        case factChanged = "fact_changed"
        /// Sequence numbers without a fact.
        case factMissing = "fact_missing"
        /// A fact before the first or after the last that the company recorded.
        case factUnexpected = "fact_unexpected"
        /// The company's row names another end of the chain.
        case headDiffers = "head_differs"
        /// The payload is not what its kind says.
        case factUnreadable = "fact_unreadable"
        /// The column that names the customer of a fact contradicts the payload.
        case factMisfiled = "fact_misfiled"
        /// The fact contradicts the facts before it.
        case factRefused = "fact_refused"
        /// A row that the facts call for is not there.
        case rowMissing = "row_missing"
        /// A row that no fact accounts for.
        case rowUnexpected = "row_unexpected"
        /// A column holds something else than the facts say.
        case valueDiffers = "value_differs"
        /// The bytes kept of a message are not those that were hashed.
        case contentChanged = "content_changed"
        /// A rule that must hold over the stored rows does not.
        case ruleBroken = "rule_broken"
    }

    package let kind: Kind
    package let table: String
    /// The row by its key without the company, parts separated by a space; a fact by its sequence number.
    package let key: String
    /// The column, when one is to blame.
    package let field: String?
    /// What the database holds.
    package let stored: String?
    /// What the facts, or the chain, call for; why a fact was refused.
    package let expected: String?
    /// The rule, by its number among the invariants.
    package let rule: String?

    init(
        _ kind: Kind, _ table: String, _ key: String, field: String? = nil, stored: String? = nil,
        expected: String? = nil, rule: String? = nil
    ) {
        self.kind = kind
        self.table = table
        self.key = key
        self.field = field
        self.stored = stored
        self.expected = expected
        self.rule = rule
    }
}

/// How far a check has come.
package struct VerificationProgress: Hashable, Sendable {
    /// `facts`, then the tables one after the other.
    package let table: String
    package let rows: Int
    /// How many rows there are, where it is known beforehand.
    package let total: Int?

    package init(table: String, rows: Int, total: Int?) {
        self.table = table
        self.rows = rows
        self.total = total
    }
}

/// Findings as they are made: all are counted, the first ones kept.
struct Findings {
    let limit: Int
    private(set) var list: [Finding] = []
    private var counts: [Finding.Kind: Int] = [:]

    init(limit: Int) { self.limit = limit }

    mutating func add(_ finding: @autoclosure () -> Finding, _ kind: Finding.Kind) {
        counts[kind, default: 0] += 1
        if list.count < limit { list.append(finding()) }
    }

    mutating func add(_ finding: Finding) { add(finding, finding.kind) }

    var byKind: [FindingCount] {
        Finding.Kind.allCases.compactMap { kind in counts[kind].map { FindingCount(kind: kind, count: $0) } }
    }
}
