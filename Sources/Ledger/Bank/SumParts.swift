internal import Values

/// Which of some amounts make up a sum: several movements that books hold as one payment.
package enum SumParts {
    /// Of more amounts than these, chance makes up any sum.
    private static let most = 8
    private static let largest = 4

    /// Places of the amounts that come to a sum, as few as do; nil when none do. All together they may be many, else the
    /// first ones count only.
    ///
    /// - Parameter amounts: minor units above zero, the likeliest first.
    /// - Parameter least: how many it takes.
    package static func places(_ amounts: [Int64], for sum: Int64, least: Int) -> [Int]? {
        let near = Array(amounts.prefix(most))
        if least <= min(largest, near.count) {
            for count in least...min(largest, near.count) {
                if let found = places(near, for: sum, count: count, from: 0) { return found }
            }
        }
        let isAll = amounts.count >= least && amounts.reduce(Int64(0), { $0.plus($1) }) == sum
        return isAll ? Array(amounts.indices) : nil
    }

    private static func places(_ amounts: [Int64], for sum: Int64, count: Int, from start: Int) -> [Int]? {
        if count == 0 { return sum == 0 ? [] : nil }
        guard sum > 0, start + count <= amounts.count else { return nil }
        for place in start...(amounts.count - count) {
            guard amounts[place] <= sum else { continue }
            if let rest = places(amounts, for: sum - amounts[place], count: count - 1, from: place + 1) { return [place] + rest }
        }
        return nil
    }
}
