import Values

/// Chance that is the same for the same seed, on every machine.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var numbers: SplitMix64

    package init(seed: UInt64) { numbers = SplitMix64(state: seed) }

    package mutating func next() -> UInt64 { numbers.next() }

    package mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in so many times.
    package mutating func once(in times: Int) -> Bool { int(1...times) == 1 }

    package mutating func pick<Element>(_ elements: some Collection<Element>) -> Element? {
        elements.randomElement(using: &self)
    }
}
