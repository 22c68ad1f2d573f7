/// Words that banks and accountants write on every movement: they tell nothing of who paid.
enum BankWords {
    static func contains(_ hash: UInt64) -> Bool { stop.contains(hash) }

    /// Words of trade that many firms bear in their names.
    static func isTrade(_ hash: UInt64) -> Bool { trade.contains(hash) }

    static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { TextHash.of(String($0)) })
    }

    private static let stop = hashes(
        """
        vir virt virement virements sepa recu recus re inst instantane instant de du des la le les et en au aux par pour \
        faveur emis motif ref refs reference references client clients clt cpt compte no num numero nr facture factures fact \
        facts fac fa fc ft inv invoice invoices reglement reglements regl rglt rgt paiement paiements paymt payment pmt votre \
        vos notre nos solde avoir avoirs acompte echeance ech date mois annee eur euro euros total montant trf transfer \
        transfert id idt end to notprovided prlv prelevement cb carte cartes chq cheque cheques rem remise remises rejet retour \
        impaye tip web net ordre donneur commande cde bc dossier contrat abonnement loyer janvier fevrier mars avril mai juin \
        juillet aout septembre octobre novembre decembre jan fev avr juil sept oct nov dec sa sas sasu sarl eurl snc sci \
        scp selarl scop gie ei eirl gmbh ag ltd bv nv srl spa inc llc plc ste societe ets etablissements mr mme mlle monsieur \
        madame cie rf lcc lib
        """)

    private static let trade = hashes(
        """
        groupe group holding france international services service transport transports garage auto automobile automobiles \
        batiment travaux construction constructions renovation maconnerie menuiserie plomberie chauffage electricite peinture \
        boulangerie patisserie boucherie restaurant hotel pharmacie cabinet conseil conseils consulting immobilier immobiliere \
        agence atelier ateliers entreprise industries industrie industriel distribution commerce negoce materiaux bois metal \
        nettoyage securite formation communication informatique solutions systemes technologies logistique agricole ferme \
        jardins espaces verts fils freres pere mairie commune ville centre nord sud est ouest saint sainte jean pierre paul \
        marie martin atlantique alpes rhone loire paris lyon marseille nantes lille bordeaux toulouse
        """)
}
