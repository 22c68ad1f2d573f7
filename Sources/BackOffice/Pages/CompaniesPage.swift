import Ledger
import Texts

/// Which companies there are.
struct CompaniesPage: Sendable {
    let place: Place
    let companies: [CompanyProfile]

    var node: Node {
        Frame(place: place, title: place.text("pages.companies.title"), company: nil, room: .elsewhere).page {
            el(.h1, text: place.text("pages.companies.title"))
            if companies.isEmpty {
                el(.p, .class("lede"), text: place.text("pages.companies.none"))
                el(.p, .class("note"), text: place.text("pages.companies.how"))
            } else {
                el(.section) {
                    el(.table) {
                        el(.tbody) { for company in companies { row(company) } }
                    }
                }
            }
        }
    }

    private func row(_ company: CompanyProfile) -> Node {
        el(.tr) {
            el(.th, .row) { a(place.morning(company.id), company.name) }
            el(.td, .class("n")) {
                el(.span, .class("tag"), text: place.text(company.isLive ? "pages.live" : "pages.simulated"))
            }
        }
    }
}
