/// What an engine does for a session, on its own thread. Errors are mapped to `SQLError` by the engine.
package protocol SessionDriver: AnyObject {
    func begin(_ transaction: Transaction) throws(SQLError)
    func commit() throws(SQLError)
    /// Never fails: a connection that cannot roll back is given up by the engine.
    func rollback()

    /// Calls `body` for each row until it answers false. With `streaming`, memory does not grow with the result.
    func rows(
        _ query: Query, _ values: [SQLValue], streaming: Bool, _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError)
    func execute(_ query: Query, _ values: [SQLValue]) throws(SQLError) -> Int
    func executeMany(_ query: Query, _ next: () -> [SQLValue]?) throws(SQLError) -> Int
    func insertMany(_ bulk: BulkInsert, _ body: (any BulkSink) throws(SQLError) -> Void) throws(SQLError) -> Int
    /// Runs one or several statements without parameters.
    func run(_ statements: String, name: StaticString) throws(SQLError)
}

extension SessionDriver {
    /// One transaction: rolled back when `body` throws, or when it swallowed an error of the engine.
    package func transaction<Value, Failure: TransactionFailure>(
        _ transaction: Transaction, dialect: Dialect, _ body: (Session) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        do throws(SQLError) { try begin(transaction) } catch {
            rollback()
            throw Failure(error)
        }
        let session = Session(self, dialect: dialect, transaction)
        do throws(Failure) {
            let value = try body(session)
            try Failure.lifting { () throws(SQLError) in
                if let failure = session.pendingFailure { throw failure }
                try commit()
            }
            return value
        } catch {
            rollback()
            throw error
        }
    }
}
