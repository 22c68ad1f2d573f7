extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/risky.yaml`; a test keeps both equal.
    static let risky = """
        # Clients à risque : plus tôt, plus ferme, au téléphone ; le temps joue contre vous.
        # Risky customers: earlier, firmer, by telephone; time works against you.
        id: risky
        name:
          fr: Client à risque
          en: Risky customer
        description:
          fr: Un appel dès le lendemain de l'échéance, pénalités réclamées à J+10, mise en demeure proposée à J+30.
          en: A call the day after the due date, interest claimed on D+10, a formal notice proposed on D+30.

        applies_to:
          segment: [risque, à risque, risqué, douteux, risky]

        minimum: { EUR: 5.00, USD: 5.00, GBP: 5.00, CHF: 5.00 }

        # Moins d'écart entre deux messages, mais jamais deux canaux le même jour.
        # Less time between two messages, yet never two channels on one day.
        gap_days: 4
        to_come_days: 45
        formal_alone: true

        # Qui retarde exprès doit savoir que le retard se paie.
        # Whoever delays on purpose must learn that delay is paid for.
        interest: { regime: FR_B2B_DEFAULT, asked_from: firm_penalties }
        thanks: { template: thanks, channel: email }

        steps:
          - id: notice
            offset: J-7
            channel: email
            template: notice
            tone: courteous

          # Demander une date précise, et la confirmer par écrit le jour même.
          # Ask for a precise date, and confirm it in writing the same day.
          - id: call
            offset: J+1
            channel: call
            template: call_first
            tone: courteous

          - id: firm
            offset: J+5
            channel: email
            fallback: [letter]
            template: firm
            tone: firm

          - id: firm_penalties
            offset: J+10
            channel: email
            fallback: [letter]
            template: firm_penalties
            tone: firm

          # Les livraisons s'arrêtent-elles ? Le dire de vive voix aussi.
          # Do deliveries stop? Say it aloud as well.
          - id: last_notice
            offset: J+18
            channel: letter
            fallback: [email]
            template: last_notice
            tone: last
            also_call: true

          - id: formal_notice
            offset: J+30
            channel: registered_letter
            template: formal_notice
            tone: formal
            approval: always

        """
}
