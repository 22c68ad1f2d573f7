/// A structured creditor reference (ISO 11649): `RF`, two check digits and one to 21 letters or digits.
///
/// A payer who copies it on a transfer lets the receipt find its invoice without doubt.
package struct CreditorReference: Hashable, Sendable, CustomStringConvertible {
    /// Upper case, without spaces.
    package let electronic: String

    /// Reads a reference, whatever its case and spaces, and checks it.
    package init(parsing text: some StringProtocol) throws(IdentifierProblem) {
        let identifier = try IdentifierText(text)
        let bytes = identifier.bytes
        guard bytes.starts(with: [0x52, 0x46]) else { throw .wrongPrefix(expected: "RF") }
        try identifier.requireLength(5...25)
        guard bytes[2].isDigit, bytes[3].isDigit else { throw .wrongStructure }
        guard CheckDigits.mod97(bytes[4...] + bytes[..<4]) == 1, (2...98).contains(CheckDigits.number(bytes[2..<4]))
        else { throw .wrongCheckDigits }
        electronic = identifier.text(0..<bytes.count)
    }

    /// Makes the reference of an invoice or customer number of one to 21 letters and digits.
    ///
    /// Dashes and slashes are refused, not dropped: two numbers must never share a reference.
    package init(making own: some StringProtocol) throws(IdentifierProblem) {
        let identifier = try IdentifierText(own)
        try identifier.requireLength(1...21)
        let check = 98 - CheckDigits.mod97(identifier.bytes + [0x52, 0x46, 0x30, 0x30])
        electronic = "RF" + CheckDigits.twoDigits(check) + identifier.text(0..<identifier.bytes.count)
    }

    /// What follows the check digits.
    package var own: String { String(electronic.dropFirst(4)) }

    /// In groups of four, as printed on invoices.
    package var printed: String { CheckDigits.grouped(electronic) }

    package var description: String { electronic }
}
