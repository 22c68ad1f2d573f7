import Ledger
import Values

/// What an address asks for.
enum Route: Sendable, Hashable {
    case companies
    case stylesheet
    case icon
    case morning(CompanyID)
    case cash(CompanyID)
    case customers(CompanyID)
    case customer(CustomerID, CompanyID)
    case preview(CustomerID, Currency, CompanyID, isBody: Bool)
    case invoice(InvoiceID, CompanyID)
    case message(MessageID, CompanyID, isBody: Bool)

    /// Nil when nothing is at such a path. `path` is as it stands in the request, still encoded.
    init?(path: some StringProtocol) {
        var raw = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if raw.last == "", raw.count > 1 { raw.removeLast() }
        let parts = raw.compactMap { PathSegment.decoded($0) }
        guard path.hasPrefix("/"), parts.count == raw.count, parts.count <= 6, let first = parts.first else { return nil }
        switch (parts.count, first) {
        case (1, ""): self = .companies
        case (1, "style.css"): self = .stylesheet
        case (1, "icon.svg"), (1, "favicon.ico"): self = .icon
        case (1, _): self = .morning(CompanyID(first))
        default:
            guard !first.isEmpty, let route = Self.inside(CompanyID(first), Array(parts.dropFirst())) else { return nil }
            self = route
        }
    }

    private static func inside(_ company: CompanyID, _ parts: [String]) -> Route? {
        switch (parts[0], parts.count) {
        case ("cash", 1): return .cash(company)
        case ("customers", 1): return .customers(company)
        case ("customers", 2): return .customer(CustomerID(parts[1]), company)
        case ("customers", 4), ("customers", 5):
            guard parts[2] == "preview", let currency = Currency(code: parts[3]), currency.code == parts[3],
                parts.count == 4 || parts[4] == "body"
            else { return nil }
            return .preview(CustomerID(parts[1]), currency, company, isBody: parts.count == 5)
        case ("invoices", 2): return .invoice(InvoiceID(parts[1]), company)
        case ("messages", 2): return .message(MessageID(parts[1]), company, isBody: false)
        case ("messages", 3) where parts[2] == "body": return .message(MessageID(parts[1]), company, isBody: true)
        default: return nil
        }
    }
}
