package import Dunning
import Ledger
package import Texts
package import Values
import Workflows

/// Why something is done or withheld, as a face says it.
extension Language {
    /// Beside a count: `promesse de règlement en cours`.
    package func short(_ reason: SkipReason) -> String { text("reasons.skip.\(reason.rawValue)") }

    /// A whole sentence, with the day on which the reason ends when it is known.
    package func sentence(_ reason: SkipReason, until: LocalDate? = nil) -> String {
        let why = text("reasons.why.\(reason.rawValue)")
        guard let until else { return why }
        return why + " " + text("reasons.until", ["day": .date(until, .full)])
    }

    /// What a rule says when it does not stand in the way.
    package func kept(_ rule: SkipReason) -> String { text("reasons.rule.\(rule.rawValue)") }

    package func sentence(_ reason: ActionReason) -> String {
        switch reason {
        case .stepReached(let receivable, let step, let day):
            text("reasons.action.step_reached", [
                "invoice": .text(receivable.invoice.text), "step": .text(self.step(step)), "day": .date(day, .full),
            ])
        case .gapElapsed(let receivable, let last):
            text("reasons.action.gap_elapsed", ["invoice": .text(receivable.invoice.text), "day": .date(last, .full)])
        case .highestLevel(let step): text("reasons.action.highest_level", ["step": .text(self.step(step))])
        case .fallbackChannel(let from, let to):
            text("reasons.action.fallback_channel", [
                "from": .text(channel(from.rawValue)), "to": .text(channel(to.rawValue)),
            ])
        case .creditsDeducted(let amount, let currency):
            text("reasons.action.credits_deducted", ["amount": .money(Money(minor: amount, currency))])
        case .disputedPartLeftOut(let invoice, let amount, let currency):
            text("reasons.action.disputed_part_left_out", [
                "amount": .money(Money(minor: amount, currency)), "invoice": .text(invoice.text),
            ])
        case .clockStopped(let invoice, let days):
            text("reasons.action.clock_stopped", ["invoice": .text(invoice.text), "days": .number(days)])
        case .noticeTravelsInside(let receivable):
            text("reasons.action.notice_travels_inside", ["invoice": .text(receivable.invoice.text)])
        case .accessoriesAsked(let amount, let currency):
            text("reasons.action.accessories_asked", ["amount": .money(Money(minor: amount, currency))])
        case .promiseKept: text("reasons.action.promise_kept")
        case .paidInFull(let receivables):
            text("reasons.action.paid_in_full", ["invoices": .text(joined(Set(receivables.map(\.invoice)).sorted().map(\.text)))])
        }
    }

    /// After "waits for approval:", without a full stop.
    package func why(_ approval: ApprovalReason) -> String {
        if case .stalePayments(let last?, let account) = approval {
            guard let account else { return text("reasons.approval.payments_not_fresh_since", ["day": .date(last, .full)]) }
            return text("reasons.approval.statements_not_fresh", ["account": .text(account), "day": .date(last, .full)])
        }
        return whyApproval(code: approval.code)
    }

    /// The same from the code that a message keeps.
    package func whyApproval(code: String) -> String {
        let key = "reasons.approval." + code
        return Catalogue.phrase(key, self) == nil ? text("reasons.approval.other") : text(key)
    }
}
