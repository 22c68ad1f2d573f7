internal import CCurl
internal import Dispatch
internal import Outbox
internal import Synchronization

/// One session with a relay and the thread it runs on. Messages go one after the other on the same connection.
final class SMTPConnection: Sendable {
    private let settings: SMTPSettings
    private let queue: DispatchQueue
    private let session: SMTPSession?
    /// Whether the next message may follow on the same connection. Used on the queue only.
    private let isInStep = Mutex(true)

    init(_ settings: SMTPSettings) {
        self.settings = settings
        queue = DispatchQueue(label: "relance.smtp")
        session = SMTPSession(settings)
    }

    deinit {
        // Closing says QUIT and waits for the answer: on our own thread too.
        let session = session
        queue.async { withExtendedLifetime(session) {} }
    }

    /// Hands one message over, off the cooperative pool, where `commit` may block.
    func send(
        _ message: OutgoingMessage, sender: EmailAddress, recipient: EmailAddress,
        commit: @escaping @Sendable () -> Bool
    ) async -> DeliveryOutcome {
        await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: self.sendBlocking(message, sender, recipient, commit))
            }
        }
    }

    private func sendBlocking(
        _ message: OutgoingMessage, _ sender: EmailAddress, _ recipient: EmailAddress, _ commit: () -> Bool
    ) -> DeliveryOutcome {
        guard let session else { return .deferred(Reply(text: "no memory for a mail session"), blame: .provider) }
        return withoutActuallyEscaping(commit) { commit in
            let exchange = SMTPExchange(
                bytes: message.bytes, session: session, finalReplySeconds: settings.timeouts.finalReply, commit: commit)
            func run(onNewConnection: Bool) -> SMTPVerdict {
                let code = session.run(
                    exchange, sender: sender.text, recipient: recipient.text, replySeconds: settings.timeouts.reply,
                    onNewConnection: onNewConnection)
                return SMTPVerdict(
                    progress: exchange.progress, command: exchange.command, reply: exchange.reply, code: code,
                    detail: session.detail(of: code))
            }
            var verdict = run(onNewConnection: !isInStep.withLock { $0 })
            if session.hasReusedConnection, verdict.isStaleConnection {
                exchange.rewind()
                verdict = run(onNewConnection: true)
            }
            isInStep.withLock { $0 = verdict.isInStep }
            return verdict.outcome
        }
    }
}
