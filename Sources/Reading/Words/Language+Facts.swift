package import Ledger
import Outbox
package import Texts
import Values
import Workflows

/// History in words. A sentence may need what the customer's other facts say: a hold's kind, a message's day.
extension Language {
    /// - Parameter account: the customer as it is now, loaded whole; nil for facts about the company.
    package func sentence(_ fact: FactBody, of account: Account? = nil) -> String {
        switch fact {
        case .companyDescribed(let profile): text("facts.company_described", ["name": .text(profile.name)])
        case .customerRecorded(let customer): text("facts.customer_recorded", ["name": .text(customer.name)])
        case .invoiceIssued(let invoice, let declared): issued(invoice, declared)
        case .invoiceQuarantined(let version):
            text("facts.invoice_quarantined", [
                "invoice": .text(version.invoice.text), "customer": .text(version.otherCustomer.text),
                "amount": .money(Money(minor: version.otherAmount, version.otherCurrency)),
            ])
        case .quarantineReleased(_, let invoice): text("facts.quarantine_released", ["invoice": .text(invoice.text)])
        case .creditRecorded(let credit): recorded(credit)
        case .creditReturned(_, let key, let day, let reason):
            text(key.kind == .payment ? "facts.payment_returned" : "facts.credit_note_returned", [
                "reference": .text(key.id.text), "on": .date(day, .full), "reason": .text(bankReason(given(reason))),
            ])
        case .allocationMade(_, let allocation):
            text("facts.allocation", [
                "amount": .money(Money(minor: allocation.amount, account.currency(of: allocation.receivable.invoice))),
                "reference": .text(allocation.credit.id.text), "invoice": .text(allocation.receivable.invoice.text),
            ])
        case .allocationReversed(_, let number, let day):
            text("facts.allocation_reversed", ["number": .number(number), "on": .date(day, .full)])
        case .receivableWrittenOff(_, let receivable, let amount, let day, let reason):
            text("facts.written_off", [
                "amount": .money(Money(minor: amount, account.currency(of: receivable.invoice))),
                "invoice": .text(receivable.invoice.text), "on": .date(day, .full), "reason": .text(given(reason)),
            ])
        case .accessoriesWaived(_, let invoice, let reason):
            text("facts.accessories_waived", ["invoice": .text(invoice.text), "reason": .text(given(reason))])
        case .holdPlaced(let hold): sentence(hold)
        case .holdReleased(_, let id, let day): released(id, day, account)
        case .messagePlanned(let message): planned(message)
        case .messageMoved(let move): moved(move)
        case .addressSuspended(_, let address, let reason):
            text("facts.address_suspended", ["address": .text(address), "reason": .text(detail(reason))])
        case .addressRestored(_, let address, let reason):
            text("facts.address_restored", ["address": .text(address), "reason": .text(given(reason))])
        case .taskOpened(let task): opened(task)
        case .taskClosed(_, let id, let day): closed(id, day, account)
        case .bank(let fact): sentence(fact, of: account)
        case .scenarioRecorded, .defaultScenarioChosen, .scenarioAssigned, .importRecorded, .dayPlayed: company(fact)
        }
    }

    private func issued(_ invoice: Invoice, _ declared: DeclaredStep?) -> String {
        let days = invoice.receivables.map(\.dueOn)
        var arguments: [String: Argument] = [
            "invoice": .text(invoice.id.text), "on": .date(invoice.issuedOn, .full),
            "amount": .money(Money(minor: invoice.amount, invoice.currency)),
        ]
        let first = days.min() ?? invoice.issuedOn
        let sentence: String
        if days.count > 1 {
            arguments["count"] = .number(days.count)
            arguments["first"] = .date(first, .full)
            arguments["last"] = .date(days.max() ?? first, .full)
            sentence = text("facts.invoice_issued_in_parts", arguments)
        } else {
            arguments["due"] = .date(first, .full)
            sentence = text("facts.invoice_issued", arguments)
        }
        guard let declared else { return sentence }
        return sentence + " " + text("facts.declared_step", ["step": .text(step(declared.step)), "on": .date(declared.on, .full)])
    }

    private func recorded(_ credit: Credit) -> String {
        var arguments: [String: Argument] = [
            "reference": .text(credit.id.text), "on": .date(credit.on, .full),
            "amount": .money(Money(minor: credit.amount, credit.currency)),
        ]
        guard let invoice = credit.invoice else {
            return text(credit.kind == .payment ? "facts.payment" : "facts.credit_note", arguments)
        }
        arguments["invoice"] = .text(invoice.text)
        return text(credit.kind == .payment ? "facts.payment_for" : "facts.credit_note_for", arguments)
    }

    private func planned(_ message: Correspondence) -> String {
        var arguments: [String: Argument] = [
            "step": .text(step(message.step)), "channel": .text(channel(message.channel)),
            "amount": .money(Money(minor: message.amount, message.currency)),
        ]
        if message.channel == ChannelKind.call.rawValue { return text("facts.call_planned", arguments) }
        guard let approval = message.approval else { return text("facts.message_planned", arguments) }
        arguments["why"] = .text(whyApproval(code: approval))
        return text("facts.message_planned_for_approval", arguments)
    }

