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

/// What a transaction may do and for whom.
package struct Transaction: Sendable {
    package let access: Access
    package let scope: Scope

    package enum Access: Sendable, Hashable {
        case read
        case write(Isolation)
    }
}

/// Whose rows a transaction may touch: enforced by row-level security on PostgreSQL.
package enum Scope: Sendable, Hashable {
    /// The rows of one company, by its identifier.
    case company(String)
    /// The rows of every company: the operator's own commands, workers looking for what is due.
    case everyCompany
}

/// How writes see each other on PostgreSQL; SQLite runs them one after the other.
package enum Isolation: Sendable, Hashable {
    /// Each statement sees what is committed: lock the rows on which a decision rests (`RowLocking`).
    case readCommitted
    /// As if alone; conflicts fail with `.serialization` and are retried.
    case serializable
}

/// How often a transaction is run again after a conflict, and how long to wait before.
package struct RetryPolicy: Sendable {
    /// Attempts in all, 1 for none after the first.
    package let attempts: Int
    private let firstPause: Int64
    private let random: @Sendable (_ upTo: Int64) -> Int64
    private let sleep: @Sendable (_ milliseconds: Int64) async -> Void

    /// - Parameters:
    ///   - firstPause: longest wait before the second attempt, in milliseconds; doubles each time up to 2 s.
    ///   - random: a number from 0 to its argument.
    package init(
        attempts: Int, firstPause: Int64 = 10, random: @escaping @Sendable (_ upTo: Int64) -> Int64,
        sleep: @escaping @Sendable (_ milliseconds: Int64) async -> Void
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.random = random
        self.sleep = sleep
    }

    package static let never = RetryPolicy(attempts: 1, random: { _ in 0 }, sleep: { _ in })

    func wait(after attempt: Int) async {
        let longest = min(2000, firstPause << Int64(min(attempt - 1, 16)))
        await sleep(longest / 2 + random(longest / 2))
    }
}
