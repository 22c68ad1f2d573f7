import Foundation
import TestKit
import Testing
import Workflows

extension FaultTests {
    @Suite("Killed while it backs up, restores, makes its tables or stops", .timeLimit(.minutes(240)))
    struct KeepingFaults {
        private typealias Play = @Sendable (Engine, Load, Tally) async throws -> Void

        @Test("Whatever the morning: nothing is lost, nothing twice", arguments: Engine.allCases)
        func keeping(engine: Engine) async throws {
            guard Faults.mayWant(.keeping, engine) else { return }
            let count = FaultTests.share.of(3, Plots.count)
            try await Reference.prepare(1...count)
            let plays: [(CrashPoint, Play)] = [
                (.backupWriting, backUp), (.restoring, restore), (.migrating, migrate), (.stopping, stop),
            ]
            let experiments = plays.flatMap { point, play in
                (1...count).map { number in
                    Experiment("keeping \(engine.rawValue) \(point.rawValue) load \(number)") { tally in
                        try await play(engine, Load(seed: Faults.load(number)), tally)
                    }
                }
            }
            await Experiment.run(.keeping, engine, experiments)
        }

        /// Some deeds, a backup that is cut short, one that is not, and the other deeds.
        @Sendable private func backUp(_ engine: Engine, _ load: Load, _ tally: Tally) async throws {
            var random = SeededRandom(seed: Faults.seed(of: tally.experiment))
            try await Scene.with(engine, load, tally) { scene in
                let done = load.deeds.prefix(random.int(0...load.deeds.count))
                for deed in done { try await scene.succeed(deed.words) }
                let file = scene.stage.folder + "/it.backup"
                try await scene.die(["backup", "--to", file], at: .backupWriting, random.int(1...3))
                if FileManager.default.fileExists(atPath: file) { tally.violate(.other, "a backup that was cut short bears its name") }
                try await scene.examine(acknowledged: done)
                try await scene.succeed(["backup", "--to", file])
                try await scene.recover(try await Reference.of(load))
            }
        }

        /// A backup of some deeds, the others, and the backup put back, cut short once.
        @Sendable private func restore(_ engine: Engine, _ load: Load, _ tally: Tally) async throws {
            var random = SeededRandom(seed: Faults.seed(of: tally.experiment))
            try await Scene.with(engine, load, tally) { scene in
                let before = random.int(0...load.deeds.count)
                for deed in load.deeds.prefix(before) { try await scene.succeed(deed.words) }
                let file = scene.stage.folder + "/it.backup"
                try await scene.succeed(["backup", "--to", file])
                for deed in load.deeds.dropFirst(before) { try await scene.succeed(deed.words) }
                let command = ["restore", file, "--replace"]
                try await scene.die(command, at: .restoring, random.int(1...5))
                try await scene.examine(acknowledged: load.deeds.prefix(before))
                // The old one, which may go on, or the restored one, which sends nothing before somebody lets it.
                let left = try scene.stage.sink.report().messages
                for deed in load.deeds where deed.name == "run" { try await scene.succeed(deed.words) }
                if try scene.stage.sink.report().messages != left { tally.violate(.duplicate, "something left after a restore cut short") }
                try await scene.succeed(command)
                try await scene.succeed(["instance", "release", "--yes", "--reason", "the file was lost"])
                try await scene.recover(try await Reference.of(load), isTold: true)
            }
        }

        /// The tables of a new database, made by a command that is cut short.
        @Sendable private func migrate(_ engine: Engine, _ load: Load, _ tally: Tally) async throws {
            var random = SeededRandom(seed: Faults.seed(of: tally.experiment))
            try await Stage.empty(engine) { stage in
                let scene = Scene(stage, load, tally)
                try await scene.die(load.firms[0].creation, at: .migrating, random.int(1...8))
                try await scene.open()
                try await scene.recover(try await Reference.of(load))
            }
        }

        /// Somebody at work is told to stop at any moment, and dies as it does.
        @Sendable private func stop(_ engine: Engine, _ load: Load, _ tally: Tally) async throws {
            var random = SeededRandom(seed: Faults.seed(of: tally.experiment))
            try await Scene.with(engine, load, tally) { scene in
                try scene.stage.sink.play(["DOT": Sink.Action(delay: 0.05, accept: true)])
                let done = load.deeds.prefix { $0.name != "run" }
                for deed in done { try await scene.succeed(deed.words) }
                let command = engine == .sqlite ? ["serve", "--port", "0"] : ["work"]
                let running = try scene.start(command, crash: "\(CrashPoint.stopping.rawValue):1")
                if engine == .sqlite { while running.isRunning, !running.out.contains("http://") { try await Task.sleep(for: .milliseconds(5)) } }
                try await Task.sleep(for: .milliseconds(random.int(100...2500)))
                running.signal(SIGTERM)
                let ended = try await scene.ended(running, within: .seconds(60))
                guard ended.wasKilled else { return tally.violate(.other, "not reached: \(ended)") }
                tally.killed(by: "kill at \(CrashPoint.stopping.rawValue)")
                try scene.stage.sink.play([:])
                let messages = try await scene.examine(acknowledged: done)
                tally.reached(CrashPoint.stopping.rawValue, engine, messages.map(\.state))
                try await scene.recover(try await Reference.of(load), isTold: true)
            }
        }
    }
}

extension Scene {
    /// Gives a command that must be cut short at a point.
    fileprivate func die(_ words: [String], at point: CrashPoint, _ hit: Int) async throws {
        let ended = try await start(words, crash: "\(point.rawValue):\(hit)").end()
        guard ended.wasKilled else { return tally.violate(.other, "\(point.rawValue) \(hit) was not reached: \(ended)") }
        tally.killed(by: "kill at \(point.rawValue)")
    }
}
