import SQL

/// What every connection sets and checks before its first transaction.
enum PostgresSettings {
    // Compiling a query costs up to a second, which no question here earns back (`jit`).
    static func apply(to handle: PostgresHandle) throws(SQLError) {
        try handle.run(
            """
            SET standard_conforming_strings = on; SET timezone = 'UTC'; SET client_min_messages = warning;
            SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '5min'; SET cursor_tuple_fraction = 1;
            SET jit = off;
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') IN ('off', 'local')
            """, name: "settings")
        let result = PostgresResult(
            try handle.query(
                """
                SELECT pg_encoding_to_char(encoding)::text, datcollate::text,
                  current_setting('server_version_num')::int4
                FROM pg_database WHERE datname = current_database()
                """, name: "settings"))
        let row = Row(result, query: "settings")
        guard try row.text(0) == "UTF8" else {
            throw .unsuitable("the database is not in UTF-8: create it with ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        }
        // Texts are ordered by code point, as on SQLite.
        guard ["C", "C.UTF-8", "C.utf8", "POSIX"].contains(try row.text(1)) else {
            throw .unsuitable("the database orders texts as in \(try row.text(1)): create it with LOCALE 'C.UTF-8'")
        }
        guard try row.int(2) >= 140_000 else { throw .unsuitable("PostgreSQL 14 or later is needed") }
    }
}
