extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/large-account.yaml`; a test keeps both equal.
    static let largeAccount = """
        # Grands comptes : suivre leur circuit plutôt que presser. La cause d'un retard y est presque toujours un papier.
        # Large accounts: follow their process instead of pressing. There a late payment nearly always means a missing paper.
        id: large-account
        name:
          fr: Grand compte
          en: Large account
        description:
          fr: Peu de messages, tôt avant l'échéance, un appel pour connaître la date du règlement, des étapes fermes approuvées.
          en: Few messages, early before the due date, a call to learn the payment run, and firm steps that you approve.

        # Choisi de lui-même pour ces segments du fichier clients.
        # Chosen by itself for these segments of the customer file.
        applies_to:
          segment: [grand compte, grands comptes, large account, large]

        minimum: { EUR: 100.00, USD: 100.00, GBP: 100.00, CHF: 100.00 }
        gap_days: 10

        # Un seul message par semaine, quel que soit le nombre de factures.
        # One message a week, however many invoices.
        weekly_cap: 1

        # Leurs comptables préparent les règlements longtemps à l'avance : montrer loin.
        # Their accountants prepare payments long ahead: show far.
        to_come_days: 60

        # La mise en demeure part seule, sans les factures qui n'en sont pas là.
        # The formal notice travels alone, without the invoices that are not that late.
        formal_alone: true

        interest: { regime: FR_B2B_DEFAULT, asked_from: formal_notice }
        thanks: { template: thanks, channel: email }

        steps:
          # Assez tôt pour qu'un bon de commande manquant se retrouve avant l'échéance.
          # Early enough for a missing order number to be found before the due date.
          - id: notice
            offset: J-15
            channel: email
            template: notice
            tone: friendly

          - id: courteous
            offset: J+7
            channel: email
            fallback: [letter]
            template: large_courteous
            tone: courteous

          # La facture est-elle reçue, acceptée, mise en paiement, et pour quel jour ?
          # Is the invoice received, accepted, released for payment, and for which day?
          - id: call
            offset: J+17
            channel: call
            template: call_first
            tone: courteous

          # Au-dessus de ce montant, quelqu'un relit avant l'envoi.
          # From this amount on somebody reads it before it leaves.
          - id: firm
            offset: J+30
            channel: email
            fallback: [letter]
            template: large_firm
            tone: firm
            approval: { from_amount: 10000.00 }

          - id: last_notice
            offset: J+45
            channel: letter
            fallback: [email]
            template: last_notice
            tone: last
            also_call: true
            approval: always

          - id: formal_notice
            offset: J+60
            channel: registered_letter
            template: formal_notice
            tone: formal
            approval: always

        """
}
