import ArgumentParser
import Texts

/// Years of company life with everything going wrong, in memory, judged from outside.
struct SimulateCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "simulate")
    static let needsDatabase = false

    @Option(help: ArgumentHelp(valueName: "first..last")) var seeds = "1..1"
    @Option(help: ArgumentHelp(valueName: "count")) var companies = 50
    @Option(help: ArgumentHelp(valueName: "count")) var days = 365
    @Option(help: ArgumentHelp(valueName: "name")) var engine = "sqlite"
    @Option(help: ArgumentHelp(valueName: "names")) var faults = "all"
    @Option(help: ArgumentHelp(valueName: "names")) var onlyFaults: String?
    @Flag var noShrinking = false
    @Flag var trace = false
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let bounds = seeds.split(separator: ".", omittingEmptySubsequences: true).compactMap { UInt64($0) }
        guard let first = bounds.first, let last = bounds.last, bounds.count <= 2, first <= last else {
            throw refusal(call, "--seeds", seeds, "1..50")
        }
        guard (1...500).contains(companies) else { throw refusal(call, "--companies", String(companies), "1 … 500") }
        guard (1...3660).contains(days) else { throw refusal(call, "--days", String(days), "1 … 3660") }
        guard ["sqlite", "postgres"].contains(engine) else { throw refusal(call, "--engine", engine, "sqlite, postgres") }
        let request = SimulationRequest(
            seeds: first...last, companies: companies, days: days, engine: engine,
            faults: faults.split(separator: ",").map(String.init),
            onlyFaults: onlyFaults.map { $0.split(separator: ",").map(String.init) }, shrinks: !noShrinking,
            tracesAll: trace)
        do throws(DatabaseFailure) {
            return try await call.surroundings.simulate(request, call.console)
        } catch { throw .database(error) }
    }

    private func refusal(_ call: Call, _ option: String, _ value: String, _ range: String) -> CommandFailure {
        .said(.usage, call.text("commands.error.range", [
            "option": .text(option), "value": .text(value), "range": .text(range)]))
    }
}
