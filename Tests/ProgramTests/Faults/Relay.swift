import Foundation
import TestKit

/// What stands between the program and a real relay, and misbehaves once it is told to.
struct Relay: Sendable {
    struct Fault: Encodable, Sendable {
        let stage: String
        let does: String
        var text: String?
        var accept: Bool?
        var skip = 0
        var times = 1
    }

    struct Report: Decodable, Sendable {
        let played: Int
        let connections: Int
    }

    private struct Request: Encodable {
        let op: String
        var target: Int?
        var fault: Fault?
        var port: Int?
    }

    private static let script = PythonScript("ProgramTests/Faults/relay.py")

    let port: Int

    /// Opens one before a sink.
    init(before sink: Sink, _ fault: Fault?) throws {
        struct Opened: Decodable { let port: Int }
        port = try Self.script.ask(Request(op: "open", target: sink.port, fault: fault), as: Opened.self).port
    }

    func report() throws -> Report { try Self.script.ask(Request(op: "report", port: port), as: Report.self) }
}

/// A fault of the relay and what must come of the message that meets it.
struct RelayCase: Sendable {
    /// What the message may be after the run that met the fault.
    enum Outcome: Sendable {
        /// Sent all the same, or waiting for the next try.
        case retried
        /// It may have left: a person decides.
        case uncertain
        /// One or the other, as fast as the machine was.
        case retriedOrUncertain
        /// Refused for good, with a task.
        case refused
        /// Sent.
        case accepted
    }

    let name: String
    let fault: Relay.Fault
    let outcome: Outcome

    private init(_ stage: String, _ does: String, _ outcome: Outcome, _ text: String? = nil, accept: Bool = false) {
        fault = Relay.Fault(stage: stage, does: does, text: text, accept: accept ? true : nil)
        name = "\(stage) \(does)\(text.map { "-" + $0.prefix(3) } ?? "")\(accept ? " taken" : "")"
        self.outcome = outcome
    }

    /// Whether the stage comes once for each message, not once for each connection.
    var isOfMessage: Bool { !["CONNECT", "EHLO", "STARTTLS"].contains(fault.stage) }

    static let all: [RelayCase] = beforeMessages + ofMessages + afterDot

    private static let beforeMessages: [RelayCase] = ["CONNECT", "EHLO"].flatMap { stage in
        [
            RelayCase(stage, "reply", .retried, "421 4.3.2 come back later"), RelayCase(stage, "reply", .retried, "451 4.3.0 not now"),
            RelayCase(stage, "reply", .retried, "554 5.7.1 not from here"),
        ] + disturbed(stage)
    }

    private static let ofMessages: [RelayCase] = ["MAIL", "RCPT", "DATA"].flatMap { stage in
        [
            RelayCase(stage, "reply", .retried, "421 4.3.2 come back later"), RelayCase(stage, "reply", .retried, "450 4.2.0 greylisted"),
            RelayCase(stage, "reply", .retried, "452 4.2.2 full"), RelayCase(stage, "reply", .refused, "550 5.7.1 refused"),
            RelayCase(stage, "reply", .refused, stage == "RCPT" ? "551 5.1.1 unknown" : "552 5.3.4 too large"),
        ] + disturbed(stage)
    } + [
        // What nobody reads waits in the machine's own buffers, its dot included: it may have left.
        RelayCase("BODY", "drop", .retriedOrUncertain),
        RelayCase("BODY", "silence", .uncertain),
    ]

    /// After the final dot. What the relay took is taken before it misbehaves.
    private static let afterDot: [RelayCase] = [
        RelayCase("DOT", "reply", .retried, "421 4.3.2 come back later"), RelayCase("DOT", "reply", .retried, "451 4.3.0 not now"),
        RelayCase("DOT", "reply", .refused, "554 5.7.1 spam"), RelayCase("DOT", "reply", .refused, "550 5.1.1 unknown"),
        RelayCase("DOT", "drop", .uncertain), RelayCase("DOT", "drop", .uncertain, accept: true), RelayCase("DOT", "inside", .uncertain),
        RelayCase("DOT", "silence", .uncertain), RelayCase("DOT", "silence", .uncertain, accept: true),
        RelayCase("DOT", "garbage", .uncertain), RelayCase("DOT", "garbage", .uncertain, accept: true),
        RelayCase("DOT", "oversized", .uncertain), RelayCase("DOT", "oversized", .uncertain, accept: true),
        RelayCase("DOT", "trickle", .accepted),
    ]

    private static func disturbed(_ stage: String) -> [RelayCase] {
        ["drop", "inside", "silence", "garbage", "oversized"].map { RelayCase(stage, $0, .retried) } + [RelayCase(stage, "trickle", .accepted)]
    }
}
