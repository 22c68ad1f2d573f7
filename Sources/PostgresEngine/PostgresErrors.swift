import CPostgres
import SQL

/// Maps SQLSTATEs. Only primary messages are kept: details quote values, which may be personal data.
enum PostgresErrors {
    static func error(_ result: OpaquePointer?, _ connection: OpaquePointer, query: StaticString) -> SQLError {
        let state = field(result, 0x43) ?? ""
        guard PQstatus(connection) != CONNECTION_BAD, !state.isEmpty else {
            return .connectionLost(commitUnknown: false)
        }
        let name = query.description
        let message = field(result, 0x4D) ?? "error"
        if let constraint = constraint(state, result, name) { return constraint }
        switch state {
        case "40001", "40P01": return .serialization(query: name)
        // The schema changed under a prepared statement: prepared again, it will do.
        case "0A000" where message.hasPrefix("cached plan"): return .serialization(query: name)
        case "55P03", "53300": return .busy(query: name)
        case "53100": return .full
        case "25006": return .misuse(query: name, reason: message)
        case "57P01", "57P02", "57P03", "25P03": return .connectionLost(commitUnknown: false)
        case "XX001", "XX002": return .corrupt(message)
        default: break
        }
        if state.hasPrefix("58") { return .io(message) }
        if state.hasPrefix("08") { return .connectionLost(commitUnknown: false) }
        return .other(code: state, message: message, query: name)
    }

    private static func constraint(_ state: String, _ result: OpaquePointer?, _ query: String) -> SQLError? {
        let name = field(result, 0x6E)
        switch state {
        case "23505": return .constraint(.unique, name: name, query: query)
        case "23503": return .constraint(.foreignKey, name: name, query: query)
        case "23514": return .constraint(.check, name: name, query: query)
        case "23502":
            let column = [field(result, 0x74), field(result, 0x63)].compactMap(\.self).joined(separator: ".")
            return .constraint(.notNull, name: column, query: query)
        case "RL001": return .constraint(.appendOnly, name: field(result, 0x74), query: query)
        case "42501" where (field(result, 0x4D) ?? "").contains("row-level security"):
            return .constraint(.company, name: field(result, 0x74), query: query)
        default: return nil
        }
    }

    /// A diagnostic field by its letter (libpq's `PG_DIAG_…`): C SQLSTATE, M message, n constraint, t table,
    /// c column.
    private static func field(_ result: OpaquePointer?, _ letter: Int32) -> String? {
        guard let result, let text = PQresultErrorField(result, letter) else { return nil }
        return String(cString: text)
    }
}
