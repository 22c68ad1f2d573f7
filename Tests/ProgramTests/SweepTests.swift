import Foundation
import TestKit
import Testing

@Suite("The unmodified program, killed at its calls to the system", .timeLimit(.minutes(15)), .enabled(if: Strace.works, "strace is not installed, or may not trace here"))
struct SweepTests {
    @Test("As the disk confirms the k-th write, until it ends clean", .serialized, arguments: [0, 1])
    func commits(turn: Int) async throws {
        for count in 1...25 {
            let isClean = try await killed(.sqlite, Stage.morning[turn], after: Stage.morning[..<turn], at: count, of: "fdatasync")
            if isClean {
                #expect(count > 2, "nothing was killed")
                return
            }
        }
        Issue.record("\(Stage.morning[turn][0]) did not end clean after 25 kills")
    }

    @Test("In the middle of what a run writes to the disk", .serialized, arguments: [1, 2, 5, 13, 34, 80, 140])
    func writes(count: Int) async throws {
        _ = try await killed(.sqlite, Stage.morning[1], after: Stage.morning[..<1], at: count, of: "pwrite64")
    }

    @Test("In the middle of what a run says to the relay and to the database server", .serialized, arguments: Engine.allCases, [2, 4, 6, 9, 12, 17])
    func words(engine: Engine, count: Int) async throws {
        _ = try await killed(engine, Stage.morning[1], after: Stage.morning[..<1], at: count, of: "sendto")
    }

    // The second call of all is for the folder: SQLite does without.
    @Test("A server whose disk does not confirm a write ends at once and says so; the next one has what was confirmed", arguments: [1, 3])
    func unconfirmed(count: Int) async throws {
        try await Stage.with(.sqlite) { stage in
            let trace = stage.folder + "/trace"
            let tracer = ["/usr/bin/strace", "-f", "-o", trace, "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=\(count)"]
            let server = try stage.start(["serve", "--port", "0", "--no-mornings"], through: tracer)
            while server.isRunning, !server.out.contains("http://") { try await Task.sleep(for: .milliseconds(20)) }
            var done: [[String]] = []
            for file in ["customers.csv", "invoices.csv", "payments.csv"] {
                let command = ["import", file, "--on", "2026-11-20"]
                if server.isRunning, try await stage.start(command).end().status == 0 { done.append(command) }
            }
            let limit = ContinuousClock.now + .seconds(30)
            while server.isRunning, ContinuousClock.now < limit { try await Task.sleep(for: .milliseconds(20)) }
            try #require(!server.isRunning, "it goes on after a failed sync")
            let ended = await server.end()
            #expect(ended.status == 4 && ended.error.contains("disk"), "\(ended)")
            // Not one more: a second call may succeed without having written anything.
            let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").filter { $0.contains("fdatasync(") }
            #expect(calls.last?.contains("INJECTED") == true, "\(calls)")
            try await stage.expectSound()
            for command in done {
                let again = try await stage.start(command + ["--format", "json"]).end().json()
                #expect(again["files"].list.allSatisfy { $0["created"].number == 0 }, "\(command) was acknowledged and is not there")
            }
            try await stage.playMorning()
            try stage.expectSingle(Stage.customers)
            try await stage.expectSound()
        }
    }

    /// One round of the sweep; true when nothing was killed.
    private func killed(
        _ engine: Engine, _ command: [String], after before: ArraySlice<[String]>, at count: Int, of call: String
    ) async throws -> Bool {
        var isClean = false
        try await Stage.with(engine) { stage in
            for earlier in before { _ = try await stage.start(earlier).end() }
            let ended = try await stage.start(command, through: Strace.killing(at: count, of: call)).end()
            isClean = ended.status == 0
            #expect(isClean || ended.wasKilled, "\(ended)")
            try await stage.expectSound()
            try await stage.letLeasesEnd()
            try await stage.playMorning()
            let states = try await stage.states()
            let unclear = states.filter { $0 == "uncertain" }.count
            #expect(states.count == Stage.customers && states.allSatisfy { $0 == "accepted" || $0 == "uncertain" } && unclear <= 1, "\(states)")
            let clean = try await Uninterrupted.morning.value
            let report = try stage.sink.report()
            try stage.expectSingle(report.accepted.count)
            // What is not known to have left may have left.
            #expect(report.accepted.count == Stage.customers || report.accepted.count == Stage.customers - unclear)
            #expect(Set(report.messages).isSubset(of: clean.messages))
            #expect(try await stage.balance() == clean.balance)
            #expect(try await stage.json("tasks").list.count == unclear)
            try await stage.expectSound()
        }
        return isClean
    }
}

/// The tracer that kills a program at a call to the system.
enum Strace {
    private static let path = "/usr/bin/strace"

    /// False where it is not installed, or where processes may not be traced (some containers).
    static let works = Child.succeeds([path, "-f", "-o", "/dev/null", "-e", "inject=getppid:signal=KILL:when=1", "/bin/true"])

    /// Kills before the call does anything. Each thread counts its own calls.
    static func killing(at count: Int, of call: String) -> [String] {
        [path, "-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(count)"]
    }
}
