import Ledger
import Texts

/// What went wrong, without anything of the inside, and a way on.
struct ErrorPage: Sendable {
    /// Everything that can go wrong between a browser and a page.
    enum Problem: Int, Sendable, Hashable, CaseIterable {
        case badRequest = 400
        case notFound = 404
        case methodNotAllowed = 405
        case uriTooLong = 414
        case misdirected = 421
        case tooManyHeaders = 431
        case failure = 500
        case unavailable = 503
    }

    let place: Place
    let problem: Problem
    var company: CompanyProfile?

    var node: Node {
        let key = "pages.error.\(problem.rawValue)"
        return Frame(place: place, title: place.text(key + ".title"), company: company, room: .elsewhere).page {
            el(.p, .class("crumb"), text: String(problem.rawValue))
            el(.h1, text: place.text(key + ".title"))
            el(.p, .class("lede"), text: place.text(key + ".lede"))
            el(.p, .class("note")) {
                if let company {
                    a(place.morning(company.id), place.text("pages.error.to_morning"))
                } else {
                    a(place.home, place.text("pages.error.home"))
                }
            }
        }
    }
}
