package import Outbox

/// E-mail through a relay, over SMTP.
///
/// One recipient a message, one open connection a recipient domain, connections kept from message to message.
package final class SMTPChannel: Channel {
    private let pool: SMTPPool

    package init(_ settings: SMTPSettings) {
        pool = SMTPPool(settings)
    }

    package func deliver(
        _ message: OutgoingMessage, commit: @escaping @Sendable () -> Bool
    ) async -> DeliveryOutcome {
        guard case .email(let sender, let recipient) = message.envelope else {
            return .refused(Reply(text: "not an e-mail"), addressIsBad: false)
        }
        if let problem = WireForm.problem(in: message.bytes) {
            return .refused(Reply(text: problem.rawValue), addressIsBad: false)
        }
        let connection = await pool.take(for: recipient.domain)
        let outcome = await connection.send(message, sender: sender, recipient: recipient, commit: commit)
        await pool.giveBack(connection, from: recipient.domain)
        return outcome
    }
}

/// Which connection serves which recipient domain.
private actor SMTPPool {
    private let settings: SMTPSettings
    private var idle: [SMTPConnection] = []
    private var opened = 0
    private var busyDomains: Set<String> = []
    private var waiting: [(domain: String, continuation: CheckedContinuation<SMTPConnection, Never>)] = []

    init(_ settings: SMTPSettings) { self.settings = settings }

    /// A connection for `domain`, as soon as one is free and no other message is on its way to that domain.
    func take(for domain: String) async -> SMTPConnection {
        if !busyDomains.contains(domain), let connection = freeConnection() {
            busyDomains.insert(domain)
            return connection
        }
        return await withCheckedContinuation { waiting.append((domain, $0)) }
    }

    func giveBack(_ connection: SMTPConnection, from domain: String) {
        idle.append(connection)
        busyDomains.remove(domain)
        while let index = waiting.firstIndex(where: { !busyDomains.contains($0.domain) }), let free = freeConnection() {
            let next = waiting.remove(at: index)
            busyDomains.insert(next.domain)
            next.continuation.resume(returning: free)
        }
    }

    private func freeConnection() -> SMTPConnection? {
        if let connection = idle.popLast() { return connection }
        guard opened < settings.connections else { return nil }
        opened += 1
        return SMTPConnection(settings)
    }
}
