import CPostgres
import SQL

/// A batch of executions sent before their results are read: one round trip for all.
final class PostgresPipeline {
    private let handle: PostgresHandle
    private let query: StaticString
    private var sent = 0

    init(_ handle: PostgresHandle, query: StaticString) throws(SQLError) {
        self.handle = handle
        self.query = query
        guard PQenterPipelineMode(handle.pointer) == 1 else { throw .connectionLost(commitUnknown: false) }
    }

    /// Leaves the pipeline before passing on an error of `body`.
    func sending(_ body: () throws(SQLError) -> Void) throws(SQLError) {
        do throws(SQLError) { try body() } catch {
            _ = try finish()
            throw error
        }
    }

    func send(_ statement: PostgresStatement, _ parameters: PostgresParameters) throws(SQLError) {
        let isSent = parameters.withPointers { count, values, lengths, formats in
            PQsendQueryPrepared(handle.pointer, statement.name, count, values, lengths, formats, 1)
        }
        guard isSent == 1 else { throw .connectionLost(commitUnknown: false) }
        sent += 1
    }

    /// Reads every result and answers the rows changed in all; the first error, if there is one, is thrown.
    func finish() throws(SQLError) -> Int {
        guard PQpipelineSync(handle.pointer) == 1 else { throw .connectionLost(commitUnknown: false) }
        var changed = 0
        var failure: SQLError?
        for _ in 0..<sent {
            guard let result = PQgetResult(handle.pointer) else { throw .connectionLost(commitUnknown: false) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK: changed += PostgresHandle.changes(result)
            case PGRES_PIPELINE_ABORTED: break
            default: failure = failure ?? PostgresErrors.error(result, handle.pointer, query: query)
            }
            PQclear(result)
            // The null that ends each statement's results.
            PQclear(PQgetResult(handle.pointer))
        }
        PQclear(PQgetResult(handle.pointer))
        let hasLeft = PQexitPipelineMode(handle.pointer) == 1
        if let failure { throw failure }
        guard hasLeft else { throw .connectionLost(commitUnknown: false) }
        return changed
    }
}
