package import Ledger
import SQL
import Storage
package import Values

/// What a server has to do for a company at a moment.
package enum MorningCall: Hashable, Sendable {
    /// The hour has not come, or the first morning of the company is the next one.
    case wait
    case play
    /// The day was played: what was approved or put off since may leave.
    case sendWaiting
    /// A simulated company was played on to a day that is still to come, and waits for it.
    case ahead(of: LocalDate)

    /// - Parameters:
    ///   - last: the last day played.
    ///   - openedAt: when the company was created: a morning that was over by then was not missed.
    ///   - morning: when today's begins.
    package init(
        isLive: Bool, today: LocalDate, last: LocalDate?, openedAt: Instant?, now: Instant, morning: Instant
    ) {
        if last == today {
            self = .sendWaiting
        } else if let last, last > today, !isLive {
            self = .ahead(of: last)
        } else if now < morning || last == nil && openedAt.map({ $0 >= morning }) ?? false {
            self = .wait
        } else {
            self = .play
        }
    }
}

extension Desk {
    package func morning(of profile: CompanyProfile) async throws(DeskError) -> MorningCall {
        let (last, openedAt) = try await database.read(for: .company(profile.id.text)) { session throws(DeskError) in
            let last = try Self.book(profile.id, session).lastDayPlayed
            return (last, try DeskError.lifting { () throws(SQLError) in try FactLog.beginning(of: profile.id, session) })
        }
        let today = today(profile)
        guard let morning = ports.instant(today, profile.policy.morningHour, profile.timeZone) else { return .wait }
        return MorningCall(
            isLive: profile.isLive, today: today, last: last, openedAt: openedAt, now: ports.now(), morning: morning)
    }
}
