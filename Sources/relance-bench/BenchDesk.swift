import Channels
import Foundation
import Ledger
import Outbox
import SQL
import Values
import Workflows

extension Desk {
    /// A desk as the program makes it, with the ways out that a measure gives it.
    ///
    /// - Parameter today: the day on which everything happens; nil: today.
    static func bench(
        _ database: any Database, today: LocalDate? = nil, reached: @escaping @Sendable (CrashPoint) -> Void = { _ in },
        channel: @escaping @Sendable () -> (any Channel)? = { nil }
    ) -> Desk {
        Desk(
            database: database,
            ports: Ports(
                now: {
                    if let today { return Instant(milliseconds: Int64(today.dayNumber) * 86_400_000 + 28_800_000) }
                    return Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
                },
                localDay: { instant, _ in LocalDate(dayNumber: Int32(clamping: instant.milliseconds / 86_400_000)) },
                instant: { day, hour, _ in
                    Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + Int64(hour) * 3_600_000)
                },
                chance: { UInt64.random(in: 0...UInt64.max) }, channel: { _, _ in channel() },
                compose: { mail throws(MailProblem) in try MailComposer().compose(mail) }, reached: reached))
    }
}
