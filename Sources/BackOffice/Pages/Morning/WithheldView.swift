import Dunning
import Ledger
import Reading
import Texts
import Values
import Workflows

/// One reason not to write, counted, with the receivables behind it.
struct WithheldView {
    let place: Place
    let company: CompanyID
    let on: LocalDate
    let group: WithheldGroup

    var node: Node {
        el(.details) {
            el(.summary) {
                el(.b, text: place.language.number(group.count))
                el(.span, text: place.language.short(group.reason))
                el(.span, .class("q"), text: place.amounts(group.amounts.list))
            }
            el(.table, .class("stack")) {
                el(.tbody) { for line in group.lines { row(line) } }
            }
            if group.count > group.lines.count {
                el(.p, .class("note"), text: place.text("pages.morning.withheld.others", ["count": .number(group.count - group.lines.count)]))
            }
        }
    }

    private func row(_ line: WithheldLine) -> Node {
        let skipped = line.skipped
        return el(.tr) {
            el(.th, .row) { a(place.customer(skipped.customer, company), line.name) }
            el(.td, .class("wide")) {
                a(place.invoice(skipped.receivable.invoice, company, on: on), skipped.receivable.invoice.text)
                el(.span, .class("q"), text: detail(skipped))
            }
            el(.td, .class("n"), text: place.amount(skipped.open, skipped.currency))
        }
    }

    private func detail(_ skipped: Skipped) -> String {
        var parts = [place.text("pages.due_on", ["day": .date(skipped.dueOn, .full)])]
        if let until = skipped.until { parts.append(place.text("pages.morning.until", ["day": .date(until, .full)])) }
        return parts.joined(separator: " · ")
    }
}
