import Testing
import Values

private func day(_ iso: String) throws -> LocalDate { try #require(LocalDate(iso: iso)) }

@Suite("Working days")
struct WorkingCalendarTests {
    @Test("Easter falls where the Church puts it", arguments: [
        "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2000-04-23", "2024-03-31", "2038-04-25", "1913-03-23", "1943-04-25",
    ])
    func easter(iso: String) {
        #expect(Easter.sunday(of: Int(iso.prefix(4)) ?? 0).iso == iso)
    }

    private static let national2026 = [
        "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15",
        "2026-11-01", "2026-11-11", "2026-12-25",
    ]

    @Test("Each region has the national holidays of 2026 and its own", arguments: [
        (CalendarRegion.france, [String]()), (.alsaceMoselle, ["2026-04-03", "2026-12-26"]), (.guadeloupe, ["2026-05-27"]),
        (.martinique, ["2026-05-22"]), (.guyane, ["2026-06-10"]), (.reunion, ["2026-12-20"]), (.mayotte, ["2026-04-27"]),
        (.saintBarthelemy, ["2026-10-09"]), (.saintMartin, ["2026-05-28"]), (.nouvelleCaledonie, ["2026-09-24"]),
        (.polynesie, ["2026-03-05", "2026-04-03", "2026-11-20"]),
        (.wallisEtFutuna, ["2026-04-28", "2026-06-29", "2026-07-29"]),
    ])
    func frenchHolidays(region: CalendarRegion, own: [String]) throws {
        #expect(try holidays(of: region, year: 2026) == (Self.national2026 + own).sorted())
    }

    @Test("The euro payment system closes on its own days, not on French holidays")
    func target() throws {
        #expect(try holidays(of: .target, year: 2026) == [
            "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26",
        ])
        #expect(WorkingCalendar(.target).isWorkingDay(try day("2026-07-14")))
        #expect(WorkingCalendar(.target).isWorkingDay(try day("2026-11-11")))
        #expect(try holidays(of: .none, year: 2026).isEmpty)
    }

    private func holidays(of region: CalendarRegion, year: Int) throws -> [String] {
        let calendar = WorkingCalendar(region)
        let first = try day("\(year)-01-01")
        return (0..<366).map { first.adding(days: $0) }.filter { $0.year == year && calendar.isHoliday($0) }.map(\.iso)
    }

    @Test("A day that is not worked moves to the next worked one", arguments: [
        ("2026-11-23", "2026-11-23"), ("2026-11-22", "2026-11-23"), ("2026-05-01", "2026-05-04"), ("2026-04-04", "2026-04-07"),
        ("2026-12-25", "2026-12-28"), ("2027-01-01", "2027-01-04"),
    ])
    func onOrAfter(from: String, to: String) throws {
        #expect(WorkingCalendar(.france).onOrAfter(try day(from)) == (try day(to)))
    }

    @Test("Worked days are counted from the day after", arguments: [
        ("2026-11-20", 1, "2026-11-23"), ("2026-11-22", 1, "2026-11-23"), ("2026-04-30", 1, "2026-05-04"),
        ("2026-05-07", 2, "2026-05-12"),
    ])
    func countsWorkingDays(from: String, count: Int, to: String) throws {
        let calendar = WorkingCalendar(.france)
        #expect(calendar.workingDay(count, after: try day(from)) == (try day(to)))
        #expect(calendar.workingDays(after: try day(from), through: try day(to)) == count)
    }

    @Test("A French postcode gives the holidays of its region", arguments: [
        ("75001", "FR", CalendarRegion.france), ("57000", "FR", .alsaceMoselle), ("67 000", "fr", .alsaceMoselle),
        ("68100", "", .alsaceMoselle), ("97100", "FR", .guadeloupe), ("97133", "FR", .saintBarthelemy),
        ("97150", "FR", .saintMartin), ("97200", "FR", .martinique), ("97300", "FR", .guyane), ("97400", "FR", .reunion),
        ("97500", "FR", .france), ("97600", "FR", .mayotte), ("97700", "FR", .saintBarthelemy), ("97800", "FR", .saintMartin),
        ("98600", "FR", .wallisEtFutuna), ("98713", "FR", .polynesie), ("98800", "FR", .nouvelleCaledonie),
        ("98800", "NC", .nouvelleCaledonie), ("", "RE", .reunion), ("5700", "FR", .france), ("", "FR", .france),
        ("ABCDE", "FR", .france), ("57000", "PM", .france),
    ])
    func regionOfPostcode(postcode: String, country: String, region: CalendarRegion) {
        #expect(CalendarRegion(postcode: postcode, country: country) == region)
    }

    @Test("Another country has no French calendar", arguments: ["DE", "BE", "MC", "ALSACE-MOSELLE", "ZZ"])
    func otherCountries(country: String) {
        #expect(CalendarRegion(postcode: "57000", country: country) == nil)
    }

    @Test("An address without country is French")
    func noCountry() {
        #expect(CalendarRegion(postcode: "67000", country: nil) == .alsaceMoselle)
        #expect(CalendarRegion(postcode: nil, country: nil) == .france)
    }
}
