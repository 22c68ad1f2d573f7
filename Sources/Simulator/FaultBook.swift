import Values

/// A fault under way within one piece of work.
struct ArmedFault {
    let kind: FaultKind
    let name: String
    /// Fires when this many occasions have passed.
    var countdown: Int
}

/// The faults of a seed: which kinds it drew, how often, and what was injected.
///
/// Whether a fault happens depends on its name alone: `crash@co003.17.run` is the same whatever happened before.
struct FaultBook {
    private let seed: UInt64
    private let rates: [FaultKind: Int]
    private let only: Set<String>?
    private(set) var injected: [FaultKind: Int] = [:]
    /// The names of those that happened, in order.
    private(set) var fired: [String] = []
    var isQuiet = false

    init(seed: UInt64, _ settings: SimulationSettings) {
        self.seed = seed
        only = settings.only.map(Set.init)
        var rates: [FaultKind: Int] = [:]
        for kind in FaultKind.allCases where settings.faults.contains(kind) {
            var dice = Dice(seed, "swarm/\(kind.rawValue)")
            if dice.once(in: 2) { rates[kind] = dice.int(20...120) }
        }
        self.rates = rates
    }

    /// The chance of a fault's own details when it is to happen, nil when it is not.
    func draw(_ kind: FaultKind, at place: String, times factor: Int = 1) -> (name: String, dice: Dice)? {
        guard !isQuiet, let rate = rates[kind] else { return nil }
        let name = "\(kind.rawValue)@\(place)"
        var dice = Dice(seed, "fault/" + name)
        guard dice.perMille(rate * factor), only?.contains(name) ?? true else { return nil }
        return (name, dice)
    }

    mutating func fire(_ kind: FaultKind, _ name: String) {
        injected[kind, default: 0] += 1
        if fired.last != name { fired.append(name) }
    }
}
