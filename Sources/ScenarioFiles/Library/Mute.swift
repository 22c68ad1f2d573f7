extension ScenarioLibrary {
    /// Also at `docs/reference/scenarios/mute.yaml`; a test keeps both equal.
    static let mute = """
        # Ne jamais relancer : sociétés du groupe, accords particuliers, clients suivis à la main.
        # Never remind: companies of the same group, special agreements, customers followed by hand.
        id: mute
        name:
          fr: Sans relance
          en: No reminders
        description:
          fr: Aucun message ne part. Les factures restent dans la balance âgée et dans les chiffres.
          en: No message ever leaves. The invoices stay in the aged balance and in the figures.

        applies_to:
          segment: [intragroupe, intra-groupe, société du groupe, intercompany, muet, mute]

        interest: { regime: NONE }

        # Une liste vide, et non une liste oubliée : le silence est voulu.
        # An empty list, not a forgotten one: the silence is meant.
        steps: []

        """
}
