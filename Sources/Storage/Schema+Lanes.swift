import SQL

extension Schema {
    /// Several workers share the outbox: which domains somebody talks to is read among the few messages under way.
    static let lanes = Migration(
        7, "lanes",
        [
            "DROP INDEX outbox_to_send",
            """
            CREATE INDEX outbox_to_send ON outbox (company, message, next_try_at, leased_until, recipient_domain, state)
            WHERE state IN ('planned', 'ready', 'deferred')
            """,
            "CREATE INDEX outbox_under_way ON outbox (company, recipient_domain, leased_until) WHERE leased_until > 0",
        ])
}
