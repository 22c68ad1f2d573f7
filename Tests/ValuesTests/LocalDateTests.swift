import Testing
import Values

private func day(_ iso: String) throws -> LocalDate { try #require(LocalDate(iso: iso)) }

@Suite("Dates")
struct LocalDateTests {
    @Test("An ISO day is read and written back", arguments: [
        "1900-01-01", "1970-01-01", "2000-02-29", "2024-02-29", "2026-11-22", "2199-12-31",
    ])
    func roundTrip(iso: String) throws {
        #expect(try day(iso).iso == iso)
    }

    @Test("A day that does not exist, or is not written as ISO, is refused", arguments: [
        "", "2026-02-29", "2024-02-30", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-1-1", "20260101", "2026/01/01", "01-01-2026", "2026-01-01T00:00", " 2026-01-01", "2026-01-01 ", "2026-01-0١",
        "1899-12-31", "2200-01-01", "0000-00-00", "-026-01-01",
    ])
    func refuses(text: String) {
        #expect(LocalDate(iso: text) == nil)
    }

    @Test("Years are leap every four, not every hundred, but every four hundred", arguments: [
        (1900, false), (2000, true), (2023, false), (2024, true), (2026, false), (2028, true), (2100, false),
    ])
    func leapYears(year: Int, isLeap: Bool) {
        #expect(LocalDate.isLeap(year) == isLeap)
        #expect(LocalDate.length(ofMonth: 2, year: year) == (isLeap ? 29 : 28))
    }

    @Test("The day of the week is right", arguments: [
        ("1900-01-01", Weekday.monday), ("1969-12-31", .wednesday), ("1970-01-01", .thursday), ("2000-02-29", .tuesday),
        ("2026-11-22", .sunday), ("2026-11-23", .monday), ("2199-12-31", .tuesday),
    ])
    func weekdays(iso: String, weekday: Weekday) throws {
        #expect(try day(iso).weekday == weekday)
    }

    @Test("Months are added by their number, clamped to the last day", arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-31", 2, "2026-03-31"),
        ("2026-01-30", 1, "2026-02-28"), ("2026-02-28", 1, "2026-03-28"), ("2026-12-31", 2, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"), ("2026-05-15", 0, "2026-05-15"), ("2026-01-01", -13, "2024-12-01"),
    ])
    func addsMonths(from: String, months: Int, to: String) throws {
        #expect(try day(from).adding(months: months) == day(to))
    }

    @Test("Days are added and counted across months, years and leap days", arguments: [
        ("2026-01-31", 30, "2026-03-02"), ("2024-01-31", 30, "2024-03-01"), ("2026-12-31", 1, "2027-01-01"),
        ("1970-01-01", -1, "1969-12-31"), ("2023-12-31", 60, "2024-02-29"), ("2024-09-30", 653, "2026-07-15"),
    ])
    func addsDays(from: String, days: Int, to: String) throws {
        #expect(try day(from).adding(days: days) == day(to))
        #expect(try day(to).days(since: day(from)) == days)
    }

    @Test("A month has its first and last day", arguments: [
        ("2026-02-14", "2026-02-01", "2026-02-28"), ("2024-02-01", "2024-02-01", "2024-02-29"),
        ("2026-12-31", "2026-12-01", "2026-12-31"),
    ])
    func monthBounds(iso: String, first: String, last: String) throws {
        #expect(try day(iso).firstOfMonth == day(first))
        #expect(try day(iso).endOfMonth == day(last))
    }

    @Test("Every day of three centuries has one number, one text and the next weekday")
    func everyDay() throws {
        var date = try day("1900-01-01")
        let last = try day("2199-12-31")
        var weekday = Weekday.monday.rawValue
        var faults = 0
        while date <= last {
            let (year, month, dayOfMonth) = date.parts
            if LocalDate(year: year, month: month, day: dayOfMonth) != date { faults += 1 }
            if LocalDate(iso: date.iso) != date || date.weekday.rawValue != weekday { faults += 1 }
            weekday = weekday % 7 + 1
            date = date.adding(days: 1)
        }
        #expect(faults == 0)
    }

    @Test("Days too far for four digits are written all the same", arguments: [
        (Int32.max, "+5881580-07-11"), (2_932_897, "+10000-01-01"), (2_932_896, "9999-12-31"), (-719_528, "0000-01-01"),
        (-719_529, "-1-12-31"),
    ])
    func farDays(number: Int32, iso: String) {
        #expect(LocalDate(dayNumber: number).iso == iso)
    }

    @Test("An instant is written in UTC, before 1970 as well", arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (1795354496000, "2026-11-22T13:34:56Z"),
        (951_782_400_000, "2000-02-29T00:00:00Z"), (-86_400_000, "1969-12-31T00:00:00Z"), (253_402_300_800_000, "+10000-01-01T00:00:00Z"),
        (.min, "-5877641-06-23T16:47:04Z"),
    ])
    func instants(milliseconds: Int64, iso: String) {
        #expect(Instant(milliseconds: milliseconds).iso == iso)
    }
}
