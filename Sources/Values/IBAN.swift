/// An international bank account number (ISO 13616) whose length, structure and check digits are right.
package struct IBAN: Hashable, Sendable, CustomStringConvertible {
    /// Upper case, without spaces, as machines exchange it.
    package let electronic: String

    /// Reads an account number written with or without spaces, in either case.
    ///
    /// Checks the country's length (SWIFT IBAN registry), the check digits, and for France and Monaco the RIB key.
    package init(parsing text: some StringProtocol) throws(IdentifierProblem) {
        let identifier = try IdentifierText(text)
        let bytes = identifier.bytes
        guard bytes.count >= 4 else { throw .wrongLength(found: bytes.count, expected: 15...34) }
        guard bytes[0].isUpperLetter, bytes[1].isUpperLetter, bytes[2].isDigit, bytes[3].isDigit else {
            throw .wrongStructure
        }
        let country = identifier.text(0..<2)
        guard let length = Self.lengths[country] else { throw .unknownCountry(country) }
        try identifier.requireLength(length...length)
        guard CheckDigits.mod97(bytes[4...] + bytes[..<4]) == 1, (2...98).contains(CheckDigits.number(bytes[2..<4]))
        else { throw .wrongCheckDigits }
        if country == "FR" || country == "MC" { try Self.checkFrenchAccount(Array(bytes[4...])) }
        electronic = identifier.text(0..<bytes.count)
    }

    /// The number of a French account, from the parts that a bank statement or a RIB gives, without its keys.
    ///
    /// Nil unless bank and branch have five digits and the account has eleven characters.
    package init?(bank: String, branch: String, account: String) {
        let parts = [bank, branch, account].map { Array($0.uppercased().utf8) }
        guard parts.map(\.count) == [5, 5, 11], parts[0].allSatisfy(\.isDigit), parts[1].allSatisfy(\.isDigit),
            parts[2].allSatisfy({ $0.isDigit || $0.isUpperLetter })
        else { return nil }
        let number = parts[2].reduce(0) { $0 * 10 + Self.ribDigit($1) }
        let key = 97 - (89 * CheckDigits.number(parts[0][...]) + 15 * CheckDigits.number(parts[1][...]) + 3 * number) % 97
        let basic = parts.flatMap { $0 } + Array(CheckDigits.twoDigits(key).utf8)
        let check = 98 - CheckDigits.mod97(basic + Array("FR00".utf8))
        electronic = "FR" + CheckDigits.twoDigits(check) + String(decoding: basic, as: UTF8.self)
    }

    package var country: String { String(electronic.prefix(2)) }

    /// In groups of four, as people read it.
    package var printed: String { CheckDigits.grouped(electronic) }

    /// Country and last four characters: enough to recognise an account, not to use it.
    package var masked: String { String(electronic.prefix(4)) + " … " + String(electronic.suffix(4)) }

    package var description: String { electronic }

    /// Bank 5 digits, branch 5 digits, account 11 characters, key 97 - (89 bank + 15 branch + 3 account) mod 97.
    private static func checkFrenchAccount(_ account: [UInt8]) throws(IdentifierProblem) {
        guard account[..<10].allSatisfy(\.isDigit), account[21...].allSatisfy(\.isDigit) else { throw .wrongStructure }
        let bank = CheckDigits.number(account[..<5])
        let branch = CheckDigits.number(account[5..<10])
        let number = account[10..<21].reduce(0) { $0 * 10 + ribDigit($1) }
        guard CheckDigits.number(account[21...]) == 97 - (89 * bank + 15 * branch + 3 * number) % 97 else {
            throw .wrongAccountKey
        }
    }

    /// A and J are 1, B, K and S are 2, and so on to I, R and Z which are 9.
    private static func ribDigit(_ byte: UInt8) -> Int {
        if byte.isDigit { return Int(byte - 0x30) }
        let letter = Int(byte - 0x41)
        return letter < 18 ? letter % 9 + 1 : letter - 16
    }

    /// Total length by country. Source: SWIFT IBAN registry.
    private static let lengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27,
        "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28,
        "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
        "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
        "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
        "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28,
        "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
        "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25,
        "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
    ]
}
