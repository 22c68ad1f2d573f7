/// What a message has become, how it travels, what a step is called, what a person has to do.
extension Catalogue {
    static let states: [Wording] = messageStates + channels + steps + tasks + holds

    private static let messageStates: [Wording] = [
        Wording("states.message.planned", fr: "prêt à partir", en: "ready to leave"),
        Wording("states.message.awaiting_approval", fr: "attend votre accord", en: "waits for your approval"),
        Wording("states.message.ready", fr: "rédigé, sur le départ", en: "written, about to leave"),
        Wording("states.message.committing", fr: "en train de partir", en: "leaving"),
        Wording("states.message.accepted", fr: "remis", en: "handed over"),
        Wording("states.message.delayed", fr: "remis, arrivée retardée", en: "handed over, delayed"),
        Wording("states.message.delivered", fr: "arrivé", en: "delivered"),
        Wording("states.message.deferred", fr: "refusé pour l'instant, nouvel essai prévu", en: "put off, to be tried again"),
        Wording("states.message.uncertain", fr: "peut-être parti, à vérifier", en: "may have left, to be checked"),
        Wording("states.message.cancelled", fr: "retiré avant l'envoi", en: "withdrawn before sending"),
        Wording("states.message.refused", fr: "refusé", en: "refused"),
        Wording("states.message.failed", fr: "jamais remis", en: "never handed over"),
        Wording("states.message.bounced", fr: "revenu, adresse en erreur", en: "returned, bad address"),
        Wording("states.message.rehearsed", fr: "simulé, avant la mise en service", en: "simulated, before going live"),
        Wording("states.message.undelivered", fr: "sans nouvelles, tenu pour non remis", en: "no news, held to be undelivered"),
        Wording("states.message.task", fr: "laissé à une personne", en: "left to a person"),
    ]

    private static let channels: [Wording] = [
        Wording("states.channel.email", fr: "courriel", en: "e-mail"),
        Wording("states.channel.letter", fr: "lettre", en: "letter"),
        Wording("states.channel.registered_letter", fr: "lettre recommandée", en: "registered letter"),
        Wording("states.channel.sms", fr: "SMS", en: "text message"),
        Wording("states.channel.call", fr: "téléphone", en: "telephone"),
        Wording("states.channel.task", fr: "une personne", en: "a person"),
    ]

    private static let steps: [Wording] = [
        Wording("states.step.notice", fr: "Prévenance", en: "Notice before the due date"),
        Wording("states.step.courteous", fr: "Rappel courtois", en: "Courteous reminder"),
        Wording("states.step.firm", fr: "Rappel ferme", en: "Firm reminder"),
        Wording("states.step.firm_penalties", fr: "Rappel ferme, pénalités", en: "Firm reminder with interest"),
        Wording("states.step.last_notice", fr: "Dernier rappel", en: "Last reminder"),
        Wording("states.step.formal_notice", fr: "Mise en demeure", en: "Formal notice"),
        Wording("states.step.call", fr: "Appel", en: "Call"),
        Wording("states.step.second_call", fr: "Deuxième appel", en: "Second call"),
        Wording("states.step.thanks", fr: "Remerciement", en: "Thank-you"),
        Wording("states.step.statement", fr: "Relevé de compte", en: "Account statement"),
        Wording("states.step.both", fr: "{step} ({own})", en: "{step} ({own})"),
        Wording("states.offset.before", fr: "J−{days}", en: "D−{days}"),
        Wording("states.offset.after", fr: "J+{days}", en: "D+{days}"),
        Wording("states.offset.on", fr: "jour J", en: "due day"),
    ]

    private static let tasks: [Wording] = [
        Wording("states.task.call", fr: "appeler", en: "call"),
        Wording("states.task.allocate", fr: "lettrer ce qui est déjà reçu", en: "allocate what was already received"),
        Wording("states.task.find_address", fr: "trouver une adresse", en: "find an address"),
        Wording("states.task.resolve_delivery", fr: "vérifier si un message est parti", en: "check whether a message left"),
        Wording("states.task.post_letter", fr: "imprimer et poster une lettre", en: "print and post a letter"),
        Wording("states.task.decide_version", fr: "trancher entre deux versions d'une facture", en: "decide between two versions of an invoice"),
        Wording("states.task.versions",
            fr: "{invoice} : {recorded} ou {given} ; « relance release quarantine --invoice {invoice} » garde la première",
            en: "{invoice}: {recorded} or {given}; “relance release quarantine --invoice {invoice}” keeps the first"),
        Wording("states.task.versions_customer",
            fr: "{invoice}, donnée à deux clients ; « relance release quarantine --invoice {invoice} » garde ce client",
            en: "{invoice}, given to two customers; “relance release quarantine --invoice {invoice}” keeps this one"),
        Wording("states.task.decided_with", fr: "{what} : {subject}", en: "{what}: {subject}"),
        Wording("states.task.mend_address", fr: "corriger une adresse", en: "correct an address"),
    ]

    private static let holds: [Wording] = [
        Wording("states.hold.hold", fr: "suspension", en: "hold"),
        Wording("states.hold.mute", fr: "relances coupées", en: "reminders switched off"),
        Wording("states.hold.promise", fr: "promesse de règlement", en: "promise to pay"),
        Wording("states.hold.dispute", fr: "litige", en: "dispute"),
        Wording("states.promise.pending", fr: "en cours", en: "under way"),
        Wording("states.promise.kept", fr: "tenue", en: "kept"),
        Wording("states.promise.part_kept", fr: "tenue à {percent} %", en: "{percent}% kept"),
        Wording("states.promise.ended", fr: "remplacée ou levée", en: "replaced or ended"),
        Wording("states.promise.broken", fr: "non tenue", en: "broken"),
    ]
}