    private func moved(_ move: MessageMove) -> String {
        let state = Argument.text(messageState(move.state))
        guard let detail = move.detail, !detail.isEmpty else { return text("facts.message_moved", ["state": state]) }
        return text("facts.message_moved_because", ["state": state, "detail": .text(self.detail(detail))])
    }

    /// A code in words when it is one: a receipt, a reason of sending, to withhold or for approval; else as it stands.
    package func detail(_ code: String) -> String {
        if code.isEmpty { return text("facts.no_reason") }
        return known("facts.receipt." + code) ?? known("facts.why." + code) ?? known("reasons.skip." + code)
            ?? known("reasons.approval." + code) ?? code
    }

    private func opened(_ task: FollowUp) -> String {
        guard let amount = task.amount, let currency = task.currency else {
            return text("facts.task_opened", ["task": .text(word(task.kind))])
        }
        return text("facts.task_opened_amount", ["task": .text(word(task.kind)), "amount": .money(Money(minor: amount, currency))])
    }

    private func closed(_ id: TaskID, _ day: LocalDate, _ account: Account?) -> String {
        guard let task = account?.tasks.first(where: { $0.id == id }) else {
            return text("facts.task_closed_unknown", ["task": .text(id.text), "on": .date(day, .full)])
        }
        return text("facts.task_closed", ["task": .text(word(task.kind)), "on": .date(day, .full)])
    }

    private func company(_ fact: FactBody) -> String {
        switch fact {
        case .scenarioRecorded(let scenario):
            return text("facts.scenario_recorded", ["scenario": .text(scenario.id.text), "version": .number(scenario.version)])
        case .defaultScenarioChosen(let id): return text("facts.default_scenario", ["scenario": .text(id.text)])
        case .scenarioAssigned(_, let id, let restartOn):
            guard let restartOn else { return text("facts.scenario_assigned", ["scenario": .text(id.text)]) }
            return text("facts.scenario_restarted", ["scenario": .text(id.text), "day": .date(restartOn, .full)])
        case .importRecorded(let receipt):
            return text("facts.import", [
                "file": .text(receipt.file), "created": .number(receipt.created), "updated": .number(receipt.updated),
                "unchanged": .number(receipt.unchanged), "rejected": .number(receipt.rejected),
            ])
        case .dayPlayed(let day): return text("facts.day_played", ["day": .date(day, .full)])
        case .companyDescribed, .customerRecorded, .invoiceIssued, .invoiceQuarantined, .quarantineReleased,
            .creditRecorded, .creditReturned, .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced,
            .holdReleased, .messagePlanned, .messageMoved, .addressSuspended, .addressRestored, .taskOpened, .taskClosed,
            .accessoriesWaived, .bank:
            return ""
        }
    }
}

extension Language {
    /// A hold as it was placed: what, on what, how long, why.
    package func sentence(_ hold: Hold) -> String {
        let amount: Argument? = hold.amount.map { .money(Money(minor: $0, hold.currency ?? .eur)) }
        var arguments: [String: Argument] = [
            "scope": .text(scope(hold)), "reason": .text(given(hold.reason)), "period": .text(period(hold)),
        ]
        switch hold.kind {
        case .hold: return text("facts.hold", arguments)
        case .mute: return text("facts.mute", arguments)
        case .promise:
            arguments["amount"] = amount ?? .text(text("facts.what_is_owed"))
            arguments["until"] = .date(hold.until ?? hold.from, .full)
            return text("facts.promise", arguments)
        case .dispute:
            arguments["amount"] = amount ?? .text(text("facts.whole"))
            return text("facts.dispute", arguments)
        }
    }

    private func scope(_ hold: Hold) -> String {
        guard let invoice = hold.invoice else { return text("facts.scope.customer") }
        return text("facts.scope.invoice", ["invoice": .text(invoice.text)])
    }

    private func period(_ hold: Hold) -> String {
        guard let until = hold.until else { return text("facts.period.open", ["from": .date(hold.from, .full)]) }
        return text("facts.period.dated", ["from": .date(hold.from, .full), "until": .date(until, .full)])
    }

    private func released(_ id: HoldID, _ day: LocalDate, _ account: Account?) -> String {
        let kind = account?.holds.first { $0.id == id }.map { word($0.kind) } ?? id.text
        return text("facts.released", ["on": .date(day, .full), "kind": .text(kind)])
    }

    /// Reasons are written by people, and stand before a full stop.
    private func given(_ reason: String) -> String {
        guard !reason.isEmpty else { return text("facts.no_reason") }
        return reason.hasSuffix(".") ? String(reason.dropLast()) : reason
    }
}

extension Account? {
    /// The currency of an invoice; the customer's first when the invoice is not at hand.
    func currency(of invoice: InvoiceID) -> Currency {
        self?.invoice(invoice)?.currency ?? self?.invoices.first?.currency ?? .eur
    }
}
