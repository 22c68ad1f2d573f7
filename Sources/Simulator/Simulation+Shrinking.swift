package import SQL

extension Simulation {
    /// Seeds are played again at most so often to make a failure small,
    private static let attempts = 60
    /// and none is begun after so many milliseconds: a large seed takes minutes each time.
    private static let patience: Int64 = 300_000

    /// The same failure with as few faults as possible: halves of the list are left out, then single ones, as long as
    /// the same rule is still broken. What was found when the time is up holds; without anything found `needed` stays nil.
    package func shrink(_ report: SeedReport) async throws(SQLError) -> SeedReport {
        guard let rule = report.rule else { return report }
        let end = uptime() + Self.patience
        var left = Self.attempts
        func breaks(_ names: [String]) async throws(SQLError) -> SeedReport? {
            guard left > 0, uptime() < end else { return nil }
            left -= 1
            var settings = report.settings
            settings.only = names
            var again = try await play(report.seed, settings)
            again.needed = again.fired
            return again.rule == rule ? again : nil
        }
        if let without = try await breaks([]) { return without }
        // What was drawn after the failure does not matter; what did not happen neither.
        guard var best = try await breaks(report.fired) else { return report }
        var names = best.fired
        var size = max(1, names.count / 2)
        while left > 0, uptime() < end, names.count > 1 {
            var start = 0
            var isSmaller = false
            while start < names.count, left > 0, uptime() < end {
                let kept = Array(names[..<start] + names[min(start + size, names.count)...])
                if let smaller = try await breaks(kept) {
                    best = smaller
                    names = smaller.fired.filter(kept.contains)
                    isSmaller = true
                } else {
                    start += size
                }
            }
            if size == 1, !isSmaller { break }
            size = max(1, size / 2)
        }
        return best
    }
}

extension SeedReport {
    /// The rule that was broken first.
    var rule: String? { violations.first.map { String($0.prefix { $0 != ":" }) } }
}
