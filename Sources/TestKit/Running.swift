import Foundation
import Glibc
import Synchronization

/// How a process ended, and what it said.
package struct Ended: Sendable, CustomStringConvertible {
    /// The exit status, or minus the number of the signal that ended it.
    package let status: Int32
    package let out: String
    package let error: String

    package var wasKilled: Bool { status == -SIGKILL }
    package var description: String { "status \(status)\n\(out)\(error)" }
}

/// A process that runs; what it says goes to files, so that it never waits for a reader.
///
/// Nobody forgets one: what still runs when a test drops it is killed, with what it started.
package final class Running: Sendable {
    private enum State {
        case alive([CheckedContinuation<Int32, Never>])
        case ended(Int32)
    }

    private final class Life: Sendable {
        let state = Mutex(State.alive([]))
    }

    private let child: Child
    private let folder: URL
    private let life = Life()

    /// - Parameter words: the path of the program and its arguments.
    package init(_ words: [String], _ environment: [String: String], in directory: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "relance-said-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC
        let files = [
            open("/dev/null", O_RDONLY | O_CLOEXEC),
            open(folder.appending(path: "out").path, flags, 0o600), open(folder.appending(path: "error").path, flags, 0o600),
        ]
        defer { for file in files { close(file) } }
        child = try Child(words, environment, in: directory, files: files)
        Thread.detachNewThread { [child, life] in
            child.awaitEnd()
            // Under the lock: a number that was reaped may soon be somebody else's.
            let (status, waiting) = life.state.withLock { state -> (Int32, [CheckedContinuation<Int32, Never>]) in
                let status = child.reap()
                defer { state = .ended(status) }
                if case .alive(let waiting) = state { return (status, waiting) }
                return (status, [])
            }
            for continuation in waiting { continuation.resume(returning: status) }
        }
    }

    deinit {
        if isRunning {
            for descendant in Self.children(of: identifier) { kill(descendant, SIGKILL) }
            signal(SIGKILL)
        }
        try? FileManager.default.removeItem(at: folder)
    }

    package var identifier: Int32 { child.identifier }

    package var isRunning: Bool {
        life.state.withLock { if case .alive = $0 { true } else { false } }
    }

    /// What it has said so far.
    package var out: String { said("out") }

    private func said(_ name: String) -> String {
        String(decoding: (try? Data(contentsOf: folder.appending(path: name))) ?? Data(), as: UTF8.self)
    }

    package func signal(_ number: Int32) {
        life.state.withLock { if case .alive = $0 { kill(identifier, number) } }
    }

    package func end() async -> Ended {
        let status = await withCheckedContinuation { continuation in
            let known = life.state.withLock { state -> Int32? in
                switch state {
                case .ended(let status): return status
                case .alive(let waiting):
                    state = .alive(waiting + [continuation])
                    return nil
                }
            }
            if let known { continuation.resume(returning: known) }
        }
        return Ended(status: status, out: said("out"), error: said("error"))
    }

    private static func children(of process: pid_t) -> [pid_t] {
        let tasks = "/proc/\(process)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.flatMap { thread in
            let list = (try? String(contentsOfFile: "\(tasks)/\(thread)/children", encoding: .utf8)) ?? ""
            return list.split(separator: " ").compactMap { pid_t($0) }
        }
    }
}
