import SQL

/// What every connection sets and checks before its first transaction.
enum PostgresSettings {
    // Compiling a query costs up to a second, which no question here earns back (`jit`).
    // The locks of a machine that is gone are free after twenty seconds (`tcp_keepalives`).
    static func apply(to handle: PostgresHandle, idleSeconds: Int) throws(SQLError) {
        try handle.run(
            """
            SET standard_conforming_strings = on; SET timezone = 'UTC'; SET client_min_messages = warning;
            SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '\(idleSeconds)s'; SET cursor_tuple_fraction = 1;
            SET jit = off; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2;
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
