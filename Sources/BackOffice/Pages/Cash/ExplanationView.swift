import Ledger
import Matching
import Reading
import Texts
import Values
import Workflows

/// One way to explain a movement: whose it is, what it settles, how sure, why.
struct ExplanationView {
    enum Standing { case proposed, automatic, person }

    let place: Place
    let company: CompanyID
    let names: [CustomerID: String]

    func way(_ explanation: MatchExplanation, _ currency: Currency, _ standing: Standing = .proposed) -> Node {
        el(.div, .class("way")) {
            for (index, share) in explanation.shares.enumerated() {
                el(.p) {
                    customer(share.customer)
                    if index == 0 { confidence(explanation.probability, standing) }
                }
                settled(share, currency)
            }
            for (index, payment) in explanation.returned.enumerated() {
                el(.p) {
                    customer(payment.customer)
                    if index == 0 { confidence(explanation.probability, standing) }
                }
                el(.p, .class("q"), text: place.text("pages.cash.would_take_back", [
                    "payment": .text(payment.credit.id.text), "amount": .text(place.amount(payment.amount, currency)),
                ]))
            }
            if standing != .person, !explanation.reasons.isEmpty {
                el(.p, .class("q"), text: place.language.reasons(explanation.reasons))
            }
        }
    }

    func customer(_ id: CustomerID) -> Node { a(place.customer(id, company), names[id] ?? id.text, .class("who")) }

    @Content private func confidence(_ probability: Int, _ standing: Standing) -> [Node] {
        switch standing {
        case .proposed, .automatic:
            " "
            el(.span, .class("tag"), text: place.text("pages.cash.sure_at", ["probability": .text(percentage(probability))]))
        case .person:
            " "
            el(.span, .class("tag"), text: place.text("pages.cash.person"))
        }
    }

    /// Below 99 % decimals say nothing.
    private func percentage(_ probability: Int) -> String {
        if probability < 500 { return place.text("pages.cash.below_one") }
        return place.language.percentage(hundredThousandths: probability < 99_000 ? (probability + 500) / 1000 * 1000 : probability)
    }

    @Content private func settled(_ share: ProposedShare, _ currency: Currency) -> [Node] {
        el(.ul, .class("plain")) {
            for part in share.allocations.byInvoice {
                el(.li) {
                    a(place.invoice(part.invoice, company), part.invoice.text)
                    " " + place.amount(part.amount, currency)
                }
            }
            for part in share.nettings {
                el(.li, text: place.text("pages.cash.netted", [
                    "credit": .text(part.credit.id.text), "invoice": .text(part.receivable.invoice.text),
                    "amount": .text(place.amount(part.amount, currency)),
                ]))
            }
            for part in share.remissions {
                el(.li, text: place.text("pages.cash.let_go", [
                    "amount": .text(place.amount(part.amount, currency)), "invoice": .text(part.receivable.invoice.text),
                    "kind": .text(place.text("pages.cash.let_go." + Self.word(part.kind))),
                ]))
            }
            if let known = share.recognised {
                el(.li, text: place.text("pages.cash.recognised", ["payment": .text(known.id.text)]))
            }
            if share.remainder > 0 {
                el(.li, text: place.text("pages.cash.on_account", ["amount": .text(place.amount(share.remainder, currency))]))
            }
        }
    }

    private static func word(_ kind: Remission.Kind) -> String {
        switch kind {
        case .discount: "discount"
        case .bankCharges: "charges"
        case .smallDifference: "difference"
        }
    }
}
