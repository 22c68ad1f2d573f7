import SQL

extension Schema {
    /// The few messages that something may happen to are found among all that ever left, whose rows hold their bytes.
    static let waiting = Migration(
        6, "waiting",
        [
            """
            CREATE INDEX outbox_to_send ON outbox (company, message, next_try_at, leased_until)
            WHERE state IN ('planned', 'ready', 'deferred')
            """,
            // With the state in them they promise fewer rows than the primary key: else SQLite keeps to that.
            "CREATE INDEX outbox_committing ON outbox (company, state, message, leased_until) WHERE state = 'committing'",
            "CREATE INDEX outbox_delayed ON outbox (company, state, message, uncertain_at) WHERE state = 'delayed'",
            "DROP INDEX outbox_waiting",
        ])
}
