/// A yearly rate as an exact fraction: millionths of one (12.15 % is 121 500).
package struct Rate: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Millionths: 1 % is 10 000.
    package let millionths: Int64

    package init(millionths: Int64) { self.millionths = millionths }

    /// Reads a percentage with a point, at most nine digits before it and four after (`"12.15"`); nil for anything else.
    package init?(percent text: some StringProtocol) {
        var value: Int64 = 0
        var decimals: Int?
        var digits = 0
        for byte in text.utf8 {
            if byte == 0x2E, decimals == nil, digits > 0 { decimals = 0; continue }
            guard byte >= 0x30, byte <= 0x39, decimals.map({ $0 < 4 }) ?? (digits < 9) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
            digits += 1
            decimals? += 1
        }
        guard digits > 0, decimals != 0 else { return nil }
        for _ in (decimals ?? 0)..<4 { value *= 10 }
        millionths = value
    }

    /// Per cent with a point, at least two decimals (`"12.15"`).
    package var percentText: String {
        let magnitude = millionths.magnitude
        var fraction = String(magnitude % 10_000)
        fraction = String(repeating: "0", count: 4 - fraction.utf8.count) + fraction
        while fraction.utf8.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
        return (millionths < 0 ? "-" : "") + String(magnitude / 10_000) + "." + fraction
    }

    package var description: String { percentText + " %" }

    package static func < (left: Rate, right: Rate) -> Bool { left.millionths < right.millionths }
}
