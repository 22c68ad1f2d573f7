import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Going live", .serialized)
struct GoingLiveTests {
    @Test("what was only simulated counts no more: the debtor begins at the first step", arguments: TestEngine.allCases)
    func firstStepAgain(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1"), invoice("F1", due: "2026-03-02", 120_000), on: "2026-02-20")
            let simulated = try await world.run(from: "2026-03-05", through: "2026-03-17")
            #expect(simulated == ["2026-03-05 L1 email 1200.00 accepted", "2026-03-17 L2 email 1200.00 accepted"])

            try await world.turn(live: true)
            #expect(try await world.states == ["rehearsed", "rehearsed"])
            // Late already, so it climbs with the gap, from the first level on.
            let real = try await world.run(from: "2026-03-18", through: "2026-03-26")
            #expect(real == ["2026-03-18 L1 email 1200.00 accepted", "2026-03-25 L2 email 1200.00 accepted"])
            #expect(try await world.desk.check(world.company).findings == [])
        }
    }

    @Test("what really left keeps its step through a simulated week", arguments: TestEngine.allCases)
    func realOnesStay(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open(live: true)
            try await world.know(customer("C1"), invoice("F1", due: "2026-03-02", 120_000), on: "2026-02-20")
            #expect(try await world.run(from: "2026-03-05", through: "2026-03-06") == ["2026-03-05 L1 email 1200.00 accepted"])
            try await world.turn(live: false)
            #expect(try await world.run(from: "2026-03-16", through: "2026-03-17") == ["2026-03-17 L2 email 1200.00 accepted"])
            try await world.turn(live: true)
            #expect(try await world.states == ["accepted", "rehearsed"])
            #expect(try await world.run(from: "2026-03-18", through: "2026-03-20") == ["2026-03-18 L2 email 1200.00 accepted"])
        }
    }
}

extension World {
    fileprivate func turn(live: Bool) async throws {
        var profile = try await desk.book(company).profile
        profile.isLive = live
        try await desk.describe(profile, by: "test")
    }
}
