import Insight
import Ledger
import Reading
import Texts
import Values
import Workflows

/// What to keep an eye on: messages of unknown fate, returned ones, invoices in quarantine.
struct AlertsView {
    let place: Place
    let company: CompanyID
    let reading: MorningReading

    private static let limit = 8

    var nodes: [Node] {
        guard !reading.alerts.isEmpty else { return [] }
        let alerts = reading.alerts
        return [
            el(.section) {
                el(.h2, text: place.text("pages.alerts.title"))
                el(.table, .class("legend")) {
                    el(.tbody) {
                        for named in alerts.uncertain.prefix(Self.limit) { row(named, "bad") }
                        for named in alerts.failed.prefix(Self.limit) { row(named, "warn") }
                        for named in alerts.quarantined { quarantined(named) }
                    }
                }
                rest("pages.alerts.more_failed", alerts.failed.count - Self.limit)
                rest("pages.alerts.more_uncertain", alerts.uncertain.count - Self.limit)
                rest("pages.alerts.more_quarantined", alerts.quarantineCount - alerts.quarantined.count)
            }
        ]
    }

    private func row(_ named: NamedMessage, _ tone: String) -> Node {
        let message = named.message
        return el(.tr) {
            el(.td) {
                a(place.message(message.id, company), named.customer.name)
                el(.span, .class("q"), text: place.text("pages.alerts.message", [
                    "day": .date(message.on, .medium), "state": .text(place.language.messageState(message.state)),
                ]))
            }
            el(.td, .class("n")) {
                el(.span, .class("tag " + tone), text: place.amount(message.amount, message.currency))
            }
        }
    }

    private func quarantined(_ named: NamedInvoice) -> Node {
        el(.tr) {
            el(.td) {
                a(place.invoice(named.invoice, company), named.invoice.text)
                el(.span, .class("q"), text: named.customer.name)
            }
            el(.td, .class("n")) { el(.span, .class("tag warn"), text: place.text("pages.quarantined")) }
        }
    }

    @Content private func rest(_ key: String, _ count: Int) -> [Node] {
        if count > 0 { el(.p, .class("note"), text: place.text(key, ["count": .number(count)])) }
    }
}
