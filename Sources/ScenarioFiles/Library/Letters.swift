extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/letters.yaml`; a test keeps both equal.
    static let letters = """
        # Un exemple à copier : quatre niveaux, et le courrier quand l'adresse électronique manque.
        # An example to copy: four levels, and the post when there is no e-mail address.
        id: letters
        name:
          fr: Quatre niveaux, avec courriers
          en: Four levels, with letters

        minimum: { EUR: 10.00 }
        gap_days: 7
        to_come_days: 30

        # Un taux fixe, indiqué dans chaque relance et jamais réclamé : « asked_from » est absent.
        # A fixed rate, shown in every reminder and never claimed: there is no "asked_from".
        interest: { regime: FIXED, rate: 12.00 }

        # Un mot de remerciement quand une promesse est tenue ou que tout est payé.
        # A word of thanks when a promise was kept or everything is paid.
        thanks: { template: thanks, channel: email }

        steps:
          # Sans adresse électronique, l'avis n'est pas posté : il n'a pas de « fallback ».
          # Without an e-mail address the notice is not posted: it has no fallback.
          - id: notice
            offset: -5
            channel: email
            template: notice
            tone: friendly

          - id: L1
            offset: 3
            channel: email
            fallback: [letter]
            template: courteous
            tone: courteous

          # Le message part, et un appel est inscrit à la liste du jour.
          # The message leaves, and a call enters the day's list.
          - id: L2
            offset: 15
            channel: email
            fallback: [letter]
            template: firm
            tone: firm
            also_call: true

          - id: L3
            offset: 30
            channel: letter
            template: last_notice
            tone: last

          - id: L4
            offset: 45
            channel: registered_letter
            template: formal_notice
            tone: formal

        """
}
