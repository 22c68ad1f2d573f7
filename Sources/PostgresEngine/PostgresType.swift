import SQL

/// The types of the common subset, by their object identifier in `pg_type`.
enum PostgresType: UInt32 {
    case bool = 16
    case bytea = 17
    case name = 19
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case unknown = 705
    case bpchar = 1042
    case varchar = 1043
    case numeric = 1700

    /// The kind a column of this type is read as. NUMERIC, what `sum` of BIGINT gives, must be cast in the query.
    var kind: SQLKind {
        switch self {
        case .bool: .bool
        case .bytea: .blob
        case .int8, .int2, .int4: .int64
        case .name, .text, .unknown, .bpchar, .varchar: .text
        case .numeric: .unsupported
        }
    }

    /// The name used to cast an array parameter.
    var sqlName: String {
        switch self {
        case .bool: "boolean"
        case .bytea: "bytea"
        case .name: "name"
        case .int8: "bigint"
        case .int2: "smallint"
        case .int4: "integer"
        case .text, .unknown: "text"
        case .bpchar: "bpchar"
        case .varchar: "varchar"
        case .numeric: "numeric"
        }
    }
}
