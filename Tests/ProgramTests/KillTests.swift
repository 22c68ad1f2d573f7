import Foundation
import TestKit
import Testing

/// A point of the work and the time at which it is reached: P15:2 is the second message that passes it.
struct Kill: Sendable, CustomTestStringConvertible {
    let engine: Engine
    let point: Int
    let hit: Int

    var name: String { "P\(point):\(hit)" }
    var testDescription: String { "\(engine.rawValue) \(name)" }

    /// Only the relay sees these two: it falls silent there, and the program is killed from outside.
    var stage: String? {
        switch point {
        case 13: "RCPT"
        case 16: "DOT"
        default: nil
        }
    }

    /// Whether the message may or may not have left: after the point of no return, before its answer is recorded.
    var isUncertain: Bool { (15...17).contains(point) }

    /// Whether the relay had it all the same.
    var wasTaken: Bool { point == 16 || point == 17 }

    /// The points that a morning of a few customers reaches once only.
    private static let once = [6, 7, 8, 9, 12]

    static func all(_ points: Int...) -> [Kill] {
        points.flatMap { point in
            [1, 2].filter { $0 == 1 || !once.contains(point) }.flatMap { hit in
                Engine.allCases.map { Kill(engine: $0, point: point, hit: hit) }
            }
        }
    }
}

@Suite("Killed at any named point and started again: the same ledger, and no second message", .timeLimit(.minutes(15)))
struct KillTests {
    @Test("In an import, in the plan: what is owed is the same, and each message leaves once", .serialized, arguments: Kill.all(1, 2, 3, 4, 5, 6, 7, 8, 9))
    func beforeSending(kill: Kill) async throws { try await before(kill) }

    @Test("While sending, before a message may have left or once its end is known: it leaves once, under the same Message-ID", .serialized, arguments: Kill.all(10, 11, 12, 13, 14, 18))
    func whileSending(kill: Kill) async throws { try await before(kill) }

    private func before(_ kill: Kill) async throws {
        try await Stage.with(kill.engine, script(kill)) { stage in
            try await play(kill, stage)
            try await stage.expectSound()
            try await stage.letTurnsEnd()
            try await stage.playMorning()
            try await stage.letLeasesEnd()
            try await stage.playMorning()
            #expect(try await stage.states() == Array(repeating: "accepted", count: Stage.customers))
            try stage.expectSingle(Stage.customers)
            let clean = try await Uninterrupted.morning.value
            #expect(try stage.sink.report().messages.sorted() == clean.messages)
            #expect(try await stage.balance() == clean.balance)
            let history = try await stage.history()
            #expect(history == clean.history, "\(history.difference(clean.history))")
            try await stage.expectSound()
        }
    }

    @Test("What may have left is shown, never sent again by itself, and settled by a person", .serialized, arguments: Kill.all(15, 16, 17))
    func after(kill: Kill) async throws {
        try await Stage.with(kill.engine, script(kill)) { stage in
            try await play(kill, stage)
            try await stage.expectSound()
            try await stage.letLeasesEnd()
            for _ in 0..<2 { try await stage.playMorning() }
            let unclear = try await stage.messages().filter { $0["state"].text == "uncertain" }
            let id = try #require(unclear.first?["id"].text)
            #expect(unclear.count == 1)
            #expect(try await stage.states().filter { $0 == "accepted" }.count == Stage.customers - 1)
            try stage.expectSingle(Stage.customers - (kill.wasTaken ? 0 : 1))
            #expect(try await stage.json("tasks").list.filter { $0["about"].text == id }.count == 1)
            let clean = try await Uninterrupted.morning.value
            #expect(try await stage.balance() == clean.balance)
            #expect(Set(try stage.sink.report().messages).isSubset(of: clean.messages))

            let verdict = kill.wasTaken ? "--accepted" : "--not-accepted"
            try await stage.succeed("resolve", id, verdict, "--evidence", "the relay's log", "--on", Stage.day)
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
            #expect(try await stage.json("tasks").list.filter { $0["about"].text == id }.isEmpty)
            #expect(try await stage.states().contains("uncertain") == false)
            try await stage.expectSound()
        }
    }

    @Test("A minute after a worker died, what it left unclear is shown", arguments: Engine.allCases)
    func soon(engine: Engine) async throws {
        try await Stage.with(engine) { stage in
            try await play(Kill(engine: engine, point: 15, hit: 1), stage)
            let start = ContinuousClock.now
            var isShown = false
            while !isShown, ContinuousClock.now - start < .seconds(120) {
                try await stage.playMorning()
                isShown = try await stage.states().contains("uncertain")
                if !isShown { try await Task.sleep(for: .seconds(3)) }
            }
            #expect(isShown)
            try stage.expectSingle(Stage.customers - 1)
        }
    }

    private func script(_ kill: Kill) -> [String: Sink.Action] {
        guard let stage = kill.stage else { return [:] }
        return [stage: Sink.Action(times: 1, skip: kill.hit - 1, silence: true, accept: true)]
    }

    /// Plays the morning until the program dies at the point.
    private func play(_ kill: Kill, _ stage: Stage) async throws {
        for command in Stage.morning {
            if let name = kill.stage, command[0] == "run" { return try await die(at: name, kill.hit, command, stage) }
            let ended = try await stage.start(command, crash: kill.stage == nil ? kill.name : nil).end()
            if ended.wasKilled { return }
            try #require(ended.status == 0, "\(ended)")
        }
        Issue.record("\(kill.name) was not reached: it needs a build for debugging")
    }

    private func die(at name: String, _ hit: Int, _ command: [String], _ stage: Stage) async throws {
        let running = try stage.start(command)
        while running.isRunning {
            let report = try stage.sink.report()
            let count = name == "DOT" ? report.dots : report.commands.filter { $0 == name }.count
            if count >= hit { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        running.signal(SIGKILL)
        let ended = await running.end()
        #expect(ended.wasKilled, "\(ended)")
    }
}
