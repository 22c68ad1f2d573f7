import Foundation
import PostgresEngine
import SQL
import TestKit
import Testing

/// Processes of `relance work` on one PostgreSQL database, and the real relay that they share.
@Suite("Workers share the work, and any of them may be stopped, paused or killed", .timeLimit(.minutes(15)), .enabled(if: Engine.allCases.contains(.postgres), "PostgreSQL is left out on purpose"))
struct WorkTests {
    /// The day after the books came in: its morning is due.
    private static let day = ["RELANCE_CLOCK_SHIFT": TestClock.shift(to: "2026-11-24")]

    private func with(_ script: [String: Sink.Action] = [:], _ body: (Stage) async throws -> Void) async throws {
        try await Stage.with(.postgres, script) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            try await body(stage)
        }
    }

    private func worker(_ stage: Stage, crash: String? = nil) throws -> Running { try stage.start(["work"], crash: crash, Self.day) }

    /// What never comes fails here rather than hang; how long it takes is for `make faults` to measure.
    private func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
        let start = ContinuousClock.now
        while try await !isSo() {
            try #require(ContinuousClock.now - start < .seconds(240), "\(what)")
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func isAllAccepted(_ stage: Stage) async throws -> Bool {
        try await stage.states() == Array(repeating: "accepted", count: Stage.customers)
    }

    private func expectClean(_ stage: Stage, _ workers: Running...) async throws {
        for worker in workers {
            worker.signal(SIGTERM)
            let ended = await worker.end()
            #expect(ended.status == 0, "\(ended)")
        }
        try await stage.expectSound()
    }

    @Test("Three workers: the morning is played once, each message leaves once, and they are listed while they are there")
    func together() async throws {
        try await with { stage in
            let workers = try (0..<3).map { _ in try worker(stage) }
            try await until("not all sent") { try await isAllAccepted(stage) }
            try stage.expectSingle(Stage.customers)
            let list = try await stage.json("work", "--list").list
            #expect(list.count == 3 && list.allSatisfy { $0["isGone"] == .bool(false) })
            try await expectClean(stage, workers[0], workers[1], workers[2])
            #expect(try await stage.json("work", "--list").list.isEmpty)
            let played = try await stage.succeed("export").out.split(separator: "\n").filter { $0.contains("\"day_played\"") }
            #expect(played.count == 1 && played.first?.contains("relance work") == true)
        }
    }

    @Test("One dies at its dot: another takes over, the messages not begun leave, its own is shown as unclear")
    func killed() async throws {
        try await with(["DOT": Sink.Action(times: 1, silence: true, accept: true)]) { stage in
            let first = try worker(stage)
            try await until("no dot") { try stage.sink.report().dots >= 1 }
            first.signal(SIGKILL)
            let second = try worker(stage)
            #expect(await first.end().wasKilled)
            try await until("not taken over") {
                try await stage.states().sorted() == ["accepted", "accepted", "accepted", "uncertain"]
            }
            #expect(try await stage.json("tasks").list.count == 1)
            #expect(try await stage.json("work", "--list").list.map { $0["isGone"] } == [.bool(true), .bool(false)])
            try stage.expectSingle(Stage.customers)
            try await expectClean(stage, second)
        }
    }

    @Test("One is paused before its point of no return until another took over: nothing leaves twice, nothing is overwritten", arguments: ["RCPT", "DOT"])
    func paused(stageOfTalk: String) async throws {
        // The relay answers late enough for a busy machine to pause the worker before.
        try await with([stageOfTalk: Sink.Action(times: 1, delay: 5, accept: true)]) { stage in
            let first = try worker(stage)
            try await until("no dialogue") {
                let report = try stage.sink.report()
                return stageOfTalk == "DOT" ? report.dots >= 1 : report.commands.contains("RCPT")
            }
            first.signal(SIGSTOP)
            let second = try worker(stage)
            let atDot = stageOfTalk == "DOT"
            try await until("not taken over") {
                try await stage.states().filter { $0 == "accepted" }.count == Stage.customers - (atDot ? 1 : 0)
            }
            try await until("not shown") { try await !stage.states().contains("committing") }
            first.signal(SIGCONT)
            // Its own answer, which it reads now, settles what was unclear.
            try await until("not settled") { try await isAllAccepted(stage) }
            try await Task.sleep(for: .seconds(1))
            try stage.expectSingle(Stage.customers)
            #expect(try await isAllAccepted(stage))
            try await expectClean(stage, first, second)
        }
    }

    @Test("Told to stop at its dot, it finishes that message and gives the others back")
    func stopped() async throws {
        try await with(["DOT": Sink.Action(times: 1, delay: 3, accept: true)]) { stage in
            let first = try worker(stage)
            try await until("no dot") { try stage.sink.report().dots >= 1 }
            first.signal(SIGTERM)
            let ended = await first.end()
            #expect(ended.status == 0, "\(ended)")
            #expect(try await stage.states().contains("accepted"))
            #expect(try await stage.leases() == 0, "the next worker has to wait for leases to run out")
            let second = try worker(stage)
            try await until("not all sent") { try await isAllAccepted(stage) }
            try stage.expectSingle(Stage.customers)
            try await expectClean(stage, second)
        }
    }

    @Test("Killed while it stops (P32), it leaves nothing behind that anybody has to wait for", arguments: Engine.allCases)
    func killedWhileStopping(engine: Engine) async throws {
        try await Stage.with(engine) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            let command = engine == .sqlite ? ["serve", "--port", "0"] : ["work"]
            let running = try stage.start(command, crash: "P32:1", Self.day)
            try await until("not all sent") { try await isAllAccepted(stage) }
            running.signal(SIGTERM)
            let ended = await running.end()
            #expect(ended.wasKilled, "\(ended)")
            try await stage.expectSound()
            try await stage.playNextDay()
            try stage.expectSingle(Stage.customers)
        }
    }

    @Test("A single look plays the morning that is due, on both engines; only `serve` works on a file without end", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        try await Stage.with(engine) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            for _ in 0..<2 {
                let look = try await stage.start(["work", "--once"], Self.day).end()
                #expect(look.status == 0, "\(look)")
            }
            #expect(try await isAllAccepted(stage))
            try stage.expectSingle(Stage.customers)
            guard engine == .sqlite else { return }
            let refused = try await stage.relance("work")
            #expect(refused.status == 1 && refused.error.contains("relance serve"), "\(refused)")
            let french = try await stage.start(["work", "--language", "fr"]).end()
            #expect(french.status == 1 && french.error.contains("joue les matins"), "\(french)")
        }
    }
}
