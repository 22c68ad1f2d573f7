import Dispatch
import Synchronization

/// The line to a session for work that goes on beside it, on another core.
///
/// The session stays on its thread and serves what the work asks and writes, one request after the other, in the
/// order in which they were made: a question is answered from everything written before it, and what comes out does
/// not depend on how fast either side is.
package final class SessionLine: Sendable {
    private enum Request: Sendable {
        /// Given why an earlier writing failed, if one did.
        case serve(@Sendable (Session, SQLError?) -> Void)
        case hangUp
    }

    /// Requests that wait at most, so that memory does not grow when the session is the slower side.
    private static let longest = 2

    private let requests = Mutex<[Request]>([])
    private let waiting = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: longest)
    private let failure = Mutex<SQLError?>(nil)

    private init() {}

    /// Runs `work` on a thread of its own and serves it until it ends.
    ///
    /// Throws what the work throws, or why one of its writings failed.
    package static func serving<Value: Sendable, Failure: TransactionFailure>(
        _ session: Session, _ work: @escaping @Sendable (SessionLine) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let line = SessionLine()
        let outcome = Answer<Result<Value, Failure>>()
        DispatchQueue(label: "relance.beside-session").async {
            do throws(Failure) { outcome.give(.success(try work(line))) } catch { outcome.give(.failure(error)) }
            line.send(.hangUp)
        }
        line.serve(session)
        if let failure = line.failure.withLock({ $0 }) { throw Failure(failure) }
        return try outcome.wait().get()
    }

    /// What the session answers once everything before is written. Called by the work.
    package func ask<Value: Sendable>(
        _ question: @escaping @Sendable (Session) throws(SQLError) -> Value
    ) throws(SQLError) -> Value {
        let answer = Answer<Result<Value, SQLError>>()
        send(
            .serve { session, failure in
                if let failure { return answer.give(.failure(failure)) }
                do throws(SQLError) { answer.give(.success(try question(session))) } catch { answer.give(.failure(error)) }
            })
        return try answer.wait().get()
    }

    /// Writes behind the work's back. Throws why an earlier writing failed; nothing is written after one that did.
    package func write(_ writing: @escaping @Sendable (Session) throws(SQLError) -> Void) throws(SQLError) {
        if let failure = failure.withLock({ $0 }) { throw failure }
        send(
            .serve { session, failure in
                guard failure == nil else { return }
                do throws(SQLError) { try writing(session) } catch { self.failure.withLock { $0 = error } }
            })
    }

    private func send(_ request: Request) {
        room.wait()
        requests.withLock { $0.append(request) }
        waiting.signal()
    }

    private func serve(_ session: Session) {
        while true {
            waiting.wait()
            let request = requests.withLock { $0.removeFirst() }
            room.signal()
            switch request {
            case .serve(let body): body(session, failure.withLock { $0 })
            case .hangUp: return
            }
        }
    }
}

/// A value that one thread waits for and another one gives.
private final class Answer<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let isGiven = DispatchSemaphore(value: 0)

    func give(_ value: Value) {
        self.value.withLock { $0 = value }
        isGiven.signal()
    }

    func wait() -> Value {
        while true {
            isGiven.wait()
            if let value = value.withLock({ $0 }) { return value }
        }
    }
}
