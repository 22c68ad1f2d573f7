/// What can happen to a message. S1 to S6 are the steps of the send protocol.
package enum MessageEvent: Sendable, Hashable {
    /// A person approved it.
    case approved
    /// A gate closed since it was planned (stale bank data): a person must approve it after all.
    case approvalRequired
    /// It must not leave: refused by a person, paid, held, in dispute, out of caps (S2, S4).
    case withdrawn
    /// Checked again and rendered, its bytes stored (S2).
    case rendered
    /// At the point of no return its bytes no longer say what is owed: render again (S4).
    case outdated
    /// The point of no return is passed (S4).
    case committed
    /// The provider took it (S6), or evidence shows that it had.
    case accepted
    /// The provider said no for good (S6).
    case refused
    /// The provider said not now, or could not be reached before the point of no return.
    case deferred
    /// `RetryPolicy` gave up.
    case retriesExhausted
    /// Crash, time-out or lost connection after the point of no return.
    case outcomeLost
    /// Evidence, or a person, says that an uncertain message was never taken.
    case provenNotAccepted
    /// News from the provider after the hand-over.
    case receipt(DeliveryReceipt)
    /// Nothing was heard for `WatchPolicy.undeliveredAfterSeconds` since a soft bounce.
    case silenceElapsed
    /// The company that only simulated it writes in earnest from now on.
    case wentLive
}

/// What an event does to a message.
package enum Transition: Sendable, Hashable {
    case moved(MessageState)
    /// The event is true but changes nothing (a late or repeated receipt): keep it as a fact.
    case unchanged
    /// The event has no place in this state: record nothing and treat it as a defect of the caller.
    case refused
}

extension MessageState {
    /// The effect of `event`. Receipts may come in any order and any number of times: the result is the same.
    package func next(on event: MessageEvent) -> Transition {
        switch event {
        case .approved: move(to: .planned, from: [.awaitingApproval])
        case .approvalRequired: move(to: .awaitingApproval, from: [.planned, .ready, .deferred])
        case .withdrawn: move(to: .cancelled, from: [.awaitingApproval, .planned, .ready, .deferred])
        case .rendered: move(to: .ready, from: [.planned, .ready, .deferred])
        case .outdated: move(to: .planned, from: [.ready])
        case .committed: move(to: .committing, from: [.ready])
        case .accepted: move(to: .accepted, from: [.committing, .uncertain])
        case .refused: move(to: .refused, from: [.ready, .committing, .uncertain])
        case .deferred: move(to: .deferred, from: [.ready, .committing])
        case .retriesExhausted: move(to: .failed, from: [.ready, .committing, .deferred])
        case .outcomeLost: move(to: .uncertain, from: [.committing])
        case .provenNotAccepted: move(to: .failed, from: [.uncertain])
        case .receipt(let receipt): next(on: receipt)
        case .silenceElapsed: self == .delayed ? .moved(.undelivered) : .unchanged
        case .wentLive: isFinal ? .unchanged : .moved(.rehearsed)
        }
    }

    private func move(to target: MessageState, from sources: [MessageState]) -> Transition {
        sources.contains(self) ? .moved(target) : .refused
    }

    /// Failure outweighs arrival, arrival outweighs delay: the state is the strongest receipt so far.
    private func next(on receipt: DeliveryReceipt) -> Transition {
        switch (receipt, self) {
        case (.hardBounce, .committing), (.hardBounce, .uncertain), (.hardBounce, .accepted), (.hardBounce, .delayed),
            (.hardBounce, .delivered), (.timeout, .committing), (.timeout, .uncertain), (.timeout, .accepted),
            (.timeout, .delayed), (.timeout, .delivered):
            .moved(.bounced)
        case (.delivered, .committing), (.delivered, .uncertain), (.delivered, .accepted), (.delivered, .delayed),
            (.complaint, .committing), (.complaint, .uncertain), (.complaint, .accepted), (.complaint, .delayed):
            .moved(.delivered)
        case (.softBounce, .committing), (.softBounce, .uncertain), (.softBounce, .accepted):
            .moved(.delayed)
        case (.hardBounce, _), (.timeout, _), (.delivered, _), (.complaint, _), (.softBounce, _):
            .unchanged
        }
    }
}
