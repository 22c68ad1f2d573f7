import Insight
import Ledger
import Texts
import Values

/// Draws interest and fixed sums that messages asked and nobody gave up.
struct ClaimsView {
    let place: Place
    let company: CompanyID
    let claims: [AccessoryClaim]

    /// With their invoices, for the page of a customer.
    var section: Node {
        el(.section, .labelled(by: "claims")) {
            el(.h2, .id("claims"), text: place.text("pages.claims"))
            el(.table, .class("stack")) {
                el(.tbody) { for claim in claims { row(claim) } }
            }
            note
        }
    }

    private func row(_ claim: AccessoryClaim) -> Node {
        el(.tr) {
            el(.th, .row) { a(place.invoice(claim.receivable.invoice, company), claim.receivable.invoice.text) }
            el(.td, .class("q wide")) { sentence(claim) }
            el(.td, .class("n"), text: place.amount(claim.amount, claim.currency))
        }
    }

    /// Beside the page of their invoice.
    var aside: Node {
        el(.section) {
            el(.h2, text: place.text("pages.claims"))
            el(.dl) {
                for claim in claims {
                    el(.div, .class("fig")) {
                        el(.dt) { a(place.message(claim.message, company), place.text("pages.claims.asked", ["day": .date(claim.askedOn, .medium)])) }
                        el(.dd, text: place.amount(claim.amount, claim.currency))
                    }
                }
            }
            note
        }
    }

    @Content private func sentence(_ claim: AccessoryClaim) -> [Node] {
        a(place.message(claim.message, company), place.text("pages.claims.asked", ["day": .date(claim.askedOn, .full)]))
        if claim.isPrincipalSettled { " · " + place.text("pages.claims.settled") }
    }

    private var note: Node { el(.p, .class("note"), text: place.text("pages.claims.note")) }
}
