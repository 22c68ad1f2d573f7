import Dunning
package import Ledger
package import Values

extension Desk {
    /// Between two mornings: takes the news, and sends what was approved or put off. Plans nothing new.
    ///
    /// On a day on which nothing leaves it does nothing, so that what waits goes on waiting.
    package func sendWaiting(_ company: CompanyID, on day: LocalDate, by actor: String) async throws(DeskError) {
        let profile = try await book(company).profile
        guard WorkingCalendar(profile.calendar).isWorkingDay(day) else { return }
        try await takeNews(company, on: day, by: actor)
        _ = try await dispatch(company, on: day, by: actor)
    }
}
