import GRDBSQLite
import SQL

/// Maps SQLite's extended result codes. Messages hold names of tables and columns, never values.
struct SQLiteErrors {
    /// No room for the index of the log, which comes before anything is written.
    static let sharedMemorySize = SQLITE_IOERR | 19 << 8

    let handle: OpaquePointer

    func error(_ code: Int32, query: StaticString) -> SQLError {
        let name = query.description
        let message = String(cString: sqlite3_errmsg(handle))
        switch code {
        case Extended.busySnapshot: return .serialization(query: name)
        case Self.sharedMemorySize: return .full
        default: break
        }
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(query: name)
        case SQLITE_FULL: return .full
        case SQLITE_IOERR: return .io("\(message) [\(code)]")
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt(message)
        case SQLITE_READONLY, SQLITE_MISMATCH: return .misuse(query: name, reason: message)
        case SQLITE_CONSTRAINT: return constraint(code, message, name)
        default: return .other(code: String(code), message: message, query: name)
        }
    }

    private func constraint(_ code: Int32, _ message: String, _ query: String) -> SQLError {
        let subject = message.split(separator: ": ", maxSplits: 1).last.map(String.init)
        switch code {
        case Extended.primaryKey, Extended.rowID:
            let table = subject?.split(separator: ".").first
            return .constraint(.unique, name: table.map { "\($0)_pkey" }, query: query)
        case Extended.unique:
            return .constraint(.unique, name: subject.flatMap(uniqueIndex), query: query)
        case Extended.foreignKey: return .constraint(.foreignKey, name: nil, query: query)
        case Extended.check: return .constraint(.check, name: subject, query: query)
        case Extended.notNull: return .constraint(.notNull, name: subject, query: query)
        case Extended.dataType: return .misuse(query: query, reason: subject ?? message)
        default: break
        }
        if message.hasPrefix("append-only:") {
            return .constraint(.appendOnly, name: String(message.dropFirst(12)), query: query)
        }
        return .other(code: String(code), message: message, query: query)
    }

    /// The index behind `UNIQUE constraint failed: t.a, t.b`, so that both engines give one name; nil when the table
    /// has none, or several, on these columns.
    private func uniqueIndex(_ subject: String) -> String? {
        if subject.hasPrefix("index '") { return String(subject.dropFirst(7).dropLast()) }
        let columns = subject.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1) }
        guard let table = columns.first?.first, columns.allSatisfy({ $0.count == 2 }) else { return nil }
        let names = texts(
            """
            SELECT list.name FROM pragma_index_list(?1) AS list
            WHERE list."unique" = 1 AND list.origin = 'c' AND ?2 =
              (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno))
            """, String(table), columns.map { String($0[1]) }.joined(separator: ", "))
        return names.count == 1 ? names[0] : nil
    }

    private func texts(_ sql: String, _ values: String...) -> [String] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { return [] }
        defer { sqlite3_finalize(statement) }
        for (index, value) in values.enumerated() {
            sqlite3_bind_text(statement, Int32(index + 1), value, -1, SQLiteStatement.transient)
        }
        var found: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            if let text = sqlite3_column_text(statement, 0) { found.append(String(cString: text)) }
        }
        return found
    }
}

/// Extended result codes: macros Swift cannot read. Source: https://www.sqlite.org/rescode.html
private enum Extended {
    static let check = SQLITE_CONSTRAINT | 1 << 8
    static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
    static let notNull = SQLITE_CONSTRAINT | 5 << 8
    static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
    static let unique = SQLITE_CONSTRAINT | 8 << 8
    static let rowID = SQLITE_CONSTRAINT | 10 << 8
    static let dataType = SQLITE_CONSTRAINT | 12 << 8
    static let busySnapshot = SQLITE_BUSY | 2 << 8
}
