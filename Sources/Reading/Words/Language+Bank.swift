package import Ledger
package import Texts
import Values
import Workflows

/// What came of the company's bank accounts, in words.
extension Language {
    func sentence(_ fact: BankFact, of account: Account?) -> String {
        switch fact {
        case .statementRecorded(let statement):
            text("facts.bank.statement", [
                "account": .text(statement.account.isEmpty ? text("bank.account.unnamed") : statement.account), "from": .date(statement.from, .full),
                "until": .date(statement.until, .full), "count": .number(statement.entries),
            ])
        case .entryBooked(let entry):
            text("facts.bank.entry", [
                "label": .text(entry.text.label), "on": .date(entry.bookedOn, .full), "amount": .money(entry.money),
            ])
        case .entryAttributed(let id, let share): attributed(id, share, account)
        case .shareReleased(let id, _, _, let day, let reason):
            text("facts.bank.released", ["entry": .text(id.text), "on": .date(day, .full), "reason": .text(bankReason(reason))])
        case .entrySetAside(let id, let reason):
            text("facts.bank.set_aside", ["entry": .text(id.text), "reason": .text(bankReason(reason))])
        case .entryReopened(let id, let reason):
            text("facts.bank.reopened", ["entry": .text(id.text), "reason": .text(bankReason(reason))])
        case .entryReturned(let id, let returned, let reason):
            text("facts.bank.returned", [
                "entry": .text(id.text), "reference": .text(returned.credit.id.text), "reason": .text(bankReason(reason)),
            ])
        case .receiptPending(let receipt):
            text("facts.bank.pending", [
                "amount": .money(Money(minor: receipt.amount, receipt.currency)), "entry": .text(receipt.entry.text),
            ])
        case .receiptCleared(_, let id): text("facts.bank.cleared", ["entry": .text(id.text)])
        case .writeOffReversed(_, let receivable, let amount, let day):
            text("facts.bank.write_off_reversed", [
                "amount": .money(Money(minor: amount, account.currency(of: receivable.invoice))),
                "invoice": .text(receivable.invoice.text), "on": .date(day, .full),
            ])
        case .payerLearned(let rule):
            text("facts.bank.learned", ["value": .text(rule.value), "customer": .text(rule.customer.text)])
        case .payerForgotten(let id, let reason):
            text("facts.bank.forgotten", ["value": .text(id.text), "reason": .text(bankReason(reason))])
        }
    }

    private func attributed(_ id: EntryID, _ share: EntryShare, _ account: Account?) -> String {
        let currency = account?.credit(share.credit)?.currency ?? .eur
        var arguments: [String: Argument] = [
            "entry": .text(id.text), "amount": .money(Money(minor: share.amount, currency)),
            "reasons": .text(reasons(share.evidence.reasons)),
        ]
        guard share.evidence.isAutomatic else { return text("facts.bank.attributed", arguments) }
        arguments["probability"] = .text(percentage(hundredThousandths: share.evidence.probability ?? 0))
        return text("facts.bank.attributed_automatically", arguments)
    }

    /// Pieces of evidence, one after the other.
    package func reasons(_ reasons: [MatchEvidence.Reason]) -> String {
        if reasons.isEmpty { return text("facts.no_reason") }
        return reasons.map { matchReason($0) }.joined(separator: text("match.reason.separator"))
    }

    /// Why a movement is taken for a payment, or why it is not, in words.
    package func matchReason(_ reason: MatchEvidence.Reason) -> String {
        let value = switch reason.code {
        case "return_reason": bankReason(reason.value)
        case "return_charges": amount(told: reason.value)
        default: reason.value
        }
        let words = Catalogue.phrase("match.reason." + reason.code, self)?.filled(["value": .text(value)])
            ?? "\(reason.code) (\(reason.value))"
        return reason.value.isEmpty ? words.replacing(" ()", with: "") : words
    }

    /// `15.00 EUR`, as amounts are told with a reason.
    private func amount(told value: String) -> String {
        let parts = value.split(separator: " ")
        guard parts.count == 2, let currency = Currency(code: String(parts[1])),
            let money = try? Money(parsing: parts[0], currency)
        else { return value }
        return self.amount(money)
    }

    /// A reason of the bank's (AC04, MD06, …) or of ours in words; a person's as it stands.
    package func bankReason(_ reason: String) -> String {
        if reason.isEmpty { return text("facts.no_reason") }
        guard let words = known("bank.reason." + reason.lowercased()) else {
            let isCode = reason.utf8.count == 2 && reason.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x41 && $0 <= 0x5A }
            return isCode ? text("bank.reason.code", ["code": .text(reason)]) : reason
        }
        return reason.first?.isUppercase == true ? "\(reason), \(words)" : words
    }

    /// 99 912 → `99,912 %`.
    package func percentage(hundredThousandths value: Int) -> String {
        let whole = String(value / 1000)
        var decimals = String(String(value % 1000 + 1000).dropFirst())
        while decimals.last == "0" { decimals.removeLast() }
        let mark = decimals.isEmpty ? "" : text("match.decimal_mark")
        return text("match.percentage", ["value": .text(whole + mark + decimals)])
    }
}
