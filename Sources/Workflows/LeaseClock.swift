package import SQL
package import Values

/// Where the time of leases comes from. Never from the wall clocks of several machines: they do not agree, and a worker
/// whose clock is ahead would take for dead all those that are at work.
package enum LeaseClock: Sendable {
    /// The clock of the database, which all its workers share.
    case database
    /// A clock that only goes forward: of the one process that owns the database, or of a simulated world.
    case own(@Sendable () -> Instant)

    /// The time at this moment. Asked for once the locks are held, so that nobody waited since.
    package func now(_ session: Session) throws(SQLError) -> Instant {
        switch self {
        case .database: try session.clock()
        case .own(let now): now()
        }
    }
}
