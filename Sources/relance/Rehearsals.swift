import CommandLine
import PostgresEngine
import SQL
import SQLiteEngine
import Simulator
import Synchronization
import Texts
import Values

/// `relance simulate`: seeds played one after the other, a line of JSON each; the first violation made small and told.
struct Rehearsals: Sendable {
    private let environment: Environment
    private let console: Console
    private let simulation: Simulation

    init(_ environment: Environment, _ console: Console) {
        self.environment = environment
        self.console = console
        let url = environment.databaseURL
        simulation = Simulation(
            store: { engine, retry throws(SQLError) in
                switch engine {
                case .sqlite:
                    let database = try SQLiteDatabase(inMemory: retry)
                    return SimulatedStore(database, dispose: { await database.close() })
                case .postgres:
                    guard let url else { throw .unsuitable("RELANCE_DATABASE_URL") }
                    return try await PostgresSeed.open(url, retry)
                }
            }, uptime: { Clock.uptime }, processorTime: { Clock.processorTime })
    }

    func play(_ request: SimulationRequest) async throws(DatabaseFailure) -> ExitStatus {
        let settings = try settings(request)
        var totals = (days: 0, messages: 0, faults: 0, violations: 0, seeds: 0)
        for seed in request.seeds {
            let report = try await play(seed, settings, of: request)
            console.out(report.json(commit: environment["RELANCE_COMMIT"] ?? "").text + "\n")
            totals.seeds += 1
            totals.days += report.companyDays
            totals.messages += report.messages
            totals.faults += report.faults.reduce(0) { $0 + $1.count }
            totals.violations += report.violations.count
            if settings.tracesAll { console.error(report.lastEvents.joined(separator: "\n") + "\n") }
            if !report.violations.isEmpty { try await tell(report, request) }
        }
        console.error(console.language.text("commands.simulate.summary", [
            "seeds": .number(totals.seeds), "days": .number(totals.days), "messages": .number(totals.messages),
            "faults": .number(totals.faults), "violations": .number(totals.violations)]) + "\n")
        return totals.violations == 0 ? .done : .damaged
    }

    private func settings(_ request: SimulationRequest) throws(DatabaseFailure) -> SimulationSettings {
        var faults: [FaultKind] = []
        for name in request.faults where name != "none" {
            if name == "all" {
                faults = FaultKind.allCases
            } else if let kind = FaultKind(rawValue: name) {
                faults.append(kind)
            } else {
                throw .badSetting(name: "--faults", reason: console.language.text("commands.simulate.unknown_fault", ["name": .text(name)]))
            }
        }
        return SimulationSettings(
            companies: request.companies, days: request.days, engine: request.engine == "postgres" ? .postgres : .sqlite,
            faults: faults, only: request.onlyFaults, tracesAll: request.tracesAll)
    }

    private func play(
        _ seed: UInt64, _ settings: SimulationSettings, of request: SimulationRequest
    ) async throws(DatabaseFailure) -> SeedReport {
        let bar = SimulationBar(console, seed: seed, of: request.seeds)
        do throws(SQLError) {
            let report = try await simulation.play(seed, settings) { bar.show($0, of: $1) }
            bar.clear()
            return report
        } catch { throw DatabaseFailure(error) }
    }

    /// What a person needs to look into a violation: what, with which faults, after which events, and how to see it again.
    private func tell(_ report: SeedReport, _ request: SimulationRequest) async throws(DatabaseFailure) {
        let language = console.language
        var small = report
        if request.shrinks {
            do throws(SQLError) { small = try await simulation.shrink(report) } catch { throw DatabaseFailure(error) }
        }
        var lines = small.violations.map {
            language.text("commands.simulate.violation", ["seed": .number(Int(small.seed)), "what": .text($0)])
        }
        if let needed = small.needed {
            lines.append(
                needed.isEmpty
                    ? language.text("commands.simulate.no_faults")
                    : language.text("commands.simulate.faults", ["names": .text(needed.joined(separator: " "))]))
        } else {
            lines.append(language.text("commands.simulate.not_shrunk", ["count": .number(small.fired.count)]))
        }
        lines.append(language.text("commands.simulate.events"))
        if !small.settings.tracesAll { lines += small.lastEvents.map { "  " + $0 } }
        let command = Self.replay(small, request)
        lines.append(language.text("commands.simulate.replay", ["command": .text(command)]))
        console.error(lines.joined(separator: "\n") + "\n")
    }

    /// The command that shows it again: with the faults that it needs, or with all that were allowed.
    private static func replay(_ report: SeedReport, _ request: SimulationRequest) -> String {
        var faults: String
        if let needed = report.needed {
            faults = needed.isEmpty ? " --faults none" : " --only-faults " + needed.joined(separator: ",")
        } else {
            faults = request.faults == ["all"] ? "" : " --faults " + request.faults.joined(separator: ",")
            if let only = request.onlyFaults { faults += " --only-faults " + only.joined(separator: ",") }
        }
        return "relance simulate --seeds \(report.seed) --companies \(request.companies) --days \(request.days)"
            + " --engine \(request.engine)\(faults) --trace"
    }
}

/// How far a seed is, on a terminal.
private final class SimulationBar: Sendable {
    private let console: Console
    private let title: String
    private let drawn = Mutex<Int64>(0)

    init(_ console: Console, seed: UInt64, of seeds: ClosedRange<UInt64>) {
        self.console = console
        title = "\(console.language.text("commands.simulate.progress")) \(seed)/\(seeds.upperBound)"
    }

    func show(_ done: Int, of total: Int) {
        guard console.isTerminal, total > 0 else { return }
        let now = Clock.uptime
        let isDue = drawn.withLock { last in
            guard now - last > 100 else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let share = min(20, done * 20 / total)
        let bar = String(repeating: "█", count: share) + String(repeating: "░", count: 20 - share)
        console.error("\r\u{1B}[2K\(title) \(bar) \(done) / \(total)")
    }

    func clear() {
        if console.isTerminal { console.error("\r\u{1B}[2K") }
    }
}
