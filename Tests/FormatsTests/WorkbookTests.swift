import Formats
import Testing
import Values

@Suite("Workbooks")
struct WorkbookTests {
    /// Formats 0: general, 1: built-in date, 2: a custom date, 3: an amount in euros, 4: a custom time.
    static let styles = """
        <numFmts><numFmt numFmtId="164" formatCode="[$-40C]d\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode='#,##0.00\\ "days"'/>\
        <numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
        """

    func rows(_ builder: WorkbookBuilder) throws -> [String] {
        let reader = try WorkbookReader(.bytes(try #require(builder.bytes())))
        var row = TableRow()
        var rows: [String] = []
        while try reader.next(into: &row) {
            let cells = (0..<row.count).map { index in
                let text = String(decoding: row[index], as: UTF8.self)
                return switch row.kind(at: index) {
                case .text: text
                case .number: "n:" + text
                case .date: "d:" + text
                case .error: "e:" + text
                case .formulaWithoutValue: "f:" + text
                case .misquoted: "q:" + text
                }
            }
            rows.append("\(row.line): " + cells.joined(separator: "|"))
        }
        return rows
    }

    @Test("cells of every type, gaps, styles and stored fractions")
    func cells() throws {
        let builder = WorkbookBuilder(
            sheet: """
                <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="3"/>\
                <row r="5"><c r="A5" s="1"><v>46348</v></c><c r="B5" s="2"><v>46348.75</v></c><c r="C5" s="3"><v>1234.5599999999999</v></c>\
                <c r="D5" t="b"><v>1</v></c><c r="E5" t="e"><v>#REF!</v></c><c r="F5"><f>A1+1</f><v>7</v></c><c r="G5"><f>A1+2</f></c>\
                <c r="H5" t="str"><f>""</f><v></v></c><c r="I5" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>\
                <c r="J5" s="4"><v>0.5</v></c><c r="K5"><v>1E3</v></c></row>
                """,
            texts: ["Nom &amp; prénom", "<![CDATA[é]]></t><rPh><t>phonetic</t></rPh><t>"], styles: Self.styles)
        #expect(
            try rows(builder) == [
                "2: Nom & prénom||é",
                "5: d:2026-11-22|d:2026-11-22|n:1234.56|TRUE|e:#REF!|n:7|f:=A1+2||two runs|n:0.5|n:1000",
            ])
    }

    @Test("rows whose numbers do not follow are counted on, none passes for one above the headers")
    func rowNumbers() throws {
        let cell = "<c t=\"inlineStr\"><is><t>x</t></is></c>"
        let sheet = ["5", "2", "0", "9", "99999999"].map { "<row r=\"\($0)\">\(cell)</row>" }.joined()
        #expect(try rows(WorkbookBuilder(sheet: sheet)) == ["5: x", "6: x", "7: x", "9: x", "10: x"])
    }

    @Test("a statement of a workbook is read with its dates, debits and balances")
    func statement() throws {
        let sheet = """
            <row r="1"><c t="inlineStr"><is><t>Relevé de compte</t></is></c></row>\
            <row r="3"><c t="inlineStr"><is><t>Date opération</t></is></c><c t="inlineStr"><is><t>Libellé</t></is></c>\
            <c t="inlineStr"><is><t>Débit</t></is></c><c t="inlineStr"><is><t>Crédit</t></is></c><c t="inlineStr"><is><t>Solde</t></is></c></row>\
            <row r="4"><c s="1"><v>46348</v></c><c t="inlineStr"><is><t>VIR DUPONT</t></is></c><c/><c><v>1234.5599999999999</v></c><c><v>2000</v></c></row>\
            <row r="5"><c s="1"><v>46349</v></c><c t="inlineStr"><is><t>FRAIS</t></is></c><c><v>10.5</v></c><c/><c><v>1989.5</v></c></row>
            """
        let builder = WorkbookBuilder(sheet: sheet, styles: Self.styles)
        let (survey, rows) = try take(.workbook(.bytes(try #require(builder.bytes()))))
        #expect(survey.kind == .statement)
        #expect(outcomes(rows) == ["2026-11-22 - 1234.56 EUR 200000 VIR DUPONT - -/- -", "2026-11-23 - -10.50 EUR 198950 FRAIS - -/- -"])
    }

    @Test("both epochs")
    func epochs() throws {
        let sheet = "<row><c s=\"1\"><v>44886</v></c><c><v>1</v></c></row>"
        #expect(try rows(WorkbookBuilder(sheet: sheet, styles: Self.styles, date1904: true)) == ["1: d:2026-11-22|n:1"])
        #expect(try rows(WorkbookBuilder(sheet: sheet, styles: Self.styles)) == ["1: d:2022-11-21|n:1"])
    }

    @Test("the first visible sheet that holds anything is read")
    func sheets() throws {
        let builder = WorkbookBuilder(sheets: [
            ("Caché", "hidden", WorkbookBuilder.row(1, ["no"])), ("Vide", "visible", ""), ("Bon", "visible", WorkbookBuilder.row(4, ["yes"])),
        ])
        #expect(try rows(builder) == ["4: yes"])
    }

    @Test("stored numbers become the amounts that people typed", arguments: [
        ("1234.5599999999999", "1234.56"), ("0.30000000000000004", "0.3"), ("1E3", "1000"), ("1.5E-2", "0.015"),
        ("-12.5", "-12.5"), ("33.333333333333336", "33.3333333333333"), ("12345678901234567", "12345678901234567"),
        ("999999999999999.9", "1000000000000000"), ("0", "0"), ("-0.0", "0"), ("1E+30", "1" + String(repeating: "0", count: 30)),
        ("100.10000000000001", "100.1"), ("+5", "5"), ("1.10", "1.1"), ("0.00", "0"),
    ])
    func numbers(stored: String, plain: String) throws {
        let written = try rows(WorkbookBuilder(sheet: "<row><c><v>\(stored)</v></c><c t=\"inlineStr\"><is><t>x</t></is></c></row>"))
        #expect(written == ["1: n:\(plain)|x"])
    }

    @Test("a workbook of invoices gives the drafts that the same CSV gives")
    func drafts() throws {
        let header = ["N° facture", "Code client", "Date facture", "Échéance", "Montant TTC", "Devise"]
        let sheet =
            WorkbookBuilder.row(1, header)
            + "<row r=\"2\"><c t=\"inlineStr\"><is><t>F1</t></is></c><c><v>4110001</v></c><c s=\"1\"><v>46348</v></c><c s=\"1\"><v>46378</v></c><c><v>1234.5599999999999</v></c></row>"
            + "<row r=\"3\"><c t=\"inlineStr\"><is><t>F2</t></is></c><c><v>4110002</v></c><c t=\"inlineStr\"><is><t>31/01/2026</t></is></c><c/><c t=\"inlineStr\"><is><t>12,50</t></is></c></row>"
            + "<row r=\"4\"><c t=\"inlineStr\"><is><t>F3</t></is></c><c><v>4110002</v></c><c><v>46348</v></c><c/><c><f>SUM(A1)</f></c></row>"
        let bytes = try #require(WorkbookBuilder(sheet: sheet, styles: Self.styles).bytes())
        let (survey, rows) = try take(TableInput(bytes: bytes), named: "factures.xlsx")
        #expect(survey.form.sheet == "Feuil1")
        #expect(outcomes(rows).prefix(2) == ["F1 4110001 2026-11-22 2026-12-22 1234.56 EUR", "F2 4110002 2026-01-31 - 12.50 EUR"])
        #expect(codes(rows) == [.dateMalformed, .formulaWithoutValue])
    }

    func refusal(_ bytes: [UInt8]?) -> DiagnosticCode? {
        guard let bytes else { return nil }
        do throws(Diagnostic) {
            _ = try take(TableInput(bytes: bytes), as: .invoices)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("a part with a DOCTYPE is refused before anything of it is believed", arguments: [
        "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet0.xml", "_rels/.rels",
    ])
    func doctype(part: String) {
        var builder = WorkbookBuilder(sheet: WorkbookBuilder.row(1, ["a", "b"]))
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
        let content = builder.parts.first { $0.name == part }?.content ?? []
        builder.replace(part, with: laughs + String(decoding: content, as: UTF8.self))
        #expect(refusal(builder.bytes()) == .doctypeForbidden)
        builder.replace(part, with: "<?xml version=\"1.0\"?>\n<!DOCTYPE x SYSTEM \"http://evil/x.dtd\">" + String(decoding: content, as: UTF8.self))
        #expect(refusal(builder.bytes()) == .doctypeForbidden)
    }

    @Test("a part that is not well-formed is refused", arguments: ["<a>", "<a>&undefined;</a>", "<a></b>", "", "not xml"])
    func malformed(xml: String) {
        var builder = WorkbookBuilder(sheet: WorkbookBuilder.row(1, ["a", "b"]))
        builder.replace("xl/worksheets/sheet0.xml", with: xml)
        #expect(refusal(builder.bytes()) == .xmlMalformed)
    }

    @Test("a cell that stands before its turn, or twice, is refused with its row, never left out", arguments: [("B", "A"), ("A", "A")])
    func cellOrder(first: String, second: String) {
        func cell(_ column: String) -> String { "<c r=\"\(column)1\"><v>1</v></c>" }
        let builder = WorkbookBuilder(sheet: "<row>\(cell(first))\(cell(second))</row>")
        #expect(refusal(builder.bytes()) == .xmlMalformed)
    }

    @Test("macros, passwords, old workbooks and other archives are refused by name")
    func unwanted() {
        var macros = WorkbookBuilder(sheet: WorkbookBuilder.row(1, ["a", "b"]))
        macros.add("xl/vbaProject.bin", "x")
        #expect(refusal(macros.bytes()) == .macrosForbidden)
        let locked = WorkbookBuilder(sheet: WorkbookBuilder.row(1, ["a", "b"])).bytes(password: "secret")
        if locked != nil { #expect(refusal(locked) == .encrypted) }
        #expect(refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]) == .legacyWorkbook)
        var other = WorkbookBuilder(sheet: "")
        other.parts = [("content.xml", Array("<x/>".utf8))]
        #expect(refusal(other.bytes()) == .binaryFile)
        #expect(refusal(WorkbookBuilder(sheet: "").bytes()) == .workbookEmpty)
    }

    @Test("a bomb is refused by its ratio, by its size over all parts, by its entries")
    func bombs() {
        let air = String(repeating: " ", count: 8 * 1_048_576)
        #expect(refusal(WorkbookBuilder(sheet: air + WorkbookBuilder.row(1, ["a", "b"])).bytes()) == .archiveRatio)
        let small = String(repeating: " ", count: 1_048_000)
        let many = WorkbookBuilder(sheets: (0..<110).map { ("S\($0)", "visible", small) })
        #expect(refusal(many.bytes()) == .archiveTooLarge)
        var crowd = WorkbookBuilder(sheet: WorkbookBuilder.row(1, ["a", "b"]))
        for index in 0..<1001 { crowd.add("e\(index)", "") }
        #expect(refusal(crowd.bytes()) == .archiveTooManyEntries)
    }

    @Test("sizes that an archive states about itself are not believed")
    func falseSizes() throws {
        var builder = WorkbookBuilder(sheet: String(repeating: " ", count: 8 * 1_048_576) + WorkbookBuilder.row(1, ["a", "b"]))
        builder.isStored = false
        var bytes = try #require(builder.bytes())
        // The sheet's entry of the central directory says that it inflates to 100 bytes.
        let name = Array("xl/worksheets/sheet0.xml".utf8)
        let found = bytes.indices.last { bytes[$0...].starts(with: name) }
        let field = try #require(found) - 46 + 24
        bytes.replaceSubrange(field..<(field + 4), with: [100, 0, 0, 0])
        #expect([.archiveRatio, .archiveDamaged].contains(refusal(bytes)))
    }

    @Test("a truncated or altered workbook is refused, never a crash", arguments: 0..<20)
    func mutations(seed: Int) throws {
        var builder = WorkbookBuilder(
            sheet: WorkbookBuilder.row(1, ["invoice_number", "customer_number", "issued_on", "amount"])
                + WorkbookBuilder.row(2, ["F1", "C1", "2026-01-01", "12.50"]) + WorkbookBuilder.row(3, ["F2", "C1", "2026-01-01", "7"]),
            texts: ["a", "b"], styles: Self.styles)
        builder.isStored = true
        let original = try #require(builder.bytes())
        var random = Seeded(state: UInt64(seed) &* 104_729 &+ 3)
        #expect(refusal(Array(original.prefix(Int.random(in: 30..<original.count, using: &random)))) != nil)
        for _ in 0..<60 {
            var mutated = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                mutated[Int.random(in: 0..<mutated.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = refusal(mutated)
        }
        // The same inside the parts, where a checksum does not stop it.
        for _ in 0..<60 {
            var mutated = builder
            let part = Int.random(in: 0..<mutated.parts.count, using: &random)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<mutated.parts[part].content.count, using: &random)
                mutated.parts[part].content[index] = UInt8.random(in: 0x20...0x7E, using: &random)
            }
            _ = refusal(mutated.bytes())
        }
    }
}
