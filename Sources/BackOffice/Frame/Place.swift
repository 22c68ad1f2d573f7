import Ledger
import Texts
import Values

/// Where the reader is: in which language, at which address. Every link of a page is made here.
struct Place: Sendable, Hashable {
    let language: Language
    /// The language stands in the address, and stays in every link.
    let isLanguageChosen: Bool
    /// This page, without its language.
    let here: Link

    func text(_ key: String, _ arguments: [String: Argument] = [:]) -> String { language.text(key, arguments) }

    private func link(_ path: [String]) -> Link { kept(Link(path)) }

    private func kept(_ link: Link) -> Link { isLanguageChosen ? link.with("lang", language.rawValue) : link }

    var home: Link { link([]) }

    func morning(_ company: CompanyID, on day: LocalDate? = nil) -> Link { kept(Link([company.text]).with("on", day?.iso)) }

    func cash(_ company: CompanyID) -> Link { link([company.text, "cash"]) }

    func customers(_ company: CompanyID) -> Link { link([company.text, "customers"]) }

    func customer(_ id: CustomerID, _ company: CompanyID) -> Link { link([company.text, "customers", id.text]) }

    func invoice(_ id: InvoiceID, _ company: CompanyID, on day: LocalDate? = nil) -> Link {
        kept(Link([company.text, "invoices", id.text]).with("on", day?.iso))
    }

    func message(_ id: MessageID, _ company: CompanyID) -> Link { link([company.text, "messages", id.text]) }

    /// The message by itself, as the customer's mail program shows it.
    func messageBody(_ id: MessageID, _ company: CompanyID) -> Link { link([company.text, "messages", id.text, "body"]) }

    /// What a day would write to a customer.
    func preview(_ id: CustomerID, _ currency: Currency, _ company: CompanyID, on day: LocalDate) -> Link {
        kept(Link([company.text, "customers", id.text, "preview", currency.code]).with("on", day.iso))
    }

    func previewBody(_ id: CustomerID, _ currency: Currency, _ company: CompanyID, on day: LocalDate) -> Link {
        kept(Link([company.text, "customers", id.text, "preview", currency.code, "body"]).with("on", day.iso))
    }

    /// This page in another language, the choice written down.
    func inLanguage(_ other: Language) -> Link { here.with("lang", other.rawValue) }

    static let stylesheet = Link(["style.css"]).with("v", Stylesheet.version)
    static let icon = Link(["icon.svg"])
}

extension Place {
    func amount(_ money: Money) -> String { language.amount(money) }

    func amount(_ minor: Int64, _ currency: Currency) -> String { language.amount(Money(minor: minor, currency)) }

    /// A day in words, at the beginning of a sentence.
    func opening(_ day: LocalDate) -> String {
        let words = language.date(day, .long)
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Amounts of several currencies, side by side.
    func amounts(_ all: [Money]) -> String { all.map(language.amount).joined(separator: " · ") }

    /// A number with one decimal from its tenths: `47,2`.
    func tenths(_ value: Int64) -> String {
        let sign = value < 0 ? Typography.minus : ""
        let whole = language.number(Int(value.magnitude / 10))
        return sign + whole + (language == .fr ? "," : ".") + String(value.magnitude % 10)
    }

    /// A share from its thousandths: `23,3 %`.
    func percent(_ perMille: Int64) -> String {
        tenths(perMille) + (language == .fr ? Typography.noBreakSpace : "") + "%"
    }
}
