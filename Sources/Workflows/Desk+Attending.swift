package import Ledger
import SQL
import Storage
package import Values

/// What a worker did for a company at a look.
package enum Attendance: Sendable {
    case nothing
    case played(RunReport)
    /// The day was played: news was taken, and what waited and could leave has left.
    case sent
    /// A simulated company was played on to a day that is still to come, and waits for it.
    case ahead(of: LocalDate)
}

extension Desk {
    /// Does what there is to do for a company at this moment: its morning when the hour has come and nobody plays it,
    /// else what came back and what was approved or put off. Does next to nothing when there is nothing, so that any
    /// number of workers may look as often as they like.
    package func attend(_ profile: CompanyProfile, by actor: String) async throws(DeskError) -> Attendance {
        let today = today(profile)
        switch try await morning(of: profile) {
        case .ahead(let last): return .ahead(of: last)
        case .play: return try await playMorning(profile, on: today, by: actor).map(Attendance.played) ?? .nothing
        // What a worker left unclear is shown at any hour.
        case .wait:
            let hasNews = try await takeNewsIfAny(profile, on: today, receiptsBy: Instant(milliseconds: 0), by: actor)
            return hasNews ? .sent : .nothing
        case .sendWaiting:
            let end = newsHorizon(of: today, profile).receiptsBy
            let hasNews = try await takeNewsIfAny(profile, on: today, receiptsBy: end, by: actor)
            guard try await mayAnythingLeave(profile, on: today) else { return hasNews ? .sent : .nothing }
            let hasMoved = try await sendWaiting(profile.id, on: today, by: actor)
            return hasNews || hasMoved ? .sent : .nothing
        }
    }

    /// Between two mornings: takes the news, and sends what was approved or put off. Plans nothing new.
    ///
    /// On a day on which nothing leaves it does nothing, so that what waits goes on waiting. False when nothing moved: an
    /// hourly limit may leave nothing to do about what waits.
    @discardableResult
    package func sendWaiting(_ company: CompanyID, on day: LocalDate, by actor: String) async throws(DeskError) -> Bool {
        let profile = try await book(company).profile
        guard WorkingCalendar(profile.calendar).isWorkingDay(day) else { return false }
        try await takeNews(company, on: day, by: actor)
        return try await !dispatch(company, on: day, by: actor).isEmpty
    }

    /// Whether there was any.
    private func takeNewsIfAny(
        _ profile: CompanyProfile, on day: LocalDate, receiptsBy end: Instant, by actor: String
    ) async throws(DeskError) -> Bool {
        let company = profile.id
        let clock = ports.leaseClock
        let start = newsHorizon(of: day, profile).silentSince
        let isThere = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                try NewsStore.isThere(
                    company, at: try clock.now(session), receiptsBy: end, silentSince: start, session)
            }
        }
        if isThere { try await takeNews(company, on: day, by: actor) }
        return isThere
    }

    private func mayAnythingLeave(_ profile: CompanyProfile, on day: LocalDate) async throws(DeskError) -> Bool {
        let company = profile.id
        let clock = ports.leaseClock
        let horizon = max(ports.now(), moment(of: day, profile))
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                try NewsStore.mayLeave(company, dueBy: horizon, at: try clock.now(session), session)
            }
        }
    }
}
