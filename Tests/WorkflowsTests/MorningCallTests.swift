import Ledger
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Which mornings are played", .serialized)
struct MorningCallTests {
    private static let today = day("2026-03-05")

    @Test(
        "By the clock, the last day played and the day the company was created",
        arguments: [
            ("2026-03-04", nil, 7, MorningCall.wait), ("2026-03-04", nil, 8, .play), ("2026-03-05", nil, 6, .sendWaiting),
            ("2026-03-05", nil, 23, .sendWaiting),
            // Never played: created yesterday, before the hour, after it.
            (nil, day("2026-03-04").at(hour: 18), 7, .wait), (nil, day("2026-03-04").at(hour: 18), 8, .play),
            (nil, today.at(hour: 7), 9, .play), (nil, today.at(hour: 8), 9, .wait), (nil, today.at(hour: 15), 23, .wait),
        ] as [(String?, Instant?, Int, MorningCall)])
    func calls(last: String?, openedAt: Instant?, hour: Int, call: MorningCall) {
        for isLive in [true, false] {
            let found = MorningCall(
                isLive: isLive, today: Self.today, last: last.map { day($0) }, openedAt: openedAt,
                now: Self.today.at(hour: hour), morning: Self.today.at(hour: 8))
            #expect(found == call)
        }
    }

    @Test("A rehearsal played into the future waits for its day; made live, the company plays its own days", arguments: TestEngine.allCases)
    func ahead(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            world.makeIt(Self.today.at(hour: 6))
            try await world.open()
            var profile = try await world.desk.book(world.company).profile
            #expect(try await world.desk.morning(of: profile) == .wait)
            world.makeIt(Self.today.at(hour: 10))
            // Created before the hour: the morning is played, however late the server starts.
            #expect(try await world.desk.morning(of: profile) == .play)

            _ = try await world.run("2027-12-01")
            world.makeIt(Self.today.at(hour: 10))
            #expect(try await world.desk.morning(of: profile) == .ahead(of: day("2027-12-01")))
            profile.isLive = true
            try await world.desk.describe(profile, by: "test")
            #expect(try await world.desk.morning(of: profile) == .play)
            _ = try await world.run("2026-03-05")
            #expect(try await world.desk.morning(of: profile) == .sendWaiting)
            #expect(try await world.desk.check(world.company).findings == [])
        }
    }

    @Test("A live company plays its today and no other day", arguments: TestEngine.allCases)
    func live(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open(live: true)
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            world.makeIt(Self.today.at(hour: 9))
            for other in ["2026-03-04", "2026-03-06", "2027-12-01"] {
                await #expect(throws: DeskError.self) {
                    try await world.desk.run(world.company, on: day(other), by: "test")
                }
            }
            #expect(world.taken.isEmpty)
            #expect(try await world.desk.book(world.company).lastDayPlayed == nil)
            #expect(try await world.desk.run(world.company, on: Self.today, by: "test").outcomes.count == 1)
        }
    }
}
