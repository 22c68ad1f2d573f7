/// Texts for foreign customers who read French: bank details first, nothing left to guess.
extension TemplateLibrary {
    static let frenchExport: [String] = [
        """
        id: export_notice
        version: 1
        language: fr
        tone: friendly
        kind: notice
        bank: full
        subject: {{#one}}Facture {{invoice}} : échéance le {{due_on}}{{/one}}{{#many}}{{count_words_start}} factures bientôt à échéance{{/many}}

        [opening]
        {{#one}}Notre facture {{invoice}} arrive à échéance le {{due_on}}.{{/one}}
        {{#many}}{{count_words_start}} de nos factures arrivent à échéance
        {{#same_due}}le {{due_on}}.{{/same_due}}{{^same_due}}entre le {{oldest_due_on}} et le {{latest_due_on}}.{{/same_due}}{{/many}}
        Vous trouverez ci-dessous tout ce qu'il faut à votre banque. Si le virement est déjà programmé, vous n'avez rien à
        faire.

        [next]
        Merci de demander que les frais de votre banque ne soient pas déduits du montant, et que la référence nous soit transmise.
        S'il vous faut un autre document, je vous l'envoie.

        [closing]
        Merci de votre confiance,
        """,
        """
        id: export_courteous
        version: 1
        language: fr
        tone: courteous
        kind: reminder
        bank: full
        subject: {{#one}}Facture {{invoice}} arrivée à échéance{{/one}}{{#many}}{{count_words_start}} factures arrivées à échéance{{/many}}

        [opening]
        {{#one}}Notre facture {{invoice}} est arrivée à échéance le {{due_on}} et nous n'en voyons pas encore le
        règlement.{{/one}}{{#many}}{{count_words_start}} de nos factures sont arrivées à échéance, la plus ancienne le
        {{oldest_due_on}}, et nous n'en voyons pas encore le règlement.{{/many}} Un virement de l'étranger peut prendre quelques
        jours : s'il est parti, ne tenez pas compte de ce message.

        [next]
        Si votre virement est parti il y a plus d'une semaine, envoyez-moi la copie de l'ordre : nous le rechercherons avec notre
        banque.

        [closing]
        Je reste à votre disposition,
        """,
        """
        id: export_firm
        version: 1
        language: fr
        tone: firm
        kind: reminder
        bank: full
        subject: {{#one}}Facture {{invoice}} : {{lateness}} de retard{{/one}}{{#many}}{{count_words_start}} factures en retard : {{total}}{{/many}}

        [opening]
        {{#previous}}Je reviens vers vous après {{#several_previous}}mes messages des {{previous_dates}}{{/several_previous}}{{^several_previous}}mon
        message du {{last_previous}}{{/several_previous}}.{{/previous}}
        {{#one}}Notre facture {{invoice}}, échue le {{due_on}}, n'est toujours pas réglée.{{/one}}
        {{#many}}{{count_words_start}} de nos factures ne sont toujours pas réglées, la plus ancienne depuis
        {{lateness}}.{{/many}} Merci de faire partir le virement sous huit jours et de m'envoyer la copie de l'ordre.

        [next]
        Si quelque chose s'y oppose (réception des marchandises, documents de douane, autorisation de change), dites-moi quoi :
        nous avons l'habitude et pouvons vous aider.

        [closing]
        Dans l'attente de votre réponse, bien cordialement,
        """,
        """
        id: export_last
        version: 1
        language: fr
        tone: grave
        kind: reminder
        bank: full
        subject: Dernier rappel avant transmission du dossier : {{total}}

        [opening]
        {{#previous}}{{#several_previous}}Mes messages des {{previous_dates}} n'ont pas été suivis d'un
        virement.{{/several_previous}}{{^several_previous}}Mon message du {{last_previous}} n'a pas été suivi d'un
        virement.{{/several_previous}}{{/previous}}
        {{#one}}Notre facture {{invoice}} a maintenant {{lateness}} de retard.{{/one}}
        {{#many}}{{count_words_start}} de nos factures restent impayées, la plus ancienne depuis {{lateness}}.{{/many}}

        Ce rappel est le dernier avant que le dossier ne soit confié à notre service contentieux ou à un partenaire de
        recouvrement dans votre pays.

        [next]
        Sans virement ni nouvelles de votre part sous huit jours, nous suspendrons les expéditions en cours et transmettrons le
        dossier. Un échange l'éviterait : écrivez-moi, ou appelez-moi{{#phone}} au {{phone}}{{/phone}}.

        [closing]
        Dans l'attente de votre réponse,
        """,
    ]
}
