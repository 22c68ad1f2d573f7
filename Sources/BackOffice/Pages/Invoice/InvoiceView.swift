import Dunning
import Ledger
import Reading
import Texts
import Values
import Workflows

/// Draws the page of an invoice.
struct InvoiceView {
    let page: InvoicePage
    private var place: Place { page.place }
    private var reading: InvoiceReading { page.reading }
    private var company: CompanyID { reading.profile.id }

    init(_ page: InvoicePage) { self.page = page }

    var node: Node {
        Frame(place: place, title: page.invoice.id.text, company: reading.profile, room: .elsewhere).page {
            el(.p, .class("crumb")) { a(place.customer(reading.customer.id, company), reading.customer.name) }
            el(.h1) { name(place.text("pages.invoice.title", ["invoice": .text(page.invoice.id.text)])) }
            el(.p, .class("lede")) {
                page.lede
                if page.invoice.isQuarantined {
                    " "
                    el(.span, .class("tag warn"), text: place.text("pages.quarantined"))
                }
            }
            why
            receivables
            if !reading.settlements.isEmpty { settlements }
            if !reading.messages.isEmpty { reminders }
            if !reading.holds.isEmpty { holds }
            history
        } aside: {
            facts
            if let owed = page.accessories { accessories(owed.interest, owed.indemnity) }
            if !reading.claims.isEmpty { ClaimsView(place: place, company: company, claims: reading.claims).aside }
        }
    }

    // MARK: Why and why not

    private var why: Node {
        el(.section, .labelled(by: "why")) {
            el(.h2, .id("why")) {
                place.text("pages.invoice.why")
                el(.small, text: place.language.date(page.on, .long))
            }
            if reading.explanation.invoice == nil {
                let wasLater = reading.explanation.knownOn > page.on
                el(.p, .class("verdict"), text: place.text(wasLater ? "pages.invoice.unknown_yet" : "pages.invoice.unknown_at_run", [
                    "day": .date(page.on, .full), "known": .date(reading.explanation.knownOn, .full),
                ]))
            }
            for verdict in reading.explanation.verdicts { self.verdict(verdict) }
            for money in reading.explanation.returned { el(.p, .class("q"), text: place.language.sentence(money)) }
            el(.p, .class("note"), text: page.scenario)
            otherDays
        }
    }

    @Content private func verdict(_ verdict: Verdict) -> [Node] {
        el(.div, .class("verdict " + (page.isAsked(verdict) ? "go" : "stop"))) {
            if reading.explanation.verdicts.count > 1 {
                el(.p, .class("q"), text: place.text("pages.invoice.instalment", [
                    "rank": .number(verdict.receivable.rank), "day": .date(verdict.dueOn, .full),
                    "amount": .text(place.amount(verdict.open, page.currency)),
                ]))
            }
            el(.p) {
                page.conclusion(verdict)
                if let message = page.message(for: verdict), message.channel != "call" {
                    " "
                    a(place.message(message.id, company), place.text("pages.read"))
                }
            }
            for receipt in page.receipts(holding: verdict) { el(.p, .class("q"), text: place.language.sentence(receipt)) }
        }
        el(.details) {
            el(.summary, text: place.text("pages.invoice.rules"))
            el(.ol, .class("rules")) {
                for rule in RuleByRule.list(verdict) {
                    el(.li, .class(rule.outcome == .stops ? "stop" : ""), text: place.language.sentence(rule))
                }
                if let action = verdict.action {
                    for reason in action.reasons { el(.li, .class("go"), text: place.language.sentence(reason)) }
                } else {
                    el(.li, .class("rest"), text: place.text("pages.invoice.rules.rest"))
                }
            }
        }
    }

    private var otherDays: Node {
        let day = page.on
        return el(.div, .class("days")) {
            a(place.invoice(page.invoice.id, company, on: day.adding(days: -1)), "← " + place.language.day(day.adding(days: -1), from: reading.today))
            if day != reading.today { a(place.invoice(page.invoice.id, company), place.text("pages.morning.today")) }
            a(place.invoice(page.invoice.id, company, on: day.adding(days: 1)), place.language.day(day.adding(days: 1), from: reading.today) + " →")
            el(.form, Attribute("action", place.invoice(page.invoice.id, company).withoutQuery.text)) {
                if place.isLanguageChosen {
                    el(.input, Attribute("type", "hidden"), Attribute("name", "lang"), Attribute("value", place.language.rawValue))
                }
                el(.label) {
                    place.text("pages.invoice.other_day") + " "
                    el(.input, Attribute("type", "date"), Attribute("name", "on"), Attribute("value", day.iso), Attribute("required"))
                }
                " "
                el(.button, text: place.text("pages.invoice.explain"))
            }
        }
    }

    // MARK: Amounts

    private var receivables: Node {
        el(.section, .labelled(by: "receivables")) {
            el(.h2, .id("receivables"), text: place.text("pages.invoice.receivables"))
            el(.table) {
                el(.thead) {
                    el(.tr) {
                        el(.th, .column, text: place.text("pages.due"))
                        el(.th, .column, .class("n"), text: place.text("pages.invoice.amount"))
                        el(.th, .column, .class("n tight"), text: place.text("pages.invoice.settled"))
                        el(.th, .column, .class("n"), text: place.text("pages.open"))
                    }
                }
                el(.tbody) { for receivable in page.invoice.receivables { row(receivable) } }
                if page.invoice.receivables.count > 1 { total }
            }
        }
    }

