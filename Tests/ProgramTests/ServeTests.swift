import Foundation
import TestKit
import Testing

@Suite("The server and the commands share the file", .serialized, .timeLimit(.minutes(15)))
struct ServeTests {
    @Test("Commands work while it runs, and afterwards; it ends when it is told to, and loses nothing")
    func socket() async throws {
        try await Stage.with(.sqlite) { stage in
            let server = try await serve(stage)
            try await stage.playMorning()
            try await stage.playMorning()
            try await stage.expectSound()
            let refused = try await stage.relance("import", "none.csv", "--format", "json")
            #expect(refused.status == 1 && refused.out.contains("none.csv"), "\(refused)")
            let second = try await stage.relance("serve", "--port", "0")
            #expect(second.status == 4 && second.error.contains("already running"), "\(second)")
            try await stop(server, within: .seconds(10))
            try await stage.expectSound()
            #expect(try await stage.states() == Array(repeating: "accepted", count: Stage.customers))
            try stage.expectSingle(Stage.customers)
        }
    }

    @Test("Told to end in the middle of a run, it ends within ten seconds and what it was asked is done", arguments: [SIGTERM, SIGINT])
    func signal(number: Int32) async throws {
        try await Stage.with(.sqlite, ["DOT": Sink.Action(delay: 0.7, accept: true)]) { stage in
            let server = try await serve(stage)
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            let run = try stage.start(["run", "--on", Stage.day])
            while try stage.sink.report().dots < 1 { try await Task.sleep(for: .milliseconds(20)) }
            try await stop(server, within: .seconds(10), with: number)
            let ended = await run.end()
            #expect(ended.status == 0, "\(ended)")
            try await stage.succeed("run", "--on", Stage.day)
            #expect(try await stage.states() == Array(repeating: "accepted", count: Stage.customers))
            try stage.expectSingle(Stage.customers)
            try await stage.expectSound()
        }
    }

    @Test("Killed, it leaves nothing in the way of the next one")
    func killed() async throws {
        try await Stage.with(.sqlite) { stage in
            let server = try await serve(stage)
            try await stage.playMorning()
            server.signal(SIGKILL)
            #expect(await server.end().wasKilled)
            try await stage.expectSound()
            let next = try await serve(stage)
            try await stage.playMorning()
            try await stop(next, within: .seconds(10))
            try stage.expectSingle(Stage.customers)
        }
    }

    @Test("Callers who say nothing may use up its files: it serves again once they have gone")
    func crowded() async throws {
        try await Stage.with(.sqlite) { stage in
            let server = try await serve(stage, through: ["/bin/sh", "-c", "ulimit -n 48 && exec \"$@\"", "sh"])
            let script = """
                import socket, sys
                callers = []
                for number in range(100):
                    caller = socket.socket(socket.AF_UNIX)
                    caller.settimeout(1)
                    try:
                        caller.connect("data/relance.sock")
                    except OSError:
                        break
                    callers.append(caller)
                print(len(callers))
                """
            let crowd = try await Running([TestPlace.python, "-c", script], [:], in: stage.folder).end()
            #expect((Int(crowd.out.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 48, "\(crowd)")
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
            try await stop(server, within: .seconds(10))
            try await stage.expectSound()
        }
    }

    @Test("The morning that was missed is played as it starts, once, and by itself")
    func missed() async throws {
        try await Stage.with(.sqlite) { stage in
            // Debts of last year, and an hour of the morning that has passed wherever the day has begun.
            try await stage.succeed("company", "create", "--id", "d", "--name", "D", "--morning-hour", "0", "--time-zone", "UTC")
            try await stage.succeed("import", "--company", "d", "customers.csv", "invoices.csv", "--on", "2025-01-06")
            try await stage.succeed("run", "--company", "d", "--on", "2025-01-06")
            func played() async throws -> [Substring] {
                try await stage.succeed("export", "--company", "d").out.split(separator: "\n").filter { $0.contains("\"day_played\"") }
            }
            #expect(try await played().count == 1)
            let server = try await serve(stage, mornings: true)
            let start = ContinuousClock.now
            while try await played().count == 1, ContinuousClock.now - start < .seconds(240) {}
            try await stop(server, within: .seconds(10))
            #expect(try await played().last?.contains("relance serve") == true)
            let count = try await played().count
            try await stop(try await serve(stage, mornings: true), within: .seconds(10))
            // One more where the test itself passes midnight.
            #expect(try await count...count + 1 ~= played().count && count <= 3)
            try await stage.expectSound()
        }
    }

    private func serve(_ stage: Stage, mornings: Bool = false, through: [String] = []) async throws -> Running {
        let server = try stage.start(["serve", "--port", "0"] + (mornings ? [] : ["--no-mornings"]), through: through)
        while server.isRunning, !server.out.contains("http://") { try await Task.sleep(for: .milliseconds(20)) }
        if !server.isRunning {
            let ended = await server.end()
            Issue.record("\(ended)")
        }
        return server
    }

    private func stop(_ server: Running, within limit: Duration, with number: Int32 = SIGTERM) async throws {
        let start = ContinuousClock.now
        server.signal(number)
        let ended = await server.end()
        #expect(ended.status == 0, "\(ended)")
        // A machine with better things to do adds to everything; what never ends is what must not be.
        #expect(ContinuousClock.now - start < limit + .seconds(60))
    }
}
