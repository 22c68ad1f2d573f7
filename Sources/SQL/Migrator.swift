package import Values

/// Brings a database to the schema this program knows, or refuses it.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    /// - Parameter migrations: in order, numbered from 1 without gaps.
    package init(_ migrations: [Migration]) { self.migrations = migrations }

    /// Applies what is missing, each migration in its own transaction, and answers the ids applied.
    ///
    /// Refuses a schema with a migration this program does not have, or has in another wording.
    ///
    /// - Parameter reached: called inside each transaction, once its definitions have run.
    package func migrate(
        _ database: any Database, at now: Instant, reached: @escaping @Sendable () -> Void = {}
    ) async throws(SQLError) -> [Int] {
        try checkNumbers()
        try await prepare(database)
        var applied: [Int] = []
        for migration in migrations {
            let isNew = try await database.write(for: .everyCompany) { session throws(SQLError) in
                try apply(migration, session, at: now, reached)
            }
            if isNew { applied.append(migration.id) }
        }
        return applied
    }

    /// Throws unless the schema is exactly the one this program knows; answers the ids still to apply.
    package func pending(_ database: any Database) async throws(SQLError) -> [Int] {
        try checkNumbers()
        return try await database.read(for: .everyCompany) { session throws(SQLError) in
            guard try hasTable(session) else { return migrations.map(\.id) }
            let known = try check(session)
            return migrations.map(\.id).filter { $0 > known }
        }
    }

    private func checkNumbers() throws(SQLError) {
        for (index, migration) in migrations.enumerated() where migration.id != index + 1 {
            throw .misuse(query: migration.name.description, reason: "migrations are numbered from 1 without gaps")
        }
    }

    private func prepare(_ database: any Database) async throws(SQLError) {
        try await database.write(for: .everyCompany) { session throws(SQLError) in
            try serialize(session)
            if try !hasTable(session) {
                let definition: StaticString = """
                    CREATE TABLE schema_migrations (
                      id {bigint} PRIMARY KEY, name {text} NOT NULL, checksum {bigint} NOT NULL,
                      applied_at {bigint} NOT NULL) {strict}
                    """
                try session.define(session.dialect.expand(definition), name: "schema_migrations")
            }
            _ = try check(session)
        }
    }

    private func apply(
        _ migration: Migration, _ session: Session, at now: Instant, _ reached: () -> Void
    ) throws(SQLError) -> Bool {
        try serialize(session)
        guard try check(session) < migration.id else { return false }
        for definition in migration.definitions {
            let statements = try definition.statements(for: session.dialect)
            if !statements.isEmpty { try session.define(statements, name: migration.name) }
        }
        reached()
        try session.execute(
            .recordMigration,
            [SQLValue(migration.id), .text(migration.name.description), .int64(migration.checksum), SQLValue(now)])
        return true
    }

    /// Compares what was applied with what is known; answers the highest id applied.
    private func check(_ session: Session) throws(SQLError) -> Int {
        let applied = try session.list(.appliedMigrations) { row throws(SQLError) in
            (id: try row.int(0), name: try row.text(1), checksum: try row.int64(2))
        }
        for (index, found) in applied.enumerated() {
            guard index < migrations.count else {
                throw .schemaUnknown(found: applied.last?.id ?? found.id, known: migrations.count)
            }
            guard found.id == migrations[index].id, found.checksum == migrations[index].checksum else {
                throw .schemaAltered(migration: found.id, name: found.name)
            }
        }
        return applied.count
    }

    /// Two processes migrating one PostgreSQL at once take turns.
    private func serialize(_ session: Session) throws(SQLError) {
        switch session.dialect {
        case .sqlite: break
        case .postgres: try session.define("SELECT pg_advisory_xact_lock(7310452613)", name: "serializeMigrations")
        }
    }

    private func hasTable(_ session: Session) throws(SQLError) -> Bool {
        let query: Query =
            switch session.dialect {
            case .sqlite: .sqliteTables
            case .postgres: .postgresTables
            }
        let tables = try session.list(query) { row throws(SQLError) in try row.text(0) }
        guard tables.isEmpty || tables.contains("schema_migrations") else { throw .schemaForeign }
        return !tables.isEmpty
    }
}

extension Query {
    fileprivate static let appliedMigrations = Query(
        "appliedMigrations", "SELECT id, name, checksum FROM schema_migrations ORDER BY id")
    fileprivate static let recordMigration = Query(
        "recordMigration",
        "INSERT INTO schema_migrations (id, name, checksum, applied_at) VALUES ($1, $2, $3, $4)")
    fileprivate static let sqliteTables = Query(
        "sqliteTables", "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    fileprivate static let postgresTables = Query(
        "postgresTables", "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()")
}
