import Formats
import Statements
import Testing

@Suite("The format of a statement is told from its content")
struct FormatTests {
    @Test("Whatever stands before the first record", arguments: [
        ("\u{FEFF}\r\n\r\n:20:R\n:25:1\n", StatementFormat.mt940), ("ABNANL2A\n940\nABNANL2A\n:20:R\n", .mt940), ("{1:F01BNPAFRPP}{2:O940}{4:\n:20:R\n", .mt940),
        ("  \n<?xml version=\"1.0\"?>\n<!-- export -->\n<n:Document xmlns:n=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">", .camt),
        ("<Document><BkToCstmrDbtCdtNtfctn>", .camt), ("\n\nOFXHEADER:100\n", .ofx), ("<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?>", .ofx), ("<ofx>", .ofx),
    ])
    func known(text: String, format: StatementFormat) { #expect(StatementFormat(head: Array(text.utf8)) == format) }

    @Test("A wide encoding hides nothing")
    func wide() {
        let text = "<Document><BkToCstmrStmt>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(StatementFormat(head: [0xFF, 0xFE] + text) == .camt)
    }

    @Test("What is no statement is left to others", arguments: [
        "", "1\n2\n3\n", "Date;Libellé;Débit;Crédit\n", "JournalCode|JournalLib|EcritureNum\n", "invoice_number,customer_number\n",
        "payment_reference,customer_number,received_on,amount\n", "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.008.001.02\"><CstmrDrctDbtInitn>",
        "<html><body>:20:</body></html>", "01;02;03;04\n", "0123456789\n", "PK\u{3}\u{4}", "%PDF-1.4",
        "0105011200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    ])
    func others(text: String) { #expect(StatementFormat(head: Array(text.utf8)) == nil) }

    @Test("A record of CFONB 120 is told from its columns, and not from two digits", arguments: ["01", "04", "05", "07"])
    func cfonb(kind: String) {
        let record = CFONBText().record(kind, (35, "201126"), (91, "0000000000000{"))
        #expect(StatementFormat(head: Array(record.utf8)) == .cfonb120)
        #expect(StatementFormat(head: Array(record.replacing("00010123456", with: "           ").utf8)) == nil)
    }
}
