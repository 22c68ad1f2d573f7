import CommandLine
import Dispatch
import Texts
import Values

/// Hands a command line to the server that has the database, and prints what it says.
struct SocketClient: Sendable {
    private let socket: String

    init(_ socket: String) { self.socket = socket }

    func run(_ arguments: [String], _ console: Console) async throws(DatabaseFailure) -> Int32 {
        let socket = socket
        let status: Int32? = await withCheckedContinuation { continuation in
            DispatchQueue(label: "relance.socket-client").async { continuation.resume(returning: Self.talk(socket, arguments, console)) }
        }
        guard let status else { throw .other("the server ended before it answered") }
        return status
    }

    /// Nil when the server goes away in the middle.
    private static func talk(_ socket: String, _ arguments: [String], _ console: Console) -> Int32? {
        guard let descriptor = SocketFile.connect(to: socket) else { return nil }
        let frames = SocketFrames(descriptor)
        frames.send(.object(
            ("arguments", .strings(arguments)), ("directory", .string(console.directory)),
            ("language", .string(console.language.rawValue)), ("isTerminal", .bool(console.isTerminal)),
            ("user", .string(console.user))))
        while let frame = frames.receive() {
            if let out = frame["out"]?.stringValue { console.out(out) }
            if let error = frame["error"]?.stringValue { console.error(error) }
            if let status = frame["exit"]?.intValue { return Int32(clamping: status) }
        }
        return nil
    }
}
