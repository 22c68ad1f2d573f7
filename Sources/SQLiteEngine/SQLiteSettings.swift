import SQL

/// The settings every connection must have, set and then read back.
struct SQLiteSettings {
    let driver: SQLiteDriver

    func apply(_ role: SQLiteConnection.Role) throws(SQLError) {
        try driver.run(
            """
            PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
            PRAGMA analysis_limit = 1000
            """, name: "settings")
        try expect("foreignKeys", .foreignKeys, "1")
        switch role {
        case .writer: try writer()
        case .reader: try reader()
        case .memory: try driver.run("PRAGMA recursive_triggers = ON", name: "settings")
        }
    }

    /// One connection does every write and every checkpoint; a commit is on the disk when it returns.
    private func writer() throws(SQLError) {
        try driver.run(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;
            PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536
            """, name: "settings")
        try expect("journalMode", .journalMode, "wal")
        try expect("synchronous", .synchronous, "2")
        driver.log.watch()
    }

    private func reader() throws(SQLError) {
        try driver.run(
            "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384", name: "settings")
        try expect("queryOnly", .queryOnly, "1")
        try expect("journalMode", .journalMode, "wal")
    }

    private func expect(_ setting: String, _ query: Query, _ wanted: String) throws(SQLError) {
        var found = ""
        try driver.rows(query, [], streaming: false) { row throws(SQLError) in
            found = try row.text(0)
            return false
        }
        guard found == wanted else { throw .unsuitable("SQLite \(setting) is \(found), must be \(wanted)") }
    }
}

extension Query {
    fileprivate static let foreignKeys = Query(
        "foreignKeys", "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys")
    fileprivate static let journalMode = Query("journalMode", "SELECT journal_mode FROM pragma_journal_mode")
    fileprivate static let synchronous = Query(
        "synchronous", "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous")
    fileprivate static let queryOnly = Query("queryOnly", "SELECT CAST(query_only AS TEXT) FROM pragma_query_only")
}
