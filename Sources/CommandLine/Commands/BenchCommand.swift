import ArgumentParser
import Matching
import MatchTrial
import Texts

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "bench", subcommands: [BenchMatchCommand.self])
}

/// How well and how fast movements find their invoices, on made-up ledgers whose truth is known.
struct BenchMatchCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "match")
    static let needsDatabase = false

    @Option(help: ArgumentHelp(valueName: "number")) var seed = 1
    @Option(help: ArgumentHelp(valueName: "count")) var ledgers = 1
    @Option(help: ArgumentHelp(valueName: "count")) var entries = 4_000
    @Option(help: ArgumentHelp(valueName: "count")) var items = 8_000
    @Option(help: ArgumentHelp(valueName: "percent")) var trouble = 100
    @Flag var fit = false
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        guard (1...1_000_000).contains(entries) else { throw refusal(call, "--entries", entries, "1 … 1000000") }
        guard (0...5_000_000).contains(items) else { throw refusal(call, "--items", items, "0 … 5000000") }
        guard (1...1_000).contains(ledgers) else { throw refusal(call, "--ledgers", ledgers, "1 … 1000") }
        guard (0...400).contains(trouble) else { throw refusal(call, "--trouble", trouble, "0 … 400") }
        if fit {
            call.console.out(Fitting.onManyLedgers(from: seed, count: ledgers, entries: entries).source)
            return .done
        }
        var measures: [MatchMeasure] = []
        for profile in TrialSettings.Profile.allCases { measures.append(await measure(profile, call)) }
        call.answer(format.format, MatchBenchAnswer.json(measures, seed: seed)) { MatchBenchAnswer.text(measures, call.language) }
        return .done
    }

    private func measure(_ profile: TrialSettings.Profile, _ call: Call) async -> MatchMeasure {
        var report = TrialReport()
        for number in 0..<ledgers { report.merge(MatchTrial.run(settings(profile, seed + number))) }
        let ledger = MatchTrial.ledger(settings(profile, seed))
        let knowledge = MatchTrial.knowledge(ledger)
        let open = OpenItems(ledger.customers)
        let start = call.surroundings.uptime()
        let proposals = await Matching.propose(ledger.entries, openItems: open, knowledge: knowledge, policy: MatchTrial.policy, tasks: 2)
        let milliseconds = max(1, call.surroundings.uptime() - start)
        return MatchMeasure(
            profile: profile, report: report, entries: proposals.count, items: open.customers.reduce(0) { $0 + $1.receivables.count },
            milliseconds: milliseconds)
    }

    private func settings(_ profile: TrialSettings.Profile, _ seed: Int) -> TrialSettings {
        var settings = TrialSettings(seed: seed, profile: profile, customers: max(20, entries / 10), entries: entries, items: items)
        settings.trouble = trouble
        return settings
    }

    private func refusal(_ call: Call, _ option: String, _ value: Int, _ range: String) -> CommandFailure {
        .said(.usage, call.text("commands.error.range", [
            "option": .text(option), "value": .text(String(value)), "range": .text(range)]))
    }
}

/// What one form of statement came to: the measure, and the time of one call for all its movements.
struct MatchMeasure {
    let profile: TrialSettings.Profile
    let report: TrialReport
    let entries: Int
    let items: Int
    let milliseconds: Int64

    var perSecond: Int { Int(Int64(entries) * 1_000 / milliseconds) }
}
