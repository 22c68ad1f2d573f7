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

    static let foreign = """
        Beleg;Kunde;Wann;Brutto
        R-100;K1;31.01.2026;12,50
        R-101;K2;28.02.2026;1.200,00
        R-102;K1;01.03.2026;7,00

        """

    @Test("what the headers do not say, the values suggest; a person confirms it")
    func proposal() throws {
        let proposal = try MappingProposal(TableInput(bytes: bytes(Self.foreign)), named: "rechnungen.csv", kind: .invoices)
        #expect(proposal.missing == [])
        #expect(proposal.columns.map(\.reason) == [.content, .content, .content, .content])
        #expect(
            proposal.mapping.text
                == "kind: invoices\ncustomer_number: Kunde\ninvoice_number: Beleg\nissued_on: Wann\namount: Brutto\n")
        let confirmed = try ColumnMapping(parsing: proposal.mapping.text)
        let (_, rows) = try take(Self.foreign, mapping: confirmed)
        #expect(outcomes(rows).first == "R-100 K1 2026-01-31 - 12.50 EUR")
    }

    @Test("a refusal for a missing column carries what the values suggest")
    func suggestion() {
        let text = Self.foreign.replacing("Beleg;Kunde;Wann", with: "Facture;Client;Date facture")
        let refusal = #expect(throws: Diagnostic.self) { try take(text, as: .invoices) }
        #expect(refusal?.code == .missingColumn)
        #expect(refusal?.parameters["suggestion"] == "amount: Brutto")
    }

    @Test("headers with units and formats in brackets are known", arguments: [
        "Montant TTC (EUR)", "Montant T.T.C.", "MONTANT_TTC", "montantTTC", "Montant  ttc €", "Total TTC en euros",
    ])
    func units(header: String) throws {
        let survey = try TableSurvey(
            TableInput(bytes: bytes("N° facture;Réf. client;Date de facture (jj/mm/aaaa);\(header)\n")), named: "x.csv")
        #expect(survey.columns.map(\.field) == [.customerNumber, .invoiceNumber, .issuedOn, .amount])
    }
}
