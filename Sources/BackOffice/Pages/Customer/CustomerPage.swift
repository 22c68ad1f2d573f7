import Dunning
import Insight
import Ledger
import Reading
import ScenarioFiles
import Texts
import Values
import Workflows

/// One customer: what it owes, what is under way, what comes next and why.
struct CustomerPage: Sendable {
    let place: Place
    let reading: CustomerReading

    var account: Account { reading.account }
    var customer: Customer { reading.account.customer }

    /// What is owed and how late, in a sentence.
    var lede: String {
        let rows = reading.balances.filter { $0.receivables > 0 }
        guard !rows.isEmpty else {
            let credit = reading.balances.filter { $0.unallocated > 0 }
            guard !credit.isEmpty else { return place.text("pages.customer.owes_nothing") }
            return place.text("pages.customer.in_credit", [
                "amounts": .text(place.amounts(credit.map { Money(minor: $0.unallocated, $0.currency) }))
            ])
        }
        let open = place.amounts(rows.map { Money(minor: $0.amounts.total, $0.currency) })
        let late = rows.filter { $0.amounts.overdue > 0 }
        guard !late.isEmpty else { return place.text("pages.customer.owes_not_due", ["amounts": .text(open)]) }
        return place.text("pages.customer.owes", [
            "amounts": .text(open), "late": .text(place.amounts(late.map { Money(minor: $0.amounts.overdue, $0.currency) })),
            "days": .number(reading.open.map { $0.daysLate(on: reading.today) }.max() ?? 0),
        ])
    }

    /// What comes next, or why nothing does.
    var outlook: String {
        guard let next = reading.coming.first else {
            guard let first = reading.open.first?.verdict, let reason = first.skipped else {
                return place.text("pages.customer.nothing_next")
            }
            return place.text("pages.customer.nothing_next") + " " + place.language.sentence(reason, until: first.until)
        }
        return coming(next)
    }

    func coming(_ step: ComingStep) -> String {
        let action = step.action
        var arguments: [String: Argument] = [
            "day": .text(place.opening(step.on)), "step": .text(place.language.step(action.step, template: action.template)),
            "amount": .text(place.amount(action.amount, action.currency)),
        ]
        switch action.channel {
        case .task: return place.text("pages.customer.coming.task", arguments)
        case .message(.call): return place.text("pages.customer.coming.call", arguments)
        case .message(let channel):
            arguments["channel"] = .text(place.language.channel(channel.rawValue))
            let sentence = place.text(action.lines.isEmpty ? "pages.customer.coming.thanks" : "pages.customer.coming.message", arguments)
            guard let approval = action.approval else { return sentence }
            return sentence + " " + place.text("pages.customer.coming.approval", ["why": .text(place.language.why(approval))])
        }
    }

    /// `standard, version 3 : proposé par…`
    var scenario: String {
        guard let scenario = reading.scenario else { return place.text("pages.customer.no_scenario") }
        return place.text("pages.customer.scenario", [
            "name": .text(reading.scenarioName?.text(place.language) ?? scenario.name), "version": .number(scenario.version),
            "why": .text(place.language.word(reading.source)),
        ])
    }

    /// Holds of every kind but promises that still stand on the day.
    var holds: [Hold] {
        account.holds.filter { hold in
            hold.kind != .promise && hold.releasedOn.map { reading.today < $0 } ?? true
                && (hold.kind == .dispute || hold.until.map { reading.today <= $0 } ?? true)
        }
    }

    var address: [String] {
        let town = [customer.postcode, customer.city].compactMap { $0 }.joined(separator: " ")
        return [customer.address, town, customer.country == "FR" ? nil : customer.country].compactMap { $0 }.filter { !$0.isEmpty }
    }
}
