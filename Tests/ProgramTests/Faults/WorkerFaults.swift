import Foundation
import TestKit
import Testing
import Workflows

extension FaultTests {
    @Suite("Two workers at once", .enabled(if: Engine.allCases.contains(.postgres)), .timeLimit(.minutes(240)))
    struct WorkerFaults {
        private static let points: [CrashPoint] = [.leaseTaken, .rendered, .ready, .recipientAccepted, .bodyWritten, .committed, .dotSent, .answerRead]

        @Test("One is killed, or stopped past its lease and told to go on: nothing lost, nothing twice")
        func workers() async throws {
            guard Faults.mayWant(.workers, .postgres) else { return }
            try await Reference.prepare(1...FaultTests.share.of(10, Plots.count))
            var experiments: [Experiment] = []
            for point in Self.points {
                var random = SeededRandom(seed: Faults.seed(of: "workers \(point.rawValue)"))
                let places = try await Plots.places(point, FaultTests.share.of(2, 20), &random, in: FaultTests.share.of(10, Plots.count))
                for (number, place) in places.enumerated() {
                    let what = "postgres \(point.rawValue) hit \(place.hit) of deed \(place.deed) load \(place.load)"
                    experiments.append(Experiment("workers stopped \(what)") { tally in
                        // Once in a while the lease runs out by itself.
                        try await stop(point, place, tally, isReal: number == 0 && FaultTests.share == .long)
                    })
                    if let place = try await Plots.places(.outcomeRecorded, 1, &random, in: 10).first {
                        experiments.append(Experiment("workers killed beside another \(what)") { tally in
                            try await kill(point, place, tally)
                        })
                    }
                }
            }
            await Experiment.run(.workers, .postgres, experiments)
        }

        /// A worker stops in the middle of its work; another one takes over; the first one goes on as if nothing were.
        private func stop(_ point: CrashPoint, _ place: Plots.Place, _ tally: Tally, isReal: Bool) async throws {
            let load = Load(seed: Faults.load(place.load))
            try await Scene.with(.postgres, load, tally) { scene in
                for deed in load.deeds[..<place.deed] { try await scene.succeed(deed.words) }
                let first = try await scene.stopped(load.deeds[place.deed], at: point, place.hit)
                guard first.isStopped else {
                    let ended = await first.end()
                    return tally.violate(.other, "not reached: \(ended)")
                }
                tally.injected("stopped at \(point.rawValue)")
                tally.reached("stopped at \(point.rawValue)", .postgres, try await scene.messages().map(\.state))
                if isReal {
                    try await Task.sleep(for: .seconds(75))
                } else {
                    try await scene.letLeasesEnd()
                }
                try scene.stage.sink.play([:])
                let second = try scene.start(load.deeds[place.deed].words)
                let isInside = [.leaseTaken, .rendered].contains(point)
                if isInside {
                    // It stopped inside a transaction, which keeps its locks: the other one waits.
                    try await Task.sleep(for: .seconds(2))
                } else {
                    let taken = try await scene.ended(second, within: .seconds(60))
                    if taken.status != 0 { tally.violate(.other, "the one that took over: \(taken)") }
                }
                first.signal(SIGCONT)
                if isInside {
                    let waited = try await scene.ended(second, within: .seconds(60))
                    if waited.status != 0 { tally.violate(.other, "the one that waited: \(waited)") }
                }
                let ended = try await scene.ended(first, within: .seconds(60))
                if ![0, 1, 4].contains(ended.status) { tally.violate(.other, "the one that went on: \(ended)") }
                try await scene.examine(acknowledged: load.deeds[...place.deed])
                try await scene.recover(try await Reference.of(load))
            }
        }

        /// Two workers do the same; one of them dies.
        private func kill(_ point: CrashPoint, _ place: Plots.Place, _ tally: Tally) async throws {
            let load = Load(seed: Faults.load(place.load))
            try await Scene.with(.postgres, load, tally) { scene in
                for deed in load.deeds[..<place.deed] { try await scene.succeed(deed.words) }
                let words = load.deeds[place.deed].words
                // Silence at the relay may meet the other one: it gives up soon.
                let other = try scene.start(words, ["RELANCE_SMTP_PATIENCE": "3"])
                let ended = try await scene.die(load.deeds[place.deed], at: point, 1)
                if ended.wasKilled { tally.killed(by: "kill at \(point.rawValue) beside another worker") }
                let left = try await scene.ended(other, within: .seconds(400))
                if left.status != 0 { tally.violate(.other, "the one that was left: \(left)") }
                let messages = try await scene.examine(acknowledged: load.deeds[...place.deed])
                tally.reached("killed at \(point.rawValue) beside another", .postgres, messages.map(\.state))
                try await scene.recover(try await Reference.of(load))
            }
        }
    }
}

extension Running {
    /// Whether the process has been stopped by a signal.
    var isStopped: Bool {
        let stat = (try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)) ?? ""
        return stat.split(separator: ")").last?.split(separator: " ").first == "T"
    }
}

extension Scene {
    /// Does a deed that stops at a point.
    func stopped(_ deed: Deed, at point: CrashPoint, _ hit: Int) async throws -> Running {
        let stages: [CrashPoint: String] = [.recipientAccepted: "RCPT", .dotSent: "DOT"]
        guard let stage = stages[point] else {
            let running = try start(deed.words, ["RELANCE_STOP_AT": "\(point.rawValue):\(hit)"])
            while running.isRunning, !running.isStopped { try await Task.sleep(for: .milliseconds(5)) }
            return running
        }
        // The relay answers while nobody listens.
        try self.stage.sink.play([stage: Sink.Action(times: 1, skip: hit - 1, delay: 2, accept: true)])
        let before = try count(stage)
        let running = try start(deed.words)
        while running.isRunning, try count(stage) < before + hit { try await Task.sleep(for: .milliseconds(5)) }
        running.signal(SIGSTOP)
        while running.isRunning, !running.isStopped { try await Task.sleep(for: .milliseconds(5)) }
        return running
    }

    /// How often the relay has met a stage.
    func count(_ stage: String) throws -> Int {
        let report = try self.stage.sink.report()
        return stage == "DOT" ? report.dots : report.commands.filter { $0 == stage }.count
    }
}
