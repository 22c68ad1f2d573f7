import Ledger
import Texts
import Values
import Testing

@testable import BackOffice

@Suite("Addresses")
struct AddressTests {
    static let names = ["FA-2026-0042", "FA/2026 №7", "..", ".", "", "=..", "a?b=c&d#e", "%2e%2e", "é", "a+b", "\"><script>", "日本", "a\u{202E}b"]

    @Test("any number of a customer, invoice or message comes back from its own link", arguments: names)
    func roundTrip(name: String) throws {
        let place = Place(language: .fr, isLanguageChosen: true, here: Link([]))
        let company = CompanyID("dupont")
        for (link, route) in [
            (place.customer(CustomerID(name), company), Route.customer(CustomerID(name), company)),
            (place.invoice(InvoiceID(name), company, on: nil), .invoice(InvoiceID(name), company)),
            (place.message(MessageID(name), company), .message(MessageID(name), company, isBody: false)),
            (place.messageBody(MessageID(name), company), .message(MessageID(name), company, isBody: true)),
        ] {
            let text = link.text
            #expect(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E && $0 != 0x27 })
            let visit = try Visit(target: text, acceptLanguage: nil)
            #expect(visit.route == route)
            #expect(visit.place.language == .fr && visit.place.isLanguageChosen)
        }
    }

    @Test("what leads nowhere is refused, and nothing else happens", arguments: [
        "/dupont/customers/C1/x", "/dupont/nope", "//dupont", "/dupont/messages/m/body/x", "/a/customers/b/preview/EURO", "dupont",
        "/dupont/%zz", "/dupont/%00", "/dupont/%ff", "/dupont/customers/a/preview/eur",
    ])
    func nowhere(path: String) { #expect(Route(path: path) == nil) }

    @Test("a broken question is told from a missing page")
    func questions() {
        #expect(throws: ErrorPage.Problem.badRequest) { try Visit(target: "/dupont?q=%zz", acceptLanguage: nil) }
        #expect(throws: ErrorPage.Problem.badRequest) {
            _ = try Visit(target: "/dupont?on=2026-02-30", acceptLanguage: nil).day("on")
        }
        #expect(throws: ErrorPage.Problem.uriTooLong) {
            try Visit(target: "/dupont?q=" + String(repeating: "a", count: 5000), acceptLanguage: nil)
        }
    }

    @Test("the language is the one asked for, else the browser's, else French", arguments: [
        ("/a", nil, Language.fr), ("/a", "en-GB,en;q=0.9", .en), ("/a", "de, fr;q=0.3, en;q=0.8", .en), ("/a", "de", .fr),
        ("/a", "en;q=0, fr;q=0.1", .fr), ("/a?lang=en", "fr", .en), ("/a?lang=xx", "en", .en), ("/a", ",;=,,", .fr),
    ])
    func languages(target: String, header: String?, expected: Language) throws {
        #expect(try Visit(target: target, acceptLanguage: header).place.language == expected)
    }

    @Test("only names of this machine are answered", arguments: [
        ("localhost", nil), ("localhost:8080", nil), ("127.0.0.1:1", nil), ("[::1]:80", nil), ("LOCALHOST.", nil),
        ("relance.firm.example", nil), ("evil.example", ErrorPage.Problem.misdirected), ("127.0.0.1.evil.example", .misdirected),
        ("", .badRequest), ("localhost@evil.example", .misdirected),
    ])
    func hosts(authority: String, problem: ErrorPage.Problem?) {
        let check = HostCheck(["Relance.firm.example"])
        #expect(check.problem(authority, others: 0) == problem)
        #expect(check.problem(authority, others: 1) == .badRequest)
        #expect(check.problem(nil, others: 0) == .badRequest)
    }
}
