package import SQL

/// A database on a PostgreSQL server, over a few connections.
package final class PostgresDatabase: Database {
    package let dialect = Dialect.postgres
    package let retry: RetryPolicy
    private let connections: [PostgresConnection]
    private let idle: Pool<PostgresConnection>

    /// Connects once, to check that the server answers and suits.
    ///
    /// - Parameters:
    ///   - url: `postgresql://…`, with the name of the database.
    ///   - count: connections at most; each is opened when first needed.
    ///   - idleSeconds: how long a transaction may ask nothing before the server gives it up, and its locks.
    package init(url: String, connections count: Int = 4, idleSeconds: Int = 300, retry: RetryPolicy) async throws(SQLError) {
        connections = (0..<max(1, count)).map { _ in PostgresConnection(url: url, idleSeconds: idleSeconds) }
        idle = Pool(connections)
        self.retry = retry
        try await connections[0].onQueue { driver throws(SQLError) in _ = try driver.connected() }.get()
    }

    package func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let connection = await idle.borrow()
        let result = await connection.onQueue { driver throws(Failure) in
            try driver.transaction(transaction, dialect: .postgres, body)
        }
        await idle.giveBack(connection)
        return try result.get()
    }

    package func close() async {
        for connection in connections { _ = await connection.onQueue { driver throws(Never) in driver.finish() } }
    }

    /// Runs statements that no transaction can hold (CREATE DATABASE): for administration and tests.
    package func administer(_ statements: String) async throws(SQLError) {
        let connection = await idle.borrow()
        let result = await connection.onQueue { driver throws(SQLError) in
            try driver.connected().run(statements, name: "administer")
        }
        await idle.giveBack(connection)
        try result.get()
    }
}
