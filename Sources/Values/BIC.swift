/// A bank identifier (ISO 9362): four characters of institution, a country, two of location, and perhaps a branch.
package struct BIC: Hashable, Sendable, CustomStringConvertible {
    /// Eight characters: the institution whatever the branch.
    package let institution: String
    /// Three characters, nil for the head office (written `XXX` or left out).
    package let branch: String?

    package init(parsing text: some StringProtocol) throws(IdentifierProblem) {
        let identifier = try IdentifierText(text)
        let bytes = identifier.bytes
        guard bytes.count == 8 || bytes.count == 11 else { throw .wrongLength(found: bytes.count, expected: 8...11) }
        guard bytes[4].isUpperLetter, bytes[5].isUpperLetter else { throw .wrongStructure }
        let country = identifier.text(4..<6)
        guard CountryCode(country) != nil else { throw .unknownCountry(country) }
        institution = identifier.text(0..<8)
        let branch = bytes.count == 11 ? identifier.text(8..<11) : "XXX"
        self.branch = branch == "XXX" ? nil : branch
    }

    package var country: String { String(institution.dropFirst(4).prefix(2)) }

    /// Eleven characters, with `XXX` for the head office.
    package var full: String { institution + (branch ?? "XXX") }

    package var description: String { institution + (branch ?? "") }
}
