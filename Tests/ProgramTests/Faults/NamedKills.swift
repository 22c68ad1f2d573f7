import Foundation
import TestKit
import Testing
import Workflows

/// The loads of this run, and the points that each of their deeds passes.
struct Plots {
    /// A deed of a load and the time at which it passes a point.
    struct Place: Sendable {
        let load: Int
        let deed: Int
        let hit: Int
    }

    /// Loads that are looked at; a point is met in as many of them as it takes.
    static let count = 24

    /// Where to be killed: different loads first, any hit of any of their deeds.
    static func places(_ point: CrashPoint, _ wanted: Int, _ random: inout SeededRandom, in loads: Int) async throws -> [Place] {
        var byLoad: [[Place]] = []
        for number in 1...loads {
            let hits = try await Reference.of(Load(seed: Faults.load(number))).hits
            let places = hits.enumerated().flatMap { deed, hits in
                (0..<(hits[point] ?? 0)).map { Place(load: number, deed: deed, hit: $0 + 1) }
            }
            if !places.isEmpty { byLoad.append(places) }
        }
        guard !byLoad.isEmpty else { return [] }
        byLoad.shuffle(using: &random)
        return (0..<wanted).compactMap { random.pick(byLoad[$0 % byLoad.count]) }
    }
}

extension FaultTests {
    @Suite("Killed at every named point, whatever the morning", .timeLimit(.minutes(120)))
    struct NamedKills {
        @Test("The program dies at a named point: nothing is lost, nothing twice", arguments: Engine.allCases)
        func named(engine: Engine) async throws {
            guard Faults.mayWant(.named, engine) else { return }
            var experiments: [Experiment] = []
            let count = FaultTests.share.of(12, Plots.count)
            try await Reference.prepare(1...count)
            // A server keeps its own log: only a file's is copied by us.
            for point in CrashPoint.allCases where engine == .sqlite || point != .checkpointing {
                var random = SeededRandom(seed: Faults.seed(of: "named \(engine.rawValue) \(point.rawValue)"))
                let places = try await Plots.places(point, FaultTests.share.of(4, 24), &random, in: count)
                for (number, place) in places.enumerated() {
                    let name = "named \(engine.rawValue) \(point.rawValue) hit \(place.hit) of deed \(place.deed) load \(place.load)"
                    // Every third time, what heals is killed as well.
                    experiments.append(Experiment(name) { tally in
                        try await kill(engine, point, place, tally, isKilledAgain: number % 3 == 2)
                    })
                }
            }
            await Experiment.run(.named, engine, experiments)
        }

        private func kill(
            _ engine: Engine, _ point: CrashPoint, _ place: Plots.Place, _ tally: Tally, isKilledAgain: Bool
        ) async throws {
            let load = Load(seed: Faults.load(place.load))
            try await Scene.with(engine, load, tally) { scene in
                for deed in load.deeds[..<place.deed] { try await scene.succeed(deed.words) }
                let ended = try await scene.die(load.deeds[place.deed], at: point, place.hit)
                guard ended.wasKilled else { return tally.violate(.other, "not reached: \(ended)") }
                tally.killed(by: "kill at \(point.rawValue)")
                let messages = try await scene.examine(acknowledged: load.deeds[..<place.deed])
                tally.reached(point.rawValue, engine, messages.map(\.state))
                if isKilledAgain { try await scene.dieWhileHealing(place) }
                try await scene.recover(try await Reference.of(load))
            }
        }
    }
}

extension Scene {
    /// Does a deed that is cut short at a point.
    func die(_ deed: Deed, at point: CrashPoint, _ hit: Int) async throws -> Ended {
        // Only the relay sees two of the points: it falls silent there, and the program is killed from outside.
        let stages: [CrashPoint: String] = [.recipientAccepted: "RCPT", .dotSent: "DOT"]
        guard let stage = stages[point] else {
            return try await start(deed.words, crash: "\(point.rawValue):\(hit)").end()
        }
        try self.stage.sink.play([stage: Sink.Action(times: 1, skip: hit - 1, silence: true, accept: true)])
        let before = try count(stage)
        let running = try start(deed.words)
        while running.isRunning, try count(stage) < before + hit { try await Task.sleep(for: .milliseconds(10)) }
        running.signal(SIGKILL)
        let ended = await running.end()
        try self.stage.sink.play([:])
        return ended
    }

    /// The first morning after is cut short too, somewhere.
    func dieWhileHealing(_ place: Plots.Place) async throws {
        var random = SeededRandom(seed: Faults.seed(of: tally.experiment))
        guard let point = random.pick(CrashPoint.allCases) else { return }
        try await letLeasesEnd()
        for deed in load.deeds {
            if !deed.isRepeatable, try await missing([deed]).isEmpty { continue }
            let ended = try await start(deed.words, hours: 1, crash: "\(point.rawValue):\(random.int(1...2))").end()
            guard ended.wasKilled else { continue }
            tally.killed(by: "kill at \(point.rawValue) while healing")
            try await examine(acknowledged: [])
            return
        }
    }
}

@Suite("Named points")
struct PointTests {
    @Test("Every named point of the program is passed by some morning of the fault tests", .timeLimit(.minutes(15)))
    func reached() async throws {
        // Mornings neither back up nor restore nor begin on an empty database: SafekeepingKillTests does. A process that
        // stops is no deed of a morning either: the tests of workers kill it there.
        var missing = Set(CrashPoint.allCases).subtracting([.backupWriting, .restoring, .migrating, .stopping])
        for number in 1...Plots.count where !missing.isEmpty {
            for hits in try await Reference.of(Load(seed: UInt64(1000 + number))).hits {
                missing.subtract(hits.filter { $0.value > 0 }.keys)
            }
        }
        #expect(missing.isEmpty, "no morning passes \(missing.map(\.rawValue).sorted()): give the loads a deed that does")
    }
}
