import Ledger
import Legal
import Values

/// Due dates from payment terms, each text read once.
struct TermsReader {
    private let standard: String
    private var known: [String: PaymentTerms?] = [:]

    /// - Parameter standard: the company's own terms, for customers that have none.
    init(standard: String) { self.standard = standard }

    mutating func canRead(_ text: String) -> Bool { terms(text) != nil }

    /// The due date by the first terms that are given: the row's, the customer's, the company's. Nil when those
    /// cannot be read.
    mutating func dueOn(issued: LocalDate, _ rowTerms: String?, _ customerTerms: String?) -> LocalDate? {
        terms(rowTerms ?? customerTerms ?? standard)?.dueDate(issuedOn: issued, checksFrenchCaps: false).dueOn
    }

    private mutating func terms(_ text: String) -> PaymentTerms? {
        if let found = known[text] { return found }
        let terms = try? PaymentTerms.parse(text)
        if known.count > 10_000 { known = [:] }
        known[text] = .some(terms)
        return terms
    }
}
