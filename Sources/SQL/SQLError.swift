/// Why a transaction did not happen. Carries the names of queries, tables and columns, never their contents.
package enum SQLError: Error, Hashable, Sendable {
    /// A rule of the schema was broken. `name` is that of the index or constraint, when the engine tells.
    case constraint(ConstraintKind, name: String?, query: String)
    /// Somebody else holds what we need: try again later.
    case busy(query: String)
    /// Two transactions could not both succeed: try the whole one again.
    case serialization(query: String)
    /// The disk is full: reads still work, writes come back when there is room.
    case full
    /// Reading or writing the disk failed; the engine accepts nothing more until the process is restarted.
    case io(String)
    /// The file is not a database, or is damaged.
    case corrupt(String)
    /// The server went away. When `commitUnknown`, the transaction may or may not have been kept.
    case connectionLost(commitUnknown: Bool)
    /// Another process owns the database file.
    case lockedBy(pid: Int32?)
    /// The schema was made by another version of the program: highest migration found, highest known.
    case schemaUnknown(found: Int, known: Int)
    /// The database holds tables, none of them ours.
    case schemaForeign
    /// A migration already applied differs from the one in this program.
    case schemaAltered(migration: Int, name: String)
    /// A column holds another kind of value than the one asked for.
    case typeMismatch(query: String, column: Int, expected: SQLKind, found: SQLKind)
    /// A stored value has no meaning for the reader (an unknown state, an impossible day).
    case unreadable(query: String, column: Int, reason: String)
    /// The caller broke a rule of the seam.
    case misuse(query: String, reason: String)
    /// The database is not set up as it must be (durability, encoding, collation).
    case unsuitable(String)
    /// Anything else, with the engine's own code (SQLite result code or SQLSTATE).
    case other(code: String, message: String, query: String)
}

/// The kind of rule of the database that refused a write.
package enum ConstraintKind: String, Sendable, Hashable {
    case unique, foreignKey, check, notNull
    /// UPDATE or DELETE on an append-only table.
    case appendOnly
    /// A row of another company than the transaction's.
    case company
}

extension SQLError {
    /// Whether running the whole transaction again may succeed.
    package var isRetryable: Bool {
        switch self {
        case .busy, .serialization: true
        case .connectionLost(let commitUnknown): !commitUnknown
        case .constraint, .full, .io, .corrupt, .lockedBy, .schemaUnknown, .schemaForeign, .schemaAltered,
            .typeMismatch, .unreadable, .misuse, .unsuitable, .other: false
        }
    }

    /// Whether the engine refuses further statements until a rollback (to a savepoint at least).
    var spoilsTransaction: Bool {
        switch self {
        case .typeMismatch, .unreadable: false
        case .constraint, .busy, .serialization, .full, .io, .corrupt, .connectionLost, .lockedBy, .schemaUnknown,
            .schemaForeign, .schemaAltered, .misuse, .unsuitable, .other: true
        }
    }

    /// Whether rolling back to a savepoint is not enough: the transaction is lost.
    var endsTransaction: Bool {
        switch self {
        case .busy, .serialization, .full, .io, .corrupt, .connectionLost: true
        case .constraint, .lockedBy, .schemaUnknown, .schemaForeign, .schemaAltered, .typeMismatch, .unreadable,
            .misuse, .unsuitable, .other: false
        }
    }
}

extension SQLError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .constraint(let kind, let name, let query):
            "\(query): constraint \(kind.rawValue)" + (name.map { " (\($0))" } ?? "")
        case .busy(let query): "\(query): the database is busy"
        case .serialization(let query): "\(query): another transaction changed the same rows"
        case .full: "the disk is full"
        case .io(let message): "disk error: \(message)"
        case .corrupt(let message): "damaged database: \(message)"
        case .connectionLost(let commitUnknown):
            "connection to the database lost" + (commitUnknown ? " while committing" : "")
        case .lockedBy(let pid): "the database is in use by process \(pid.map(String.init) ?? "?")"
        case .schemaUnknown(let found, let known): "schema version \(found) is newer than this program's (\(known))"
        case .schemaForeign: "the database holds tables of another program"
        case .schemaAltered(let migration, let name): "migration \(migration) (\(name)) differs from the one applied"
        case .typeMismatch(let query, let column, let expected, let found):
            "\(query): column \(column) holds \(found.rawValue), expected \(expected.rawValue)"
        case .unreadable(let query, let column, let reason): "\(query): column \(column): \(reason)"
        case .misuse(let query, let reason): "\(query): \(reason)"
        case .unsuitable(let reason): reason
        case .other(let code, let message, let query): "\(query): \(message) [\(code)]"
        }
    }
}

/// What a transaction may throw: an error of its own that can also carry a failure of the database.
///
/// Throwing it rolls the transaction back; when `sqlError` is retryable the transaction is run again.
package protocol TransactionFailure: Error {
    init(_ error: SQLError)
    /// The database's failure, nil when the transaction decided by itself to give up.
    var sqlError: SQLError? { get }
}

extension SQLError: TransactionFailure {
    package init(_ error: SQLError) { self = error }
    package var sqlError: SQLError? { self }
}

extension TransactionFailure {
    /// Runs storage functions inside a transaction that throws this error.
    @discardableResult
    package static func lifting<Value>(_ body: () throws(SQLError) -> Value) throws(Self) -> Value {
        do throws(SQLError) { return try body() } catch { throw Self(error) }
    }
}
