/// A French or Monegasque VAT number: `FR`, a key of two characters and nine digits.
package struct FrenchVATNumber: Hashable, Sendable, CustomStringConvertible {
    /// Thirteen characters.
    package let number: String

    /// A numeric key is checked; a key with a letter is accepted, since only the registry (VIES) can tell.
    ///
    /// Monaco's numbers start with 000 and carry no SIREN, so Luhn's sum is not asked of them.
    package init(parsing text: some StringProtocol) throws(IdentifierProblem) {
        let identifier = try IdentifierText(text)
        let bytes = identifier.bytes
        guard bytes.starts(with: [0x46, 0x52]) else { throw .wrongPrefix(expected: "FR") }
        try identifier.requireLength(13...13)
        guard bytes[4...].allSatisfy(\.isDigit) else { throw .wrongStructure }
        let siren = identifier.text(4..<13)
        if !siren.hasPrefix("000") { _ = try SIREN(parsing: siren) }
        if bytes[2].isDigit, bytes[3].isDigit, identifier.text(2..<4) != Self.key(CheckDigits.number(bytes[4...])) {
            throw .wrongCheckDigits
        }
        number = identifier.text(0..<13)
    }

    /// The usual number of a business: key (12 + 3 x (SIREN mod 97)) mod 97.
    package init(_ siren: SIREN) {
        number = "FR" + Self.key(CheckDigits.number(siren.digits.utf8)) + siren.digits
    }

    /// False when the key holds a letter: well formed, but only VIES can say that it exists.
    package var isKeyVerified: Bool { number.utf8.dropFirst(2).prefix(2).allSatisfy(\.isDigit) }

    /// The business it belongs to; nil for Monaco.
    package var siren: SIREN? { try? SIREN(parsing: number.suffix(9)) }

    package var description: String { number }

    private static func key(_ siren: Int) -> String { CheckDigits.twoDigits((12 + 3 * (siren % 97)) % 97) }
}
