import Dunning
import Ledger
import Values

/// Whether a copy may still follow the message it copies: while the planner would write the same to the customer now.
enum CopyVerdict {
    /// It leaves, with the words of today for what the original asked.
    case leaves(PlannedAction)
    case withdrawn(String)

    init(_ copy: Correspondence, _ account: Account, on day: LocalDate, _ rules: PlanningRules) {
        guard let original = account.messages.last(where: { $0.id == copy.copyOf }), original.standing == .sent else {
            self = .withdrawn("original_not_sent")
            return
        }
        if let to = copy.to, account.suspendedAddresses.contains(to) {
            self = .withdrawn("address_suspended")
            return
        }
        switch SendingVerdict(original, account, on: day, rules) {
        case .leaves(let action, let now), .asks(let action, let now):
            self = now.asksTheSame(as: original) ? .leaves(action) : .withdrawn("outdated")
        case .waits(let reason), .withdrawn(let reason): self = .withdrawn(reason)
        }
    }
}

extension Correspondence {
    fileprivate func asksTheSame(as other: Correspondence) -> Bool {
        amount == other.amount && credits == other.credits && step == other.step
            && lines.elementsEqual(other.lines) { $0.receivable == $1.receivable && $0.open == $1.open }
    }
}
