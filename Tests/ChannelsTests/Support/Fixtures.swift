import Channels
import Outbox
import Synchronization
import TestKit
import Testing

/// A point of no return that counts its calls.
final class Gate: Sendable {
    private let count = Mutex(0)
    private let answer: @Sendable () -> Bool

    init(_ answer: @escaping @Sendable () -> Bool = { true }) { self.answer = answer }

    var calls: Int { count.withLock { $0 } }

    func commit() -> Bool {
        count.withLock { $0 += 1 }
        return answer()
    }
}

func message(
    _ body: String = "Subject: essai\r\n\r\nBonjour.\r\n", to recipient: String = "client@exemple.test", id: String = "1"
) throws -> OutgoingMessage {
    OutgoingMessage(
        id: id, company: "dupont", messageID: try #require(InternetMessageID(local: "m-" + id, domain: "relance.test")),
        envelope: .email(
            sender: try EmailAddress(parsing: "compta@dupont.test"), recipient: try EmailAddress(parsing: recipient)),
        bytes: Array(body.utf8), digest: [])
}

func settings(
    _ sink: Sink, _ security: SMTPSecurity = .none, credentials: SMTPCredentials? = nil, trusted: Bool = true,
    connections: Int = 1, timeouts: SMTPTimeouts = SMTPTimeouts(session: 10, reply: 10, finalReply: 10)
) throws -> SMTPSettings {
    try SMTPSettings(
        host: "127.0.0.1", port: sink.port, security: security, credentials: credentials, heloName: "relance.test",
        authorityFile: trusted ? sink.authority : nil, connections: connections, timeouts: timeouts)
}

/// Records an outcome that the test did not foresee.
func unexpected(_ outcome: DeliveryOutcome, at place: SourceLocation = #_sourceLocation) {
    Issue.record("unexpected: \(outcome)", sourceLocation: place)
}

/// How many are inside at once, and how many ever were.
final class Crowd: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    func enter() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { counts.withLock { $0.now -= 1 } }
    var now: Int { counts.withLock { $0.now } }
    var most: Int { counts.withLock { $0.most } }
}

/// What the simulated world took.
final class Deliveries: Sendable {
    private let list = Mutex<[SimulatedDelivery]>([])

    func add(_ delivery: SimulatedDelivery) { list.withLock { $0.append(delivery) } }
    var messages: [OutgoingMessage] { list.withLock { $0.map(\.message) } }
}
