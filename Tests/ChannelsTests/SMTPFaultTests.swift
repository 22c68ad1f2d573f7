import Channels
import Foundation
import Outbox
import TestKit
import Testing

@Suite("Whatever the relay does, the outcome is true", .timeLimit(.minutes(15)))
struct SMTPFaultTests {
    struct Case: Sendable, CustomStringConvertible {
        let stage: String
        let reply: String
        let outcome: DeliveryOutcome
        var description: String { stage + " " + reply }

        init(_ stage: String, _ reply: String, _ outcome: (Reply) -> DeliveryOutcome) {
            self.stage = stage
            self.reply = reply
            let code = Int(reply.prefix(3))
            self.outcome = outcome(Reply(code: code, text: String(reply.dropFirst(4))))
        }
    }

    /// More than the kernel's buffers hold, so that a relay that stops reading is felt.
    private let longBody = "Subject: x\r\n\r\n" + String(repeating: String(repeating: "x", count: 990) + "\r\n", count: 12_000)

    private static func provider(_ reply: Reply) -> DeliveryOutcome { .deferred(reply, blame: .provider) }
    private static func later(_ reply: Reply) -> DeliveryOutcome { .deferred(reply, blame: .message) }
    private static func refused(_ reply: Reply) -> DeliveryOutcome { .refused(reply, addressIsBad: false) }
    private static func badAddress(_ reply: Reply) -> DeliveryOutcome { .refused(reply, addressIsBad: true) }

    static let replies: [Case] = [
        Case("CONNECT", "421 4.3.2 closing", provider), Case("CONNECT", "554 5.7.1 go away", provider),
        Case("MAIL", "451 4.3.0 later", later), Case("MAIL", "550 5.7.1 no", refused),
        Case("MAIL", "530 5.7.0 log in first", provider), Case("MAIL", "421 4.3.2 closing", provider),
        Case("RCPT", "450 4.7.1 greylisted", later), Case("RCPT", "452 4.2.2 mailbox full", later),
        Case("RCPT", "550 5.1.1 unknown user", badAddress), Case("RCPT", "553 5.1.2 no such host", badAddress),
        Case("RCPT", "550 5.1.10 null MX", badAddress), Case("RCPT", "550 5.1.8 bad sender", refused),
        Case("RCPT", "550 5.7.1 blocked", refused), Case("RCPT", "550 no such user", refused),
        Case("RCPT", "554 5.11.1 odd", refused), Case("RCPT", "421 4.3.2 closing", provider),
        Case("DATA", "451 4.3.0 later", later), Case("DATA", "554 5.5.1 no", refused),
    ]

