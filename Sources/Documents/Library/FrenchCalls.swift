/// Call scripts in French: what to say, what to listen for, what to do with the answer.
extension TemplateLibrary {
    static let frenchCalls: [String] = [
        """
        id: call_first
        version: 1
        language: fr
        tone: courteous
        kind: call
        subject: Appeler {{customer}} : {{total}}

        [opening]
        But de l'appel : apprendre pourquoi, et obtenir une date.

        « Bonjour, {{signatory}}, de {{company}}. Je voudrais parler à
        {{#salutation}}{{salutation}}{{/salutation}}{{^salutation}}la personne qui suit nos factures{{/salutation}}. »

        « Je vous appelle au sujet de {{#one}}notre facture {{invoice}}, échue le {{due_on}}, de {{total}}. L'avez-vous bien
        reçue ?{{/one}}{{#many}}{{count_words}} factures échues, {{total}} en tout. Les avez-vous bien reçues ?{{/many}} »

        Puis se taire, et écouter.

        [next]
        « C'est payé. » S'excuser, demander le jour et le moyen, vérifier aujourd'hui même.

        « Je ne l'ai pas. » Demander à quelle adresse l'envoyer, l'envoyer pendant l'appel, convenir du jour où rappeler.

        « Il y a un problème. » Faire dire lequel, noter les mots exacts et le montant contesté, ouvrir le litige : les relances
        s'arrêtent. Demander le règlement du reste.

        « Ce n'est pas moi. » Demander qui, sa ligne directe et son adresse.

        « Pas tout de suite. » Demander quel jour, puis pourquoi ce jour-là.

        [closing]
        Avant de raccrocher, répéter le montant, le jour et le moyen. Envoyer aussitôt le message qui confirme ce qui a été dit.
        """,
        """
        id: call_late
        version: 1
        language: fr
        tone: firm
        kind: call
        subject: Appeler {{customer}} : {{total}}, {{lateness}} de retard

        [opening]
        But de l'appel : une date ferme, ou savoir que le client ne peut pas ou ne veut pas payer.

        « Bonjour, {{signatory}}, de {{company}}. Je souhaite parler à
        {{#salutation}}{{salutation}}{{/salutation}}{{^salutation}}la personne qui décide des règlements{{/salutation}}. »

        « {{#previous}}Je vous ai écrit le {{last_previous}}. {{/previous}}{{#one}}La facture {{invoice}} a {{lateness}} de
        retard.{{/one}}{{#many}}{{count_words_start}} factures sont en retard, la plus ancienne de {{lateness}}.{{/many}} Il nous
        faut {{total}}. Quel jour ferez-vous partir le virement ? »

        Attendre la réponse, quelle que soit la longueur du silence.

        [next]
        « La semaine prochaine. » Demander quel jour exactement, qui valide, et ce qui pourrait l'empêcher.

        « Nous n'avons pas la trésorerie. » Demander ce qui est possible aujourd'hui, proposer un échéancier court, écrit et signé.
        Noter si d'autres créanciers attendent.

        « Nous attendons un avoir. » Faire préciser la facture et le montant, prévenir le commercial, demander le reste.

        « On vous rappelle. » Fixer soi-même l'heure, et rappeler à l'heure dite.

        Ni réponse ni date : dire calmement quelle est l'étape suivante, et la suivre.

        [closing]
        Répéter la date et le montant, les confirmer par écrit aujourd'hui. Sans promesse tenue, passer à l'étape suivante.
        """,
    ]
}
