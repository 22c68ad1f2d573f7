import Foundation
import Glibc

/// A mail server that takes everything and keeps nothing, in a process of its own.
struct SMTPSink {
    static let command = "--sink"
    let port: Int
    private let process: Process
    /// Ends with this program, however it ends: the server waits for that.
    private let lifeline: Pipe

    static func start() throws -> SMTPSink {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [command]
        let output = Pipe()
        process.standardOutput = output
        let lifeline = Pipe()
        process.standardInput = lifeline
        try process.run()
        let data = output.fileHandleForReading.availableData
        guard let port = Int(String(decoding: data, as: UTF8.self).filter(\.isNumber)) else {
            throw BenchProblem.unexpected("the mail server did not start")
        }
        return SMTPSink(port: port, process: process, lifeline: lifeline)
    }

    func stop() {
        try? lifeline.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Listens on a free port of this machine, prints it, and serves one connection after the other.
    static func serve() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, raw, &length) == 0
            }
        }
        guard isListening else { throw BenchProblem.unexpected("no port to listen on") }
        print(UInt16(bigEndian: address.sin_port))
        fflush(nil)
        Thread.detachNewThread {
            _ = FileHandle.standardInput.availableData
            exit(0)
        }
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            var session = Session(connection)
            session.run()
            close(connection)
        }
    }

    private struct Session {
        private let connection: Int32
        private var pending: [UInt8] = []
        private var isTakingData = false

        init(_ connection: Int32) { self.connection = connection }

        mutating func run() {
            var noDelay: Int32 = 1
            setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
            guard say("220 sink ESMTP") else { return }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(connection, &buffer, buffer.count)
                guard count > 0 else { return }
                pending.append(contentsOf: buffer[..<count])
                guard answer() else { return }
            }
        }

        private mutating func answer() -> Bool {
            while let line = nextLine() {
                if isTakingData {
                    guard line == Array(".\r\n".utf8) else { continue }
                    isTakingData = false
                    guard say("250 2.0.0 taken") else { return false }
                    continue
                }
                switch String(decoding: line.prefix(4), as: UTF8.self).uppercased() {
                case "EHLO", "HELO": guard say("250 sink") else { return false }
                case "DATA":
                    isTakingData = true
                    guard say("354 go on") else { return false }
                case "QUIT":
                    _ = say("221 bye")
                    return false
                default: guard say("250 2.0.0 ok") else { return false }
                }
            }
            return true
        }

        private mutating func nextLine() -> [UInt8]? {
            guard let end = pending.firstIndex(of: 0x0A) else { return nil }
            let line = Array(pending[...end])
            pending.removeFirst(end + 1)
            return line
        }

        private func say(_ reply: String) -> Bool {
            let bytes = Array((reply + "\r\n").utf8)
            return write(connection, bytes, bytes.count) == bytes.count
        }
    }
}
