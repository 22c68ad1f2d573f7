import Outbox
import Testing

private let everyEvent: [MessageEvent] =
    [
        .approved, .approvalRequired, .withdrawn, .rendered, .outdated, .committed, .accepted, .refused, .deferred,
        .retriesExhausted, .outcomeLost, .provenNotAccepted, .silenceElapsed, .wentLive,
    ] + DeliveryReceipt.allCases.map { .receipt($0) }

@Suite("A message moves only along the declared graph")
struct MessageStateTests {
    @Test("every move is an arrow of the graph and every arrow has an event", arguments: MessageState.allCases)
    func graph(state: MessageState) {
        var reached: Set<MessageState> = []
        for event in everyEvent {
            if case .moved(let target) = state.next(on: event) { reached.insert(target) }
        }
        #expect(reached == Set(state.allowedNext))
    }

    @Test("every state can be reached from the two first ones")
    func reachable() {
        var seen: [MessageState] = [.planned, .awaitingApproval]
        var index = 0
        while index < seen.count {
            seen += seen[index].allowedNext.filter { !seen.contains($0) }
            index += 1
        }
        #expect(Set(seen) == Set(MessageState.allCases))
    }

    @Test("a final state is never overwritten and late receipts are kept as facts")
    func finals() {
        let finals = MessageState.allCases.filter(\.isFinal)
        #expect(finals == [.cancelled, .refused, .failed, .bounced, .undelivered, .rehearsed])
        for state in finals {
            for receipt in DeliveryReceipt.allCases { #expect(state.next(on: .receipt(receipt)) == .unchanged) }
            #expect(!state.holdsStep && !state.countsAsSent && !state.isClaimable)
        }
    }

    @Test("after the point of no return nothing leads back to sending but a definite answer")
    func noBlindResend() {
        for state in [MessageState.committing, .uncertain] {
            #expect(state.blocksOtherSteps && state.holdsStep && !state.countsAsSent && !state.isClaimable)
            for event in [MessageEvent.withdrawn, .rendered, .outdated, .committed, .approved] {
                #expect(state.next(on: event) == .refused)
            }
        }
        #expect(MessageState.uncertain.next(on: .deferred) == .refused)
        #expect(MessageState.uncertain.allowedNext.allSatisfy { !$0.isClaimable })
    }

    @Test("the stories of the scenarios end where they should", arguments: [
        // Paid between planning and sending.
        ([.withdrawn], MessageState.cancelled),
        // Killed before the hand-over, taken up again, sent once.
        ([.rendered, .rendered, .committed, .accepted], .accepted),
        // Killed after the provider took it; found by our own Message-ID.
        ([.rendered, .committed, .outcomeLost, .accepted], .accepted),
        // The same, proven never taken: the step is free again.
        ([.rendered, .committed, .outcomeLost, .provenNotAccepted], .failed),
        // Greylisted, then taken.
        ([.rendered, .deferred, .rendered, .committed, .deferred, .rendered, .committed, .accepted], .accepted),
        // Two days of 4xx.
        ([.rendered, .deferred, .retriesExhausted], .failed),
        // The amount changed while the connection was opened.
        ([.rendered, .outdated, .rendered, .committed, .accepted], .accepted),
        // Hard bounce; soft bounce and silence; soft bounce that resolves; complaint.
        ([.rendered, .committed, .accepted, .receipt(.hardBounce)], .bounced),
        ([.rendered, .committed, .accepted, .receipt(.softBounce), .silenceElapsed], .undelivered),
        ([.rendered, .committed, .accepted, .receipt(.softBounce), .receipt(.delivered), .silenceElapsed], .delivered),
        ([.rendered, .committed, .accepted, .receipt(.complaint)], .delivered),
        // A bounce is evidence too.
        ([.rendered, .committed, .outcomeLost, .receipt(.hardBounce)], .bounced),
        ([.approvalRequired, .approved, .rendered, .committed, .accepted], .accepted),
    ] as [([MessageEvent], MessageState)])
    func stories(events: [MessageEvent], end: MessageState) {
        var state = MessageState.planned
        for event in events {
            switch state.next(on: event) {
            case .moved(let next): state = next
            case .unchanged: break
            case .refused: Issue.record("\(event) refused in \(state)")
            }
        }
        #expect(state == end)
    }

    @Test("the same receipts in any order and multiplicity give the same state")
    func receiptsCommute() {
        let receipts = DeliveryReceipt.allCases
        for mask in 1..<(1 << receipts.count) {
            let chosen = receipts.indices.filter { mask >> $0 & 1 == 1 }.map { receipts[$0] }
            let ends = permutations(chosen).map { order in (order + order).reduce(MessageState.accepted, apply) }
            #expect(Set(ends).count == 1, "\(chosen) end in \(ends)")
        }
    }

    private func apply(_ state: MessageState, _ receipt: DeliveryReceipt) -> MessageState {
        if case .moved(let next) = state.next(on: .receipt(receipt)) { next } else { state }
    }

    private func permutations(_ items: [DeliveryReceipt]) -> [[DeliveryReceipt]] {
        guard let first = items.first else { return [[]] }
        return permutations(Array(items.dropFirst())).flatMap { rest in
            (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
        }
    }

    @Test("raw values are stable")
    func rawValues() {
        #expect(MessageState.allCases.map(\.rawValue) == [
            "planned", "awaiting_approval", "ready", "committing", "accepted", "delayed", "delivered", "deferred",
            "uncertain", "cancelled", "refused", "failed", "bounced", "undelivered", "rehearsed",
        ])
        #expect(ChannelKind.allCases.map(\.rawValue) == ["email", "letter", "registered_letter", "sms", "call"])
    }
}
