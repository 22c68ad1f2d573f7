import Foundation
import Synchronization

/// A real SMTP server (the script of the mail tests) that remembers what it accepted.
struct Sink: Sendable {
    let port: Int
    /// A file with the authority of its certificate.
    let authority: String

    /// What it does at a stage instead of what a relay does; see the script.
    struct Action: Encodable, Sendable {
        var times: Int?
        var skip: Int?
        var delay: Double?
        var silence: Bool?
        var accept: Bool?
    }

    struct Report: Decodable, Sendable {
        let commands: [String]
        let dots: Int
        let accepted: [Accepted]

        /// Message-IDs in the order of arrival.
        var messages: [String] { accepted.map(\.messageID) }
    }

    struct Accepted: Decodable, Sendable {
        let recipients: [String]
        let bytes: Data
        let encrypted: Bool

        var messageID: String {
            let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            let line = lines.first { $0.lowercased().hasPrefix("message-id:") }
            return line.map { $0.dropFirst(11).trimmingCharacters(in: .whitespaces) } ?? ""
        }
    }

    /// - Parameter tls: `starttls`, for one that offers it.
    init(_ script: [String: Action] = [:], tls: String? = nil) throws {
        struct Opened: Decodable {
            let port: Int
            let authority: String
        }
        let opened = try Script.sink.ask(Request(op: "open", script: script, tls: tls), as: Opened.self)
        (port, authority) = (opened.port, opened.authority)
    }

    /// From now on it does these things; what was counted stays counted.
    func play(_ script: [String: Action]) throws {
        struct Done: Decodable {}
        _ = try Script.sink.ask(Request(op: "script", script: script, port: port), as: Done.self)
    }

    func report() throws -> Report { try Script.sink.ask(Request(op: "report", port: port), as: Report.self) }

    fileprivate struct Request: Encodable {
        let op: String
        var script: [String: Action]?
        var port: Int?
        var tls: String?
    }
}

/// A Python process that answers one line of JSON with another; it ends when this process does.
final class Script: Sendable {
    /// The one behind every sink.
    static let sink = Script("ChannelsTests/Support/sink.py")

    private struct Pipes: @unchecked Sendable {
        let input: FileHandle
        let output: FileHandle
        var pending = Data()
    }

    private struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    private let pipes: Mutex<Pipes?>

    /// - Parameter path: the script, below the folder of the tests.
    init(_ path: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: TestPlace.python)
        process.arguments = [TestPlace.tests.appending(path: path).path]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        let isRunning = (try? process.run()) != nil
        pipes = Mutex(isRunning ? Pipes(input: input.fileHandleForWriting, output: output.fileHandleForReading) : nil)
    }

    func ask<Answer: Decodable>(_ request: some Encodable, as type: Answer.Type) throws -> Answer {
        let line = try JSONEncoder().encode(request) + Data([0x0A])
        let answer = try pipes.withLock { pipes -> Data in
            guard var open = pipes else { throw Trouble(description: "no Python at \(TestPlace.python)") }
            defer { pipes = open }
            try open.input.write(contentsOf: line)
            while true {
                if let end = open.pending.firstIndex(of: 0x0A) {
                    let answer = Data(open.pending[..<end])
                    open.pending = Data(open.pending[(end + 1)...])
                    return answer
                }
                let more = open.output.availableData
                guard !more.isEmpty else { throw Trouble(description: "a server of the tests ended: aiosmtpd is needed") }
                open.pending += more
            }
        }
        return try JSONDecoder().decode(type, from: answer)
    }
}

/// Where the tests find their helpers.
enum TestPlace {
    static let tests: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder
    }()

    /// RELANCE_TEST_PYTHON, or the virtual environment at the root of the repository.
    static var python: String {
        ProcessInfo.processInfo.environment["RELANCE_TEST_PYTHON"]
            ?? tests.deletingLastPathComponent().appending(path: ".venv/bin/python").path
    }
}
