/// The headers under which software and people write each field, in French and in English, best first.
enum Synonyms {
    /// Folded headers that mean `field` in a table of `kind`, best first.
    static func headers(of field: Field, in kind: TableKind) -> [String] {
        folded[kind]?[field] ?? []
    }

    private static let folded: [TableKind: [Field: [String]]] = {
        var folded: [TableKind: [Field: [String]]] = [:]
        for kind in TableKind.allCases {
            for field in kind.fields {
                folded[kind, default: [:]][field] = words(field, kind).split(separator: ",").map { HeaderFolding.fold(String($0)) }
            }
        }
        return folded
    }()

    private static func words(_ field: Field, _ kind: TableKind) -> String {
        switch field {
        case .customerNumber: customerNumber(kind)
        case .name: name(kind)
        case .email:
            "courriel, mail, e-mail, adresse mail, adresse email, adresse e-mail, adresse courriel, adresse electronique, "
                + "email address, email facturation, mail facturation, email client, customer email, email comptabilite"
        case .phone:
            "telephone, tel, numero telephone, telephone fixe, phone number, telephone 1, mobile, portable, tel fixe"
        case .address:
            "adresse, adresse 1, adresse facturation, adresse postale, rue, voie, street, street address, address line 1, "
                + "address 1, billing address"
        case .postcode: "code postal, cp, postal code, zip, zip code, codepostal"
        case .city: "ville, commune, localite, town, bureau distributeur"
        case .country: "pays, code pays, country code, pays iso"
        case .siren: "siret, numero siren, numero siret, siren siret, siren ou siret, company registration number"
        case .segment: "categorie, famille, type client, segment client, famille client, categorie client, groupe, category"
        case .language: "langue, lang, code langue, locale, language code"
        case .scenario: "scenario relance, profil relance, scenario de relance, plan relance, dunning scenario"
        case .contactName:
            "nom contact, contact, interlocuteur, nom interlocuteur, nom, nom prenom, prenom nom, name, full name, contact person"
        case .role: "fonction, poste, service, qualite, role contact, type contact, job title, title, position"
        case .invoiceNumber: invoiceNumber(kind)
        case .creditedInvoice:
            "facture origine, numero facture origine, facture avoiree, facture creditee, facture initiale, facture liee, "
                + "facture rattachee, original invoice, original invoice number, credited invoice number, "
                + "numero facture, facture, reference facture, invoice number, invoice"
        case .issuedOn: issuedOn(kind)
        case .dueOn:
            "date echeance, echeance, due date, date limite paiement, date limite reglement, date exigibilite, payable le, "
                + "a payer avant le, date echeance facture, maturity date, payment due date, due"
        case .terms:
            "conditions, conditions paiement, conditions reglement, condition reglement, condition paiement, "
                + "delai paiement, delai reglement, modalites paiement, payment terms, terms payment, payment term"
        case .amount: amount(kind)
        case .currency:
            "devise, monnaie, code devise, currency code, devise facture, unite monetaire"
                + (kind == .statement ? StatementSynonyms.currency : "")
        case .orderReference:
            "reference commande, numero commande, bon commande, numero bon commande, commande, ref commande, "
                + "reference bon commande, purchase order, purchase order number, po number, po, order number, order ref"
        case .lastStep:
            "derniere relance, niveau relance, dernier niveau relance, derniere etape, last reminder, last reminder level, "
                + "reminder level, etape relance"
        case .lastStepOn:
            "date derniere relance, derniere relance le, date relance, last reminder on, last reminder date, last reminded on"
        case .paymentReference:
            "numero reglement, reference reglement, numero paiement, reference paiement, ref reglement, ref paiement, "
                + "identifiant reglement, payment number, payment id, payment ref, transaction id, transaction reference, "
                + "numero piece, piece, reference, ref, numero, id"
        case .receivedOn:
            "date reglement, date paiement, date encaissement, date reception, payment date, date received, received date, "
                + "receipt date, paid on, date valeur, value date, date operation, regle le, encaisse le, recu le, date"
        case .bookedOn, .valueOn, .label, .secondLabel, .thirdLabel, .debit, .credit, .side, .balance, .account, .partyName,
            .partyAccount, .bankReference:
            StatementSynonyms.words(field)
        }
    }

    private static func customerNumber(_ kind: TableKind) -> String {
        let common =
            "numero client, code client, client number, client code, customer code, customer id, client id, id client, "
            + "identifiant client, reference client, ref client, matricule client, compte client, account number, "
            + "customer account, compte auxiliaire, compte tiers, code tiers, numero compte"
        switch kind {
        case .statement: return ""
        case .customers: return common + ", compte, code, numero, identifiant, id, reference, ref"
        case .contacts, .payments: return common + ", client, customer, tiers, compte, account"
        case .invoices, .creditNotes: return common + ", client, customer, tiers, compte, account, debiteur"
        }
    }

    private static func name(_ kind: TableKind) -> String {
        let common =
            "raison sociale, nom client, client name, customer name, denomination, denomination sociale, nom societe, "
            + "company name, raison sociale client, nom raison sociale, intitule client"
        switch kind {
        case .customers: return common + ", nom, societe, company, intitule, libelle, intitule compte, client, customer"
        case .contacts, .invoices, .creditNotes, .payments, .statement: return common
        }
    }

    private static func invoiceNumber(_ kind: TableKind) -> String {
        let invoice =
            "numero facture, reference facture, ref facture, facture, invoice, invoice id, invoice ref, invoice reference, "
            + "invoice code, code facture, id facture"
        let document = "numero piece, piece, reference piece, numero document, document number, document"
        switch kind {
        case .customers, .contacts, .statement: return ""
        case .invoices: return invoice + ", " + document + ", numero, reference, ref"
        case .creditNotes:
            return ownNumberOfNote + ", " + document + ", " + invoice + ", numero, reference, ref"
        case .payments: return invoice + ", facture reglee, facture payee, invoice paid, factures"
        }
    }

    /// What can only be the number of a credit note itself.
    private static let ownNumberOfNote =
        "numero avoir, reference avoir, ref avoir, avoir, credit note number, credit note, credit note id, credit number"
    private static let ownNumbersOfNote = Set(ownNumberOfNote.split(separator: ",").map { HeaderFolding.fold(String($0)) })

    /// Whether a folded header names the credit note itself, so that a number of an invoice beside it is of the invoice
    /// that it credits.
    static func namesNote(_ header: String) -> Bool { ownNumbersOfNote.contains(header) }

    private static func issuedOn(_ kind: TableKind) -> String {
        let credit = kind == .creditNotes ? "date avoir, credit note date, date emission avoir, " : ""
        return credit
            + "date facture, date facturation, date emission, date emission facture, emise le, facture le, invoice date, "
            + "issue date, issued, date issued, date piece, date document, document date, date"
    }

    private static func amount(_ kind: TableKind) -> String {
        let total =
            "montant ttc, total ttc, montant total ttc, ttc, net a payer, amount incl tax, amount incl vat, gross amount, "
            + "total amount, invoice amount, amount gross, montant facture, montant total, montant, total"
        switch kind {
        case .customers, .contacts: return ""
        case .statement: return StatementSynonyms.amount
        case .invoices: return total
        case .creditNotes: return "montant avoir, montant avoir ttc, credit note amount, " + total
        case .payments:
            return "montant reglement, montant regle, montant paye, montant paiement, montant encaisse, montant recu, "
                + "amount paid, paid amount, payment amount, amount received, montant, total"
        }
    }
}
