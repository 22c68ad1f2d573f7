import Dunning
import Insight
import Ledger
import Reading
import Texts
import Values
import Workflows

/// Draws the page of a customer.
struct CustomerView {
    let page: CustomerPage
    private var place: Place { page.place }
    private var reading: CustomerReading { page.reading }
    private var company: CompanyID { reading.profile.id }

    init(_ page: CustomerPage) { self.page = page }

    var node: Node {
        let frame = Frame(place: place, title: page.customer.name, company: reading.profile, room: .customers)
        return frame.page {
            el(.p, .class("crumb")) {
                a(place.customers(company), place.text("pages.customers.title"))
                " · "
                name(page.customer.id.text)
            }
            el(.h1) { name(page.customer.name) }
            el(.p, .class("lede"), text: page.lede)
            if !page.account.pending.isEmpty { pending }
            next
            if !reading.open.isEmpty { open }
            if !reading.claims.claims.isEmpty {
                ClaimsView(place: place, company: company, claims: reading.claims.claims).section
            }
            if !reading.promises.isEmpty || !page.holds.isEmpty { holds }
            history
        } aside: {
            for row in reading.balances where row.receivables > 0 { balance(row) }
            details
        }
    }

    private var next: Node {
        el(.section, .labelled(by: "next")) {
            el(.h2, .id("next"), text: place.text("pages.customer.next"))
            el(.p, .class("verdict" + (reading.coming.isEmpty ? " stop" : " go")), text: page.outlook)
            if reading.coming.count > 1 {
                el(.ul, .class("plain note")) {
                    for step in reading.coming.dropFirst().prefix(3) { el(.li, text: page.coming(step)) }
                }
            }
            el(.p, .class("note"), text: page.scenario)
        }
    }

    private var pending: Node {
        el(.p, .class("lede warn")) {
            a(place.cash(company), place.text("pages.customer.pending", ["count": .number(page.account.pending.count)]))
        }
    }

    private var open: Node {
        el(.section, .labelled(by: "open")) {
            el(.h2, .id("open")) {
                place.text("pages.customer.open")
                el(.small, text: place.text("pages.customer.open.count", ["count": .number(reading.open.count)]))
            }
            el(.table, .class("stack")) {
                el(.thead) {
                    el(.tr) {
                        el(.th, .column, text: place.text("pages.invoice"))
                        el(.th, .column, text: place.text("pages.due"))
                        el(.th, .column, text: place.text("pages.customer.state"))
                        el(.th, .column, .class("n"), text: place.text("pages.open"))
                    }
                }
                el(.tbody) { for item in reading.open { row(item) } }
            }
        }
    }

    private func row(_ item: OpenItem) -> Node {
        let late = item.daysLate(on: reading.today)
        return el(.tr) {
            el(.th, .row) { a(place.invoice(item.invoice.id, company), item.invoice.id.text) }
            el(.td, .class("d wide")) {
                place.language.date(item.receivable.dueOn, .short)
                if late > 0 {
                    " "
                    el(.span, .class(late > 60 ? "tag bad" : "tag warn"), text: place.text("pages.days_late", ["days": .number(late)]))
                }
            }
            el(.td, .class("q wide"), text: state(item))
            el(.td, .class("n")) {
                place.amount(item.receivable.open, item.invoice.currency)
                if item.receivable.open < item.receivable.amount {
                    el(.span, .class("q"), text: place.text("pages.out_of", ["amount": .text(place.amount(item.receivable.amount, item.invoice.currency))]))
                }
            }
        }
    }

    /// The last step taken, and what stands in the way of the next.
    private func state(_ item: OpenItem) -> String {
        var parts: [String] = []
        if let last = item.receivable.steps.last(where: { $0.standing == .sent }) {
            parts.append(place.text("pages.customer.last_step", [
                "step": .text(place.language.step(last.step, template: reading.scenario?.step(last.step)?.template)),
                "day": .date(last.on, .medium),
            ]))
        }
        if item.invoice.isQuarantined { parts.append(place.text("pages.quarantined")) }
        if let verdict = item.verdict, let reason = verdict.skipped, verdict.action == nil, reason != .notDueYet, !item.invoice.isQuarantined {
            parts.append(place.language.short(reason))
        }
        return parts.joined(separator: " · ")
    }

    private var holds: Node {
        el(.section, .labelled(by: "holds")) {
            el(.h2, .id("holds"), text: place.text("pages.customer.holds"))
            el(.ul, .class("plain")) {
                for hold in page.holds { el(.li, text: place.language.sentence(hold)) }
                for promise in reading.promises {
                    el(.li) {
                        place.language.sentence(promise.promise)
                        " "
                        el(.span, .class(promise.outcome == .broken ? "tag bad" : "tag"), text: place.language.word(promise.outcome))
                    }
                }
            }
        }
    }

    private var history: Node {
        el(.section, .labelled(by: "history")) {
            el(.h2, .id("history"), text: place.text("pages.history"))
            TimelineView(place: place, company: company, facts: reading.history, account: page.account, today: reading.today).node
            if let older = reading.older {
                el(.div, .class("pager")) {
                    a(place.customer(page.customer.id, company).with("before", String(older)), place.text("pages.history.older") + " →")
                }
            }
        }
    }

    // MARK: Aside

    private func balance(_ row: AgedRow) -> Node {
        .group([
            el(.section) {
                el(.h2) {
                    place.text("pages.customer.balance")
                    el(.small, text: place.text("pages.figures.as_of", ["day": .date(reading.today, .short)]))
                }
                el(.dl) {
                    figure("pages.open", row.amounts.total, row.currency)
                    figure("pages.customers.overdue", row.amounts.overdue, row.currency)
                    if row.unallocated > 0 {
                        figure("pages.customer.unallocated", -row.unallocated, row.currency)
                        figure("pages.customers.balance", row.balance, row.currency)
                    }
                }
            },
            el(.section) {
                el(.h2, text: place.text("pages.figures.aged"))
                AgedView(place: place, amounts: row.amounts, currency: row.currency).nodes
            },
        ])
    }

    private func figure(_ key: String, _ amount: Int64, _ currency: Currency) -> Node {
        el(.div, .class("fig")) {
            el(.dt, text: place.text(key))
            el(.dd, text: place.amount(amount, currency))
        }
    }

    private var details: Node {
        let customer = page.customer
        return el(.section) {
            el(.h2, text: place.text("pages.customer.details"))
            el(.dl, .class("pairs")) {
                pair("pages.customer.email", customer.email, isBad: customer.email.map(page.account.suspendedAddresses.contains) ?? false)
                pair("pages.customer.phone", customer.phone)
                pair("pages.customer.address", page.address.isEmpty ? nil : page.address.joined(separator: ", "))
                pair("pages.customer.siren", customer.siren)
                pair("pages.customer.segment", customer.segment)
                pair("pages.customer.terms", customer.terms)
                for contact in customer.contacts {
                    pair(role: contact.role, [contact.name, contact.email, contact.phone].compactMap { $0 }.joined(separator: " · "))
                }
            }
        }
    }

    @Content private func pair(_ key: String, _ value: String?, isBad: Bool = false) -> [Node] {
        el(.dt, text: place.text(key))
        el(.dd) {
            name(value ?? "–")
            if isBad {
                " "
                el(.span, .class("tag bad"), text: place.text("pages.customer.bad_address"))
            }
        }
    }

    @Content private func pair(role: String, _ value: String) -> [Node] {
        el(.dt) { name(role) }
        el(.dd) { name(value) }
    }
}