    @Test("a reply before the point of no return says whose turn it is", arguments: replies)
    func beforePoint(fault: Case) async throws {
        let sink = try Sink([fault.stage: .init(reply: fault.reply)])
        let gate = Gate()
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(), commit: gate.commit)
        #expect(outcome == fault.outcome)
        #expect(gate.calls == 0)
        let report = try sink.report()
        #expect(report.accepted.isEmpty && report.dots == 0)
    }

    @Test("a reply to the dot is definite", arguments: [
        Case("DOT", "451 4.3.0 try again", later), Case("DOT", "421 4.3.2 closing", provider),
        Case("DOT", "554 5.6.0 no", refused), Case("DOT", "550 5.1.1 unknown user", badAddress),
        Case("DOT", "250-2.0.0 first\r\n250 second", { _ in .accepted(reference: "250 2.0.0 first second") }),
        Case("DOT", "200 odd but yes", { _ in .accepted(reference: "200 odd but yes") }),
    ])
    func afterPoint(fault: Case) async throws {
        let sink = try Sink(["DOT": .init(reply: fault.reply)])
        let gate = Gate()
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(), commit: gate.commit)
        #expect(outcome == fault.outcome)
        #expect(gate.calls == 1)
    }

    @Test("a connection cut before the body ends defers, whenever it is cut", arguments: [
        "CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY",
    ])
    func cutBefore(stage: String) async throws {
        let sink = try Sink([stage: .init(drop: true, after: 1000)])
        let gate = Gate()
        let body = stage == "BODY" ? longBody : "Subject: x\r\n\r\nBonjour.\r\n"
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(body), commit: gate.commit)
        guard case .deferred(_, blame: .provider) = outcome else { return unexpected(outcome) }
        #expect(gate.calls == 0)
        #expect(try sink.report().accepted.isEmpty)
    }

    @Test("a relay that hung up while the message waited for its point of no return is found out")
    func hungUpAtPoint() async throws {
        let sink = try Sink(["DATA": .init(partial: "354 go on\r\n")])
        let gate = Gate()
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(), commit: gate.commit)
        switch outcome {
        case .deferred(_, blame: .provider): #expect(gate.calls == 0)
        // The cut can be slower than a short body: then nobody knows.
        case .uncertain: #expect(gate.calls == 1)
        case .accepted, .refused, .deferred, .abandoned: Issue.record("\(outcome)")
        }
        #expect(try sink.report().accepted.isEmpty)
    }

    @Test("a connection cut after the dot is uncertain, taken or not", arguments: [
        (Sink.Action(drop: true, accept: true), 1), (Sink.Action(drop: true), 0), (Sink.Action(partial: "25", accept: true), 1),
        (Sink.Action(partial: "250 2.0.0 queued", accept: true), 1), (Sink.Action(partial: "250-2.0.0 queued\r\n", accept: true), 1),
    ])
    func cutAfter(action: Sink.Action, accepted: Int) async throws {
        let sink = try Sink(["DOT": action])
        let gate = Gate()
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(), commit: gate.commit)
        guard case .uncertain(.connectionLost) = outcome else { return unexpected(outcome) }
        #expect(gate.calls == 1)
        #expect(try sink.report().accepted.count == accepted)
    }

    @Test("silence before the point of no return defers after the time allowed", arguments: [
        "CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY",
    ])
    func silenceBefore(stage: String) async throws {
        let sink = try Sink([stage: .init(silence: true, after: 1000)])
        let gate = Gate()
        let brief = SMTPTimeouts(session: 1, reply: 1, finalReply: 30)
        let body = stage == "BODY" ? longBody : "Subject: x\r\n\r\nBonjour.\r\n"
        let outcome = await SMTPChannel(try settings(sink, timeouts: brief)).deliver(try message(body), commit: gate.commit)
        guard case .deferred(_, blame: .provider) = outcome else { return unexpected(outcome) }
        #expect(gate.calls == 0)
    }

    @Test("the reply to the dot has its own, longer time, then the outcome is uncertain")
    func silenceAfter() async throws {
        let brief = SMTPTimeouts(session: 5, reply: 1, finalReply: 4)
        let slow = try Sink(["DOT": .init(delay: 2.5, accept: true)])
        let outcome = await SMTPChannel(try settings(slow, timeouts: brief)).deliver(try message(), commit: { true })
        #expect(outcome == .accepted(reference: "250 2.0.0 queued late as 1"))
        let silent = try Sink(["DOT": .init(silence: true, accept: true)])
        let start = ContinuousClock.now
        #expect(await SMTPChannel(try settings(silent, timeouts: brief)).deliver(try message(), commit: { true })
            == .uncertain(reason: .noAnswer))
        #expect(ContinuousClock.now - start >= .seconds(3))
        #expect(try silent.report().accepted.count == 1)
    }

    @Test("after a dot without its answer the next message has a connection, and an answer, of its own", arguments: [
        Sink.Action(times: 1, delay: 3, accept: true), Sink.Action(times: 1, delay: 3, reply: "554 5.6.0 no"),
        Sink.Action(times: 1, silence: true),
    ])
    func nextAfterSilence(action: Sink.Action) async throws {
        let sink = try Sink(["DOT": action])
        let channel = SMTPChannel(try settings(sink, timeouts: SMTPTimeouts(session: 5, reply: 5, finalReply: 1)))
        #expect(await channel.deliver(try message(id: "1"), commit: { true }) == .uncertain(reason: .noAnswer))
        let next = await channel.deliver(try message("Subject: next\r\n\r\nBonjour.\r\n", id: "2"), commit: { true })
        guard case .accepted = next else { return unexpected(next) }
        let report = try sink.report()
        #expect(report.connections == 2)
        #expect(report.accepted.filter { String(decoding: $0.bytes, as: UTF8.self).contains("Subject: next") }.count == 1)
        #expect(report.accepted.allSatisfy { !String(decoding: $0.bytes, as: UTF8.self).contains("MAIL FROM") })
    }

    @Test("a point of no return that takes longer than the replies may is no fault")
    func slowCommit() async throws {
        let sink = try Sink()
        let brief = SMTPTimeouts(session: 1, reply: 1, finalReply: 2)
        let outcome = await SMTPChannel(try settings(sink, timeouts: brief)).deliver(try message()) {
            Thread.sleep(forTimeInterval: 3)
            return true
        }
        #expect(outcome == .accepted(reference: "250 2.0.0 queued as 1"))
    }

    @Test("no relay there: deferred, and no point of no return")
    func nobody() async throws {
        let gate = Gate()
        let closed = try SMTPSettings(host: "127.0.0.1", port: 1, security: .none)
        let outcome = await SMTPChannel(closed).deliver(try message(), commit: gate.commit)
        guard case .deferred(let reply, blame: .provider) = outcome else { return unexpected(outcome) }
        #expect(reply.code == nil && !reply.text.isEmpty && gate.calls == 0)
    }

    @Test("after a fault the same channel delivers the next message", arguments: [
        ("MAIL", Sink.Action(times: 1, reply: "451 4.3.0 later")), ("RCPT", Sink.Action(times: 1, reply: "550 5.1.1 no")),
        ("DATA", Sink.Action(times: 1, reply: "451 4.3.0 later")), ("DOT", Sink.Action(times: 1, reply: "554 5.6.0 no")),
        ("MAIL", Sink.Action(times: 1, drop: true)), ("DATA", Sink.Action(times: 1, drop: true)),
        ("DOT", Sink.Action(times: 1, drop: true)), ("CONNECT", Sink.Action(times: 1, drop: true)),
    ])
    func recovers(stage: String, action: Sink.Action) async throws {
        let sink = try Sink([stage: action])
        let channel = SMTPChannel(try settings(sink))
        let first = await channel.deliver(try message(), commit: { true })
        if case .accepted = first { unexpected(first) }
        let second = await channel.deliver(try message(id: "2"), commit: { true })
        #expect(second == .accepted(reference: "250 2.0.0 queued as 1"))
    }
}
