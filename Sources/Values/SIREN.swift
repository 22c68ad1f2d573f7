/// The number of a French business: nine digits, the last one checked by Luhn's sum.
package struct SIREN: Hashable, Sendable, CustomStringConvertible {
    /// Nine digits.
    package let digits: String

    package init(parsing text: some StringProtocol) throws(IdentifierProblem) {
        let identifier = try IdentifierText(digits: text)
        try identifier.requireLength(9...9)
        guard identifier.bytes.contains(where: { $0 != 0x30 }) else { throw .notAssigned }
        guard CheckDigits.luhnSum(identifier.bytes) % 10 == 0 else { throw .wrongCheckDigits }
        digits = identifier.text(0..<9)
    }

    fileprivate init(checked digits: String) { self.digits = digits }

    /// In groups of three, as people read it.
    package var printed: String { "\(digits.prefix(3)) \(digits.dropFirst(3).prefix(3)) \(digits.suffix(3))" }

    package var description: String { digits }
}

/// The number of one establishment of a French business: its SIREN and five digits.
package struct SIRET: Hashable, Sendable, CustomStringConvertible {
    /// Fourteen digits.
    package let digits: String

    /// Luhn's sum over the fourteen digits; La Poste's sites are also valid when their plain sum is a multiple of 5.
    package init(parsing text: some StringProtocol) throws(IdentifierProblem) {
        let identifier = try IdentifierText(digits: text)
        try identifier.requireLength(14...14)
        _ = try SIREN(parsing: identifier.text(0..<9))
        let isLaPoste = identifier.text(0..<9) == "356000000"
        let plainSum = identifier.bytes.reduce(0) { $0 + Int($1 - 0x30) }
        guard CheckDigits.luhnSum(identifier.bytes) % 10 == 0 || isLaPoste && plainSum % 5 == 0 else {
            throw .wrongCheckDigits
        }
        digits = identifier.text(0..<14)
    }

    package var siren: SIREN { SIREN(checked: String(digits.prefix(9))) }

    package var printed: String { siren.printed + " " + digits.suffix(5) }

    package var description: String { digits }
}
