import Foundation
import Values

/// One clock for every process of a test: it was noon when the tests began.
package enum TestClock {
    private static let beginning = Int64(Date().timeIntervalSince1970)

    /// The real time.
    package static var milliseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// The `RELANCE_CLOCK_SHIFT` with which that noon is one of the day, in UTC.
    package static func shift(to day: String) -> String {
        let noon = Int64((LocalDate(iso: day) ?? LocalDate(dayNumber: 0)).dayNumber) * 86_400 + 43_200
        return String(noon - beginning)
    }
}
