/// French texts for public bodies and large accounts, which are helped through their own process.
extension TemplateLibrary {
    static let frenchProfiles: [String] = [
        """
        id: public_courteous
        version: 1
        language: fr
        tone: courteous
        kind: reminder
        subject: {{#one}}Facture {{invoice}} : où en est le mandatement ?{{/one}}{{#many}}{{count_words_start}} factures : où en est le mandatement ?{{/many}}

        [opening]
        {{#one}}Le délai de paiement de notre facture {{invoice}} est arrivé à son terme le {{due_on}} et le virement ne nous est
        pas encore parvenu. Pourriez-vous m'indiquer où en est son traitement : service fait, mandatement, mise en
        paiement ?{{/one}}
        {{#many}}Le délai de paiement de {{count_words}} de nos factures est arrivé à son terme et les virements ne nous sont pas
        encore parvenus. Pourriez-vous m'indiquer où en est leur traitement : service fait, mandatement, mise en
        paiement ?{{/many}}

        [next]
        S'il vous manque un élément (numéro d'engagement, code service, pièce justificative, nouveau dépôt sur Chorus Pro), je
        vous l'adresse dans la journée. Si le dossier est déjà chez le comptable, la date prévue me suffit.

        [closing]
        Avec mes remerciements,
        """,
        """
        id: public_firm
        version: 1
        language: fr
        tone: firm
        kind: reminder
        subject: {{#one}}Facture {{invoice}} : délai de paiement dépassé de {{lateness}}{{/one}}{{#many}}{{count_words_start}} factures : délai de paiement dépassé{{/many}}

        [opening]
        {{#previous}}Je me permets de revenir vers vous après {{#several_previous}}mes messages des
        {{previous_dates}}{{/several_previous}}{{^several_previous}}mon message du {{last_previous}}{{/several_previous}}.{{/previous}}
        {{#one}}Le délai de paiement de notre facture {{invoice}} est dépassé de {{lateness}}.{{/one}}
        {{#many}}Le délai de paiement de {{count_words}} de nos factures est dépassé, de {{lateness}} pour la plus
        ancienne.{{/many}}

        {{#penalties_shown}}Les intérêts moratoires courent de plein droit depuis le lendemain du terme : à ce jour,
        {{interest}}, et {{indemnity}} d'indemnité forfaitaire.{{/penalties_shown}}
        Je vous remercie de m'indiquer l'état du dossier et, s'il est suspendu, ce qui le retient.

        [next]
        Si une suspension ou un rejet nous a échappé, nous compléterons ou redéposerons la facture aussitôt. Si le dossier est
        chez le comptable public, pouvez-vous me donner le numéro et la date du mandat ?

        [closing]
        Avec mes remerciements,
        """,
        """
        id: large_courteous
        version: 1
        language: fr
        tone: courteous
        kind: reminder
        subject: {{#one}}Facture {{invoice}} : bien enregistrée ?{{/one}}{{#many}}{{count_words_start}} factures échues : bien enregistrées ?{{/many}}

        [opening]
        {{#one}}Notre facture {{invoice}} était à régler le {{due_on}} et nous n'en voyons pas encore le paiement. Pourriez-vous
        vérifier qu'elle est enregistrée et validée dans votre circuit, et m'indiquer la date de règlement prévue ?{{/one}}
        {{#many}}{{count_words_start}} de nos factures sont échues et nous n'en voyons pas encore le paiement. Pourriez-vous
        vérifier qu'elles sont enregistrées et validées dans votre circuit, et m'indiquer les dates de règlement
        prévues ?{{/many}}

        [next]
        S'il manque un numéro de commande, une réception ou un dépôt sur votre portail fournisseurs, dites-le-moi : nous faisons
        le nécessaire dans la journée.

        [closing]
        Merci de votre aide,
        """,
        """
        id: large_firm
        version: 1
        language: fr
        tone: firm
        kind: reminder
        subject: {{#one}}Facture {{invoice}} : {{lateness}} de retard, quelle date de règlement ?{{/one}}{{#many}}{{count_words_start}} factures en retard : quelle date de règlement ?{{/many}}

        [opening]
        {{#previous}}Je reviens vers vous après {{#several_previous}}mes messages des {{previous_dates}}{{/several_previous}}{{^several_previous}}mon
        message du {{last_previous}}{{/several_previous}}.{{/previous}}
        {{#one}}Notre facture {{invoice}} n'a pas été comprise dans vos dernières campagnes de règlement ; elle a maintenant
        {{lateness}} de retard. Pouvez-vous me confirmer son état dans votre système (reçue, rapprochée, bloquée, bonne à
        payer) et le jour de son paiement ?{{/one}}
        {{#many}}{{count_words_start}} de nos factures n'ont pas été comprises dans vos dernières campagnes de règlement ; la
        plus ancienne a maintenant {{lateness}} de retard. Pouvez-vous me confirmer leur état dans votre système (reçue,
        rapprochée, bloquée, bonne à payer) et le jour de leur paiement ?{{/many}}

        [next]
        Si le blocage dépend d'un acheteur ou d'un réceptionnaire, donnez-moi son nom : je le joindrai directement. Sans date de
        votre part, je demanderai à notre direction commerciale d'en parler avec la vôtre.

        [closing]
        Dans l'attente de votre réponse, bien cordialement,
        """,
    ]
}
