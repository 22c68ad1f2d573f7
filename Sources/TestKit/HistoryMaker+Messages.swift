package import Ledger
package import Outbox
import Values

extension HistoryMaker {
    /// A message about receivables that have not taken its step yet.
    mutating func message(to account: Account) -> FactBody? {
        let step = "step\(random.int(1...4))"
        guard let invoice = random.pick(account.invoices.filter { $0.open > 0 }) else { return nil }
        let round = random.once(in: 5) ? today : nil
        var lines: [CorrespondenceLine] = []
        for other in account.invoices where other.currency == invoice.currency {
            for receivable in other.receivables
            where receivable.open > 0 && !receivable.steps.contains(where: { $0.step == step }) {
                let id = ReceivableID(invoice: other.id, rank: receivable.rank)
                lines.append(
                    CorrespondenceLine(
                        receivable: id, dueOn: receivable.dueOn, step: step, rank: 1, open: receivable.open,
                        interest: random.once(in: 3) ? 12 : 0, indemnity: random.once(in: 3) ? 4000 : 0,
                        asksAccessories: random.once(in: 3), isToCome: random.once(in: 6)))
            }
        }
        guard !lines.isEmpty else { return nil }
        let credits = account.credits.filter { $0.currency == invoice.currency && $0.unallocated > 0 }.prefix(2)
        let state = random.once(in: 4) ? MessageState.awaitingApproval : .planned
        return .messagePlanned(
            Correspondence(
                id: MessageID(name("M")), customer: account.customer.id, currency: invoice.currency, on: today,
                scenario: ScenarioID("standard"), scenarioVersion: 1, step: step, rank: 1, channel: "email",
                to: random.once(in: 3) ? nil : "compta@example.org", amount: lines.reduce(0) { $0 + $1.open },
                lines: lines, credits: credits.map { AppliedCredit(credit: $0.key, on: $0.on, amount: 1) },
                state: state.rawValue, standing: state.ledgerStanding,
                approval: state == .awaitingApproval ? "large_amount" : nil, round: round,
                copies: random.once(in: 5) ? ["é@example.org", "b@example.org"] : [],
                copyOf: random.once(in: 9) ? account.messages.last?.id : nil))
    }

    /// A message goes on along the graph of its states; before it leaves it may be judged again.
    mutating func move(in account: Account) -> FactBody? {
        guard let message = random.pick(account.messages), let state = MessageState(rawValue: message.state),
            let next = random.pick(state.allowedNext)
        else { return nil }
        var content: MessageContent?
        if state.isClaimable, random.once(in: 3) {
            let lines = Array(message.lines.prefix(max(1, message.lines.count - 1)))
            content = MessageContent(
                on: today, scenario: message.scenario, scenarioVersion: 2, step: message.step, rank: message.rank,
                channel: "letter", to: "1 rue de l'Église", amount: lines.reduce(0) { $0 + $1.open }, lines: lines,
                credits: [], approval: random.once(in: 4) ? "large_amount" : nil, round: message.round)
        }
        return .messageMoved(
            MessageMove(
                customer: account.customer.id, message: message.id, state: next.rawValue, standing: next.ledgerStanding,
                detail: random.once(in: 2) ? "450 4.2.1 \"later\"" : nil, content: content))
    }
}

extension MessageState {
    /// What a message in this state counts for in the ledger.
    package var ledgerStanding: MessageStanding {
        if countsAsSent { return .sent }
        if !holdsStep { return .failed }
        return self == .uncertain ? .uncertain : .reserved
    }
}
