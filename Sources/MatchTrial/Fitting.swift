internal import Matching

/// Fits probabilities to what was counted on made-up ledgers: smoothed, and never falling while the evidence grows.
package struct Fitting {
    private struct Cell {
        var probability: Double
        var weight: Double
    }

    private var cells: [Int: Cell] = [:]
    /// So many imagined cases of the like of it stand beside what was counted.
    private static let imagined = 4.0

    package init(_ patterns: [Int: TrialReport.Tally]) {
        var likes: [Int: TrialReport.Tally] = [:]
        for (key, tally) in patterns {
            guard let pattern = Pattern(key: key) else { continue }
            likes[Self.like(pattern), default: .init()].add(tally)
        }
        for (key, tally) in patterns {
            guard let pattern = Pattern(key: key), let like = likes[Self.like(pattern)] else { continue }
            let prior = (Double(like.right) + 1) / (Double(like.all) + 2)
            let share = (Double(tally.right) + Self.imagined * prior) / (Double(tally.all) + Self.imagined)
            cells[key] = Cell(probability: share, weight: Double(tally.all) + Self.imagined)
        }
        order()
    }

    /// Patterns of the same fit and rivals with as good a payer and reference, roughly.
    private static func like(_ pattern: Pattern) -> Int {
        // A whole month and the whole balance are runs with a reason.
        let fit = [.month, .balance].contains(pattern.fit) ? Pattern.Fit.run : pattern.fit
        return ((pattern.payer >= 3 ? 1 : 0) * 2 + (pattern.reference >= 3 ? 1 : 0)) * 100 + fit.rawValue * 3 + pattern.rivals
    }

    /// Where less evidence was right more often, both get what they have in common.
    private mutating func order() {
        let keys = cells.keys.sorted()
        let pairs = keys.flatMap { low in keys.filter { Self.isStep(from: low, to: $0) }.map { (low, $0) } }
        for _ in 0..<400 {
            var isOrdered = true
            for (low, high) in pairs {
                guard let less = cells[low], let more = cells[high], less.probability > more.probability + 1e-7 else { continue }
                let weight = less.weight + more.weight
                let common = (less.probability * less.weight + more.probability * more.weight) / weight
                cells[low]?.probability = common
                cells[high]?.probability = common
                isOrdered = false
            }
            if isOrdered { return }
        }
    }

    /// The same fit, and one of the others a step better or more.
    private static func isStep(from low: Int, to high: Int) -> Bool {
        guard low != high, let less = Pattern(key: low), let more = Pattern(key: high), less.fit == more.fit else { return false }
        return less.payer <= more.payer && less.reference <= more.reference && less.rivals >= more.rivals
    }

    /// Pattern and hundred-thousandths, at most 99,999, in order.
    package var table: [(key: Int, probability: Int)] {
        cells.sorted { $0.key < $1.key }.map { ($0.key, min(99_999, max(0, Int($0.value.probability * 100_000)))) }
    }

    /// The source text of the table.
    package var source: String {
        var lines = [
            "/// Fitted by `relance bench match --fit`; not written by hand.", "enum CalibrationData {", "    /// Pattern, and hundred-thousandths.",
            "    static let fitted: [(key: Int, probability: Int)] = [",
        ]
        let cells = table.map { "(\($0.key), \($0.probability))" }
        for start in stride(from: 0, to: cells.count, by: 8) {
            lines.append("        " + cells[start..<min(start + 8, cells.count)].joined(separator: ", ") + ",")
        }
        return (lines + ["    ]", "}", ""]).joined(separator: "\n")
    }
}

extension Fitting {
    /// Ledgers of several sizes, forms, histories and troubles, so that no one of them decides.
    package static func onManyLedgers(from seed: Int, count: Int, entries: Int) -> Fitting {
        var report = TrialReport()
        var policy = MatchTrial.policy
        policy.precision = 0
        for number in 0..<count {
            for profile in TrialSettings.Profile.allCases {
                var settings = TrialSettings(
                    seed: seed + number, profile: profile, customers: entries / [40, 10, 4][number % 3], entries: entries, items: entries * 2)
                settings.trouble = [100, 150, 60][number / 3 % 3]
                settings.subscribers = [4, 2, 8][number / 2 % 3]
                settings.history = [100, 30][number % 2]
                report.merge(MatchTrial.run(settings, policy: policy))
            }
        }
        return Fitting(report.patterns)
    }
}
