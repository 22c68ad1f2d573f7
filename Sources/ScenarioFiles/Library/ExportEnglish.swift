extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/export-en.yaml`; a test keeps both equal.
    static let exportEnglish = """
        # Clients étrangers à qui l'on écrit en anglais.
        # Customers abroad, written to in English.
        id: export-en
        name:
          fr: Export, en anglais
          en: Export, in English
        description:
          fr: Textes en anglais, un peu plus de temps pour les virements, calendrier bancaire européen.
          en: English texts, a little more time for transfers, the calendar of European banks.

        applies_to:
          segment: [export]

        # Les jours fériés français n'ont pas cours ailleurs : ceux des paiements européens suffisent.
        # French public holidays mean nothing abroad: those of European payments will do.
        calendar: TARGET

        # Dans chaque devise facturée ; une devise absente n'a pas de minimum. Les totaux ne mêlent jamais deux devises.
        # In each currency invoiced; one left out has no minimum. Totals never mix two currencies.
        minimum: { EUR: 50.00, USD: 50.00, GBP: 50.00, CHF: 50.00, JPY: 5000 }
        gap_days: 7
        to_come_days: 30

        # Hors de l'Union européenne, écrivez plutôt NONE, ou FIXED avec le taux de votre contrat.
        # Outside the European Union write NONE instead, or FIXED with the rate of your contract.
        interest: { regime: EU_B2B, asked_from: formal_notice }
        thanks: { template: thanks, channel: email }

        steps:
          - id: notice
            offset: D-10
            channel: email
            template: export_notice
            tone: friendly

          # Un virement international met plusieurs jours.
          # A transfer from abroad takes several days.
          - id: courteous
            offset: D+5
            channel: email
            fallback: [letter]
            template: export_courteous
            tone: courteous

          - id: firm
            offset: D+15
            channel: email
            fallback: [letter]
            template: export_firm
            tone: firm

          # L'heure du client, sa langue : l'appel se prépare.
          # Their hour, their language: prepare the call.
          - id: call
            offset: D+25
            channel: call
            template: call_first
            tone: firm

          - id: last_notice
            offset: D+40
            channel: email
            fallback: [letter]
            template: export_last
            tone: last

          - id: formal_notice
            offset: D+60
            channel: registered_letter
            template: formal_notice
            tone: formal
            approval: always

        """
}
