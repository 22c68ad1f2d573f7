import Foundation
import TestKit
import Testing

/// What the tracer does to the calls of a program to the system.
struct Injection: Sendable {
    /// `fdatasync`, `pwrite64`, …
    let call: String
    /// `signal=KILL` or `error=ENOSPC`.
    let effect: String
    /// `3`, or `3+` for all from the third on. Each thread counts its own calls.
    let when: String

    /// Traces what is named, and what is disturbed, into a file.
    func words(tracing others: [String] = [], into file: String = "/dev/null") -> [String] {
        let calls = ([call] + others).joined(separator: ",")
        return ["/usr/bin/strace", "-f", "-y", "-o", file, "-e", "trace=\(calls)", "-e", "inject=\(call):\(effect):when=\(when)"]
    }
}

extension FaultTests {
    /// A command of a small morning.
    struct Target: Sendable {
        let load: Int
        let deed: Int

        /// The longest import and the first run of mornings of one firm.
        static func some(_ count: Int) -> [Target] {
            let small = (1...200).filter { number in
                let load = Load(seed: Faults.load(number))
                return load.firms.count == 1 && load.firms[0].files.count > 2 && load.deeds.count < 8
            }
            return small.prefix(count).flatMap { number in
                let deeds = Load(seed: Faults.load(number)).deeds
                return [deeds.indices.max { deeds[$0].marks.count < deeds[$1].marks.count }, deeds.firstIndex { $0.name == "run" }]
                    .compactMap { $0.map { Target(load: number, deed: $0) } }
            }
        }
    }

    @Suite("Killed at its calls to the system", .enabled(if: Strace.works, "strace is not installed, or may not trace here"), .timeLimit(.minutes(240)))
    struct CallKills {
        @Test("Until the command ends clean: nothing is lost, nothing twice", arguments: Engine.allCases)
        func calls(engine: Engine) async throws {
            guard Faults.mayWant(.calls, engine) else { return }
            let calls = engine == .sqlite
                ? ["fdatasync", "pwrite64", "sendto", "openat", "ftruncate", "unlink", "write", "recvfrom"]
                : ["sendto", "recvfrom", "openat", "write", "poll"]
            let experiments = Target.some(FaultTests.share.of(1, 4)).flatMap { target in
                calls.map { call in
                    Experiment("calls \(engine.rawValue) \(call) of deed \(target.deed) load \(target.load)") { tally in
                        try await sweep(engine, target, call, tally)
                    }
                }
            }
            await Experiment.run(.calls, engine, experiments)
        }

        /// Kills at the first call, then later and later, until nothing is left to kill.
        private func sweep(_ engine: Engine, _ target: Target, _ call: String, _ tally: Tally) async throws {
            var count = 1
            var step = 1
            while count < 100_000 {
                let isClean = try await kill(engine, target, call, count, tally)
                if isClean { return }
                // One by one where it matters most; the others ever further apart.
                if call != "fdatasync" || FaultTests.share == .bounded && count > 6 { step = FaultTests.share.of(step * 3 + 1, step + count / 12) }
                count += step
            }
            tally.violate(.other, "\(call) never ended clean")
        }

        /// One round of the sweep; true when nothing was killed.
        private func kill(_ engine: Engine, _ target: Target, _ call: String, _ count: Int, _ tally: Tally) async throws -> Bool {
            let load = Load(seed: Faults.load(target.load))
            var isClean = false
            try await Scene.with(engine, load, tally) { scene in
                for deed in load.deeds[..<target.deed] { try await scene.succeed(deed.words) }
                let injection = Injection(call: call, effect: "signal=KILL", when: "\(count)")
                let ended = try await scene.start(load.deeds[target.deed].words, through: injection.words()).end()
                isClean = ended.status == 0
                if !isClean, !ended.wasKilled { tally.violate(.other, "\(call) \(count): \(ended)") }
                if !isClean { tally.killed(by: "kill at \(call)") }
                let done = load.deeds[...(isClean ? target.deed : target.deed - 1)]
                let messages = try await scene.examine(acknowledged: done)
                if !isClean { tally.reached(call, engine, messages.map(\.state)) }
                try await scene.recover(try await Reference.of(load))
            }
            return isClean
        }
    }

