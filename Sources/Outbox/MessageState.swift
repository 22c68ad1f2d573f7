/// Where a message stands between the decision to send it and the last that is known of it.
///
/// The names answer "what happened to it?". Who holds the lease of a message is not a state: it is a fencing number
/// beside the row. The raw values are stored and printed.
package enum MessageState: String, Sendable, Hashable, CaseIterable {
    /// Decided and waiting for its turn; nothing is rendered yet.
    case planned
    /// Decided, but a person must approve it first.
    case awaitingApproval = "awaiting_approval"
    /// Re-checked and rendered: the exact bytes are stored.
    case ready
    /// Past the point of no return: the last byte may be leaving now.
    case committing
    /// The provider took responsibility for it.
    case accepted
    /// Accepted, then a soft bounce: the provider says it is still trying.
    case delayed
    /// The provider, or the recipient by reacting, says it arrived.
    case delivered
    /// Not taken for the time being (a 4xx reply, no connection): tried again later, after a new check.
    case deferred
    /// Perhaps taken, perhaps not: the answer was lost. Never sent again by itself; evidence or a person decides.
    case uncertain
    /// Withdrawn before it left; the reason is kept beside it.
    case cancelled
    /// The provider definitely said no.
    case refused
    /// Never handed over: every retry was used up, or an uncertain hand-over proved not to have happened.
    case failed
    /// Accepted, then returned for good.
    case bounced
    /// Accepted, then delayed, then nothing was heard for too long.
    case undelivered
    /// Written while the company was simulated, put aside on the day it went live: nobody ever had it.
    case rehearsed

    /// The states that may follow this one; none for a final state. The graph of which `next(on:)` walks the arrows.
    package var allowedNext: [MessageState] {
        switch self {
        case .awaitingApproval: [.planned, .cancelled, .rehearsed]
        case .planned: [.awaitingApproval, .ready, .cancelled, .rehearsed]
        case .ready: [.planned, .awaitingApproval, .ready, .committing, .deferred, .cancelled, .refused, .failed, .rehearsed]
        case .deferred: [.awaitingApproval, .ready, .cancelled, .failed, .rehearsed]
        case .committing: [.accepted, .delayed, .delivered, .deferred, .uncertain, .refused, .failed, .bounced, .rehearsed]
        case .uncertain: [.accepted, .delayed, .delivered, .refused, .failed, .bounced, .rehearsed]
        case .accepted: [.delayed, .delivered, .bounced, .rehearsed]
        case .delayed: [.delivered, .bounced, .undelivered, .rehearsed]
        case .delivered: [.bounced, .rehearsed]
        case .cancelled, .refused, .failed, .bounced, .undelivered, .rehearsed: []
        }
    }

    /// Nothing can change it any more; what arrives later is kept as a fact only.
    package var isFinal: Bool { allowedNext.isEmpty }

    /// The step behind it was taken: handed over and not failed since. Only then does a level advance.
    package var countsAsSent: Bool {
        switch self {
        case .accepted, .delayed, .delivered: true
        case .planned, .awaitingApproval, .ready, .committing, .deferred, .uncertain, .cancelled, .refused, .failed,
            .bounced, .undelivered, .rehearsed: false
        }
    }

    /// It keeps its step for itself: no second message for the same step may be planned. False once it has failed.
    package var holdsStep: Bool {
        switch self {
        case .cancelled, .refused, .failed, .bounced, .undelivered, .rehearsed: false
        case .planned, .awaitingApproval, .ready, .committing, .accepted, .delayed, .delivered, .deferred, .uncertain: true
        }
    }

    /// No other step about the same receivables may leave meanwhile: it may be in the recipient's hands already.
    package var blocksOtherSteps: Bool { self == .committing || self == .uncertain }

    /// A worker may take a lease on it and check it again. `ready` too: the worker that rendered it may be gone.
    package var isClaimable: Bool { self == .planned || self == .ready || self == .deferred }

    /// Nothing has left: it can still be withdrawn.
    package var isWithdrawable: Bool { isClaimable || self == .awaitingApproval }
}
