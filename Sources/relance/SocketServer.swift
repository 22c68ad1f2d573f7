import CommandLine
import Foundation
import Glibc
import Synchronization
import Texts
import Values
import Workflows

/// Runs the command lines of other processes of this user on the server's own database.
final class SocketServer: Sendable {
    private let descriptor: Int32
    private let path: String
    private let surroundings: Surroundings
    private let running = Mutex(0)

    /// Nil when the socket cannot be made.
    init?(in folder: String, _ surroundings: Surroundings) {
        path = folder + "/" + SocketFile.name
        guard let descriptor = SocketFile.listen(at: path) else { return nil }
        self.descriptor = descriptor
        self.surroundings = surroundings
    }

    /// Accepts until `stop`, on a thread of its own.
    func start() {
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(descriptor, nil, nil)
                if client < 0 {
                    guard Self.mayPass(errno) else { return }
                    continue
                }
                Thread.detachNewThread { self.serve(SocketFrames(client)) }
            }
        }
    }

    /// Whether the next caller may be let in all the same. Where files or memory have run out, in a moment only.
    private static func mayPass(_ code: Int32) -> Bool {
        switch code {
        case EINTR, ECONNABORTED: break
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(50_000)
        default: return false
        }
        return true
    }

    /// Takes no more commands.
    func stop() {
        unlink(path)
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Commands under way.
    var count: Int { running.withLock { $0 } }

    private func serve(_ frames: SocketFrames) {
        guard let request = frames.receive(), let arguments = request["arguments"]?.arrayValue else { return }
        frames.limitWaiting(seconds: 30)
        let console = Console(
            out: { frames.send(.object(("out", .string($0)))) }, error: { frames.send(.object(("error", .string($0)))) },
            isTerminal: request["isTerminal"]?.boolValue ?? false,
            language: Language(rawValue: request["language"]?.stringValue ?? "") ?? .fr,
            directory: request["directory"]?.stringValue ?? "/", user: request["user"]?.stringValue ?? "?")
        running.withLock { $0 += 1 }
        Task { [self] in
            let status = await CommandLineProgram.run(arguments.compactMap(\.stringValue), console, surroundings)
            frames.send(.object(("exit", .int(Int64(status)))))
            running.withLock { $0 -= 1 }
        }
    }
}
