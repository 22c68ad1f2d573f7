extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/consumer.yaml`; a test keeps both equal.
    static let consumer = """
        # Particuliers : appeler tôt, écrire simplement, respecter la loi qui les protège.
        # Consumers: call early, write plainly, respect the law that protects them.
        id: consumer
        name:
          fr: Particulier
          en: Consumer
        description:
          fr: Un appel dès la première semaine, un message par semaine au plus, aucune indemnité forfaitaire.
          en: A call within the first week, one message a week at most, no fixed indemnity.

        applies_to:
          segment: [particulier, particuliers, consommateur, consumer, b2c]

        minimum: { EUR: 10.00 }
        gap_days: 5

        # La répétition serait du harcèlement : un message par semaine, jamais plus.
        # Repetition would be harassment: one message a week, never more.
        weekly_cap: 1
        to_come_days: 15

        # Un particulier ne doit ni l'indemnité de 40 € ni d'intérêts avant la mise en demeure.
        # A consumer owes neither the EUR 40 indemnity nor any interest before the formal notice.
        interest: { regime: FR_B2C, asked_from: formal_notice }
        thanks: { template: thanks, channel: email }

        steps:
          - id: notice
            offset: J-5
            channel: email
            template: notice
            tone: friendly

          - id: courteous
            offset: J+2
            channel: email
            fallback: [letter]
            template: consumer_courteous
            tone: friendly

          - id: call
            offset: J+7
            channel: call
            template: call_first
            tone: courteous

          - id: firm
            offset: J+15
            channel: email
            fallback: [letter]
            template: consumer_firm
            tone: firm

          - id: second_call
            offset: J+22
            channel: call
            template: call_late
            tone: firm

          - id: last_notice
            offset: J+30
            channel: letter
            fallback: [email]
            template: consumer_last
            tone: last

          - id: formal_notice
            offset: J+45
            channel: registered_letter
            template: formal_notice
            tone: formal
            approval: always

        """
}
