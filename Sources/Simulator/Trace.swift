/// What happened, in order: its digest tells whether two runs of a seed were the same.
struct Trace {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var count = 0
    private var ring: [String] = []
    private let keepsAll: Bool
    private static let kept = 50

    init(keepsAll: Bool) { self.keepsAll = keepsAll }

    mutating func add(_ line: String) {
        hash = Fingerprint.of(line, from: hash)
        count += 1
        if keepsAll || ring.count < Self.kept { ring.append(line) } else { ring[count % Self.kept] = line }
    }

    /// The last events, oldest first; all of them when all are kept.
    var last: [String] {
        guard !keepsAll, count > Self.kept else { return ring }
        let start = (count + 1) % Self.kept
        return Array(ring[start...] + ring[..<start])
    }
}
