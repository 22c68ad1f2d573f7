import Formats
import Testing
import Values

@Suite("Mapping files")
struct MappingTextTests {
    @Test("what is printed is read back the same")
    func roundTrip() throws {
        let mapping = ColumnMapping(
            kind: .payments, columns: [.init(.customerNumber, "Réf: client"), .init(.amount, "#7")], decimalMark: .comma,
            dateForm: .dayMonthShortYear, separator: .tab, encoding: .windows1252)
        #expect(try ColumnMapping(parsing: mapping.text) == mapping)
        #expect(mapping.text == "kind: payments\ncustomer_number: Réf: client\namount: #7\ndecimal: comma\ndates: dd/mm/yy\nseparator: tab\nencoding: windows-1252\n")
    }

    @Test("comments and blank lines are passed over, mistakes are located", arguments: [
        ("# ours\n\namount Total\n", DiagnosticCode.mappingMalformed, 3),
        ("amount: Total\namount: Other\n", .duplicateColumn, 2),
        ("color: red\n", .mappingUnknownField, 1),
        ("decimal: maybe\n", .mappingMalformed, 1),
        ("dates: yy/dd/mm\n", .mappingMalformed, 1),
        ("amount:\n", .mappingMalformed, 1),
    ])
    func mistakes(text: String, code: DiagnosticCode, line: Int) {
        let refusal = #expect(throws: Diagnostic.self) { try ColumnMapping(parsing: text) }
        #expect(refusal?.code == code)
        #expect(refusal?.line == line)
    }

    @Test("a header that the file does not have is named")
    func unknownColumn() {
        let mapping = ColumnMapping(columns: [.init(.amount, "Total général")])
        let refusal = #expect(throws: Diagnostic.self) {
            try take("numero_facture;code_client;date_facture;montant\nF;C;2026-01-01;1\n", mapping: mapping)
        }
        #expect(refusal?.code == .unknownColumn)
        #expect(refusal?.column == "Total général")
    }

    @Test("two-digit years are read when declared")
    func shortYears() throws {
        let mapping = ColumnMapping(dateForm: .dayMonthShortYear)
        let (_, rows) = try take("numero_facture;code_client;date_facture;montant\nF;C;05/03/26;1\n", mapping: mapping)
        #expect(outcomes(rows) == ["F C 2026-03-05 - 1.00 EUR"])
    }
}
