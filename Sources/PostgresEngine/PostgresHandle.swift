import CPostgres
import Glibc
import SQL

/// One connection to a server: the calls to libpq, one result at a time. Used on its connection's queue only.
final class PostgresHandle {
    let pointer: OpaquePointer

    /// Connects, or throws `connectionLost` when nobody answers and `unsuitable` when the server refuses us.
    init(url: String) throws(SQLError) {
        let settings = [
            ("dbname", url), ("client_encoding", "UTF8"), ("application_name", "relance"), ("connect_timeout", "10"),
            ("tcp_user_timeout", "30000"),
        ]
        guard let pointer = Self.connect(settings) else { throw .connectionLost(commitUnknown: false) }
        guard PQstatus(pointer) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(pointer))
            PQfinish(pointer)
            throw Self.refusal(message)
        }
        self.pointer = pointer
        PQsetNoticeProcessor(pointer, { _, _ in }, nil)
    }

    deinit { PQfinish(pointer) }

    var isLost: Bool { PQstatus(pointer) == CONNECTION_BAD }

    /// False in the middle of a transaction, or of a failed one.
    var isIdle: Bool { PQtransactionStatus(pointer) == PQTRANS_IDLE }

    /// True inside a transaction that has not failed.
    var isInTransaction: Bool { PQtransactionStatus(pointer) == PQTRANS_INTRANS }

    /// Runs one or several statements without parameters.
    func run(_ statements: String, name: StaticString) throws(SQLError) {
        try check(PQexec(pointer, statements), name)
    }

    /// Prepares a statement and asks the server for the types of its parameters.
    func prepare(_ text: String, as name: String, query: StaticString) throws(SQLError) -> [PostgresType?] {
        try check(PQprepare(pointer, name, text, 0, nil), query)
        let result = try checked(PQdescribePrepared(pointer, name), query)
        defer { PQclear(result) }
        return (0..<PQnparams(result)).map { PostgresType(rawValue: PQparamtype(result, $0)) }
    }

    /// The types of the columns a prepared statement gives.
    func columns(of name: String, query: StaticString) throws(SQLError) -> [PostgresType?] {
        let result = try checked(PQdescribePrepared(pointer, name), query)
        defer { PQclear(result) }
        return (0..<PQnfields(result)).map { PostgresType(rawValue: PQftype(result, $0)) }
    }

    func execute(_ statement: PostgresStatement, _ parameters: PostgresParameters) throws(SQLError) -> OpaquePointer {
        let result = parameters.withPointers { count, values, lengths, formats in
            PQexecPrepared(pointer, statement.name, count, values, lengths, formats, 1)
        }
        return try checked(result, statement.query)
    }

    /// Runs a statement without parameters, its result in binary.
    func query(_ text: String, name: StaticString) throws(SQLError) -> OpaquePointer {
        try checked(PQexecParams(pointer, text, 0, nil, nil, nil, nil, 1), name)
    }

    func check(_ result: OpaquePointer?, _ query: StaticString) throws(SQLError) {
        PQclear(try checked(result, query))
    }

    /// The result when it is one; clears it and throws when it is an error.
    func checked(_ result: OpaquePointer?, _ query: StaticString) throws(SQLError) -> OpaquePointer {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN:
            if let result { return result }
        default: break
        }
        let error = PostgresErrors.error(result, pointer, query: query)
        PQclear(result)
        throw error
    }

    func quoted(_ text: String) throws(SQLError) -> String {
        guard let literal = PQescapeLiteral(pointer, text, text.utf8.count) else {
            throw .misuse(query: "company", reason: "not a text the server can take")
        }
        defer { PQfreemem(literal) }
        return String(cString: literal)
    }

    /// Rows changed by a command; 0 for a SELECT.
    static func changes(_ result: OpaquePointer) -> Int {
        guard let tag = PQcmdStatus(result), !String(cString: tag).hasPrefix("SELECT"), let count = PQcmdTuples(result)
        else { return 0 }
        return Int(String(cString: count)) ?? 0
    }

    private static func connect(_ settings: [(String, String)]) -> OpaquePointer? {
        // libpq copies the texts before it returns.
        let keys = settings.map { strdup($0.0) }
        let values = settings.map { strdup($0.1) }
        defer { for text in keys + values { free(text) } }
        let keyPointers = keys.map { UnsafePointer<CChar>($0) } + [nil]
        let valuePointers = values.map { UnsafePointer<CChar>($0) } + [nil]
        return PQconnectdbParams(keyPointers, valuePointers, 1)
    }

    /// Before the start-up is over libpq gives no SQLSTATE, only a text in the server's language.
    private static func refusal(_ message: String) -> SQLError {
        let line = message.split(separator: "\n").first.map(String.init) ?? "no answer"
        let isFinal = ["password", "role \"", "database \"", "pg_hba", "invalid"].contains { line.contains($0) }
        return isFinal ? .unsuitable(line) : .connectionLost(commitUnknown: false)
    }
}
