import Formats
import Statements
import Testing
import Values

@Suite("OFX")
struct OFXTests {
    private func document(_ movements: String, currency: String = "EUR") -> String {
        """
        OFXHEADER:100
        DATA:OFXSGML

        <OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>\(currency)
        <BANKACCTFROM><BANKID>20041<BRANCHID>01005<ACCTID>0500013M026</BANKACCTFROM>
        <BANKTRANLIST>\(movements)</BANKTRANLIST><LEDGERBAL><BALAMT>1.00<DTASOF>20261120</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
        """
    }

    private func movement(_ amount: String, on: String = "20261120", more: String = "") -> String {
        "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>\(on)<TRNAMT>\(amount)<FITID>1\(more)<NAME>VIR</STMTTRN>"
    }

    @Test("Amounts have a sign, and a point or a comma", arguments: [
        ("12.34", 1_234), ("-12.34", -1_234), ("+12,34", 1_234), ("-12", -1_200), ("0012.340", 1_234), ("-.5", -50),
    ])
    func amounts(written: String, minor: Int64) {
        #expect(Reading(.ofx, document(movement(written))).entries.map(\.amount) == [minor])
    }

    @Test("What is no movement is refused with its line", arguments: [
        ("$1", "20261120", DiagnosticCode.statementAmount), ("1.2.3", "20261120", .statementAmount), ("1e3", "20261120", .statementAmount),
        ("", "20261120", .missingValue), ("1", "20261320", .statementDate), ("1", "2026112", .statementDate), ("1", "", .missingValue),
        ("99999999999999", "20261120", .amountOverflow),
    ])
    func refusals(written: String, on: String, code: DiagnosticCode) {
        let reading = Reading(.ofx, document(movement(written, on: on) + movement("2")))
        #expect(reading.problems.map(\.code) == [code])
        #expect(reading.problems.first?.line == 6)
        #expect(reading.entries.map(\.amount) == [200])
    }

    @Test("Movements that share an identifier are kept, each of them")
    func sharedIdentifiers() {
        let reading = Reading(.ofx, document(movement("1") + movement("1") + movement("2")))
        #expect(reading.entries.map(\.amount) == [100, 100, 200])
        #expect(reading.entries.map(\.references.bank) == ["1", "1", "1"])
    }

    @Test("The day is the one that the bank writes, whatever time and zone follow", arguments: [
        "20261120", "20261120235959", "20261120235959.999[-11:XXX]", "20261120[+14:LINT]",
    ])
    func days(written: String) {
        #expect(Reading(.ofx, document(movement("1", on: written))).entries.map(\.bookedOn.iso) == ["2026-11-20"])
    }

    @Test("Bank, branch and number make the IBAN of a French account")
    func account() {
        #expect(Reading(.ofx, document("")).statements.first?.account.iban?.electronic == "FR1420041010050500013M02606")
    }

    @Test("A currency that only the movements name is taken from them")
    func currencyOfMovement() {
        let reading = Reading(.ofx, document(movement("1", more: "<CURRENCY><CURRATE>1<CURSYM>CHF</CURRENCY>"), currency: ""))
        #expect(reading.statements.map(\.currency.code) == ["CHF"])
        #expect(Reading(.ofx, document("", currency: "ZZ9")).problems.map(\.code) == [.currencyUnknown])
    }

    @Test("OFX 2 says the same as OFX 1")
    func versions() {
        let one = Reading(.ofx, document(movement("1.50")))
        let two = Reading(.ofx, """
            <?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="220"?>

            <OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF>
            <BANKACCTFROM><BANKID>20041</BANKID><BRANCHID>01005</BRANCHID><ACCTID>0500013M026</ACCTID></BANKACCTFROM>
            <BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261120</DTPOSTED><TRNAMT>1.50</TRNAMT><FITID>1</FITID><NAME>VIR</NAME></STMTTRN>
            </BANKTRANLIST><LEDGERBAL><BALAMT>1.00</BALAMT><DTASOF>20261120</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
            """)
        #expect(two.entries.map(\.amount) == one.entries.map(\.amount))
        #expect(two.entries.map(\.label) == one.entries.map(\.label))
        #expect(two.statements.map(\.closing) == one.statements.map(\.closing))
    }

    @Test("A file that stops in the middle keeps what it has, and says so")
    func cut() {
        let text = document(movement("1") + movement("2"))
        let end = text.firstRange(of: "<NAME>VIR</STMTTRN></BANKTRANLIST>")?.lowerBound ?? text.endIndex
        let reading = Reading(.ofx, String(text[..<end]))
        #expect(reading.entries.map(\.amount) == [100, 200])
        #expect(reading.problems.map(\.code) == [.statementWithoutEnd])
        #expect(reading.isWellFormed())
    }
}
