import Foundation
import TestKit
import Testing
import Workflows

extension FaultTests {
    @Suite("A database server that goes away", .enabled(if: Engine.allCases.contains(.postgres)), .timeLimit(.minutes(240)))
    struct PostgresFaults {
        @Test("Stopped at once, or its sessions ended in a loop: nothing lost, nothing twice, back within five seconds")
        func server() async throws {
            guard Faults.mayWant(.postgres, .postgres) else { return }
            let numbers = Array(1...FaultTests.share.of(3, 24))
            try await Reference.prepare(numbers)
            var experiments: [Experiment] = []
            for number in numbers {
                let load = Load(seed: Faults.load(number))
                let hits = try await Reference.of(load).hits
                for (index, deed) in load.deeds.enumerated() where ["import", "run"].contains(deed.name) {
                    let passed = hits[index].filter { ![.recipientAccepted, .dotSent].contains($0.key) }.values.reduce(0, +)
                    var random = SeededRandom(seed: Faults.seed(of: "postgres \(number) \(index)"))
                    guard passed > 0, FaultTests.share == .long || random.once(in: 3) else { continue }
                    let count = random.int(1...passed)
                    experiments.append(Experiment("postgres stopped after \(count) points of deed \(index) load \(number)") { tally in
                        try await stop(load, index, count, tally)
                    })
                    experiments.append(Experiment("postgres sessions ended from point \(count) of deed \(index) load \(number)") { tally in
                        try await cut(load, index, count, tally)
                    })
                }
            }
            experiments.append(Experiment("postgres stopped under serve") { tally in try await serve(tally, isStopped: true) })
            experiments.append(Experiment("postgres sessions ended under serve") { tally in try await serve(tally, isStopped: false) })
            await Experiment.run(.postgres, .postgres, experiments, width: 1)
        }

        private func onStage(_ load: Load, _ tally: Tally, _ body: (Scene, String) async throws -> Void) async throws {
            try await PrivateCluster.with { url in
                let sink = try Sink()
                try await withTemporaryFolder { folder in
                    let scene = Scene(Stage(engine: .postgres, folder: folder, sink: sink, databaseURL: url), load, tally)
                    try await scene.open()
                    try await body(scene, url)
                }
            }
        }

        private func stop(_ load: Load, _ index: Int, _ count: Int, _ tally: Tally) async throws {
            try await onStage(load, tally) { scene, _ in
                for deed in load.deeds[..<index] { try await scene.succeed(deed.words) }
                let running = try await scene.started(load.deeds[index], until: count)
                try await PrivateCluster.crash()
                tally.injected("PostgreSQL stopped")
                let ended = try await scene.ended(running, within: .seconds(60))
                try await PrivateCluster.resume()
                try await judge(scene, ended, index, "PostgreSQL stopped")
            }
        }

        private func cut(_ load: Load, _ index: Int, _ count: Int, _ tally: Tally) async throws {
            try await onStage(load, tally) { scene, url in
                for deed in load.deeds[..<index] { try await scene.succeed(deed.words) }
                let running = try await scene.started(load.deeds[index], until: count)
                let cutting = try await PrivateCluster.cutting(url)
                let limit = ContinuousClock.now + .seconds(3)
                while running.isRunning, ContinuousClock.now < limit { try await Task.sleep(for: .milliseconds(20)) }
                cutting.cancel()
                tally.injected("sessions ended", times: await cutting.value)
                let ended = try await scene.ended(running, within: .seconds(60))
                try await judge(scene, ended, index, "sessions ended")
            }
        }

        /// The server is back: how soon does the program work, and what is left?
        private func judge(_ scene: Scene, _ ended: Ended, _ index: Int, _ fault: String) async throws {
            let (load, tally) = (scene.load, scene.tally)
            if ![0, 1, 4].contains(ended.status) { tally.violate(.other, "\(ended)") }
            let start = ContinuousClock.now
            while try await scene.start(["company", "list"]).end().status != 0, ContinuousClock.now - start < .seconds(30) {}
            tally.recovered(in: ContinuousClock.now - start)
            let done = load.deeds[...(ended.status == 0 ? index : index - 1)]
            let messages = try await scene.examine(acknowledged: done)
            tally.reached(fault, .postgres, messages.map(\.state))
            try await scene.recover(try await Reference.of(load))
        }

        private func serve(_ tally: Tally, isStopped: Bool) async throws {
            let load = Load(seed: Faults.load(1))
            try await onStage(load, tally) { scene, url in
                for deed in load.deeds { try await scene.succeed(deed.words) }
                let server = try await scene.serve()
                let page = server.page(of: load.firms[0].id)
                for _ in 0..<FaultTests.share.of(2, 20) {
                    if try await WebReader.wait(for: page, seconds: 5) == nil { tally.violate(.other, "no page before the fault") }
                    if isStopped {
                        try await PrivateCluster.crash()
                        tally.injected("PostgreSQL stopped")
                        _ = try await WebReader.wait(for: page, seconds: 0)
                        try await PrivateCluster.resume()
                    } else {
                        let cutting = try await PrivateCluster.cutting(url)
                        _ = try await WebReader.wait(for: page, seconds: 1)
                        cutting.cancel()
                        tally.injected("sessions ended", times: await cutting.value)
                    }
                    let start = ContinuousClock.now
                    guard try await WebReader.wait(for: page, seconds: 30) != nil else {
                        tally.violate(.other, "no page 30 s after the server was back")
                        break
                    }
                    tally.recovered(in: ContinuousClock.now - start)
                }
                try await scene.stop(server)
                try await scene.examine(acknowledged: load.deeds)
            }
        }
    }
}

extension Tally {
    /// Five seconds are allowed, more on a machine that is busy with other things.
    func recovered(in time: Duration) {
        measured("seconds until it works again", time / .seconds(1))
        if time > .seconds(15) { violate(.other, "it took \(time) to work again") }
    }
}

extension Scene {
    /// Starts a deed and comes back once it has passed so many named points, or is over.
    func started(_ deed: Deed, until count: Int) async throws -> Running {
        let log = stage.folder + "/passed"
        try? FileManager.default.removeItem(atPath: log)
        let running = try start(deed.words, ["RELANCE_CRASH_LOG": log])
        func passed() -> Int { ((try? Data(contentsOf: URL(fileURLWithPath: log))) ?? Data()).count { $0 == 0x0A } }
        while running.isRunning, passed() < count { try await Task.sleep(for: .milliseconds(2)) }
        return running
    }

    /// Waits for the end, and kills what does not end.
    func ended(_ running: Running, within limit: Duration) async throws -> Ended {
        let start = ContinuousClock.now
        while running.isRunning, ContinuousClock.now - start < limit { try await Task.sleep(for: .milliseconds(20)) }
        if running.isRunning {
            tally.violate(.other, "it does not end")
            running.signal(SIGKILL)
        }
        return await running.end()
    }
}
