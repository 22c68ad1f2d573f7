/// The formal notice, the thanks and the account statement in French.
extension TemplateLibrary {
    static let frenchFormal: [String] = [
        """
        id: formal_notice
        version: 1
        language: fr
        tone: formal
        kind: formal_notice
        subject: Mise en demeure de payer la somme de {{total}}

        [opening]
        {{#previous}}Malgré {{#several_previous}}nos rappels des {{previous_dates}}{{/several_previous}}{{^several_previous}}notre
        rappel du {{last_previous}}{{/several_previous}}, vous restez{{/previous}}{{^previous}}Vous restez à ce jour{{/previous}}
        nous devoir la somme de {{principal}} en principal, au titre
        {{#one}}de la facture {{invoice}}, échue le {{due_on}}.{{/one}}
        {{#many}}des {{count}} factures détaillées ci-dessous, échues
        {{#same_due}}le {{due_on}}.{{/same_due}}{{^same_due}}entre le {{oldest_due_on}} et le {{latest_due_on}}.{{/same_due}}{{/many}}
        {{#credits}}Vos règlements et nos avoirs ont été déduits.{{/credits}}

        {{#penalties_asked}}{{#business}}S'y ajoutent de plein droit, sans qu'un rappel soit nécessaire (articles L441-10 et
        D441-5 du code de commerce), les pénalités de retard arrêtées à ce jour, soit {{interest}} au taux de {{rates}}, et
        l'indemnité forfaitaire pour frais de recouvrement de {{indemnity_each}} par facture, soit {{indemnity}}. Les
        pénalités continuent de courir jusqu'au complet paiement.{{/business}}
        {{#public_body}}S'y ajoutent de plein droit (articles L2192-13, R2192-31 et D2192-35 du code de la commande
        publique) les intérêts moratoires arrêtés à ce jour, soit {{interest}} au taux de {{rates}}, et l'indemnité
        forfaitaire pour frais de recouvrement de {{indemnity_each}} par facture, soit {{indemnity}}. Les intérêts
        continuent de courir jusqu'à la mise en paiement.{{/public_body}}{{/penalties_asked}}

        En conséquence, nous vous METTONS EN DEMEURE de nous payer la somme totale de
        {{total}}{{#indemnity_apart}} et, en euros, cette indemnité de {{indemnity}}{{/indemnity_apart}} dans un délai de
        {{deadline}} à compter de la réception de la présente, qui constitue une mise en demeure au sens des articles 1231-6
        et 1344 du code civil{{#consumer}} et fait courir les intérêts au taux légal{{/consumer}}.

        [next]
        Le paiement est à faire au compte indiqué ci-dessus{{#reference}}, sous la référence {{reference}}{{/reference}}. Si
        vous contestez tout ou partie de cette somme, écrivez-nous dans le même délai en exposant vos motifs.

        À défaut de paiement dans ce délai, nous saisirons sans nouvel avis la juridiction compétente afin d'obtenir un titre
        exécutoire, les dépens étant à la charge de la partie perdante.{{#business}} Nous nous réservons en outre de suspendre toute
        commande et toute livraison.{{/business}}

        [closing]
        Veuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées.
        """,
        """
        id: thanks
        version: 1
        language: fr
        tone: friendly
        kind: thanks
        subject: {{#one}}Facture {{invoice}} réglée : merci{{/one}}{{#many}}{{count_words_start}} factures réglées : merci{{/many}}

        [opening]
        Nous avons bien reçu votre règlement de {{total}}, qui solde
        {{#one}}notre facture {{invoice}}.{{/one}}{{#many}}les factures ci-dessous.{{/many}} Merci.

        [next]
        Nos rappels à ce sujet s'arrêtent là. Si l'un d'eux a croisé votre paiement, veuillez nous en excuser.

        [closing]
        Bien à vous,
        """,
        """
        id: statement
        version: 1
        language: fr
        tone: courteous
        kind: statement
        subject: Votre relevé de compte au {{today}}

        [opening]
        Voici l'état de votre compte dans nos livres au {{today}}, pour que vous puissiez le rapprocher du vôtre.

        [next]
        Si vous relevez un écart (une facture que vous n'avez pas, un règlement qui n'apparaît pas), dites-le-moi : je vous
        enverrai la pièce, ou je corrigerai de notre côté.

        [closing]
        Je reste à votre disposition,
        """,
    ]
}
