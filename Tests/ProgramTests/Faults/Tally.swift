import Foundation
import Synchronization
import TestKit

/// What must never happen.
enum Violation: String, Sendable, CaseIterable {
    /// A message, or two about one thing, reached the relay twice.
    case duplicate = "duplicates"
    /// A message that nobody got and nobody was told of.
    case silentLoss = "silentLosses"
    /// Something that was answered to be done and is not there.
    case lostAcknowledgement = "lostAcknowledgements"
    case other = "otherViolations"
}

/// What a family of experiments did and found. Each experiment writes into the one of its family, under its own name.
final class Tally: Sendable {
    private struct Counts: Sendable {
        var experiments = 0
        var kills = 0
        var faults: [String: Int] = [:]
        var violations: [Violation: Int] = [:]
        var complaints: [String] = []
        var uncertain = 0
        var foundAccepted = 0
        var foundUnsent = 0
        var reached: Set<String> = []
        var measures: [String: Double] = [:]
    }

    private final class Shared: Sendable {
        let counts = Mutex(Counts())
    }

    private let family: String
    private let engine: Engine?
    private let start = ContinuousClock.now
    private let shared: Shared
    let experiment: String

    init(_ family: String, _ engine: Engine?) {
        self.family = family
        self.engine = engine
        experiment = family
        shared = Shared()
    }

    private init(_ other: Tally, _ experiment: String) {
        (family, engine, shared) = (other.family, other.engine, other.shared)
        self.experiment = experiment
    }

    func beginning(_ experiment: String) -> Tally {
        shared.counts.withLock { $0.experiments += 1 }
        return Tally(self, experiment)
    }

    /// Tells whoever looks on what is done, and at once what was found.
    func said(_ index: Int, of count: Int) {
        let found = shared.counts.withLock { $0.complaints.filter { $0.contains("in: \(experiment)\n") } }
        let text = "\(index + 1)/\(count) \(experiment)\n" + found.map { $0 + "\n" }.joined()
        FileHandle.standardError.write(Data(text.utf8))
    }

    // MARK: Counting

    func violate(_ kind: Violation, _ what: String) {
        shared.counts.withLock {
            $0.violations[kind, default: 0] += 1
            $0.complaints.append("\(kind.rawValue): \(what)\n  in: \(experiment)\n  again: \(Faults.replay(experiment))")
        }
    }

    func killed(by fault: String) {
        shared.counts.withLock {
            $0.kills += 1
            $0.faults[fault, default: 0] += 1
        }
    }

    func injected(_ fault: String, times: Int = 1) { shared.counts.withLock { $0.faults[fault, default: 0] += times } }

    /// The work was disturbed at a point while messages stood in these states.
    func reached(_ point: String, _ engine: Engine, _ states: [String]) {
        let state = Set(states).sorted().joined(separator: "+")
        shared.counts.withLock { _ = $0.reached.insert("\(point)/\(engine.rawValue)/\(state.isEmpty ? "none" : state)") }
    }

    func unclear(_ wasTaken: Bool) {
        shared.counts.withLock {
            $0.uncertain += 1
            if wasTaken { $0.foundAccepted += 1 } else { $0.foundUnsent += 1 }
        }
    }

    /// Keeps the greatest value of a measure.
    func measured(_ name: String, _ value: Double) {
        shared.counts.withLock { $0.measures[name] = max($0.measures[name] ?? value, value) }
    }

    var violations: [String] { shared.counts.withLock { $0.complaints } }

    // MARK: Reporting

    private struct Line: Encodable {
        let family: String
        let engine: String
        let share: String
        let seed: UInt64
        let experiments: Int
        let kills: Int
        let faults: [String: Int]
        let duplicates: Int
        let silentLosses: Int
        let lostAcknowledgements: Int
        let otherViolations: Int
        let uncertain: Int
        let uncertainFoundAccepted: Int
        let uncertainFoundUnsent: Int
        let reached: [String]
        let measures: [String: Double]
        let seconds: Double
    }

    /// Adds a line to the report, and says the same to whoever looks on.
    func write() {
        let counts = shared.counts.withLock { $0 }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let line = Line(
            family: family, engine: engine?.rawValue ?? "both", share: FaultTests.share.rawValue, seed: Faults.seed,
            experiments: counts.experiments, kills: counts.kills, faults: counts.faults,
            duplicates: counts.violations[.duplicate] ?? 0, silentLosses: counts.violations[.silentLoss] ?? 0,
            lostAcknowledgements: counts.violations[.lostAcknowledgement] ?? 0,
            otherViolations: counts.violations[.other] ?? 0, uncertain: counts.uncertain,
            uncertainFoundAccepted: counts.foundAccepted, uncertainFoundUnsent: counts.foundUnsent,
            reached: counts.reached.sorted(), measures: counts.measures, seconds: (seconds * 10).rounded() / 10)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let path = Faults.report, let text = try? encoder.encode(line) + Data([0x0A]) else { return }
        if !FileManager.default.fileExists(atPath: path) { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        defer { try? file.close() }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: text)
    }
}
