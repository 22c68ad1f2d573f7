import Values

/// Chance that is the same for the same name, whatever was drawn elsewhere (SplitMix64 seeded by FNV-1a of the name).
///
/// Each piece of the simulated life draws from a stream of its own, so that taking one fault away leaves the rest as it was.
struct Dice: Sendable {
    private var source: SplitMix64

    init(_ seed: UInt64, _ name: String) {
        source = SplitMix64(state: Fingerprint.of(name, from: seed &* 0x9E37_79B9_7F4A_7C15 ^ 0xCBF2_9CE4_8422_2325))
    }

    mutating func next() -> UInt64 { source.next() }

    /// A whole number of the range, its ends included.
    mutating func int(_ range: ClosedRange<Int>) -> Int { source.int(range) }

    /// True so many times in a thousand.
    mutating func perMille(_ share: Int) -> Bool { int(0...999) < share }

    mutating func once(in times: Int) -> Bool { int(1...max(1, times)) == 1 }

    /// Nil only when there is nothing to pick.
    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[int(0...(elements.count - 1))]
    }
}

/// FNV-1a, 64 bits: a name for a text, not a secret.
enum Fingerprint {
    static func of(_ text: String, from start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        var hash = start
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    static func of(_ bytes: [UInt8], from start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    static func hexadecimal(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
