/// The standard texts in French, from the notice to the thanks.
extension TemplateLibrary {
    static let frenchCore: [String] = [
        """
        id: notice
        version: 1
        language: fr
        tone: friendly
        kind: notice
        subject: {{#one}}Facture {{invoice}} : échéance le {{due_on}}{{/one}}{{#many}}{{count_words_start}} factures à échéance {{#same_due}}le {{due_on}}{{/same_due}}{{^same_due}}du {{oldest_due_on}} au {{latest_due_on}}{{/same_due}}{{/many}}

        [opening]
        {{#one}}Notre facture {{invoice}} arrive à échéance le {{due_on}}.{{/one}}
        {{#many}}{{count_words_start}} de nos factures arrivent à échéance
        {{#same_due}}le {{due_on}}.{{/same_due}}{{^same_due}}entre le {{oldest_due_on}} et le {{latest_due_on}}.{{/same_due}}{{/many}}
        Si tout est déjà prévu, vous n'avez rien à faire : ce mot est un simple
        rappel{{#attached}}, copie jointe{{/attached}}.

        [next]
        S'il vous manque un document ou un numéro de commande, ou si quelque chose ne correspond pas à ce que vous
        attendiez, dites-le-moi dès maintenant : tout se règle plus simplement avant l'échéance qu'après.

        [closing]
        Merci de votre confiance,
        """,
        """
        id: courteous
        version: 1
        language: fr
        tone: courteous
        kind: reminder
        subject: {{#one}}Facture {{invoice}} arrivée à échéance{{/one}}{{#many}}{{count_words_start}} factures arrivées à échéance{{/many}}

        [opening]
        {{#one}}Notre facture {{invoice}} est arrivée à échéance le {{due_on}} et nous n'en voyons pas encore le
        règlement.{{/one}}
        {{#many}}{{count_words_start}} de nos factures sont arrivées à échéance{{#recent}} ces derniers
        jours{{/recent}}{{^recent}}, la plus ancienne le {{oldest_due_on}},{{/recent}} et nous n'en voyons pas encore le
        règlement.{{/many}}
        S'il est parti entre-temps, ne tenez pas compte de ce message.

        [next]
        Si quelque chose retient ce règlement (une pièce qui manque, un écart, une validation en cours), un mot de votre
        part suffit et je m'en occupe.

        [closing]
        Je reste à votre disposition,
        """,
        """
        id: firm
        version: 1
        language: fr
        tone: firm
        kind: reminder
        subject: {{#one}}Rappel : facture {{invoice}}, échue le {{due_on}}{{/one}}{{#many}}Rappel : {{count_words}} factures échues, {{total}}{{/many}}

        [opening]
        {{#previous}}Je reviens vers vous après {{#several_previous}}mes messages des {{previous_dates}}{{/several_previous}}{{^several_previous}}mon
        message du {{last_previous}}{{/several_previous}}.{{/previous}}
        Sauf erreur de notre part, {{#one}}notre facture {{invoice}}, échue le {{due_on}}, n'est toujours pas
        réglée.{{/one}}{{#many}}{{count_words}} de nos factures ne sont toujours pas réglées, dont la plus ancienne est échue
        depuis {{lateness}}.{{/many}}

        Je vous remercie de programmer ce règlement, ou de m'indiquer le jour où il partira.

        [next]
        Si un point bloque de votre côté (un accord interne, un désaccord, un document, la trésorerie), dites-le-moi
        franchement : nous chercherons ensemble une solution, avant que le dossier ne se complique.

        [closing]
        Dans l'attente de votre réponse, bien cordialement,
        """,
        """
        id: firm_penalties
        version: 1
        language: fr
        tone: firm
        kind: reminder
        subject: {{#one}}Facture {{invoice}} impayée : les pénalités courent{{/one}}{{#many}}{{count_words_start}} factures impayées : les pénalités courent{{/many}}

        [opening]
        {{#previous}}Malgré {{#several_previous}}mes messages des {{previous_dates}}{{/several_previous}}{{^several_previous}}mon
        message du {{last_previous}}{{/several_previous}},{{/previous}}{{^previous}}À ce jour,{{/previous}}
        {{#one}}notre facture {{invoice}} reste impayée, {{lateness}} après son échéance.{{/one}}
        {{#many}}{{count_words}} de nos factures restent impayées ; la plus ancienne a {{lateness}} de retard.{{/many}}

        {{#penalties_asked}}Les pénalités de retard et l'indemnité forfaitaire que la loi prévoit entre professionnels
        sont désormais ajoutées à ce qui nous est dû : {{interest}} et
        {{indemnity}}{{#indemnity_apart}}, cette dernière en euros, hors du total
        ci-dessous{{/indemnity_apart}}.{{/penalties_asked}}
        {{#penalties_shown}}Depuis l'échéance, la loi fait courir des pénalités au taux de {{rate}} et nous donne droit à
        {{indemnity_each}} par facture : à ce jour, {{interest}} et {{indemnity}}. Le total ci-dessous ne les comprend
        pas ; nous préférons ne pas avoir à vous les réclamer.{{/penalties_shown}}

        [next]
        Merci de faire partir ce règlement sous huit jours, ou de m'appeler{{#phone}} au {{phone}}{{/phone}} pour convenir
        d'une date. Une difficulté passagère se discute ; le silence, lui, nous obligerait à aller plus loin.

        [closing]
        Cordialement,
        """,
        """
        id: last_notice
        version: 1
        language: fr
        tone: grave
        kind: reminder
        subject: Dernier rappel avant mise en demeure : {{total}}

        [opening]
        {{#previous}}{{#several_previous}}Mes messages des {{previous_dates}} n'ont pas été suivis d'un
        règlement.{{/several_previous}}{{^several_previous}}Mon message du {{last_previous}} n'a pas été suivi d'un
        règlement.{{/several_previous}}{{/previous}}
        {{#one}}Notre facture {{invoice}}, échue le {{due_on}}, a maintenant {{lateness}} de retard.{{/one}}
        {{#many}}{{count_words_start}} de nos factures restent impayées, la plus ancienne depuis {{lateness}}.{{/many}}

        Ce rappel est le dernier avant que le dossier ne passe à notre service
        contentieux.{{#penalties_asked}} Le total comprend les pénalités de retard ({{interest}}){{#indemnity_apart}} ;
        s'y ajoute, en euros,{{/indemnity_apart}}{{^indemnity_apart}} et{{/indemnity_apart}} l'indemnité forfaitaire de
        recouvrement ({{indemnity}}).{{/penalties_asked}}

        [next]
        Sans règlement ni nouvelles de votre part sous huit jours, une mise en demeure vous sera adressée{{#penalties_shown}},
        les pénalités et l'indemnité prévues par la loi vous seront réclamées{{/penalties_shown}}, et nous pourrons suspendre
        les commandes et les livraisons en cours.

        Je préférerais de beaucoup vous entendre : appelez-moi{{#phone}} au {{phone}}{{/phone}}, même pour proposer un
        règlement en plusieurs fois.

        [closing]
        Dans l'attente de votre appel ou de votre règlement,
        """,
    ]
}
