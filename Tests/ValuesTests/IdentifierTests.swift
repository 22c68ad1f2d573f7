import Testing
import Values

@Suite("Identifiers")
struct IdentifierTests {
    @Test("A real account number is read whatever its spaces and case", arguments: [
        ("FR7630006000011234567890189", "FR7630006000011234567890189"),
        ("FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        ("fr14\u{A0}2004\u{202F}10100505 00013m02606", "FR1420041010050500013M02606"),
        ("MC58 1122 2000 0101 2345 6789 030", "MC5811222000010123456789030"),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
        ("BE68539007547034", "BE68539007547034"),
        ("NO9386011117947", "NO9386011117947"),
    ])
    func readsIBAN(text: String, electronic: String) throws {
        #expect(try IBAN(parsing: text).electronic == electronic)
    }

    @Test("The parts of a French account make its number, with both keys", arguments: [
        ("30006", "00001", "12345678901", "FR7630006000011234567890189"),
        ("20041", "01005", "0500013m026", "FR1420041010050500013M02606"),
    ])
    func partsOfAccount(bank: String, branch: String, account: String, electronic: String) throws {
        let iban = try #require(IBAN(bank: bank, branch: branch, account: account))
        #expect(iban.electronic == electronic)
        #expect(try IBAN(parsing: electronic) == iban)
    }

    @Test("What is no French account makes no number", arguments: [
        ("3000", "00001", "12345678901"), ("30006", "0000A", "12345678901"), ("30006", "00001", "1234567890"), ("", "", "9100"),
        ("30006", "00001", "1234567890É"),
    ])
    func notAnAccount(bank: String, branch: String, account: String) {
        #expect(IBAN(bank: bank, branch: branch, account: account) == nil)
    }

    @Test("An account number that cannot be right is refused with the reason", arguments: [
        ("", IdentifierProblem.empty), ("   ", .empty),
        ("FR", .wrongLength(found: 2, expected: 15...34)),
        ("FR7630006000011234567890188", .wrongCheckDigits),
        ("FR7530006000011234567890189", .wrongCheckDigits),
        ("FR763000600001123456789018", .wrongLength(found: 26, expected: 27...27)),
        ("FR76300060000112345678901890", .wrongLength(found: 28, expected: 27...27)),
        ("ZZ7630006000011234567890189", .unknownCountry("ZZ")),
        ("767630006000011234567890189", .wrongStructure),
        ("FR7630006-00011234567890189", .unexpectedCharacter("-")),
        ("FR٧٦30006000011234567890189", .unexpectedCharacter("٧")),
        ("FR7630006000011234567890189\u{301}", .unexpectedCharacter("9\u{301}")),
    ])
    func refusesIBAN(text: String, problem: IdentifierProblem) {
        #expect(throws: problem) { try IBAN(parsing: text) }
    }

    @Test("A French account whose RIB key is wrong is refused even when the IBAN's check digits agree")
    func refusesWrongAccountKey() {
        // 30006 00001 12345678901 with key 88 instead of 89 needs check digits 06.
        let withWrongKey = (2...98).map { ($0 < 10 ? "FR0\($0)" : "FR\($0)") + "30006000011234567890188" }
        let problems = withWrongKey.map { text -> IdentifierProblem? in
            do throws(IdentifierProblem) { _ = try IBAN(parsing: text); return nil } catch { return error }
        }
        #expect(problems.filter { $0 == .wrongAccountKey }.count == 1)
        #expect(problems.filter { $0 == .wrongCheckDigits }.count == 96)
    }

    @Test("Every single wrong digit and every swap of two neighbours in an account number is caught")
    func catchesTyping() {
        let digits = Array("FR7630006000011234567890189")
        for index in 2..<digits.count {
            for wrong in "0123456789" where wrong != digits[index] {
                var typed = digits
                typed[index] = wrong
                #expect(throws: IdentifierProblem.self) { try IBAN(parsing: String(typed)) }
            }
            guard index + 1 < digits.count, digits[index] != digits[index + 1] else { continue }
            var typed = digits
            typed.swapAt(index, index + 1)
            #expect(throws: IdentifierProblem.self) { try IBAN(parsing: String(typed)) }
        }
    }

    @Test("An account number is printed in fours and masked for screens")
    func showsIBAN() throws {
        let iban = try IBAN(parsing: "FR1420041010050500013M02606")
        #expect(iban.printed == "FR14 2004 1010 0505 0001 3M02 606")
        #expect(iban.masked == "FR14 … 2606")
        #expect(iban.country == "FR")
    }

    @Test("A bank identifier is read with or without its branch", arguments: [
        ("BNPAFRPP", "BNPAFRPP", "BNPAFRPPXXX"), ("bnpafrppxxx", "BNPAFRPP", "BNPAFRPPXXX"),
        ("PSSTFRPPLIL", "PSSTFRPPLIL", "PSSTFRPPLIL"), ("DEUTDEFF500", "DEUTDEFF500", "DEUTDEFF500"),
    ])
    func readsBIC(text: String, short: String, full: String) throws {
        let bic = try BIC(parsing: text)
        #expect(bic.description == short)
        #expect(bic.full == full)
    }

    @Test("A bank identifier that cannot be right is refused with the reason", arguments: [
        ("", IdentifierProblem.empty), ("BNPAFRP", .wrongLength(found: 7, expected: 8...11)),
        ("BNPAFRPPX", .wrongLength(found: 9, expected: 8...11)), ("BNPAZZPP", .unknownCountry("ZZ")),
        ("BNPA11PP", .wrongStructure), ("BNPAFR.P", .unexpectedCharacter(".")),
    ])
    func refusesBIC(text: String, problem: IdentifierProblem) {
        #expect(throws: problem) { try BIC(parsing: text) }
    }

    @Test("A SIREN is nine digits that pass Luhn", arguments: ["732829320", "552 100 554", "005520135", "356000000"])
    func readsSIREN(text: String) throws {
        #expect(try SIREN(parsing: text).digits == text.filter { $0 != " " })
    }

    @Test("A SIREN that cannot be right is refused with the reason", arguments: [
        ("", IdentifierProblem.empty), ("73282932", .wrongLength(found: 8, expected: 9...9)),
        ("732829321", .wrongCheckDigits), ("000000000", .notAssigned), ("73282932O", .unexpectedCharacter("O")),
        ("732.829.320", .unexpectedCharacter(".")), ("７32829320", .unexpectedCharacter("７")),
    ])
    func refusesSIREN(text: String, problem: IdentifierProblem) {
        #expect(throws: problem) { try SIREN(parsing: text) }
    }

    @Test("A SIRET passes Luhn, or is a site of La Poste whose digits add up to a multiple of five", arguments: [
        "73282932000074", "35600000000048", "35600000049837",
    ])
    func readsSIRET(text: String) throws {
        let siret = try SIRET(parsing: text)
        #expect(siret.digits == text)
        #expect(siret.siren.digits == String(text.prefix(9)))
    }

    @Test("A SIRET that cannot be right is refused with the reason", arguments: [
        ("73282932000075", IdentifierProblem.wrongCheckDigits), ("35600000049838", .wrongCheckDigits),
        ("732829320", .wrongLength(found: 9, expected: 14...14)), ("73282932100074", .wrongCheckDigits),
    ])
    func refusesSIRET(text: String, problem: IdentifierProblem) {
        #expect(throws: problem) { try SIRET(parsing: text) }
    }

    @Test("The VAT number of a business follows from its SIREN", arguments: [
        ("732829320", "FR44732829320"), ("552100554", "FR96552100554"), ("005520135", "FR92005520135"),
    ])
    func makesVATNumber(siren: String, number: String) throws {
        #expect(FrenchVATNumber(try SIREN(parsing: siren)).number == number)
        let read = try FrenchVATNumber(parsing: number.lowercased())
        #expect(read.number == number)
        #expect(read.isKeyVerified)
        #expect(read.siren?.digits == siren)
    }

    @Test("A VAT number with a letter in its key is accepted and said to need the registry")
    func acceptsNewStyleKey() throws {
        #expect(try !FrenchVATNumber(parsing: "FRK7732829320").isKeyVerified)
    }

    @Test("A VAT number that cannot be right is refused with the reason", arguments: [
        ("FR45732829320", IdentifierProblem.wrongCheckDigits), ("DE44732829320", .wrongPrefix(expected: "FR")),
        ("FR4473282932", .wrongLength(found: 12, expected: 13...13)), ("FR4473282932A", .wrongStructure),
        ("FR44732829321", .wrongCheckDigits),
    ])
    func refusesVATNumber(text: String, problem: IdentifierProblem) {
        #expect(throws: problem) { try FrenchVATNumber(parsing: text) }
    }

    @Test("An invoice number makes its creditor reference", arguments: [
        ("F20260042", "RF69F20260042"), ("FA20261122", "RF23FA20261122"), ("cli000123 INV0042", "RF65CLI000123INV0042"),
        ("539007547034", "RF18539007547034"),
    ])
    func makesCreditorReference(own: String, reference: String) throws {
        let made = try CreditorReference(making: own)
        #expect(made.electronic == reference)
        #expect(try CreditorReference(parsing: made.printed.lowercased()) == made)
    }

    @Test("A creditor reference that cannot be right is refused with the reason", arguments: [
        ("RF19539007547034", IdentifierProblem.wrongCheckDigits), ("RF18", .wrongLength(found: 4, expected: 5...25)),
        ("XX18539007547034", .wrongPrefix(expected: "RF")), ("RFA8539007547034", .wrongStructure),
        ("RF181234567890123456789012", .wrongLength(found: 26, expected: 5...25)), ("", .empty),
    ])
    func refusesCreditorReference(text: String, problem: IdentifierProblem) {
        #expect(throws: problem) { try CreditorReference(parsing: text) }
    }

    @Test("A number with a dash makes no reference: dropping it could give two invoices the same one")
    func refusesDashInReference() {
        #expect(throws: IdentifierProblem.unexpectedCharacter("-")) { try CreditorReference(making: "FA-2026-42") }
    }

    @Test("A country is two letters that a country bears")
    func readsCountry() {
        #expect(CountryCode("fr") == .france)
        #expect(CountryCode("FR")?.code == "FR")
        #expect(CountryCode("ZZ") == nil)
        #expect(CountryCode("F") == nil)
        #expect(CountryCode("FRA") == nil)
        #expect(CountryCode("{R") == nil)
    }
}
