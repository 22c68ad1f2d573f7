extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/small-firm.yaml`; a test keeps both equal.
    static let smallFirm = """
        # Petites entreprises et artisans : de bons payeurs, souvent débordés. Des mots simples, un appel, de l'aide.
        # Small firms and craftsmen: good payers, often overwhelmed. Plain words, a call, some help.
        id: small-firm
        name:
          fr: Petite entreprise et artisan
          en: Small firm and craftsman
        description:
          fr: Des rappels simples et espacés ; l'appel vient tôt pour convenir d'une date ou d'un échéancier.
          en: Plain reminders, well spaced; the call comes early, to agree on a date or on instalments.

        applies_to:
          segment: [tpe, artisan, artisans, petite entreprise, small firm, craftsman]

        minimum: { EUR: 10.00, USD: 10.00, GBP: 10.00, CHF: 10.00 }
        gap_days: 6
        to_come_days: 30

        interest: { regime: FR_B2B_DEFAULT, asked_from: formal_notice }
        thanks: { template: thanks, channel: email }

        steps:
          - id: notice
            offset: J-7
            channel: email
            template: notice
            tone: friendly

          - id: courteous
            offset: J+4
            channel: email
            fallback: [letter]
            template: small_courteous
            tone: friendly

          # Un appel vaut mieux que trois courriers : demander ce qui bloque, proposer deux ou trois échéances.
          # One call is worth three letters: ask what is in the way, offer two or three instalments.
          - id: call
            offset: J+12
            channel: call
            template: call_first
            tone: courteous

          - id: firm
            offset: J+20
            channel: email
            fallback: [letter]
            template: small_firm
            tone: firm

          - id: last_notice
            offset: J+35
            channel: letter
            fallback: [email]
            template: last_notice
            tone: last

          # Pour de petites sommes, la mise en demeure coûte plus que la créance : elle attend un certain solde.
          # For small sums the formal notice costs more than the claim: it waits for a certain balance.
          - id: formal_notice
            offset: J+55
            channel: registered_letter
            template: formal_notice
            tone: formal
            approval: always
            when: { balance_at_least: 100.00 }

        """
}
