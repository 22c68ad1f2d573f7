/// What the simulated world does with a message, decided by the recipient's address alone.
///
/// An e-mail address or a line of a postal address that holds one of the markers as a word gets that treatment; every other
/// address takes its mail without a word. `client+bounce.hard@exemple.test` bounces, whatever the client.
package enum SimulatedFate: String, Sendable, Hashable, CaseIterable {
    case accepts
    /// Accepted, then delayed and never heard of again.
    case bouncesSoftly = "bounce.soft"
    /// Accepted, then returned for good.
    case bouncesHard = "bounce.hard"
    /// Accepted, delivered, then marked as unwanted.
    case complains = "complaint"
    /// Accepted, then the provider gives up trying.
    case expires = "expire"
    /// Taken, but the answer is lost: the sender can never know.
    case timesOut = "timeout"
    /// Refused at once: no such recipient.
    case refuses = "refuse"
    /// Put off at the first try, accepted at the second.
    case defers = "defer"

    package init(of envelope: Envelope) {
        let address = Array(envelope.recipientText.lowercased().utf8)
        let marked = Self.allCases.first { $0 != .accepts && Self.holds(address, word: Array($0.rawValue.utf8)) }
        self = marked ?? .accepts
    }

    /// Whether `word` stands in `address` by itself: `defer+1@…` yes, `l.deferre@…` no.
    private static func holds(_ address: [UInt8], word: [UInt8]) -> Bool {
        func isLetter(_ index: Int) -> Bool {
            address.indices.contains(index) && (address[index] >= 0x80 || (0x61...0x7A).contains(address[index]))
        }
        guard address.count >= word.count else { return false }
        return (0...(address.count - word.count)).contains { start in
            address[start..<(start + word.count)] == word[...] && !isLetter(start - 1) && !isLetter(start + word.count)
        }
    }

    /// How the hand-over ends. `commit` comes before every outcome that `isTaken`.
    package func outcome(of message: OutgoingMessage) -> DeliveryOutcome {
        switch self {
        case .accepts, .bouncesSoftly, .bouncesHard, .complains, .expires:
            .accepted(reference: "simulated " + message.messageID.text)
        case .timesOut: .uncertain(reason: .noAnswer)
        case .refuses: .refused(Reply(code: 550, text: "5.1.1 no such recipient (simulated)"), addressIsBad: true)
        case .defers:
            message.attempt > 1
                ? .accepted(reference: "simulated " + message.messageID.text)
                : .deferred(Reply(code: 451, text: "4.7.1 try again later (simulated)"), blame: .message)
        }
    }

    /// What is heard of an accepted message afterwards, in order of time.
    package var receipts: [LaterReceipt] {
        switch self {
        case .accepts, .timesOut, .refuses, .defers: []
        case .bouncesSoftly: [LaterReceipt(afterSeconds: 120, .softBounce)]
        case .bouncesHard: [LaterReceipt(afterSeconds: 120, .hardBounce)]
        case .complains: [LaterReceipt(afterSeconds: 60, .delivered), LaterReceipt(afterSeconds: 3600, .complaint)]
        case .expires: [LaterReceipt(afterSeconds: 120, .softBounce), LaterReceipt(afterSeconds: 172_800, .timeout)]
        }
    }
}

/// A receipt that the simulated world gives some time after the hand-over.
package struct LaterReceipt: Sendable, Hashable {
    package let afterSeconds: Int64
    package let receipt: DeliveryReceipt

    package init(afterSeconds: Int64, _ receipt: DeliveryReceipt) {
        self.afterSeconds = afterSeconds
        self.receipt = receipt
    }
}
