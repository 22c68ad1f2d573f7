package import Ledger
package import SQL
package import Values

/// Whose turn it is to play a company's morning: one worker's at a time, so that the plan of a day is one worker's plan
/// whatever the number of workers. Times are those of the clock of leases.
package enum TurnStore {
    private static let taken = Query(
        "whether the turn is taken", "SELECT 1 FROM turns WHERE company = $1 AND held_until > $2")
    private static let take = Query(
        "take the turn",
        """
        INSERT INTO turns (company, number, held_until) VALUES ($1, 1, $3)
        ON CONFLICT (company) DO UPDATE SET number = turns.number + 1, held_until = excluded.held_until
        WHERE turns.held_until <= $2 RETURNING number
        """)
    private static let keep = Query(
        "keep the turn", "UPDATE turns SET held_until = $3 WHERE company = $1 AND number = $2 AND held_until > 0")
    private static let end = Query(
        "end the turn", "UPDATE turns SET held_until = 0 WHERE company = $1 AND number = $2")
    private static let freeAll = Query(
        "end the turns of a process that is gone", "UPDATE turns SET held_until = 0 WHERE held_until > 0")

    /// Whether somebody has the turn: asked first, because it waits for nobody.
    package static func isTaken(_ company: CompanyID, at now: Instant, _ session: Session) throws(SQLError) -> Bool {
        try session.exists(taken, [.text(company.text), SQLValue(now)])
    }

    /// The number of the turn that was taken; nil while somebody else has it.
    package static func take(
        _ company: CompanyID, at now: Instant, until: Instant, _ session: Session
    ) throws(SQLError) -> Int64? {
        try session.first(take, [.text(company.text), SQLValue(now), SQLValue(until)]) { row throws(SQLError) in
            try row.int64(0)
        }
    }

    /// Whoever has the turn is still there. False when it was taken over.
    package static func keep(
        _ number: Int64, until: Instant, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        try session.execute(keep, [.text(company.text), .int64(number), SQLValue(until)]) == 1
    }

    package static func end(_ number: Int64, _ company: CompanyID, _ session: Session) throws(SQLError) {
        try session.execute(end, [.text(company.text), .int64(number)])
    }

    /// Where one process owns the database (SQLite), turns found at its start are those of a process that is gone.
    package static func freeAll(_ session: Session) throws(SQLError) { try session.execute(freeAll) }
}