    private func row(_ receivable: Receivable) -> Node {
        let late = receivable.isOverdue(on: reading.today) ? reading.today.days(since: receivable.dueOn) : 0
        return el(.tr) {
            el(.th, .row) {
                place.language.date(receivable.dueOn, .full)
                if late > 0 {
                    " "
                    el(.span, .class(late > 60 ? "tag bad" : "tag warn"), text: place.text("pages.days_late", ["days": .number(late)]))
                }
            }
            el(.td, .class("n"), text: place.amount(receivable.amount, page.currency))
            el(.td, .class("n tight")) {
                place.amount(receivable.amount - receivable.open, page.currency)
                if receivable.writtenOff > 0 {
                    el(.span, .class("q"), text: place.text("pages.invoice.written_off", ["amount": .text(place.amount(receivable.writtenOff, page.currency))]))
                }
            }
            el(.td, .class("n"), text: place.amount(receivable.open, page.currency))
        }
    }

    private var total: Node {
        el(.tfoot) {
            el(.tr) {
                el(.th, .row, text: place.text("pages.total"))
                el(.td, .class("n"), text: place.amount(page.invoice.amount, page.currency))
                el(.td, .class("n tight"), text: place.amount(page.invoice.amount - page.invoice.open, page.currency))
                el(.td, .class("n"), text: place.amount(page.invoice.open, page.currency))
            }
        }
    }

    private var settlements: Node {
        el(.section, .labelled(by: "settlements")) {
            el(.h2, .id("settlements"), text: place.text("pages.invoice.settlements"))
            el(.table, .class("stack")) {
                el(.tbody) { for settlement in reading.settlements { row(settlement) } }
            }
        }
    }

    private func row(_ settlement: Settlement) -> Node {
        let allocation = settlement.allocation
        return el(.tr) {
            el(.th, .row) { name(allocation.credit.id.text) }
            el(.td, .class("q wide")) {
                place.text(allocation.credit.kind == .payment ? "pages.invoice.payment" : "pages.invoice.credit_note", [
                    "day": .date(settlement.creditOn ?? allocation.on, .full)
                ])
                if let reversed = allocation.reversedOn {
                    " · "
                    el(.span, .class("bad"), text: place.text("pages.invoice.reversed", ["day": .date(reversed, .full)]))
                }
            }
            el(.td, .class("n"), text: place.amount(allocation.isLive ? allocation.amount : 0, page.currency))
        }
    }

    private var reminders: Node {
        el(.section, .labelled(by: "reminders")) {
            el(.h2, .id("reminders"), text: place.text("pages.invoice.reminders"))
            el(.table, .class("stack")) {
                el(.tbody) { for message in reading.messages { row(message) } }
            }
        }
    }

    private func row(_ message: Correspondence) -> Node {
        let step = place.language.step(message.step, template: page.template(message.step))
        let isFailed = message.standing == .failed || message.standing == .uncertain
        return el(.tr) {
            el(.th, .row) {
                if message.channel == "call" { step } else { a(place.message(message.id, company), step) }
            }
            el(.td, .class("q wide")) {
                place.language.date(message.on, .full) + " · " + place.language.channel(message.channel) + " · "
                el(.span, .class(isFailed ? "bad" : ""), text: place.language.messageState(message.state))
            }
            el(.td, .class("n"), text: place.amount(message.amount, message.currency))
        }
    }

    private var holds: Node {
        el(.section, .labelled(by: "holds")) {
            el(.h2, .id("holds"), text: place.text("pages.customer.holds"))
            el(.ul, .class("plain")) {
                for hold in reading.holds {
                    el(.li) {
                        place.language.sentence(hold)
                        if let day = hold.releasedOn {
                            " "
                            el(.span, .class("tag"), text: place.text("pages.released", ["day": .date(day, .short)]))
                        }
                    }
                }
            }
        }
    }

    private var history: Node {
        el(.section, .labelled(by: "history")) {
            el(.h2, .id("history"), text: place.text("pages.history"))
            TimelineView(place: place, company: company, facts: reading.history, account: reading.account, today: reading.today).node
        }
    }

    // MARK: Aside

    private var facts: Node {
        el(.section) {
            el(.h2, text: place.text("pages.invoice.details"))
            el(.dl) {
                figure("pages.invoice.amount", page.invoice.amount)
                figure("pages.open", page.invoice.open)
            }
            el(.dl, .class("pairs")) {
                el(.dt, text: place.text("pages.invoice.issued"))
                el(.dd, text: place.language.date(page.invoice.issuedOn, .full))
                if let order = page.invoice.orderReference {
                    el(.dt, text: place.text("pages.invoice.order"))
                    el(.dd) { name(order) }
                }
            }
        }
    }

    private func accessories(_ interest: Int64, _ indemnity: Int64) -> Node {
        el(.section) {
            el(.h2) {
                place.text("pages.invoice.accessories")
                el(.small, text: place.text("pages.figures.as_of", ["day": .date(reading.today, .short)]))
            }
            el(.dl) {
                figure("pages.invoice.interest", interest)
                if indemnity > 0 { figure("pages.invoice.indemnity", indemnity) }
                figure("pages.total", interest.plus(indemnity))
            }
            el(.p, .class("note"), text: place.text("pages.invoice.accessories.note"))
        }
    }

    private func figure(_ key: String, _ amount: Int64) -> Node {
        el(.div, .class("fig")) {
            el(.dt, text: place.text(key))
            el(.dd, text: place.amount(amount, page.currency))
        }
    }
}
