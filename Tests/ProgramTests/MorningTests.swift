import TestKit
import Testing

@Suite("A morning is played once, however often and by however many", .serialized, .timeLimit(.minutes(15)))
struct MorningTests {
    @Test("Five times in a row: each message once", arguments: Engine.allCases)
    func repeated(engine: Engine) async throws {
        try await Stage.with(engine) { stage in
            for _ in 0..<5 { try await stage.playMorning() }
            try stage.expectSingle(Stage.customers)
            #expect(try await stage.states() == Array(repeating: "accepted", count: Stage.customers))
            try await stage.expectSound()
        }
    }

    @Test("Three at once: nobody fails, each message once", arguments: Engine.allCases)
    func crowd(engine: Engine) async throws {
        // A relay that takes its time makes them meet.
        try await Stage.with(engine, ["DOT": Sink.Action(delay: 0.1, accept: true)]) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            let runs = try (0..<3).map { _ in try stage.start(["run", "--on", Stage.day]) }
            for run in runs {
                let ended = await run.end()
                // One process at a time has the file; who waited long enough says so.
                let gaveUp = engine == .sqlite && ended.error.contains("in use by another program")
                #expect(ended.status == 0 || gaveUp, "\(ended)")
            }
            try stage.expectSingle(Stage.customers)
            #expect(try await stage.states() == Array(repeating: "accepted", count: Stage.customers))
            try await stage.expectSound()
        }
    }
}
