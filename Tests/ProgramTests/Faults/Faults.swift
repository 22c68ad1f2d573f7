import Foundation
import TestKit
import Testing

/// How much of the fault tests is run, as `scripts/faults.sh` says it: nothing of it in `make test`.
enum Faults {
    enum Share: String, Sendable {
        case bounded, long

        /// The one or the other number.
        func of(_ bounded: Int, _ long: Int) -> Int { self == .long ? long : bounded }
    }

    private static let environment = ProcessInfo.processInfo.environment

    static let share = Share(rawValue: environment["RELANCE_FAULTS"] ?? "")
    /// Everything that is drawn is drawn from it.
    static let seed = environment["RELANCE_FAULTS_SEED"].flatMap { UInt64($0) } ?? 1
    /// Words that the name of an experiment must have, when only some are wanted.
    static let only = (environment["RELANCE_FAULTS_ONLY"] ?? "").split(separator: " ")
    /// The file that gets a line for each family.
    static let report = environment["RELANCE_FAULTS_REPORT"]
    /// Experiments at once.
    static let width = environment["RELANCE_FAULTS_JOBS"].flatMap { Int($0) } ?? max(2, ProcessInfo.processInfo.activeProcessorCount)

    static func isWanted(_ name: String) -> Bool {
        let words = name.split(separator: " ")
        return only.allSatisfy { words.contains($0) }
    }

    /// Whether anything of a family on an engine may be wanted: what only some experiments need is not made for others.
    static func mayWant(_ family: Family, _ engine: Engine? = nil) -> Bool {
        let families = only.compactMap { Family(rawValue: String($0)) }
        let engines = only.compactMap { Engine(rawValue: String($0)) }
        return (families.isEmpty || families.contains(family)) && (engines.isEmpty || engine.map { engines.contains($0) } ?? true)
    }

    /// The command that plays one experiment again.
    static func replay(_ name: String) -> String {
        "RELANCE_FAULTS_SEED=\(seed) RELANCE_FAULTS_ONLY='\(name)' make faults\(share == .long ? "-long" : "")"
    }

    /// A seed of its own for each name, whatever else is run.
    static func seed(of name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The mornings, numbered from 1.
    static func load(_ number: Int) -> UInt64 { seed &* 1000 &+ UInt64(number) }
}

/// What is done to the program; the first word of the name of each of its experiments.
enum Family: String, Sendable {
    case named, keeping, calls, disk, limits, postgres, workers, signals, relay, restart
}

/// All that is done to the program by force. One family after the other: each uses the machine as it likes.
@Suite("Faults", .serialized, .enabled(if: Faults.share != nil, "make faults"))
struct FaultTests {
    static var share: Faults.Share { Faults.share ?? .bounded }
}

/// One thing done to the program, and what must be left of it.
struct Experiment: Sendable {
    let name: String
    let body: @Sendable (Tally) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (Tally) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Runs those that are wanted, some at a time, and reports on them as one family.
    static func run(
        _ family: Family, _ engine: Engine? = nil, _ experiments: [Experiment], width: Int = Faults.width,
        at place: SourceLocation = #_sourceLocation
    ) async {
        let wanted = experiments.filter { Faults.isWanted($0.name) }
        guard !wanted.isEmpty else { return }
        let tally = Tally(family.rawValue, engine)
        await withTaskGroup(of: Void.self) { group in
            for (index, experiment) in wanted.enumerated() {
                if index >= width { await group.next() }
                group.addTask {
                    let own = tally.beginning(experiment.name)
                    do { try await experiment.body(own) } catch { own.violate(.other, "\(error)") }
                    own.said(index, of: wanted.count)
                }
            }
        }
        for violation in tally.violations { Issue.record("\(violation)", sourceLocation: place) }
        tally.write()
    }
}
