import Ledger
import Reading
import Texts
import Values
import Workflows

/// What came in before the day opened: the first thing one looks at.
struct NightView {
    let place: Place
    let company: CompanyID
    let night: NightReading

    var node: Node {
        guard !night.accounts.isEmpty else {
            return el(.p, .class("note")) {
                place.text("pages.night.none") + " "
                a(place.cash(company), place.text("pages.night.how"))
            }
        }
        return el(.section, .labelled(by: "night")) {
            el(.h2, .id("night")) {
                place.text("pages.night.title")
                el(.small) { a(place.cash(company), place.text("pages.night.open")) }
            }
            if night.isQuiet {
                el(.p, .class("note"), text: place.text("pages.night.quiet", ["day": .date(night.since, .long)]))
            } else {
                table
            }
            accounts
        }
    }

    private var table: Node {
        el(.table, .class("stack")) {
            el(.tbody) {
                row("automatic", night.automatic, place.text("pages.night.since", ["day": .date(night.since, .long)]))
                row("people", night.byPeople, place.text("pages.night.since", ["day": .date(night.since, .long)]))
                row("confirm", night.toConfirm, place.text("pages.night.confirm.note"), "warn")
                row(unexplained, night.unexplained, place.text("pages.night." + unexplained + ".note"), "warn")
                row("perhaps_returned", night.perhapsReturned, place.text("pages.night.perhaps_returned.note"), "warn")
                row("returned", night.returned, place.text("pages.night.returned.note"), "bad")
            }
        }
    }

    /// What was not looked at yet may still find its explanation.
    private var unexplained: String { night.hasNews ? "unmatched" : "unexplained" }

    @Content private func row(_ word: String, _ total: CountedMoney, _ note: String, _ tone: String? = nil) -> [Node] {
        if total.count > 0 {
            el(.tr) {
                el(.th, .row) {
                    let words = place.text("pages.night." + word, ["count": .number(total.count)])
                    if let tone { el(.span, .class(tone), text: words) } else { words }
                }
                el(.td, .class("q wide"), text: note)
                el(.td, .class("n")) { for amount in total.amounts.list { el(.div, text: place.amount(amount)) } }
            }
        }
    }

    /// Accounts that are well are told in a line; the others one by one.
    @Content private var accounts: [Node] {
        let troubled = night.accounts.filter { !$0.isWell }
        if troubled.isEmpty, let until = night.accounts.map(\.until).min() {
            el(.p, .class("note"), text: place.text("pages.night.accounts", [
                "count": .number(night.accounts.count), "day": .date(until, .long),
            ]))
        }
        if !troubled.isEmpty { AccountsView(place: place, accounts: night.accounts).table }
    }
}
