import SQL

extension Schema {
    /// What was given up, a few facts among very many, is found by customer.
    static let claims = Migration(
        4, "claims",
        [
            """
            CREATE INDEX facts_of_renunciation ON facts (company, customer, sequence)
            WHERE kind IN ('accessories_waived', 'receivable_written_off')
            """
        ])
}
