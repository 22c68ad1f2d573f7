import Foundation
import Synchronization
import Testing

/// A real SMTP server of `sink.py`, with its own script of misbehaviour.
struct Sink {
    let port: Int
    /// The certificate to trust, for encrypted sessions.
    let authority: String

    init(tls: String? = nil, user: String? = nil, password: String? = nil, _ script: [String: Action] = [:]) throws {
        let request = Request(op: "open", tls: tls, user: user, password: password, script: script)
        let answer = try SinkProcess.shared.ask(request, as: Opened.self)
        port = answer.port
        authority = answer.authority
    }

    /// What the server has seen and accepted so far.
    func report() throws -> Report {
        let request = Request(op: "report", port: port)
        return try SinkProcess.shared.ask(request, as: Report.self)
    }

    /// Waits until the server has seen what `condition` says; the last report either way.
    func report(until condition: (Report) -> Bool) throws -> Report {
        var report = try report()
        for _ in 0..<400 where !condition(report) {
            Thread.sleep(forTimeInterval: 0.005)
            report = try self.report()
        }
        return report
    }

    struct Action: Encodable, Sendable {
        var times: Int?
        var skip: Int?
        var delay: Double?
        var reply: String?
        var drop: Bool?
        var silence: Bool?
        var partial: String?
        var after: Int?
        var accept: Bool?
    }

    struct Report: Decodable, Sendable {
        let connections: Int
        let commands: [String]
        let bodyBytes: Int
        let dots: Int
        let accepted: [Accepted]
    }

    struct Accepted: Decodable, Sendable {
        let sender: String
        let recipients: [String]
        let bytes: Data
        let encrypted: Bool
    }

    fileprivate struct Request: Encodable {
        let op: String
        var tls: String?
        var user: String?
        var password: String?
        var script: [String: Action]?
        var port: Int?
        var bytes: Data?
    }

    private struct Opened: Decodable {
        let port: Int
        let authority: String
    }
}

/// A mail as Python's own reader understands it.
struct ParsedMail: Decodable {
    let headers: [String]
    let subject: String
    /// Name and address.
    let from: [String]
    let to: [String]
    let replyTo: [String]?
    let messageID: String
    let date: String
    let inReplyTo: String?
    let references: String?
    let parts: [Part]
    let defects: [String]

    struct Part: Decodable {
        let type: String
        let charset: String?
        let encoding: String?
        let disposition: String?
        let fileName: String?
        let bytes: Data?
    }

    static func read(_ bytes: [UInt8]) throws -> ParsedMail {
        try SinkProcess.shared.ask(Sink.Request(op: "parse", bytes: Data(bytes)), as: ParsedMail.self)
    }
}

/// The one Python process behind every sink; it ends when this process does.
private final class SinkProcess: Sendable {
    static let shared = SinkProcess()

    private struct Pipes: @unchecked Sendable {
        let input: FileHandle
        let output: FileHandle
        var pending = Data()
    }

    private let pipes: Mutex<Pipes?>

    private init() {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: TestPlace.python)
        process.arguments = [TestPlace.support("sink.py")]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
            pipes = Mutex(Pipes(input: input.fileHandleForWriting, output: output.fileHandleForReading))
        } catch {
            pipes = Mutex(nil)
        }
    }

    func ask<Answer: Decodable>(_ request: Sink.Request, as type: Answer.Type) throws -> Answer {
        let line = try JSONEncoder().encode(request) + Data([0x0A])
        let answer = try pipes.withLock { pipes -> Data in
            guard var open = pipes else { throw SinkTrouble.noPython(TestPlace.python) }
            defer { pipes = open }
            try open.input.write(contentsOf: line)
            while true {
                if let end = open.pending.firstIndex(of: 0x0A) {
                    let answer = Data(open.pending[..<end])
                    open.pending = Data(open.pending[(end + 1)...])
                    return answer
                }
                let more = open.output.availableData
                guard !more.isEmpty else { throw SinkTrouble.ended }
                open.pending += more
            }
        }
        return try JSONDecoder().decode(type, from: answer)
    }
}

enum SinkTrouble: Error {
    /// There is no Python with aiosmtpd there: set RELANCE_TEST_PYTHON.
    case noPython(String)
    case ended
}

/// Where the tests find their helpers.
enum TestPlace {
    static func support(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// RELANCE_TEST_PYTHON, or the virtual environment at the root of the repository.
    static var python: String {
        if let path = ProcessInfo.processInfo.environment["RELANCE_TEST_PYTHON"] { return path }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent(".venv/bin/python").path
    }
}
