import Foundation
import TestKit
import Workflows

/// What a morning leaves when nothing disturbs it, and the points that each of its commands passes: on SQLite, whatever
/// engine it is compared with.
struct Reference: Sendable {
    /// What each message that left was about.
    let sent: [String]
    let books: [String: FirmBooks]
    /// How often each deed reaches each point.
    let hits: [[CrashPoint: Int]]

    /// The mornings that were played so far: each is played once.
    private actor Played {
        private var mornings: [UInt64: Task<Reference, any Error>] = [:]

        func morning(_ seed: UInt64) async throws -> Reference {
            let task = mornings[seed] ?? Task { try await Reference(Load(seed: seed)) }
            mornings[seed] = task
            return try await task.value
        }
    }

    private static let played = Played()

    /// Plays the mornings that will be asked for, some at a time.
    static func prepare(_ loads: some Collection<Int>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, number) in loads.enumerated() {
                if index >= Faults.width { try await group.next() }
                group.addTask { _ = try await Reference.of(Load(seed: Faults.load(number))) }
            }
            try await group.waitForAll()
        }
    }

    static func of(_ load: Load) async throws -> Reference { try await played.morning(load.seed) }

    private init(_ load: Load) async throws {
        let tally = Tally("reference", .sqlite)
        var found: (sent: [String], books: [String: FirmBooks], hits: [[CrashPoint: Int]]) = ([], [:], [])
        try await Scene.with(.sqlite, load, tally) { scene in
            for (index, deed) in load.deeds.enumerated() { found.hits.append(try await scene.points(deed, index)) }
            try await scene.repeatAll(hours: 2)
            let messages = try await scene.examine(acknowledged: load.deeds)
            let world = try scene.world()
            found.sent = messages.filter { world.has($0) }.map(\.subject)
            for firm in load.firms { found.books[firm.id] = try await FirmBooks(firm.id, scene) }
        }
        if let first = tally.violations.first { throw Trouble(description: "load \(load.seed), undisturbed: \(first)") }
        (sent, books, hits) = found
    }

    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }
}

extension Scene {
    /// Does a deed and counts the points that it passes. Two of them only the relay sees.
    fileprivate func points(_ deed: Deed, _ index: Int) async throws -> [CrashPoint: Int] {
        let log = stage.folder + "/points-\(index)"
        let before = try stage.sink.report()
        let ended = try await start(deed.words, ["RELANCE_CRASH_LOG": log]).end()
        if ended.status != 0 { tally.violate(.other, "\(deed.words.joined(separator: " ")): \(ended)") }
        let after = try stage.sink.report()
        let lines = ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n")
        var hits: [CrashPoint: Int] = [:]
        for line in lines {
            if let point = CrashPoint(rawValue: String(line)) { hits[point, default: 0] += 1 }
        }
        hits[.recipientAccepted] = after.commands.filter { $0 == "RCPT" }.count - before.commands.filter { $0 == "RCPT" }.count
        hits[.dotSent] = after.dots - before.dots
        return hits
    }
}
