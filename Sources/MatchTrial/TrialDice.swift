import Values

/// Chance from a seed (SplitMix64): the same seed, the same ledger.
struct TrialDice: Sendable {
    private var source: SplitMix64

    init(_ seed: UInt64) { source = SplitMix64(state: seed &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03) }

    mutating func next() -> UInt64 { source.next() }

    /// A whole number of the range, its ends included.
    mutating func int(_ range: ClosedRange<Int>) -> Int { source.int(range) }

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
