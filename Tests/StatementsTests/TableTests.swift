import Formats
import Statements
import Testing
import Values

@Suite("Statements in tables")
struct TableTests {
    private func kind(_ headers: String, named name: String = "export.csv") -> TableKind? {
        guard let input = try? TableInput(bytes: Array((headers + "\n").utf8)) else { return nil }
        return (try? TableSurvey(input, named: name))?.kind
    }

    @Test("Headers that only a statement has are recognised, in four languages", arguments: [
        "Date opération;Libellé;Débit;Crédit;Devise;Référence", "Date;Libellé;Débit euros;Crédit euros", "Date;Date de valeur;Libellé;Montant",
        "Date,Description,Amount,Currency,Balance,Account,Reference", "Date,Description,Amount,Currency", "Buchungstag;Verwendungszweck;Betrag;CCY;IBAN;Ref",
        "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Debit;Credit;Date operation;Date de valeur",
        "dateOp;dateVal;label;category;amount;comment;accountNum;accountLabel;accountbalance", "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise",
        "Date;Libellé;Montant(EUROS)", "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance",
        "Fecha;Concepto;Importe;Moneda;Cuenta;Referencia", "Compte;Date;Libellé;Montant;Solde", "Date comptable;Libellé simplifié;Libellé opération;Débit;Crédit",
        "booked_on,value_on,label,label_2,amount,balance,currency,account,counterparty,counterparty_account,bank_reference",
    ])
    func recognised(headers: String) { #expect(kind(headers) == .statement) }

    @Test("Payments, invoices and ledgers are not taken for a statement", arguments: [
        ("payment_reference,customer_number,received_on,amount,currency,invoice_number", TableKind.payments),
        ("Référence;Client;Date règlement;Date valeur;Montant;Libellé;Solde", .payments), ("numero_reglement;code_client;date_reglement;montant;facture", .payments),
        ("Date;N° facture;Client;Libellé;Montant TTC;Solde", .invoices), ("Date;Client;Libellé;Débit;Crédit", nil), ("Date;Libellé;Montant règlement", nil), ("Date;Échéance;Libellé;Montant", nil),
        ("JournalCode;JournalLib;EcritureNum;EcritureDate;CompteNum;CompteLib;PieceRef;EcritureLib;Debit;Credit", nil),
    ] as [(String, TableKind?)])
    func others(headers: String, expected: TableKind?) { #expect(kind(headers) == expected) }

    @Test("A ledger of a whole firm is no statement either", arguments: [
        "Date;Journal;Compte;Libellé;Débit;Crédit;Solde", "Date écriture;Compte;Libellé écriture;Débit;Crédit;Solde", "Date;N° pièce;Compte;Libellé;Débit;Crédit",
    ])
    func ledger(headers: String) { #expect(kind(headers) != .statement) }

    @Test("Said to be a statement, a table is one whatever its other words")
    func forced() throws {
        let input = try TableInput(bytes: Array("Date;Client;Libellé;Débit;Crédit\n20/11/2026;X;VIR;;1,00\n".utf8))
        #expect(try TableSurvey(input, named: "f", kind: .statement).kind == .statement)
    }

    @Test("Debits are negative, however the bank writes them", arguments: [
        ("Date;Libellé;Débit;Crédit", "20/11/2026;X;10,50;", -1_050), ("Date;Libellé;Débit;Crédit", "20/11/2026;X;-10,50;", -1_050),
        ("Date;Libellé;Débit;Crédit", "20/11/2026;X;;10,50", 1_050), ("Date;Libellé;Débit;Crédit", "20/11/2026;X;0,00;10,50", 1_050),
        ("Date;Libellé;Débit;Crédit", "20/11/2026;X;10,50;0,00", -1_050), ("Date;Libellé;Montant;Sens", "20/11/2026;X;10,50;D", -1_050),
        ("Date;Libellé;Montant;Sens", "20/11/2026;X;10,50;Crédit", 1_050), ("Date;Libellé;Montant", "20/11/2026;X;-1 234,56", -123_456),
        ("Date;Libellé;Montant", "20/11/2026;X;1 234,56-", -123_456), ("Date;Libellé;Montant", "20/11/2026;X;10,50 €", 1_050),
        ("Date;Libellé;Montant", "20/11/2026;X;0,00", 0),
    ])
    func signs(headers: String, row: String, minor: Int64) {
        #expect(Reading(table: Array("\(headers)\n\(row)\n".utf8)).entries.map(\.amount) == [minor])
    }

    @Test("A row that cannot be read is refused with its line, column and reason", arguments: [
        ("20/11/2026;X;1,00;2,00", DiagnosticCode.entryBothSides, "Crédit"), ("20/11/2026;X;;", .missingValue, "Crédit"),
        ("31/11/2026;X;1,00;", .dateImpossible, "Date"), (";X;1,00;", .missingValue, "Date"), ("20/11/2026;X;abc;", .amountMalformed, "Débit"),
        ("20/11/2026;X;9999999999999999,00;", .amountOverflow, "Débit"),
    ])
    func refusals(row: String, code: DiagnosticCode, column: String) {
        let reading = Reading(table: Array("Date;Libellé;Débit;Crédit\n\(row)\n21/11/2026;Y;;3,00\n".utf8))
        #expect(reading.problems.map(\.code) == [code])
        #expect(reading.problems.first?.line == 2)
        #expect(reading.problems.first?.column == column)
        #expect(reading.entries.map(\.amount) == [300])
    }

    @Test("Balances are followed from row to row, upwards and downwards", arguments: [
        (["1;19/11/2026;100,00;100,00", "2;20/11/2026;10,00;110,00", "3;21/11/2026;-5,00;105,00"], [], 0, 10_500),
        (["3;21/11/2026;-5,00;105,00", "2;20/11/2026;10,00;110,00", "1;19/11/2026;100,00;100,00"], [], 0, 10_500),
        (["1;19/11/2026;100,00;100,00", "2;20/11/2026;10,00;110,00", "3;21/11/2026;-5,00;999,00"], [4], 0, 99_900),
        (["3;21/11/2026;-5,00;105,00", "2;20/11/2026;10,00;110,00", "1;19/11/2026;100,00;7,00"], [4], -9_300, 10_500),
        (["1;19/11/2026;100,00;100,00", "2;20/11/2026;10,00;", "3;21/11/2026;-5,00;105,00"], [], 0, 10_500),
    ] as [([String], [Int], Int64, Int64)])
    func balances(rows: [String], remarks: [Int], opening: Int64, closing: Int64) {
        let reading = Reading(table: Array(("Libellé;Date;Montant;Solde\n" + rows.joined(separator: "\n") + "\n").utf8))
        #expect(reading.remarks.map(\.line) == remarks)
        #expect(reading.remarks.allSatisfy { $0.code == .runningBalance && $0.column == "Solde" })
        #expect(reading.statements.map(\.opening?.amount) == [opening])
        #expect(reading.statements.map(\.closing?.amount) == [closing])
    }

    @Test("A row that tells only a balance moves nothing")
    func balanceRow() {
        let reading = Reading(table: Array("Date;Libellé;Débit;Crédit;Solde\n20/11/2026;SOLDE;;;10,00\n21/11/2026;X;;1,00;11,00\n".utf8))
        #expect(reading.entries.map(\.amount) == [0, 100])
        #expect(reading.problems.isEmpty && reading.remarks.isEmpty)
    }

    @Test("Each account and each currency has its own statement")
    func accounts() {
        let reading = Reading(table: Array("Compte,Date,Libellé,Montant,Devise,Solde\nA,2026-11-20,X,1.00,EUR,\nA,2026-11-20,X,1.00,USD,\nB,2026-11-20,X,1.00,USD,\n".utf8))
        #expect(reading.statements.map { "\($0.account.text) \($0.currency.code)" } == ["A EUR", "A USD", "B USD"])
        #expect(reading.isWellFormed())
    }

    @Test("The account may stand above the headers", arguments: [
        ("Relevé du 30/11/2026\nIBAN : FR76 3000 6000 0112 3456 7890 189\n\n", "FR7630006000011234567890189"),
        ("M. DUPONT;;;\nCompte courant n° 00012345678;;;\nSolde au 30/11/2026;1 234,56;;\n", "00012345678"),
        ("Téléchargement du 30/11/2026 10:12:13;;;\n", ""), ("", ""),
        ("IBAN FR7630006000011234567890188;;;\n", ""), ("Compte courant de DUPONT ET COMPAGNIE;;;\n", ""),
    ])
    func preamble(above: String, account: String) {
        let reading = Reading(table: Array((above + "Date;Libellé;Débit;Crédit\n20/11/2026;X;;1,00\n").utf8))
        #expect(reading.statements.map(\.account.text) == [account])
    }

    @Test("An account of its own column wins over the one above")
    func columnWins() {
        let reading = Reading(table: Array("Compte 00012345678;;;;\nCompte;Date;Libellé;Débit;Crédit\nA1;20/11/2026;X;;1,00\n;20/11/2026;X;;1,00\n".utf8))
        #expect(reading.statements.map(\.account.text) == ["A1", "00012345678"])
    }

    @Test("Columns that a mapping names are taken, and a text may span lines")
    func mapping() throws {
        let mapping = try ColumnMapping(parsing: "kind: statement\nbooked_on: Quand\nlabel: Quoi\nlabel_2: Encore\namount: #4\n")
        let reading = Reading(table: Array("Quand;Quoi;Encore;X\n20/11/2026;\"VIR\nDUPONT\";F1;-3,00\n".utf8), mapping: mapping)
        #expect(reading.entries.map(\.label) == ["VIR DUPONT F1"])
        #expect(reading.entries.map(\.amount) == [-300])
    }
}
