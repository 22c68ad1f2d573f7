/// What a transaction may do and for whom.
package struct Transaction: Sendable {
    package let access: Access
    package let scope: Scope

    package enum Access: Sendable, Hashable {
        case read
        case write(Isolation)
    }
}

/// Whose rows a transaction may touch: enforced by row-level security on PostgreSQL.
package enum Scope: Sendable, Hashable {
    /// The rows of one company, by its identifier.
    case company(String)
    /// The rows of every company: the operator's own commands, workers looking for what is due.
    case everyCompany
}

/// How writes see each other on PostgreSQL; SQLite runs them one after the other.
package enum Isolation: Sendable, Hashable {
    /// Each statement sees what is committed: lock the rows on which a decision rests (`RowLocking`).
    case readCommitted
    /// As if alone; conflicts fail with `.serialization` and are retried.
    case serializable
}