    @Suite("Errors of the disk", .enabled(if: Strace.works, "strace is not installed, or may not trace here"), .timeLimit(.minutes(240)))
    struct DiskErrors {
        private static let faults: [(call: String, error: String)] = [
            ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("pread64", "EIO"), ("openat", "ENOSPC"),
            ("ftruncate", "EIO"), ("write", "ENOSPC"), ("rename", "EIO"), ("fallocate", "ENOSPC"),
        ]

        @Test("An error once, or from some call on: said so, nothing half done, healed by the next morning")
        func errors() async throws {
            guard Faults.mayWant(.disk, .sqlite) else { return }
            let experiments = Target.some(FaultTests.share.of(1, 3)).flatMap { target in
                Self.faults.flatMap { fault in
                    ["", "+"].map { mode in
                        let kind = mode.isEmpty ? "once" : "lasting"
                        return Experiment("disk sqlite \(fault.call) \(fault.error) \(kind) deed \(target.deed) load \(target.load)") { tally in
                            try await sweep(target, fault.call, fault.error, mode, tally)
                        }
                    }
                }
            }
            await Experiment.run(.disk, .sqlite, experiments)
        }

        private func sweep(_ target: Target, _ call: String, _ error: String, _ mode: String, _ tally: Tally) async throws {
            var count = 1
            while count < 3000 {
                guard try await fail(target, Injection(call: call, effect: "error=\(error)", when: "\(count)\(mode)"), error, tally) else { return }
                count += FaultTests.share.of(count * 3, call == "fdatasync" ? 1 : 1 + count / 4)
            }
        }

        /// One round of the sweep; false when the command never made so many calls.
        private func fail(_ target: Target, _ injection: Injection, _ error: String, _ tally: Tally) async throws -> Bool {
            let load = Load(seed: Faults.load(target.load))
            var wasMet = false
            try await Scene.with(.sqlite, load, tally) { scene in
                for deed in load.deeds[..<target.deed] { try await scene.succeed(deed.words) }
                let file = scene.stage.folder + "/trace"
                let words = injection.words(tracing: ["pwrite64", "fdatasync", "sendto"].filter { $0 != injection.call }, into: file)
                let ended = try await scene.start(load.deeds[target.deed].words, through: words).end()
                let trace = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
                wasMet = trace.contains("(INJECTED)")
                guard wasMet else { return }
                tally.injected("\(error) of \(injection.call)")
                // The system could not even load it; Dispatch traps when it may not look at its own threads.
                let isOfSystem = ended.status == 127 && ended.error.contains("error while loading shared libraries")
                    || ended.status == -SIGILL && trace.split(separator: "\n").contains { $0.contains("/proc/") && $0.contains("(INJECTED)") }
                let isDesigned = [0, 1, 3, 4].contains(ended.status) && (ended.status == 0 || !(ended.error + ended.out).isEmpty)
                if !isDesigned, !isOfSystem {
                    tally.violate(.other, "\(injection): \(ended)")
                }
                if injection.call == "fdatasync" { expectEnd(after: trace, ended, tally) }
                let done = load.deeds[...(ended.status == 0 ? target.deed : target.deed - 1)]
                let messages = try await scene.examine(acknowledged: done)
                tally.reached("\(error) of \(injection.call)", .sqlite, messages.map(\.state))
                try await scene.recover(try await Reference.of(load))
            }
            return wasMet
        }

        /// After a write that the disk did not confirm, nothing more is written and nobody is told anything.
        private func expectEnd(after trace: String, _ ended: Ended, _ tally: Tally) {
            // SQLite asks for the folder of a new log too, and does without; without its send journal the program sends
            // nothing and goes on.
            func isOfFile(_ line: Substring) -> Bool { line.contains("(INJECTED)") && line.contains("/relance.sqlite") }
            let lines = trace.split(separator: "\n")
            guard lines.contains(where: isOfFile) else { return }
            let rest = lines.drop { !isOfFile($0) }.dropFirst()
            let others = rest.filter { !$0.contains("(INJECTED)") && !$0.contains("+++") && !$0.contains("---") }
            if ended.status == 0 || !others.isEmpty {
                tally.violate(.other, "it went on after a failed fdatasync (\(ended.status)): \(others.prefix(3).joined(separator: " | "))")
            }
        }
    }
}
