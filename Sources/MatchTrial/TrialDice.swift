/// Chance from a seed (SplitMix64): the same seed, the same ledger.
struct TrialDice: Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of the range, its ends included.
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// True so many times in a hundred.
    mutating func percent(_ share: Int) -> Bool { int(0...99) < share }
    mutating func perMille(_ share: Int) -> Bool { int(0...999) < share }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[int(0...(elements.count - 1))] }

    /// One of several by weight.
    mutating func weighted<Element>(_ elements: [(Element, Int)]) -> Element {
        var rest = int(0...(elements.reduce(0) { $0 + $1.1 } - 1))
        for (element, weight) in elements {
            if rest < weight { return element }
            rest -= weight
        }
        return elements[0].0
    }

    mutating func digits(_ count: Int) -> String { String((0..<count).map { _ in Character(String(int(0...9))) }) }
}
