package import Dunning
package import Ledger
import Values

/// What is to become of a message at the moment of sending: the customer is planned again without it.
enum SendingVerdict {
    /// It leaves, with what the planner would write now.
    case leaves(PlannedAction, Correspondence)
    /// A person has to agree first to what it would say now.
    case asks(PlannedAction, Correspondence)
    /// A person has agreed, and only the day is wrong: it keeps its place.
    case waits(String)
    /// What it asked is not to be asked any more, or not like this: the planner decides anew.
    case withdrawn(String)

    init(_ message: Correspondence, _ account: Account, on day: LocalDate, _ rules: PlanningRules) {
        let plan = Planner.plan(account, on: day, rules: rules, ignoring: message.id)
        guard let action = plan.actions.first(where: { $0.stands(for: message) }), case .message(let channel) = action.channel,
            channel != .call
        else {
            let reason = plan.reasonWithheld(message, account)
            let waits = message.approval != nil && (reason.passesByItself || day < message.on)
            self = waits ? .waits(reason.rawValue) : .withdrawn(reason.rawValue)
            return
        }
        let isAgreed = action.isAgreed(in: message, account, rules.scenarios[action.scenario])
        let wanted = isAgreed ? nil : action.approval
        var judged = action.correspondence(
            id: message.id, on: day, state: message.state, standing: message.standing,
            round: account.assignment?.restart(on: day))
        judged.approval = wanted?.code ?? message.approval
        self = wanted == nil ? .leaves(action, judged) : .asks(action, judged)
    }
}

extension PlannedAction {
    /// The action that a message was written for: the same currency, or the same thank-you.
    package func stands(for message: Correspondence) -> Bool {
        guard currency == message.currency else { return false }
        return message.lines.isEmpty ? step == message.step : !lines.isEmpty
    }

    /// A person agreed to the message, and nothing that it did not show wants the agreement: accessories grow by the
    /// day, and what has come up since travels with it.
    fileprivate func isAgreed(in message: Correspondence, _ account: Account, _ scenario: Scenario?) -> Bool {
        guard message.approval != nil else { return false }
        let added = asked.filter { line in
            !message.lines.contains {
                !$0.isToCome && $0.receivable == line.receivable && $0.step == line.step && $0.open >= line.open
            }
        }
        let wantsIt = added.contains { line in
            account.invoice(line.receivable.invoice)?.needsApproval == true || scenario?.step(line.step)?.approval == .always
        }
        switch approval {
        case nil, .firstLiveSend: return true
        case .journalMissing: return message.approval == ApprovalReason.journalMissing.code && added.isEmpty
        case .lateImport, .step: return !wantsIt
        case .amount: return added.isEmpty || (!wantsIt && amount <= message.amount)
        case .stalePayments: return !wantsIt && !added.contains { $0.rank > 1 }
        }
    }
}

extension DayPlan {
    /// Why what a message asked is no longer to be asked.
    fileprivate func reasonWithheld(_ message: Correspondence, _ account: Account) -> SkipReason {
        let receivables = Set(message.lines.map(\.receivable))
        let reasons = skipped.filter { receivables.contains($0.receivable) }.map(\.reason)
        let isOpen = account.invoices.contains { invoice in
            invoice.receivables.contains {
                $0.open > 0 && receivables.contains(ReceivableID(invoice: invoice.id, rank: $0.rank))
            }
        }
        return reasons.min() ?? (isOpen ? .notDueYet : .paid)
    }
}

extension SkipReason {
    /// Another day is enough.
    fileprivate var passesByItself: Bool {
        switch self {
        case .nonWorkingDay, .gap, .writtenToday, .weeklyCap, .formalGoesAlone: true
        case .paid, .quarantined, .muted, .held, .disputed, .promised, .paymentBeingIdentified, .noScenario, .muteScenario,
            .deliveryUncertain, .alreadyPlanned, .notDueYet, .scenarioFinished, .coveredByCredit, .belowMinimum, .noAddress: false
        }
    }
}
