extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/standard.yaml`; a test keeps both equal.
    static let standard = """
        # La cadence par défaut entre entreprises : prévenir, rappeler, appeler, puis hausser le ton.
        # The default cadence between companies: announce, recall, call, then raise the tone.
        id: standard
        name:
          fr: Entreprise
          en: Standard firm
        description:
          fr: Sept étapes de J-10 à J+50, du rappel amical à la mise en demeure que vous approuvez.
          en: Seven steps from D-10 to D+50, from a friendly word to the formal notice that you approve.

        # Sous ce montant net, une relance coûte plus qu'elle ne rapporte.
        # Below this net amount a reminder costs more than it brings.
        minimum: { EUR: 15.00, USD: 15.00, GBP: 15.00, CHF: 15.00 }

        # Jours entre deux messages sur une même échéance : personne n'aime être pressé deux fois la même semaine.
        # Days between two messages about one receivable. Five lets the call of D+15 follow the reminder of D+10.
        gap_days: 5

        # Les échéances des 30 prochains jours sont annoncées dans chaque relance, hors du total.
        # Amounts due within the next 30 days are announced in each reminder, outside its total.
        to_come_days: 30

        # Les pénalités légales et l'indemnité de 40 € sont toujours indiquées ; elles ne sont réclamées qu'à la fin.
        # Legal interest and the EUR 40 indemnity are always shown; they are claimed only at the end.
        interest: { regime: FR_B2B_DEFAULT, asked_from: formal_notice }

        # Dès que tout est payé, merci.
        # As soon as everything is paid, thank you.
        thanks: { template: thanks, channel: email }

        steps:
          # Avant l'échéance : l'étape la plus utile de toutes. Elle n'est jamais postée.
          # Before the due date: the most useful step of all. It is never posted.
          - id: notice
            offset: J-10
            channel: email
            template: notice
            tone: friendly

          # Un oubli est possible, un règlement est peut-être en route : aucun reproche.
          # It may be an oversight, the money may be on its way: no reproach.
          - id: courteous
            offset: J+3
            channel: email
            fallback: [letter]
            template: courteous
            tone: courteous

          - id: firm
            offset: J+10
            channel: email
            fallback: [letter]
            template: firm
            tone: firm

          # Varier le canal : on s'habitue à tout, même aux rappels. Le but de l'appel est la cause, et une date.
          # Vary the channel: people get used to routine. The call is made to learn why, and to obtain a date.
          - id: call
            offset: J+15
            channel: call
            template: call_first
            tone: firm

          - id: firm_penalties
            offset: J+25
            channel: email
            fallback: [letter]
            template: firm_penalties
            tone: firm

          # Le dernier rappel avant la mise en demeure prend la forme d'une lettre.
          # The last reminder before the formal notice takes the form of a letter.
          - id: last_notice
            offset: J+35
            channel: letter
            fallback: [email]
            template: last_notice
            tone: last

          # Elle clôt la phase amiable : une personne l'approuve toujours.
          # It closes the amicable phase: a person always approves it.
          - id: formal_notice
            offset: J+50
            channel: registered_letter
            template: formal_notice
            tone: formal
            approval: always

        """
}
