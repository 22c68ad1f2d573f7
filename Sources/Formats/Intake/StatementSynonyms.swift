/// The headers of bank statements, as French, English, German and Spanish banks write them, best first.
enum StatementSynonyms {
    static let currency = ", ccy, currency, monnaie compte, devise compte, wahrung, waehrung, moneda, divisa, valuta"

    static let amount =
        "montant, montant operation, montant mouvement, montant eur, montant signe, transaction amount, amount eur, amount, betrag, "
        + "umsatz, importe, importe eur, importo, somme, value"

    static func words(_ field: Field) -> String {
        switch field {
        case .bookedOn:
            "date comptable, date comptabilisation, date compta, date operation, date op, date mouvement, booking date, book date, posting date, "
                + "posted date, date posted, transaction date, operation date, completed date, buchungstag, buchungsdatum, buchung, "
                + "fecha operacion, fecha contable, fecha movimiento, fecha, data contabile, datum, date, jour, date valeur, value date, "
                + "valuta, fecha valor"
        case .valueOn:
            "date valeur, valeur, date val, jour valeur, value date, valuta, valutadatum, wertstellung, wertstellungstag, wertstellungsdatum, "
                + "fecha valor, f valor, data valuta"
        case .label:
            "libelle operation, libelle, libelle simplifie, libelle mouvement, designation, description, nature operation, intitule, "
                + "narrative, particulars, transaction description, details, detail, motif, transaction, communication, memo, nature, "
                + "operation, verwendungszweck, buchungstext, umsatztext, concepto, descripcion, descrizione, causale, text"
        case .secondLabel:
            "libelle complementaire, libelle 2, libelle suite, libelle detaille, detail libelle, informations complementaires, "
                + "information complementaire, complement, complement libelle, libelle, detail operation, detail ecriture, details, detail, motif, memo, "
                + "communication, additional information, remittance information, payment details, reference communication, "
                + "buchungstext, verwendungszweck, observaciones, mas datos"
        case .thirdLabel:
            "libelle 3, libelle simplifie, commentaire, commentaires, comment, notes, note, type operation, categorie operation, motif, memo, operation type, "
                + "transaction type, type, buchungsart"
        case .debit:
            "debit, debits, montant debit, debit eur, debit amount, sortie, sorties, depense, depenses, paid out, money out, withdrawal, "
                + "withdrawals, retrait, soll, belastung, cargo, cargos, debe"
        case .credit:
            "credit, credits, montant credit, credit eur, credit amount, entree, entrees, recette, recettes, paid in, money in, deposit, "
                + "deposits, versement, haben, gutschrift, abono, abonos, haber"
        case .side: "sens, sens operation, debit credit, dc, d c, soll haben, credit debit, cd, crdr, debe haber"
        case .balance:
            "solde, solde apres operation, solde courant, solde progressif, running balance, balance after, account balance, accountbalance, "
                + "closing balance, kontostand, saldo, saldo nach buchung"
        case .account:
            "numero compte, compte, compte bancaire, iban compte, iban, account number, account id, own account, konto, kontonummer, "
                + "auftragskonto, iban auftragskonto, cuenta, numero cuenta, conto"
        case .partyName:
            "contrepartie, nom contrepartie, beneficiaire, emetteur, donneur ordre, beneficiaire emetteur, nom emetteur, nom beneficiaire, "
                + "counterparty name, partner name, payee, payer, debtor name, name zahlungsbeteiligter, auftraggeber, beguenstigter, begunstigter, "
                + "beguenstigter zahlungspflichtiger, auftraggeber beguenstigter, ordenante, beneficiario"
        case .partyAccount:
            "compte contrepartie, iban contrepartie, iban beneficiaire, iban emetteur, counterparty iban, partner iban, counterparty account number, "
                + "kontonummer iban, iban zahlungsbeteiligter, iban auftraggeber, cuenta ordenante, cuenta beneficiario"
        case .bankReference:
            "reference, ref, reference operation, reference bancaire, reference banque, numero operation, numero mouvement, "
                + "identifiant operation, transaction id, transaction reference, bank reference, numero cheque, referenz, kundenreferenz, "
                + "referencia, id, numero"
        case .customerNumber, .name, .email, .phone, .address, .postcode, .city, .country, .siren, .segment, .language, .scenario,
            .contactName, .role, .invoiceNumber, .creditedInvoice, .issuedOn, .dueOn, .terms, .amount, .currency, .orderReference,
            .lastStep, .lastStepOn, .paymentReference, .receivedOn:
            ""
        }
    }
}
