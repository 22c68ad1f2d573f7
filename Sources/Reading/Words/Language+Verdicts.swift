package import Dunning
package import Ledger
package import Texts
package import Values
package import Workflows

/// What a day decides about a receivable, in a sentence or two.
extension Language {
    package func explanation(_ verdict: Verdict, on day: LocalDate) -> String {
        if let action = verdict.action { return decided(action, verdict, day) }
        let why = verdict.skipped.map { sentence($0) } ?? ""
        let first = text("reasons.explain.withheld", [
            "day": .date(day, .full), "invoice": .text(verdict.receivable.invoice.text), "why": .text(why),
        ])
        return [first, outlook(verdict)].compactMap { $0 }.joined(separator: " ")
    }

    /// A movement that is perhaps a payment of what is asked.
    package func sentence(_ receipt: PendingReceipt) -> String {
        text("reasons.explain.receipt", [
            "amount": .money(Money(minor: receipt.amount, receipt.currency)), "day": .date(receipt.on, .full),
        ])
    }

    /// Money that had settled the invoice and is gone again.
    package func sentence(_ money: MoneyGoneBack) -> String {
        text("reasons.explain.gone_back", [
            "amount": .money(money.amount), "received": .date(money.receivedOn, .full), "day": .date(money.on, .full),
            "reason": .text(bankReason(money.reason)),
        ])
    }

    /// When something can happen next; nil when there is nothing to add.
    package func outlook(_ verdict: Verdict) -> String? {
        guard verdict.open > 0 else { return nil }
        if let until = verdict.until, verdict.skipped != .notDueYet {
            return text("reasons.explain.resumes", ["day": .date(until, .full)])
        }
        if verdict.skipped == .notDueYet, let step = verdict.nextStep, let day = verdict.until ?? verdict.nextFrom {
            return text("reasons.explain.next", ["step": .text(self.step(step)), "day": .date(day, .full)])
        }
        return nil
    }

    private func decided(_ action: PlannedAction, _ verdict: Verdict, _ day: LocalDate) -> String {
        var arguments: [String: Argument] = [
            "day": .date(day, .full), "invoice": .text(verdict.receivable.invoice.text),
            "step": .text(step(action.step, template: action.template)),
        ]
        if action.lines.first(where: { $0.receivable == verdict.receivable })?.isToCome == true {
            return text("reasons.explain.announced", arguments)
        }
        let amount = Argument.money(Money(minor: action.amount, action.currency))
        switch action.channel {
        case .task: return text("reasons.explain.left_to_a_person", arguments)
        case .message(.call):
            arguments["amount"] = amount
            return text("reasons.explain.called", arguments)
        case .message(let channel):
            arguments["amount"] = amount
            arguments["channel"] = .text(self.channel(channel.rawValue))
            guard let approval = action.approval else { return text("reasons.explain.asked", arguments) }
            arguments["why"] = .text(why(approval))
            return text("reasons.explain.asked_for_approval", arguments)
        }
    }
}

extension Language {
    /// Why a customer has the scenario it has.
    package func word(_ source: ScenarioSource) -> String { text("reasons.origin.\(source.rawValue)") }
}
