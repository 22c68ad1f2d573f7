/// A database on one of the two engines.
///
/// `read` and `write` run a synchronous closure in one transaction, off the cooperative pool. A closure that throws
/// is rolled back. The closure states what it throws: `{ session throws(SQLError) in … }`.
package protocol Database: Sendable {
    var dialect: Dialect { get }
    var retry: RetryPolicy { get }

    /// One attempt at a transaction, without retries: `read` and `write` are what to call.
    func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value

    /// Waits for running transactions and lets go of connections, files and locks.
    func close() async
}

extension Database {
    /// Reads one consistent state of the database; nothing can be written.
    package func read<Value: Sendable, Failure: TransactionFailure>(
        for scope: Scope, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await retrying(Transaction(access: .read, scope: scope), body)
    }

    /// Changes the database in one durable transaction, run again a bounded number of times on conflicts.
    @discardableResult
    package func write<Value: Sendable, Failure: TransactionFailure>(
        for scope: Scope, isolation: Isolation = .readCommitted,
        _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await retrying(Transaction(access: .write(isolation), scope: scope), body)
    }

    private func retrying<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        var attempt = 1
        while true {
            do throws(Failure) {
                return try await self.attempt(transaction, body)
            } catch {
                guard attempt < retry.attempts, error.sqlError?.isRetryable == true else { throw error }
                await retry.wait(after: attempt)
                attempt += 1
            }
        }
    }
}
