package import Foundation

/// A real SMTP server, with a script of misbehaviour of its own, that remembers what it accepted.
package struct Sink: Sendable {
    /// The one Python process behind every sink.
    package static let script = PythonScript("ChannelsTests/Support/sink.py")

    package let port: Int
    /// A file with the certificate to trust, for encrypted sessions.
    package let authority: String

    /// What it does at a stage instead of what a relay does; see the script.
    package struct Action: Encodable, Sendable {
        package var times: Int?
        package var skip: Int?
        package var delay: Double?
        package var reply: String?
        package var drop: Bool?
        package var silence: Bool?
        package var partial: String?
        package var after: Int?
        package var accept: Bool?

        package init(
            times: Int? = nil, skip: Int? = nil, delay: Double? = nil, reply: String? = nil, drop: Bool? = nil,
            silence: Bool? = nil, partial: String? = nil, after: Int? = nil, accept: Bool? = nil
        ) {
            self.times = times
            self.skip = skip
            self.delay = delay
            self.reply = reply
            self.drop = drop
            self.silence = silence
            self.partial = partial
            self.after = after
            self.accept = accept
        }
    }

    /// What it has seen and accepted so far.
    package struct Report: Decodable, Sendable {
        package let connections: Int
        package let commands: [String]
        package let bodyBytes: Int
        package let dots: Int
        package let accepted: [Accepted]

        /// Message-IDs in the order of arrival.
        package var messages: [String] { accepted.map(\.messageID) }
    }

    /// A mail that it took.
    package struct Accepted: Decodable, Sendable {
        package let sender: String
        package let recipients: [String]
        package let bytes: Data
        package let encrypted: Bool

        package var messageID: String {
            let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            let line = lines.first { $0.lowercased().hasPrefix("message-id:") }
            return line.map { $0.dropFirst(11).trimmingCharacters(in: .whitespaces) } ?? ""
        }
    }

    private struct Request: Encodable {
        let op: String
        var tls: String?
        var user: String?
        var password: String?
        var script: [String: Action]?
        var port: Int?
    }

    private struct Opened: Decodable {
        let port: Int
        let authority: String
    }

    private struct Done: Decodable {}

    /// - Parameter tls: `starttls` or `implicit`, for one that is encrypted.
    package init(_ script: [String: Action] = [:], tls: String? = nil, user: String? = nil, password: String? = nil) throws {
        let request = Request(op: "open", tls: tls, user: user, password: password, script: script)
        let opened = try Self.script.ask(request, as: Opened.self)
        (port, authority) = (opened.port, opened.authority)
    }

    /// From now on it does these things; what was counted stays counted.
    package func play(_ script: [String: Action]) throws {
        _ = try Self.script.ask(Request(op: "script", script: script, port: port), as: Done.self)
    }

    package func report() throws -> Report { try Self.script.ask(Request(op: "report", port: port), as: Report.self) }

    /// Waits until the server has seen what `condition` says; the last report either way.
    package func report(until condition: (Report) -> Bool) throws -> Report {
        var report = try report()
        for _ in 0..<400 where !condition(report) {
            Thread.sleep(forTimeInterval: 0.005)
            report = try self.report()
        }
        return report
    }
}
