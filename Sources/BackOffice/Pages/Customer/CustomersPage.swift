import Insight
import Ledger
import Reading
import Texts
import Values
import Workflows

/// The customers, by name, with what each owes.
struct CustomersPage: Sendable {
    let place: Place
    let reading: CustomersReading

    private var company: CompanyID { reading.profile.id }

    var node: Node {
        let frame = Frame(
            place: place, title: place.text("pages.customers.title"), company: reading.profile, room: .customers,
            words: reading.words)
        return frame.page {
            el(.h1, text: place.text("pages.customers.title"))
            if let lede { el(.p, .class("lede"), text: lede) }
            if let invoice = reading.invoice {
                el(.p, .class("lede")) { a(place.invoice(invoice, company), place.text("pages.customers.invoice", ["invoice": .text(invoice.text)])) }
            }
            if !reading.rows.isEmpty { el(.section) { table } }
            pager
        }
    }

    private var lede: String? {
        let words = Argument.text(reading.words)
        if reading.rows.isEmpty {
            return reading.words.isEmpty ? place.text("pages.customers.none") : place.text("pages.customers.no_match", ["words": words])
        }
        return reading.words.isEmpty ? nil : place.text("pages.customers.matching", ["words": words])
    }

    private var table: Node {
        el(.table, .class("stack")) {
            el(.thead) {
                el(.tr) {
                    el(.th, .column, text: place.text("pages.customers.name"))
                    el(.th, .column, .class("fold"), text: place.text("pages.customers.number"))
                    el(.th, .column, .class("n"), text: place.text("pages.customers.overdue"))
                    el(.th, .column, .class("n"), text: place.text("pages.customers.balance"))
                }
            }
            el(.tbody) { for row in reading.rows { self.row(row) } }
        }
    }

    private func row(_ row: CustomerRow) -> Node {
        let overdue = row.balances.filter { $0.amounts.overdue > 0 }
        return el(.tr) {
            el(.th, .row) { a(place.customer(row.customer.id, company), row.customer.name) }
            el(.td, .class("q fold")) { name(row.customer.id.text) }
            el(.td, .class(overdue.isEmpty ? "n" : "n warn")) {
                amounts(overdue.map { Money(minor: $0.amounts.overdue, $0.currency) })
            }
            el(.td, .class("n")) { amounts(row.balances.map { Money(minor: $0.balance, $0.currency) }) }
        }
    }

    /// One under the other when there are several currencies.
    @Content private func amounts(_ all: [Money]) -> [Node] {
        for amount in all { el(.div, text: place.amount(amount)) }
    }

    @Content private var pager: [Node] {
        if reading.next != nil || !reading.isFirst {
            el(.div, .class("pager")) {
                if !reading.isFirst {
                    a(place.customers(company).with("q", reading.words.isEmpty ? nil : reading.words), place.text("pages.customers.first"))
                }
                if let next = reading.next {
                    a(
                        place.customers(company).with("q", reading.words.isEmpty ? nil : reading.words)
                            .with("from", next.search).with("after", next.customer.text),
                        place.text("pages.customers.next") + " →")
                }
            }
        }
    }
}
