/// The entry numbers of each journal, as runs, to tell which are missing.
struct FECNumbering {
    private struct Series {
        let journal: Int32
        let prefix: [UInt8]
        /// Closed runs in the order of the file.
        var runs: [ClosedRange<Int64>] = []
    }

    private var series: [Series] = []
    private var known: [[UInt8]: Int] = [:]
    private var last = -1
    private var runCount = 0

    /// Runs remembered at most; beyond, the numbers are too scattered to mean anything.
    private static let limit = 2_000_000

    mutating func note(_ number: ArraySlice<UInt8>, journal: Int32) {
        guard runCount < Self.limit, let (prefix, value) = Self.split(number) else { return }
        let index = find(prefix, journal)
        last = index
        if let run = series[index].runs.last, value >= run.lowerBound, value <= run.upperBound + 1 {
            series[index].runs[series[index].runs.count - 1] = run.lowerBound...max(run.upperBound, value)
        } else {
            series[index].runs.append(value...value)
            runCount += 1
        }
    }

    private mutating func find(_ prefix: ArraySlice<UInt8>, _ journal: Int32) -> Int {
        if last >= 0, series[last].journal == journal, series[last].prefix[...] == prefix { return last }
        let key = withUnsafeBytes(of: journal.littleEndian, Array.init) + prefix
        if let index = known[key] { return index }
        series.append(Series(journal: journal, prefix: Array(prefix)))
        known[key] = series.count - 1
        return series.count - 1
    }

    /// `VE2026-00042` is `VE2026-` and 42; nil without a final number of at most 15 digits.
    private static func split(_ number: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, Int64)? {
        let start = number.lastIndex { !FECText.isDigit($0) }.map { $0 + 1 } ?? number.startIndex
        let digits = number[start...]
        guard !digits.isEmpty, digits.count <= 15 else { return nil }
        return (number[..<start], digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) })
    }

    struct Gap: Equatable {
        /// Nil when the numbering runs through all journals.
        let journal: Int32?
        let prefix: String
        let from: Int64
        let through: Int64
    }

    /// The numbers missing between the first and the last of each series.
    ///
    /// When no number is borne by two journals, one numbering runs through all of them and is judged as a whole.
    func gaps() -> [Gap] {
        var byPrefix: [[UInt8]: [Series]] = [:]
        for one in series { byPrefix[one.prefix, default: []].append(one) }
        return byPrefix.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { prefix, members in
            let text = String(decoding: prefix, as: UTF8.self)
            let merged = members.map { Self.merged($0.runs) }
            let together = Self.merged(members.flatMap(\.runs))
            let isShared = members.count > 1 && Self.size(together) == merged.reduce(0) { $0 + Self.size($1) }
            if isShared { return Self.holes(in: together, journal: nil, prefix: text) }
            return zip(members, merged).flatMap { Self.holes(in: $1, journal: $0.journal, prefix: text) }
        }
    }

    private static func size(_ runs: [ClosedRange<Int64>]) -> Int64 {
        runs.reduce(0) { $0 + $1.upperBound - $1.lowerBound + 1 }
    }

    private static func merged(_ runs: [ClosedRange<Int64>]) -> [ClosedRange<Int64>] {
        var merged: [ClosedRange<Int64>] = []
        for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let previous = merged.last, run.lowerBound <= previous.upperBound + 1 {
                merged[merged.count - 1] = previous.lowerBound...max(previous.upperBound, run.upperBound)
            } else {
                merged.append(run)
            }
        }
        return merged
    }

    private static func holes(in runs: [ClosedRange<Int64>], journal: Int32?, prefix: String) -> [Gap] {
        zip(runs, runs.dropFirst()).map { before, after in
            Gap(journal: journal, prefix: prefix, from: before.upperBound + 1, through: after.lowerBound - 1)
        }
    }
}
