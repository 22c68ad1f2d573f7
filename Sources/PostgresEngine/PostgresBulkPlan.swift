import CPostgres
import SQL

/// How rows enter a table fastest: COPY, or arrays of columns where COPY is not allowed (row-level security) or
/// cannot do it (leaving out known rows).
struct PostgresBulkPlan {
    let table: StaticString
    let types: [PostgresType]
    let method: Method

    enum Method {
        case copy(String)
        case arrays(PostgresStatement)
    }

    init(
        _ bulk: BulkInsert, _ handle: PostgresHandle,
        prepare: (String) throws(SQLError) -> PostgresStatement
    ) throws(SQLError) {
        table = bulk.table
        let columns = bulk.columns.map(\.description).joined(separator: ", ")
        let shape = try prepare("SELECT \(columns) FROM \(bulk.table)")
        let found = try handle.columns(of: shape.name, query: bulk.table)
        types = found.compactMap(\.self)
        guard types.count == bulk.columns.count else {
            throw .misuse(query: bulk.table.description, reason: "a column has a type outside the common subset")
        }
        let security = try handle.query(
            "SELECT row_security_active('\(bulk.table)'::regclass)", name: bulk.table)
        let isSecured = PostgresResult(security).bool(0) ?? true
        if bulk.onConflict == .fail, !isSecured {
            method = .copy("COPY \(bulk.table) (\(columns)) FROM STDIN (FORMAT binary)")
        } else {
            let arrays = types.enumerated().map { "$\($0 + 1)::\($1.sqlName)[]" }.joined(separator: ", ")
            let skip = bulk.onConflict == .skip ? " ON CONFLICT DO NOTHING" : ""
            method = .arrays(
                try prepare("INSERT INTO \(bulk.table) (\(columns)) SELECT * FROM unnest(\(arrays))\(skip)"))
        }
    }

    func misuse(_ reason: String) -> SQLError { .misuse(query: table.description, reason: reason) }
}
