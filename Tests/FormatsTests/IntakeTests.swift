import Formats
import Testing
import Values

/// Surveys and reads a text; drafts and rejections in order.
func take(
    _ text: String, as kind: TableKind? = nil, named name: String = "file.csv", mapping: ColumnMapping = ColumnMapping()
) throws(Diagnostic) -> (survey: TableSurvey, rows: [IntakeRow]) {
    try take(TableInput(bytes: bytes(text)), as: kind, named: name, mapping: mapping)
}

func take(
    _ input: TableInput, as kind: TableKind? = nil, named name: String = "file", mapping: ColumnMapping = ColumnMapping()
) throws(Diagnostic) -> (survey: TableSurvey, rows: [IntakeRow]) {
    let survey = try TableSurvey(input, named: name, kind: kind, mapping: mapping)
    var intake = try Intake(input, survey)
    var rows: [IntakeRow] = []
    while let row = try intake.next() { rows.append(row) }
    #expect(rows.count == survey.rows)
    return (survey, rows)
}

/// What became of each row: the draft's main values, or the codes of its problems.
func outcomes(_ rows: [IntakeRow]) -> [String] {
    rows.map { row in
        switch row {
        case .draft(.invoice(let draft)):
            "\(draft.number) \(draft.customerNumber) \(draft.issuedOn) \(draft.dueOn?.iso ?? "-") \(draft.amount)"
        case .draft(.creditNote(let draft)): "\(draft.number) \(draft.issuedOn) \(draft.amount) \(draft.creditedInvoice ?? "-")"
        case .draft(.payment(let draft)): "\(draft.reference ?? "-") \(draft.receivedOn) \(draft.amount) \(draft.invoiceNumber ?? "-")"
        case .draft(.statementRow(let draft)):
            "\(draft.bookedOn) \(draft.valueOn?.iso ?? "-") \(draft.amount) \(draft.balance.map(String.init) ?? "-") \(draft.labels.joined(separator: " | "))"
                + " \(draft.account ?? "-") \(draft.partyName ?? "-")/\(draft.partyAccount ?? "-") \(draft.reference ?? "-")"
        case .draft(.customer(let draft)): "\(draft.number) \(draft.name) \(draft.emails) \(draft.country ?? "-")"
        case .draft(.contact(let draft)): "\(draft.customerNumber) \(draft.name ?? "-") \(draft.role ?? "-") \(draft.emails)"
        case .rejected(_, let problems): problems.map(\.description).joined(separator: "; ")
        }
    }
}

/// The codes of the rejected rows, in order.
func codes(_ rows: [IntakeRow]) -> [DiagnosticCode] {
    rows.flatMap { row in
        if case .rejected(_, let problems) = row { return problems.map(\.code) }
        return []
    }
}

