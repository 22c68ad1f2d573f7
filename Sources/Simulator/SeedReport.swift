package import Values

/// What one seed came to: a line of JSON.
package struct SeedReport: Sendable {
    package let seed: UInt64
    package let settings: SimulationSettings
    package let traceHash: String
    package let events: Int
    package let companyDays: Int
    package let messages: Int
    package let payments: Int
    package let crashes: Int
    /// Movements of bank accounts that files told: how many of them the program posted by itself, how many of these
    /// wrongly, how many waited for a person; and how often somebody was asked for what one of the others had paid.
    package let movements: (told: Int, posted: Int, wrong: Int, suggested: Int, unexplained: Int)
    package let faults: [(kind: FaultKind, count: Int)]
    /// The names of the faults that happened, in order.
    package let fired: [String]
    /// The names of those without which its violation does not come about, as far as they were looked for.
    package var needed: [String]?
    package let uncertain: (count: Int, byEvidence: Int, byPerson: Int)
    package let evaluations: [(rule: String, count: Int)]
    /// Each with the number of its invariant.
    package let violations: [String]
    package let pairs: [String]
    package let lastEvents: [String]
    package var wallMilliseconds: Int64 = 0
    /// Time spent on processors by all threads: unlike `wallMilliseconds` it does not grow with what else the machine does.
    package var processorMilliseconds: Int64 = 0

    init(_ world: World) {
        seed = world.seed
        settings = world.settings
        traceHash = Fingerprint.hexadecimal(world.trace.hash)
        events = world.trace.count
        let counters = world.counters
        companyDays = counters.companyDays
        messages = counters.messages
        payments = counters.payments
        crashes = counters.crashes
        movements = (
            counters.entries, counters.posted, counters.wrong, counters.suggested, counters.unexplained
        )
        faults = FaultKind.allCases.compactMap { kind in world.faults.injected[kind].map { (kind, $0) } }
        fired = world.faults.fired
        uncertain = (counters.uncertain, counters.resolvedByEvidence, counters.resolvedByPerson)
        evaluations = counters.evaluations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        violations = world.violations.map { "\($0.rule): \($0.what)" }
        pairs = counters.pairs.sorted()
        lastEvents = world.trace.last
    }

    /// - Parameter commit: which version of the program it is.
    package func json(commit: String) -> JSON {
        .object(
            ("seed", .int(Int64(clamping: seed))), ("commit", .string(commit)), ("engine", .string(settings.engine.rawValue)),
            ("companies", .integer(settings.companies)), ("trace_hash", .string(traceHash)), ("sim_days", .integer(settings.days)),
            ("company_days", .integer(companyDays)), ("events", .integer(events)), ("messages_accepted", .integer(messages)),
            ("payments", .integer(payments)),
            ("movements", .object(
                ("told", .integer(movements.told)), ("posted", .integer(movements.posted)), ("wrong", .integer(movements.wrong)),
                ("suggested", .integer(movements.suggested)), ("unexplained", .integer(movements.unexplained)))),
            ("crashes", .integer(crashes)),
            ("faults", .object(members: faults.map { ($0.kind.rawValue, .integer($0.count)) })),
            ("uncertain", .object(
                ("count", .integer(uncertain.count)), ("by_evidence", .integer(uncertain.byEvidence)),
                ("by_person", .integer(uncertain.byPerson)))),
            ("evaluations", .object(members: evaluations.map { ($0.rule, .integer($0.count)) })),
            ("violations", .strings(violations)), ("crash_pairs", .integer(pairs.count)), ("wall_ms", .int(wallMilliseconds)),
            ("cpu_ms", .int(processorMilliseconds)))
    }
}

extension JSON {
    fileprivate static func object(members: [(String, JSON)]) -> JSON { .object(members.map { Member($0.0, $0.1) }) }
}
