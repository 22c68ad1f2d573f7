import Ledger
import Outbox
import Values

extension MessageState {
    /// What the state counts for in the ledger.
    var standing: MessageStanding {
        switch self {
        case .planned, .awaitingApproval, .ready, .deferred, .committing: .reserved
        case .accepted, .delayed, .delivered: .sent
        case .uncertain: .uncertain
        case .cancelled, .refused, .failed, .bounced, .undelivered, .rehearsed: .failed
        }
    }
}

extension UnitOfWork {
    /// Moves a message, with what was judged again when it was.
    mutating func move(
        _ message: Correspondence, to state: MessageState, detail: String? = nil, contentHash: String? = nil,
        content: MessageContent? = nil
    ) throws(DeskError) {
        try record(
            .messageMoved(
                MessageMove(
                    customer: message.customer, message: message.id, state: state.rawValue, standing: state.standing,
                    detail: detail, contentHash: contentHash, content: content)))
    }

    /// What the state that a message has come to leaves to a person: to find out whether it left, to post a letter.
    mutating func askPerson(
        about message: Correspondence, now state: MessageState, isSimulated: Bool, on day: LocalDate
    ) throws(DeskError) {
        if state == .uncertain {
            try open(.resolveDelivery, for: message.customer, on: day, about: message.id.text)
        }
        if state == .accepted, message.isOnPaper, !isSimulated {
            try open(.postLetter, for: message.customer, on: day, about: message.id.text)
        }
    }

    mutating func open(
        _ kind: FollowUp.Kind, for customer: CustomerID, on day: LocalDate, currency: Currency? = nil,
        amount: Int64? = nil, about: String
    ) throws(DeskError) {
        let account = try account(customer)
        let isOpen = account.tasks.contains { $0.kind == kind && $0.about == about && $0.closedOn == nil }
        guard !isOpen else { return }
        var number = 1
        var id = TaskID("\(kind.rawValue)-\(day.iso)-\(number)")
        while account.tasks.contains(where: { $0.id == id }) {
            number += 1
            id = TaskID("\(kind.rawValue)-\(day.iso)-\(number)")
        }
        try record(
            .taskOpened(
                FollowUp(id: id, kind: kind, customer: customer, on: day, currency: currency, amount: amount, about: about)))
    }
}
