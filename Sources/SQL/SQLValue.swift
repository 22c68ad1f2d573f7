package import Values

/// A value bound to a `$n` parameter: the five kinds both engines store alike.
package enum SQLValue: Hashable, Sendable {
    case null
    case int64(Int64)
    /// Unicode text without U+0000, which PostgreSQL cannot store.
    case text(String)
    case blob([UInt8])
    case bool(Bool)

    package init(_ value: Int64?) { self = value.map(Self.int64) ?? .null }
    package init(_ value: Int) { self = .int64(Int64(value)) }
    package init(_ value: String?) { self = value.map(Self.text) ?? .null }
    package init(_ value: [UInt8]?) { self = value.map(Self.blob) ?? .null }
    package init(_ value: Bool?) { self = value.map(Self.bool) ?? .null }
    /// A day as ISO text (`2026-11-23`).
    package init(_ value: LocalDate?) { self = value.map { .text($0.iso) } ?? .null }
    /// A point in time as integer milliseconds UTC.
    package init(_ value: Instant?) { self = value.map { .int64($0.milliseconds) } ?? .null }
}

extension SQLValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(integerLiteral value: Int64) { self = .int64(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

/// The kind of a stored value, for errors that say what was found.
package enum SQLKind: String, Sendable, Hashable {
    case null, int64, text, blob, bool
    /// A kind the common subset does not use (a float, an uncast NUMERIC, a timestamp).
    case unsupported
}
