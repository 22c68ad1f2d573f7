/// What a provider answered, or what the driver says in its place.
package struct Reply: Sendable, Hashable {
    /// The provider's code (SMTP: three digits); nil when nobody answered.
    package let code: Int?
    /// The provider's words, or a technical reason; for logs and for the person who looks into it.
    package let text: String

    package init(code: Int? = nil, text: String) {
        self.code = code
        self.text = text
    }
}

/// How one attempt to hand a message over ended.
package enum DeliveryOutcome: Sendable, Hashable {
    /// Taken, with the provider's own words or number as evidence.
    case accepted(reference: String)
    /// A definite no. `addressIsBad` when the reply says that the recipient's address itself does not work.
    case refused(Reply, addressIsBad: Bool)
    /// Not now; nothing was handed over, so it may be tried again.
    case deferred(Reply, blame: DeferralCause)
    /// The point of no return was passed and no answer was read.
    case uncertain(reason: UncertainReason)
    /// `commit` said no: nothing was handed over and nothing is wrong.
    case abandoned
}

/// Whose turn it is to change before a deferred message can pass.
package enum DeferralCause: String, Sendable, Hashable, CaseIterable {
    /// The reply is about this message or recipient (greylisting, full mailbox): the others can go on.
    case message
    /// The provider cannot be reached, or refuses our session or password: every message would fare the same.
    case provider
}

/// Why nobody can tell whether a message was taken.
package enum UncertainReason: Sendable, Hashable {
    /// No answer within the time allowed.
    case noAnswer
    /// The connection broke before the answer.
    case connectionLost(String)
    /// The process ended before the answer was recorded.
    case crashed
    /// Taken, but the proof could not be kept.
    case notRecorded(String)
}

extension DeliveryOutcome {
    /// The event to apply to the message; nil when it was abandoned, whose event the one who said no already applied.
    package var event: MessageEvent? {
        switch self {
        case .accepted: .accepted
        case .refused: .refused
        case .deferred: .deferred
        case .uncertain: .outcomeLost
        case .abandoned: nil
        }
    }
}
