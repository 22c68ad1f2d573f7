import Ledger
import Texts

/// What stands around the content of a page.
struct Frame: Sendable {
    enum Room: Sendable { case morning, cash, customers, elsewhere }

    let place: Place
    let title: String
    /// Nil outside a company.
    let company: CompanyProfile?
    let room: Room
    /// What was searched for, kept in the field.
    var words = ""

    /// A work column and a quiet one beside it.
    func page(@Content work: () -> [Node], @Content aside: () -> [Node]) -> Node {
        document(
            el(.main, .id("main")) {
                el(.div) { work() }
                el(.aside) { aside() }
            })
    }

    /// One column.
    func page(@Content _ content: () -> [Node]) -> Node {
        document(el(.main, .id("main"), .class("one")) { el(.div) { content() } })
    }

    private func document(_ main: Node) -> Node {
        el(.html, Attribute("lang", place.language.rawValue)) {
            el(.head) {
                el(.meta, Attribute("charset", "utf-8"))
                el(.meta, Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1"))
                el(.meta, Attribute("name", "color-scheme"), Attribute("content", "light dark"))
                el(.title, text: ([title] + [company?.name].compactMap { $0 } + ["Relance"]).joined(separator: " · "))
                el(.link, Attribute("rel", "stylesheet"), .href(Place.stylesheet))
                el(.link, Attribute("rel", "icon"), Attribute("type", "image/svg+xml"), .href(Place.icon))
            }
            el(.body) {
                el(.a, .class("skip"), .href(fragment: "main"), text: place.text("pages.skip"))
                header
                main
                el(.footer, .class("foot"), text: place.text("pages.foot"))
            }
        }
    }

    private var header: Node {
        el(.header, .class("top")) {
            el(.b) { a(place.home, "Relance") }
            if let company {
                el(.nav, .aria(label: place.text("pages.nav"))) {
                    tab(place.morning(company.id), "pages.nav.morning", .morning)
                    tab(place.cash(company.id), "pages.nav.cash", .cash)
                    tab(place.customers(company.id), "pages.nav.customers", .customers)
                }
                search(company)
            }
            el(.div, .class("side")) {
                if let company {
                    a(place.home, company.name)
                    if !company.isLive { el(.span, .class("tag"), text: place.text("pages.simulated")) }
                }
                languages
            }
        }
    }

    private func tab(_ link: Link, _ key: String, _ own: Room) -> Node {
        own == room ? a(link, place.text(key), .currentPage) : a(link, place.text(key))
    }

    private func search(_ company: CompanyProfile) -> Node {
        el(.form, Attribute("action", place.customers(company.id).withoutQuery.text), Attribute("role", "search")) {
            if place.isLanguageChosen {
                el(.input, Attribute("type", "hidden"), Attribute("name", "lang"), Attribute("value", place.language.rawValue))
            }
            el(
                .input, Attribute("type", "search"), Attribute("name", "q"), Attribute("value", words),
                Attribute("placeholder", place.text("pages.search.placeholder")), .aria(label: place.text("pages.search")))
        }
    }

    private var languages: Node {
        let other: Language = place.language == .fr ? .en : .fr
        return el(
            .a, .href(place.inLanguage(other)), Attribute("lang", other.rawValue), Attribute("hreflang", other.rawValue),
            text: other == .fr ? "Français" : "English")
    }
}

extension Link {
    var withoutQuery: Link { Link(path) }
}
