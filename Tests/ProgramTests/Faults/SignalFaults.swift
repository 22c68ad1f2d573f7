import Foundation
import TestKit
import Testing

extension FaultTests {
    @Suite("Told to end in the middle of its work", .timeLimit(.minutes(240)))
    struct SignalFaults {
        @Test("It ends within ten seconds with 0, and what it acknowledged is there")
        func signals() async throws {
            guard Faults.mayWant(.signals, .sqlite) else { return }
            let experiments = (1...FaultTests.share.of(4, 24)).map { number in
                Experiment("signals sqlite load \(number)") { tally in try await play(Load(seed: Faults.load(number)), tally) }
            }
            await Experiment.run(.signals, .sqlite, experiments)
        }

        /// Each deed goes through a server that is told to end at some moment of it, and is given again to the next one.
        private func play(_ load: Load, _ tally: Tally) async throws {
            var random = SeededRandom(seed: Faults.seed(of: tally.experiment))
            try await Scene.with(.sqlite, load, tally) { scene in
                // A relay that takes its time is met in the middle of a dialogue.
                try scene.stage.sink.play(["DOT": Sink.Action(delay: 0.05, accept: true)])
                for (index, deed) in load.deeds.enumerated() {
                    for turn in 0..<2 {
                        if turn > 0, !deed.isRepeatable, try await scene.missing([deed]).isEmpty { continue }
                        let server = try await scene.serve()
                        let command = try scene.start(deed.words)
                        try await Task.sleep(for: .milliseconds(random.int(0...250)))
                        try await scene.stop(server, with: random.pick([SIGTERM, SIGTERM, SIGINT]) ?? SIGTERM)
                        tally.injected("SIGTERM")
                        let ended = try await scene.ended(command, within: .seconds(60))
                        let done = load.deeds[..<(ended.status == 0 ? index + 1 : index)]
                        for mark in try await scene.missing(done) { tally.violate(.lostAcknowledgement, mark) }
                    }
                    if !deed.isRepeatable, try await scene.missing([deed]).isEmpty { continue }
                    try await scene.succeed(deed.words)
                }
                try scene.stage.sink.play([:])
                let messages = try await scene.examine(acknowledged: load.deeds)
                tally.reached("SIGTERM", .sqlite, messages.map(\.state))
                try await scene.recover(try await Reference.of(load))
            }
        }
    }

    @Suite("Little of everything", .timeLimit(.minutes(240)))
    struct LimitFaults {
        @Test("Few files, little memory: it works or ends, and loses nothing", arguments: Engine.allCases)
        func limits(engine: Engine) async throws {
            guard Faults.mayWant(.limits, engine) else { return }
            let files = FaultTests.share == .long ? [8, 10, 12, 14, 16, 18, 20, 24, 32, 64] : [10, 16, 64]
            let memory = FaultTests.share == .long ? Array(stride(from: 60_000, through: 600_000, by: 30_000)) : [120_000, 240_000, 400_000]
            let limits = files.map { "-n \($0)" } + memory.map { "-v \($0)" }
            let experiments = limits.enumerated().map { index, limit in
                Experiment("limits \(engine.rawValue) \(limit) load \(index % 10 + 1)") { tally in
                    try await play(engine, limit, Load(seed: Faults.load(index % 10 + 1)), tally)
                }
            }
            await Experiment.run(.limits, engine, experiments)
        }

        private func play(_ engine: Engine, _ limit: String, _ load: Load, _ tally: Tally) async throws {
            try await Scene.with(engine, load, tally) { scene in
                var done: [Deed] = []
                for deed in load.deeds {
                    let running = try scene.start(deed.words, through: ["/bin/sh", "-c", "ulimit \(limit) && exec \"$@\"", "sh"])
                    // Without memory for a thread the system's queues wait until there is some: somebody loses patience.
                    let patience = ContinuousClock.now + .seconds(30)
                    while running.isRunning, ContinuousClock.now < patience { try await Task.sleep(for: .milliseconds(20)) }
                    running.signal(SIGKILL)
                    tally.injected("ulimit \(limit.prefix(2))")
                    if await running.end().status == 0 { done.append(deed) }
                }
                let messages = try await scene.examine(acknowledged: done)
                tally.reached("ulimit \(limit.prefix(2))", engine, messages.map(\.state))
                try await scene.recover(try await Reference.of(load))
            }
        }
    }

    @Suite("Killed with many invoices", .timeLimit(.minutes(60)))
    struct RestartMeasure {
        @Test("How soon it answers again", arguments: Engine.allCases)
        func restart(engine: Engine) async throws {
            guard Faults.mayWant(.restart, engine) else { return }
            let count = FaultTests.share.of(20_000, 200_000)
            await Experiment.run(.restart, engine, [Experiment("restart \(engine.rawValue) after a kill, \(count) invoices") { tally in
                try await measure(engine, count, tally)
            }])
        }

        private func measure(_ engine: Engine, _ count: Int, _ tally: Tally) async throws {
            try await Scene.with(engine, Load(seed: Faults.load(1)), tally) { scene in
                let folder = scene.stage.folder + "/"
                try await scene.succeed(["company", "create", "--id", "big", "--name", "Big"])
                var people = "customer_number,name,email,country\n"
                for number in 1...max(1, count / 40) { people += "B\(number),Client \(number),b\(number)@big.example,FR\n" }
                try people.write(toFile: folder + "people.csv", atomically: false, encoding: .utf8)
                func write(_ name: String, _ numbers: ClosedRange<Int>) throws {
                    var text = "invoice_number,customer_number,issued_on,due_on,amount,currency\n"
                    for number in numbers { text += "N\(number),B\(number % max(1, count / 40) + 1),2026-10-01,2026-12-31,\(number % 900 + 1).00,EUR\n" }
                    try text.write(toFile: folder + name, atomically: false, encoding: .utf8)
                }
                try write("bills.csv", 1...count)
                try write("more.csv", (count + 1)...(count + count / 10))
                try await scene.succeed(["import", "people.csv", "bills.csv", "--company", "big", "--on", "2026-11-20"])
                for _ in 0..<FaultTests.share.of(2, 5) {
                    let server = try await scene.serve()
                    let more = try scene.start(["import", "more.csv", "--company", "big", "--on", "2026-11-20"])
                    try await Task.sleep(for: .milliseconds(700))
                    server.running.signal(SIGKILL)
                    more.signal(SIGKILL)
                    _ = await more.end()
                    _ = await server.running.end()
                    tally.killed(by: "kill with \(count) invoices")
                    let start = ContinuousClock.now
                    let next = try await scene.serve()
                    let page = try await WebReader.wait(for: next.url, seconds: 60)
                    tally.measured("seconds to the first page, \(count) invoices", (ContinuousClock.now - start) / .seconds(1))
                    if page == nil { tally.violate(.other, "no page") }
                    let asked = ContinuousClock.now
                    try await scene.succeed(["company", "show", "--id", "big"])
                    tally.measured("seconds to answer a command, \(count) invoices", (ContinuousClock.now - asked) / .seconds(1))
                    try await scene.stop(next)
                }
                try await scene.expectSound()
            }
        }
    }
}
