extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/public-body.yaml`; a test keeps both equal.
    static let publicBody = """
        # Acheteurs publics : lents et sûrs. Le retard tient au circuit (dépôt, engagement, service fait), rarement à la volonté.
        # Public buyers: slow and sure. Delays come from the process (deposit, commitment, service done), rarely from will.
        id: public-body
        name:
          fr: Organisme public
          en: Public body
        description:
          fr: Messages rares et déférents, pénalités du code de la commande publique, rien de formel sans votre accord.
          en: Rare and deferential messages, interest under public procurement law, nothing formal without your agreement.

        applies_to:
          segment: [public, organisme public, collectivité, mairie, public body]

        minimum: { EUR: 30.00 }
        gap_days: 12
        weekly_cap: 1
        to_come_days: 45
        formal_alone: true

        # Intérêts moratoires de la commande publique : BCE + 8 points, taux gelé au semestre où ils commencent à courir.
        # Interest of public procurement: ECB + 8 points, the rate frozen at the half-year in which it begins to run.
        interest: { regime: FR_PUBLIC, asked_from: formal_notice }
        thanks: { template: thanks, channel: email }

        steps:
          # S'assurer que la facture est bien déposée et que rien ne manque (numéro d'engagement, code service).
          # Make sure that the invoice was deposited and that nothing is missing (commitment number, department code).
          - id: notice
            offset: J-10
            channel: email
            template: notice
            tone: friendly

          - id: courteous
            offset: J+10
            channel: email
            fallback: [letter]
            template: public_courteous
            tone: courteous

          - id: call
            offset: J+25
            channel: call
            template: call_first
            tone: courteous

          - id: firm
            offset: J+40
            channel: letter
            fallback: [email]
            template: public_firm
            tone: firm

          - id: formal_notice
            offset: J+75
            channel: registered_letter
            template: formal_notice
            tone: formal
            approval: always

        """
}
