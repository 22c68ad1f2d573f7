import Dunning
import Ledger
import Reading
import ScenarioFiles
import Texts
import Values
import Workflows

/// One invoice: what is owed of it, what was done about it, and why or why not on a day.
struct InvoicePage: Sendable {
    let place: Place
    let reading: InvoiceReading

    var invoice: Invoice { reading.invoice }
    var currency: Currency { reading.invoice.currency }
    /// The day explained.
    var on: LocalDate { reading.explanation.on }

    var lede: String {
        let total = Argument.text(place.amount(invoice.amount, currency))
        let issued = Argument.date(invoice.issuedOn, .full)
        if invoice.open == 0 {
            return place.text("pages.invoice.paid", ["total": total, "issued": issued])
        }
        let late = invoice.receivables.filter { $0.isOverdue(on: reading.today) }.map(\.dueOn).min()
        let arguments: [String: Argument] = [
            "total": total, "issued": issued, "open": .text(place.amount(invoice.open, currency)),
            "days": .number(late.map { reading.today.days(since: $0) } ?? 0),
        ]
        return place.text(late == nil ? "pages.invoice.not_due" : "pages.invoice.late", arguments)
    }

    /// What the day decided about one receivable. A message of that day speaks before the verdict.
    func conclusion(_ verdict: Verdict) -> String {
        if let message = message(for: verdict) {
            return place.text("pages.invoice.written", [
                "day": .date(on, .full), "step": .text(place.language.step(message.step, template: template(message.step))),
                "channel": .text(place.language.channel(message.channel)), "state": .text(place.language.messageState(message.state)),
            ])
        }
        return place.language.explanation(verdict, on: on)
    }

    /// The message of that day about the receivable, when it has not failed.
    func message(for verdict: Verdict) -> Correspondence? {
        reading.explanation.messages.first { message in
            message.standing != .failed && message.copyOf == nil
                && message.lines.contains { $0.receivable == verdict.receivable && !$0.isToCome }
        }
    }

    /// What keeps it from being asked that day, when it is money that perhaps pays it.
    func receipts(holding verdict: Verdict) -> [PendingReceipt] {
        !isAsked(verdict) && verdict.skipped == .paymentBeingIdentified ? reading.explanation.receipts : []
    }

    func isAsked(_ verdict: Verdict) -> Bool { message(for: verdict) != nil || verdict.action != nil }

    func template(_ step: String) -> String? { reading.scenario?.step(step)?.template }

    /// Interest and indemnity to date, and their sum; nil when nothing is owed besides the invoice.
    var accessories: (interest: Int64, indemnity: Int64)? {
        let interest = reading.accessories.values.sum(of: \.interest)
        let indemnity = reading.accessories.values.sum(of: \.indemnity)
        return interest.plus(indemnity) > 0 ? (interest, indemnity) : nil
    }

    var scenario: String {
        guard let scenario = reading.scenario else { return place.text("pages.customer.no_scenario") }
        return place.text("pages.customer.scenario", [
            "name": .text(reading.scenarioName?.text(place.language) ?? scenario.name), "version": .number(scenario.version),
            "why": .text(place.language.word(reading.explanation.source)),
        ])
    }
}