@Suite("Tables become drafts")
struct IntakeTests {
    @Test("English headers need no mapping")
    func english() throws {
        let (survey, rows) = try take(
            """
            invoice_number,customer_number,issued_on,due_on,amount,currency,order_reference
            F1,C1,2026-01-15,2026-02-14,1500.00,EUR,PO-7
            F2,C2,2026-01-31,2026-03-02,1000,JPY,
            F3,C2,2026-01-31,,12.5,,

            """)
        #expect(survey.kind == .invoices)
        #expect(survey.columns.allSatisfy { $0.reason == .exact })
        #expect(
            outcomes(rows) == [
                "F1 C1 2026-01-15 2026-02-14 1500.00 EUR", "F2 C2 2026-01-31 2026-03-02 1000 JPY", "F3 C2 2026-01-31 - 12.50 EUR",
            ])
    }

    @Test("French headers are understood whatever their case, accents and punctuation")
    func french() throws {
        let (survey, rows) = try take(
            """
            N° de facture;Code Client;Raison sociale;Date Facture;Date d'échéance;Montant T.T.C.;Devise;Réf. commande;Solde
            FA-2026-0042;C0012;Société Générale d'Été;15/01/2026;14/02/2026;1 234,56;EUR;BC 12;0,00
            FA-2026-0043;C0013;L'Œuf;02/03/2026;02/03/2026;"12,5 €";;;
            """)
        #expect(survey.kind == .invoices)
        #expect(survey.profile.decimalMark == .proven(.comma))
        #expect(survey.profile.dateForm == .proven(.dayMonthYear))
        #expect(survey.ignoredHeaders == ["Solde", "Montant T.T.C."] || survey.ignoredHeaders == ["Solde"])
        #expect(
            outcomes(rows) == [
                "FA-2026-0042 C0012 2026-01-15 2026-02-14 1234.56 EUR", "FA-2026-0043 C0013 2026-03-02 2026-03-02 12.50 EUR",
            ])
    }

    struct Kind: Sendable, CustomTestStringConvertible {
        let headers: String
        let name: String
        let kind: TableKind
        var testDescription: String { "\(name): \(headers)" }

        init(_ headers: String, _ kind: TableKind, named name: String = "export.csv") {
            (self.headers, self.kind, self.name) = (headers, kind, name)
        }
    }

    @Test("the kind of table is recognised from its headers", arguments: [
        Kind("customer_number,name,email,phone,address,postcode,city,country,siren,segment,language,scenario", .customers),
        Kind("customer_number,contact_name,role,email,phone", .contacts),
        Kind("invoice_number,customer_number,issued_on,due_on,amount,currency,order_reference", .invoices),
        Kind("invoice_number,customer_number,issued_on,due_on,amount,currency,order_reference", .creditNotes, named: "avoirs-2026.csv"),
        Kind("invoice_number,customer_number,issued_on,due_on,amount,currency,order_reference", .creditNotes, named: "credit-notes.csv"),
        Kind("invoice_number,credited_invoice,customer_number,issued_on,amount,currency", .creditNotes),
        Kind("numero_avoir,numero_facture,code_client,date_avoir,montant_ttc", .creditNotes),
        Kind("credit_note_number,invoice_number,customer_number,issued_on,amount", .creditNotes),
        Kind("payment_reference,customer_number,received_on,amount,currency,invoice_number", .payments),
        Kind("numero_client;raison_sociale;courriel;telephone;adresse;code_postal;ville;pays", .customers),
        Kind("code_client;nom_contact;fonction;courriel", .contacts),
        Kind("numero_reglement;code_client;date_reglement;montant;facture", .payments),
        Kind("numero_facture;code_client;raison_sociale;date_facture;echeance;montant_ttc;devise;conditions", .invoices),
        Kind("Numéro de pièce;Compte;Date;Échéance;Montant TTC;N° facture", .invoices),
        Kind("Référence;Client;Date;Montant", .payments, named: "reglements.csv"),
        Kind("Référence;Client;Date;Montant", .invoices, named: "clients/factures.csv"),
    ])
    func kinds(sample: Kind) throws {
        let survey = try TableSurvey(TableInput(bytes: bytes(sample.headers + "\n")), named: sample.name)
        #expect(survey.kind == sample.kind)
        #expect(survey.rows == 0)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let text: String
        let code: DiagnosticCode
        let line: Int?
        let parameter: String
        var testDescription: String { "\(code.rawValue): \(text.prefix(60))" }
    }

    @Test("a file that cannot be understood asks", arguments: [
        Refusal(text: "", code: .emptyFile, line: nil, parameter: ""),
        Refusal(text: "\u{FEFF}\n \n\n", code: .emptyFile, line: nil, parameter: ""),
        Refusal(text: "just one column\nx\n", code: .notATable, line: 1, parameter: ""),
        Refusal(text: "couleur;forme\nrouge;rond\n", code: .kindUnknown, line: 1, parameter: "couleur, forme"),
        Refusal(text: "numero_facture;code_client;date_facture\nF1;C1;2026-01-01\n", code: .missingColumn, line: 1, parameter: "amount"),
        Refusal(text: "Référence;Client;Date;Montant\nR;C;2026-01-01;1\n", code: .kindUndecidable, line: 1, parameter: "invoices, payments"),
        Refusal(
            text: "numero_facture;code_client;date_facture;montant;montant\nF1;C1;2026-01-01;1;2\n", code: .duplicateColumn,
            line: 1, parameter: "amount"),
        Refusal(
            text: "numero_facture;code_client;date_facture;montant\nF1;C1;2026-01-01;1,234\n", code: .decimalMarkUndecidable,
            line: 2, parameter: "amount"),
        Refusal(
            text: "numero_facture;code_client;date_facture;montant\nF1;C1;05/05/2026;1\nF2;C1;03/04/2026;1\n",
            code: .dateOrderUndecidable, line: 3, parameter: "issued_on"),
        Refusal(
            text: "numero_facture;code_client;date_facture;montant\nF1;C1;2026-01-01;1.234,56\nF2;C1;2026-01-01;\"1,234.56\"\n",
            code: .profileContradictory, line: 3, parameter: "amount"),
    ])
    func refusals(sample: Refusal) {
        let refusal = #expect(throws: Diagnostic.self) { try take(sample.text) }
        #expect(refusal?.code == sample.code)
        #expect(refusal?.line == sample.line)
        let values = refusal?.parameters ?? [:]
        #expect((values["field"] ?? values["headers"] ?? values["kinds"] ?? "") == sample.parameter)
    }

    @Test("what a mapping declares is never asked")
    func declared() throws {
        let text = "numero_facture;code_client;date_facture;montant\nF1;C1;03/04/2026;1,234\n"
        let us = ColumnMapping(decimalMark: .point, dateForm: .monthDayYear)
        #expect(outcomes(try take(text, mapping: us).rows) == ["F1 C1 2026-03-04 - 1234.00 EUR"])
        let french = ColumnMapping(decimalMark: .comma, dateForm: .dayMonthYear)
        #expect(codes(try take(text, mapping: french).rows) == [.tooManyDecimals])
        let kuwait = text.replacing("montant", with: "montant;devise").replacing("1,234", with: "1,234;KWD")
        #expect(outcomes(try take(kuwait, mapping: french).rows) == ["F1 C1 2026-04-03 - 1.234 KWD"])
    }

    @Test("values that mean the same either way need no proof")
    func indifferent() throws {
        let (survey, rows) = try take("numero_facture;code_client;date_facture;montant\nF1;C1;05/05/2026;1200\n")
        #expect(survey.profile.decimalMark == .indifferent)
        #expect(survey.profile.dateForm == .indifferent)
        #expect(outcomes(rows) == ["F1 C1 2026-05-05 - 1200.00 EUR"])
    }

    @Test("a proof anywhere in the file settles what stands before it; a stray value is that row's mistake")
    func lateProof() throws {
        let header = "numero_facture;code_client;date_facture;montant\n"
        let many = (1...12).map { "F\($0);C1;31/01/2026;12,50\n" }.joined()
        let (_, rows) = try take(header + "F0;C1;03/04/2026;1.234\n" + many + "FX;C1;01/31/2026;12.50\n")
        #expect(outcomes(rows).first == "F0 C1 2026-04-03 - 1234.00 EUR")
        #expect(codes(rows) == [.dateContradictsProfile, .amountContradictsProfile])
    }

    @Test("in a contested file only values that prove themselves are taken")
    func contested() throws {
        let header = "numero_facture;code_client;date_facture;montant\n"
        let (survey, rows) = try take(
            header + "F1;C1;2026-01-01;12,5\nF2;C1;2026-01-01;7,5\nF3;C1;2026-01-01;12.5\nF4;C1;2026-01-01;1.234\n")
        #expect(survey.profile.decimalMark == .contested(.comma))
        #expect(codes(rows) == [.amountContradictsProfile, .decimalMarkUndecidable])
    }

    @Test("a remembered mapping is found by the layout, whatever the case of the headers")
    func remembered() throws {
        let text = "Pièce;Qui;Quand;Combien\nF1;C1;2026-01-01;5\n"
        let mapping = try ColumnMapping(
            parsing: "kind: invoices\ninvoice_number: pièce\ncustomer_number: qui\nissued_on: #3\namount: Combien\n")
        let input = try TableInput(bytes: bytes(text))
        var asked: [String] = []
        let survey = try TableSurvey(input, named: "x.csv") { layout in
            asked.append(layout)
            return mapping
        }
        #expect(asked == ["piece|qui|quand|combien"])
        #expect(survey.kind == .invoices)
        #expect(survey.columns.map(\.index) == [1, 0, 2, 3])
        #expect(survey.mapping.text == "kind: invoices\ncustomer_number: Qui\ninvoice_number: Pièce\nissued_on: Quand\namount: Combien\n")
    }

    @Test("titles above the headers are passed over, lines stay those of the file")
    func titles() throws {
        let (survey, rows) = try take(
            "Liste des factures\n\nÉditée le;22/11/2026\nNuméro facture;Client;Date facture;Montant TTC\nF1;C1;2026-01-01;0\n")
        #expect(survey.head.line == 4)
        #expect(outcomes(rows).map { $0.prefix(1) } == ["5"])
    }

    @Test("customers: e-mails, countries, languages and SIREN are read as people write them")
    func customers() throws {
        let (_, rows) = try take(
            """
            numero_client;nom;courriel;pays;siren;langue;adresse
            C1;Dupont & Fils;compta@dupont.fr; France ;123 456 789;français;"1 rue A
            Bât. B"
            C2;Ltd;a@b.com; b.c@d.org;UK;;en;
            C3;Gmbh;"x@y.de; z@y.de";Allemagne;12345678901234;EN;
            C4;Bad;not-an-address;Nowhere;12AB;klingon;
            ;Nameless;;;;;
            """)
        #expect(rows.count == 5)
        #expect(outcomes(rows)[0] == "C1 Dupont & Fils [\"compta@dupont.fr\"] FR")
        #expect(codes([rows[1]]) == [.rowTooLong] || codes([rows[1]]).contains(.countryUnknown))
        #expect(outcomes(rows)[2] == "C3 Gmbh [\"x@y.de\", \"z@y.de\"] DE")
        #expect(Set(codes([rows[3]])) == [.emailInvalid, .countryUnknown, .sirenInvalid, .languageUnknown])
        #expect(codes([rows[4]]) == [.missingValue])
        guard case .draft(.customer(let first)) = rows[0] else { return }
        #expect(first.address == "1 rue A, Bât. B")
        #expect(first.siren == "123456789")
        #expect(first.language == .french)
    }

    @Test("the total that an export adds at the end is called one; a customer of that name is not")
    func total() throws {
        let (_, rows) = try take(
            "invoice_number,customer_number,issued_on,due_on,amount\nF1,C1,2026-10-01,2026-10-31,100.00\nTotal,,,,100.00\n"
                + "TOTALENERGIES,C1,,2026-10-31,1.00\n")
        #expect(codes([rows[1]]) == [.missingValue, .missingValue, .totalRow])
        #expect(codes([rows[2]]) == [.missingValue])
    }

    @Test("contacts need a way to be reached")
    func contacts() throws {
        let (_, rows) = try take("customer_number,contact_name,role,email,phone\nC1,Ann,accounts,a@b.fr,\nC1,Bob,,,0102\nC1,Eve,,,\n")
        #expect(outcomes(rows)[0] == "C1 Ann accounts [\"a@b.fr\"]")
        #expect(codes(rows) == [.missingValue])
    }

    @Test("credit notes and payments")
    func others() throws {
        let credit = try take("numero_avoir;facture_origine;numero_client;date_avoir;montant_ttc\nA1;F1;C1;2026-02-01;10,5\nA2;;C1;2026-02-01;-10,5\n")
        #expect(outcomes(credit.rows)[0] == "A1 2026-02-01 10.50 EUR F1")
        #expect(codes(credit.rows) == [.amountNegative])
        let payments = try take(
            "payment_reference,customer_number,received_on,amount,currency,invoice_number\nR1,C1,2026-02-01,10.00,EUR,F1\nR2,C1,2026-02-01,3.00,EUR\n")
        #expect(outcomes(payments.rows) == ["R1 2026-02-01 10.00 EUR F1", "R2 2026-02-01 3.00 EUR -"])
    }

    @Test("beside the number of a credit note, that of an invoice is of the one it credits", arguments: [
        "credit_note_number,invoice_number", "Credit note number,Invoice number", "Numéro avoir,invoice_number", "N° avoir,N° facture",
    ])
    func creditedInvoice(headers: String) throws {
        let taken = try take(headers + ",customer_number,issued_on,amount\nA1,F1,C1,2026-02-01,10.50\n")
        #expect(outcomes(taken.rows) == ["A1 2026-02-01 10.50 EUR F1"])
    }

    @Test("a declared reminder needs both its step and its day")
    func lastStep() throws {
        let (_, rows) = try take(
            """
            invoice_number,customer_number,issued_on,due_on,amount,last_step,last_step_on
            F1,C1,2026-01-01,2026-01-31,5,R1,2026-02-10
            F2,C1,2026-01-01,2026-01-31,5,R1,
            F3,C1,2026-01-01,2026-01-31,5,,2026-02-10
            """)
        guard case .draft(.invoice(let first)) = rows[0] else { return }
        #expect(first.lastStep == "R1")
        #expect(first.lastStepOn?.iso == "2026-02-10")
        #expect(codes(rows) == [.lastStepIncomplete, .lastStepIncomplete])
    }

    @Test("short rows are refused when something required is missing or the file was cut")
    func shortRows() throws {
        let header = "numero_facture;code_client;date_facture;montant;commande\n"
        let whole = try take(header + "F1;C1;2026-01-01;5\nF2;C1;2026-01-01\nF3;C1;2026-01-01;5;x;y\nF4;C1;2026-01-01;5")
        #expect(codes(whole.rows) == [.rowTooShort, .rowTooLong, .rowTooShort])
        #expect(outcomes(whole.rows)[0] == "F1 C1 2026-01-01 - 5.00 EUR")
    }
}
