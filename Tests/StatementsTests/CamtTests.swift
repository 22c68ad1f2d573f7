import Formats
import Statements
import Testing
import Values

@Suite("camt.052, .053 and .054")
struct CamtTests {
    /// A statement of one account around some movements.
    private func document(_ body: String, namespace: String = "camt.053.001.08", root: String = "BkToCstmrStmt", element: String = "Stmt") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(namespace)"><\(root)><\(element)><Id>S</Id>
        <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>
        \(body)</\(element)></\(root)></Document>
        """
    }

    private func movement(_ amount: String, _ side: String = "CRDT", status: String = "BOOK", details: String = "", currency: String = "EUR") -> String {
        """
        <Ntry><Amt Ccy="\(currency)">\(amount)</Amt><CdtDbtInd>\(side)</CdtDbtInd><Sts><Cd>\(status)</Cd></Sts>
        <BookgDt><DtTm>2026-11-20T23:30:00+01:00</DtTm></BookgDt>\(details)</Ntry>
        """
    }

    @Test("Amounts are unsigned, and up to five decimals may be written", arguments: [
        ("12.34", "CRDT", 1_234), ("12.34", "DBIT", -1_234), ("12", "CRDT", 1_200), ("12.5", "CRDT", 1_250), ("12.34000", "DBIT", -1_234),
        ("0", "CRDT", 0), ("9999999999999.99", "CRDT", 999_999_999_999_999),
    ])
    func amounts(written: String, side: String, minor: Int64) {
        #expect(Reading(.camt, document(movement(written, side))).entries.map(\.amount) == [minor])
    }

    @Test("What is no amount of the account is refused with its line, and the others are read", arguments: [
        ("12..34", "CRDT", "EUR", DiagnosticCode.statementAmount), ("-1.00", "CRDT", "EUR", .statementAmount), ("", "CRDT", "EUR", .statementAmount),
        ("1.001", "CRDT", "EUR", .statementAmount), ("1.00", "XXXX", "EUR", .statementAmount), ("1.00", "CRDT", "USD", .entryCurrency),
        ("99999999999999.99", "CRDT", "EUR", .amountOverflow), ("999999999999999999999999", "CRDT", "EUR", .amountOverflow),
    ])
    func notAmounts(written: String, side: String, currency: String, code: DiagnosticCode) {
        let reading = Reading(.camt, document(movement(written, side, currency: currency) + movement("1.00")))
        #expect(reading.entries.map(\.amount) == [100])
        #expect(reading.problems.map(\.code) == [code])
        #expect(reading.problems.first?.line == 3)
    }

    @Test("What is not booked does not count, and is said", arguments: ["PDNG", "INFO", "FUTR"])
    func status(code: String) {
        let reading = Reading(.camt, document(movement("1.00", status: code)))
        #expect(reading.entries.isEmpty)
        #expect(reading.remarks.map(\.code) == [.entryNotBooked])
        #expect(reading.remarks.first?.parameters["status"] == code)
    }

    @Test("The kind of statement comes from its element, in any version and without a namespace", arguments: [
        ("camt.052.001.02", "BkToCstmrAcctRpt", "Rpt", StatementDraft.Kind.provisional), ("camt.052.001.08", "BkToCstmrAcctRpt", "Rpt", .provisional),
        ("camt.053.001.02", "BkToCstmrStmt", "Stmt", .booked), ("camt.053.001.13", "BkToCstmrStmt", "Stmt", .booked), ("", "BkToCstmrStmt", "Stmt", .booked),
        ("camt.054.001.02", "BkToCstmrDbtCdtNtfctn", "Ntfctn", .notification), ("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "Ntfctn", .notification),
    ])
    func kinds(namespace: String, root: String, element: String, kind: StatementDraft.Kind) {
        let text = document(movement("1.00"), namespace: namespace, root: root, element: element)
        #expect(StatementFormat(head: Array(text.utf8)) == .camt)
        let reading = Reading(.camt, text)
        #expect(reading.statements.map(\.kind) == [kind])
        #expect(reading.entries.map(\.bookedOn.iso) == ["2026-11-20"])
    }

    @Test("The transactions of a batch are movements when they make its sum; else it stays one, with what they say")
    func batches() {
        func parts(_ first: String, _ second: String) -> String {
            """
            <NtryDtls><Btch><PmtInfId>LOT</PmtInfId></Btch><TxDtls><Amt Ccy="EUR">\(first)</Amt><RmtInf><Ustrd>UN</Ustrd></RmtInf></TxDtls>
            <TxDtls><Amt Ccy="EUR">\(second)</Amt><RmtInf><Ustrd>DEUX</Ustrd></RmtInf></TxDtls></NtryDtls>
            """
        }
        let whole = Reading(.camt, document(movement("3.00", details: parts("1.00", "2.00"))))
        #expect(whole.entries.map(\.amount) == [100, 200])
        #expect(whole.entries.map(\.batch) == ["LOT", "LOT"])
        #expect(whole.entries.map(\.remittance) == [["UN"], ["DEUX"]])
        let other = Reading(.camt, document(movement("3.00", details: parts("1.00", "1.00"))))
        #expect(other.entries.map(\.amount) == [300])
        #expect(other.remarks.map(\.code) == [.batchSum])
        #expect(other.entries.first?.details.map(\.text).contains("UN") == true)
        let silent = Reading(.camt, document(movement("3.00", details: parts("", ""))))
        #expect(silent.entries.map(\.amount) == [300])
        #expect(silent.remarks.isEmpty)
    }

    @Test("The other side is who paid or was paid; of what comes back, who it was the first time", arguments: [
        ("CRDT", "", "PAYEUR"), ("DBIT", "", "PAYE"), ("DBIT", "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>", "PAYEUR"),
        ("CRDT", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>", "PAYE"),
    ])
    func parties(side: String, returned: String, name: String) {
        for party in [("<Nm>PAYEUR</Nm>", "<Nm>PAYE</Nm>"), ("<Pty><Nm>PAYEUR</Nm></Pty>", "<Pty><Nm>PAYE</Nm></Pty>")] {
            let details = """
                <NtryDtls><TxDtls><RltdPties><Dbtr>\(party.0)</Dbtr><Cdtr>\(party.1)</Cdtr></RltdPties>\(returned)</TxDtls></NtryDtls>
                """
            let entry = Reading(.camt, document(movement("1.00", side, details: details))).entries.first
            #expect(entry?.party.name == name)
            #expect((entry?.returnReason == nil) == returned.isEmpty)
        }
    }

    @Test("Our own account tells which side we are on, whatever the movement is called")
    func ownAccount() {
        let details = """
            <RvslInd>true</RvslInd><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>EUX</Nm></Dbtr><Cdtr><Nm>NOUS</Nm></Cdtr>
            <CdtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls>
            """
        let entry = Reading(.camt, document(movement("1.00", details: details))).entries.first
        #expect(entry?.party.name == "EUX")
        #expect(entry?.isReversal == true)
    }

    @Test("A statement inside another ends it, and movements outside any are told")
    func nested() {
        let inner = "<Stmt><Id>I</Id><Acct><Id><Othr><Id>2</Id></Othr></Id></Acct>\(movement("2.00"))</Stmt>"
        let reading = Reading(.camt, document(movement("1.00") + inner + movement("3.00")))
        #expect(reading.isWellFormed())
        #expect(reading.entries.map(\.amount) == [100, 200])
        #expect(reading.problems.map(\.code) == [.statementWithoutEnd, .entryOutsideStatement])
    }

    private static let deep = "<Document>\n" + String(repeating: "<a>", count: 100)
    private static let long = "<Document><BkToCstmrStmt>\n<Stmt><Id>" + String(repeating: "x", count: 200_000) + "</Id></Stmt></BkToCstmrStmt></Document>"

    @Test("A file that is hostile or damaged is refused with its line", arguments: [
        ("<!DOCTYPE a [<!ENTITY x \"y\">]>\n<Document/>", .statementDoctype, 1),
        ("<Document>\n<BkToCstmrStmt>\n<Stmt></Document>", .statementDamaged, 3),
        (Self.deep, .statementDamaged, 2),
        ("<Document><CstmrCdtTrfInitn/></Document>", .notAStatement, nil),
        (Self.long, .valueTooLong, nil),
    ] as [(String, DiagnosticCode, Int?)])
    func refusals(text: String, code: DiagnosticCode, line: Int?) {
        let reading = Reading(.camt, text)
        #expect(reading.refusal?.code == code)
        #expect(reading.refusal?.line == line)
    }
}
