package import Values

extension CreditKey {
    /// A name for a payment that has none: what it says, and its rank from 1 among those that say the same.
    package static func payment(
        of customer: CustomerID, on day: LocalDate, _ amount: Money, for invoice: InvoiceID?, rank: Int
    ) -> CreditKey {
        let words = [day.iso, amount.description, invoice?.text ?? "", String(rank)].filter { !$0.isEmpty }
        return CreditKey(kind: .payment, id: CreditID(([customer.text] + words).joined(separator: separator)))
    }

    /// The reference by which the customer knows the document of that day; empty when nobody but Relance calls it so, as it
    /// does a movement of a bank account. What a name owes to its place in the books, `RG-17 (2026-01-31/BQ/000042/1)`, is
    /// left out.
    package func reference(knownTo customer: CustomerID, on day: LocalDate) -> String {
        let text = id.text
        if kind == .payment, text.hasPrefix(customer.text + Self.separator + day.iso + Self.separator) { return "" }
        if Self.isPlace(text[...]) || (kind == .payment && Self.isMovement(text)) { return "" }
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), Self.isPlace(text[text.index(after: open)...]),
            text[..<open].hasSuffix(" ") else { return text }
        return String(text[..<open].dropLast())
    }

    private static var separator: String { " / " }

    /// Whether it begins as a place in the books does: with a day, then the journal.
    private static func isPlace(_ text: Substring) -> Bool {
        LocalDate(iso: String(text.prefix(10))) != nil && text.dropFirst(10).first == "/"
    }

    /// Whether it is the name of a movement, `2026-11-20-9f3ab2c41d07`, of one of several alike, `…-2`, or of a share of one,
    /// `…/2`.
    private static func isMovement(_ text: String) -> Bool {
        guard LocalDate(iso: String(text.prefix(10))) != nil, text.dropFirst(10).first == "-" else { return false }
        let digest = text.dropFirst(11).prefix(12)
        let isDigest = digest.count == 12 && digest.allSatisfy { ("0"..."9").contains($0) || ("a"..."f").contains($0) }
        return isDigest && text.dropFirst(23).allSatisfy { "-/0123456789".contains($0) }
    }
}
