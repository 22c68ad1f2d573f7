import Foundation
import PostgresEngine
package import SQL

/// Fresh databases on the test server, copied from a template that holds the schema.
package enum TestPostgres {
    /// Gives `body` a fresh database and removes it afterwards.
    package static func withDatabase<Value>(
        schema: [Migration] = [], retry: RetryPolicy = .test, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        try await withURL(schema: schema) { url in
            try await closing(try await PostgresDatabase(url: url, retry: retry), [], body)
        }
    }

    /// Gives `body` the URL of a fresh database: for tests that run the program, or several connections.
    package static func withURL<Value>(
        schema: [Migration] = [], _ body: (String) async throws -> Value
    ) async throws -> Value {
        let server = try adminURL()
        let template = try await templates.template(for: schema, on: server)
        let name = "relance_test_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try await administer(server, create(name, from: template))
        do {
            let value = try await body(url(server, database: name))
            await drop(name, on: server)
            return value
        } catch {
            await drop(name, on: server)
            throw error
        }
    }

    /// By force, in case the program under test left connections open; without, when what holds the database is the
    /// server's own cleaning, which only yields to an ordinary DROP. The server goes away after the tests anyway.
    private static func drop(_ name: String, on server: String) async {
        do {
            try await administer(server, "DROP DATABASE \(name) WITH (FORCE)")
        } catch {
            try? await administer(server, "DROP DATABASE \(name)")
        }
    }

    /// Ends every other connection to the database of a URL, as a server that restarts does.
    package static func cutConnections(to url: String) async throws {
        let name = url.split(separator: "?")[0].split(separator: "/").last.map(String.init) ?? ""
        try await administer(
            try adminURL(),
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '\(name)' AND usename = current_user
            """)
    }

    private static let templates = Templates()

    fileprivate static func create(_ name: String, from template: String) -> String {
        "CREATE DATABASE \(name) TEMPLATE \(template) ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    }

    /// Runs a statement that no transaction may hold, on a connection of its own.
    package static func administer(_ server: String, _ statement: String) async throws {
        let admin = try await PostgresDatabase(url: server, connections: 1, retry: .never)
        do {
            try await admin.administer(statement)
            await admin.close()
        } catch {
            await admin.close()
            throw error
        }
    }

    /// The URL of another database of the same server.
    fileprivate static func url(_ server: String, database: String) -> String {
        guard let scheme = server.range(of: "://") else { return server }
        let query = server.firstIndex(of: "?") ?? server.endIndex
        let authority = server[scheme.upperBound..<query].prefix { $0 != "/" }
        return server[..<scheme.upperBound] + authority + "/" + database + server[query...]
    }

    private static func adminURL() throws -> String {
        guard let url = ProcessInfo.processInfo.environment["RELANCE_TEST_POSTGRES"], !url.isEmpty else {
            throw PostgresMissing()
        }
        return url
    }
}

/// No server to test on: a failure, so that nobody believes that both engines were tested.
package struct PostgresMissing: Error, CustomStringConvertible {
    package var description: String {
        """
        RELANCE_TEST_POSTGRES is not set. Run: export RELANCE_TEST_POSTGRES=$(scripts/postgres-for-tests.sh start), \
        or leave PostgreSQL out on purpose with RELANCE_TEST_SQLITE_ONLY=1.
        """
    }
}

/// One template for each schema met by this process, made once however many tests ask for it at the same time.
private actor Templates {
    private var made: [String: Task<String, any Error>] = [:]

    func template(for schema: [Migration], on server: String) async throws -> String {
        if schema.isEmpty { return "template0" }
        let checksum = schema.reduce(UInt64(17)) { $0 &* 31 &+ UInt64(bitPattern: $1.checksum) }
        let name = "relance_schema_\(ProcessInfo.processInfo.processIdentifier)_\(checksum)"
        let task = made[name] ?? Task {
            try await TestPostgres.administer(server, TestPostgres.create(name, from: "template0"))
            let url = TestPostgres.url(server, database: name)
            try await closing(try await PostgresDatabase(url: url, connections: 1, retry: .never), schema) { _ in }
            return name
        }
        made[name] = task
        return try await task.value
    }
}
