@preconcurrency import Dispatch
import Glibc
import SQL
import Synchronization

/// SIGTERM and SIGINT, and what else must end a server, told once.
final class StopSignals: Sendable {
    private let stream: AsyncStream<SQLError?>
    private let continuation: AsyncStream<SQLError?>.Continuation
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream<SQLError?>.makeStream(bufferingPolicy: .bufferingOldest(1))
        self.stream = stream
        self.continuation = continuation
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(nil) }
            source.resume()
            return source
        }
    }

    /// The disk failed the database: nothing more may be done with it.
    func stop(_ error: SQLError) { continuation.yield(error) }

    /// Waits for the first reason to end; nil when somebody asked for it.
    func first() async -> SQLError? {
        for await reason in stream { return reason }
        return nil
    }
}

/// A continuation that several may resume and only the first one does.
final class Once: Sendable {
    private let continuation: Mutex<CheckedContinuation<Void, Never>?>

    init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = Mutex(continuation) }

    func resume() {
        continuation.withLock {
            $0?.resume()
            $0 = nil
        }
    }
}
