/// French texts for consumers, small firms and craftsmen.
extension TemplateLibrary {
    static let frenchSmall: [String] = [
        """
        id: consumer_courteous
        version: 1
        language: fr
        tone: courteous
        kind: reminder
        subject: {{#one}}Votre facture {{invoice}}{{/one}}{{#many}}Vos factures à régler{{/many}}

        [opening]
        {{#one}}Votre facture {{invoice}} était à régler pour le {{due_on}} et nous n'en voyons pas encore le paiement.{{/one}}
        {{#many}}{{count_words_start}} de vos factures sont arrivées à échéance et nous n'en voyons pas encore le
        paiement.{{/many}} C'est peut-être un simple oubli ; et si votre règlement est en route, ne tenez pas compte de ce
        message.

        [next]
        Si vous avez une question, ou si un paiement en plusieurs fois vous aiderait, répondez-moi simplement : nous trouverons
        une solution.

        [closing]
        Bien à vous,
        """,
        """
        id: consumer_firm
        version: 1
        language: fr
        tone: firm
        kind: reminder
        subject: {{#one}}Rappel : votre facture {{invoice}}{{/one}}{{#many}}Rappel : vos factures à régler{{/many}}

        [opening]
        {{#previous}}Je reviens vers vous après mon message du {{last_previous}}.{{/previous}}
        {{#one}}Votre facture {{invoice}}, à régler pour le {{due_on}}, reste impayée.{{/one}}
        {{#many}}{{count_words_start}} de vos factures restent impayées ; la plus ancienne était à régler pour le
        {{oldest_due_on}}.{{/many}} Merci de nous adresser votre règlement dans les huit jours, ou de me dire quel jour il
        partira.

        [next]
        Si le moment est difficile, dites-le-nous sans attendre : nous pouvons convenir d'un échéancier, sans frais. Et si vous
        n'êtes pas d'accord avec ce qui vous est demandé, expliquez-moi pourquoi : nous vous répondrons avant toute autre
        démarche.

        [closing]
        Bien à vous,
        """,
        """
        id: consumer_last
        version: 1
        language: fr
        tone: grave
        kind: reminder
        subject: Dernier rappel : {{total}} à régler

        [opening]
        {{#previous}}{{#several_previous}}Je vous ai écrit les {{previous_dates}}.{{/several_previous}}{{^several_previous}}Je
        vous ai écrit le {{last_previous}}.{{/several_previous}}{{/previous}}
        {{#one}}Votre facture {{invoice}}, à régler pour le {{due_on}}, reste impayée.{{/one}}
        {{#many}}{{count_words_start}} de vos factures restent impayées, la plus ancienne depuis {{lateness}}.{{/many}}
        Ce rappel est le dernier avant une mise en demeure.

        [next]
        Une mise en demeure fait courir des intérêts au taux légal (article 1231-6 du code civil), et un tribunal peut ensuite
        être saisi. Nous préférons l'éviter, et il en est encore temps : répondez-moi{{#phone}} ou appelez-moi au
        {{phone}}{{/phone}} dans les huit jours, même pour proposer de petits versements.

        [closing]
        Bien à vous,
        """,
        """
        id: small_courteous
        version: 1
        language: fr
        tone: courteous
        kind: reminder
        subject: {{#one}}Petit rappel : facture {{invoice}}{{/one}}{{#many}}Petit rappel : {{count_words}} factures{{/many}}

        [opening]
        {{#one}}Un petit mot au sujet de notre facture {{invoice}}, échue le {{due_on}} : je ne vois pas encore votre
        règlement.{{/one}}
        {{#many}}Un petit mot au sujet de {{count_words}} factures arrivées à échéance : je ne vois pas encore votre
        règlement.{{/many}} S'il est parti, oubliez ce message.

        [next]
        Sinon, pouvez-vous me dire quand il partira ? Deux mots en réponse suffisent.

        [closing]
        Bonne journée à vous,
        """,
        """
        id: small_firm
        version: 1
        language: fr
        tone: firm
        kind: reminder
        subject: {{#one}}Facture {{invoice}} : quand pensez-vous la régler ?{{/one}}{{#many}}{{count_words_start}} factures : quand pensez-vous les régler ?{{/many}}

        [opening]
        {{#previous}}Je vous ai écrit le {{last_previous}}, et{{/previous}}{{^previous}}Sauf erreur,{{/previous}}
        {{#one}}notre facture {{invoice}} attend toujours, {{lateness}} après son échéance.{{/one}}
        {{#many}}{{count_words}} de nos factures attendent toujours ; la plus ancienne a {{lateness}} de retard.{{/many}}
        Nous comptons sur ce règlement.

        [next]
        Si c'est un peu serré en ce moment, appelez-moi{{#phone}} au {{phone}}{{/phone}} : nous pouvons nous arranger, en deux ou
        trois fois s'il le faut. Il me faut seulement une date.

        [closing]
        Merci d'avance,
        """,
    ]
}
