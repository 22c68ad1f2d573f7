import Values

/// Numbers with check digits: what is accepted is accepted again in every form in which we print it.
enum IdentifierChecks {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let text = Input(bytes).text
        if let iban = try? IBAN(parsing: text) {
            try require((15...34).contains(iban.electronic.utf8.count), "an IBAN of \(iban.electronic.utf8.count) characters")
            try again(iban, [iban.electronic, iban.printed, iban.electronic.lowercased()]) { try? IBAN(parsing: $0) }
            try require(iban.masked.utf8.count <= 14, "\(iban.masked) shows too much")
            try oneDigitOff(iban.electronic) { (try? IBAN(parsing: $0)) != nil }
        }
        if let bic = try? BIC(parsing: text) {
            try again(bic, [bic.full, bic.description, bic.full.lowercased()]) { try? BIC(parsing: $0) }
        }
        if let siren = try? SIREN(parsing: text) {
            try again(siren, [siren.digits, siren.printed]) { try? SIREN(parsing: $0) }
            try oneDigitOff(siren.digits) { (try? SIREN(parsing: $0)) != nil }
            let vat = FrenchVATNumber(siren)
            try requireSame(vat.siren, siren, "the SIREN of \(vat)")
            try again(vat, [vat.number]) { try? FrenchVATNumber(parsing: $0) }
        }
        if let siret = try? SIRET(parsing: text) {
            try again(siret, [siret.digits, siret.printed]) { try? SIRET(parsing: $0) }
            try requireSame(try? SIREN(parsing: siret.siren.digits), siret.siren, "the SIREN of \(siret)")
        }
        if let vat = try? FrenchVATNumber(parsing: text) {
            try again(vat, [vat.number, vat.number.lowercased()]) { try? FrenchVATNumber(parsing: $0) }
        }
        if let country = CountryCode(text) { try requireSame(CountryCode(country.code), country, "a country printed") }
        try reference(text)
    }

    private static func reference(_ text: String) throws(Violation) {
        if let reference = try? CreditorReference(parsing: text) {
            try again(reference, [reference.electronic, reference.printed]) { try? CreditorReference(parsing: $0) }
            try oneDigitOff(reference.electronic) { (try? CreditorReference(parsing: $0)) != nil }
        }
        guard let made = try? CreditorReference(making: text) else { return }
        try again(made, [made.electronic, made.printed]) { try? CreditorReference(parsing: $0) }
        try requireSame(try? CreditorReference(making: made.own), made, "the reference made of \(made.own)")
    }

    private static func again<Value: Equatable>(
        _ value: Value, _ forms: [String], _ parse: (String) -> Value?
    ) throws(Violation) {
        for form in forms { try requireSame(parse(form), value, "written as \(form)") }
    }

    /// Check digits are there to notice one wrong digit.
    private static func oneDigitOff(_ text: String, _ isAccepted: (String) -> Bool) throws(Violation) {
        var bytes = Array(text.utf8)
        for index in bytes.indices where (0x30...0x39).contains(bytes[index]) {
            let digit = bytes[index]
            bytes[index] = digit == 0x39 ? 0x30 : digit + 1
            let changed = String(decoding: bytes, as: UTF8.self)
            try require(!isAccepted(changed), "\(changed) is accepted beside \(text)")
            bytes[index] = digit
        }
    }
}
