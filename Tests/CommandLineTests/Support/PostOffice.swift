import Foundation
import Values

/// A real SMTP server (`sink.py` of the channels' tests) that remembers what it accepted.
final class PostOffice {
    let port: Int
    /// The certificate to trust.
    let authority: String
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    struct Missing: Error {
        let python: String
    }

    init() throws {
        let support = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let root = support.appendingPathComponent("../../..").standardizedFileURL
        let python = ProcessInfo.processInfo.environment["RELANCE_TEST_PYTHON"] ?? root.appendingPathComponent(".venv/bin/python").path
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [support.appendingPathComponent("../../ChannelsTests/Support/sink.py").standardizedFileURL.path]
        process.standardInput = input
        process.standardOutput = output
        do { try process.run() } catch { throw Missing(python: python) }
        let opened = try Self.ask(input, output, #"{"op":"open","tls":"starttls","user":"u","password":"p@ss"}"#)
        port = Int(opened["port"]?.intValue ?? 0)
        authority = opened["authority"]?.stringValue ?? ""
    }

    /// It ends with its input, and removes its certificate.
    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The recipients of every mail that was accepted, in order.
    func recipients() throws -> [String] {
        let report = try Self.ask(input, output, #"{"op":"report","port":\#(port)}"#)
        return report.list("accepted").compactMap { $0["recipients"]?.arrayValue?.first?.stringValue }
    }

    /// What `RELANCE_SMTP_URL` says to reach it.
    var url: String { "smtp://u:p%40ss@localhost:\(port)?ca=\(authority)&helo=localhost" }

    private static func ask(_ input: Pipe, _ output: Pipe, _ line: String) throws -> JSON {
        try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
        var answer = Data()
        while answer.last != 0x0A {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            answer += more
        }
        return try JSON(parsing: String(decoding: answer, as: UTF8.self))
    }
}
