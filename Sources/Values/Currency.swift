/// A currency by its ISO 4217 code, with the number of decimals of its minor unit.
///
/// Three upper-case letters packed in an integer, so that amounts stay small and comparisons cheap.
package struct Currency: Hashable, Sendable, Comparable, CustomStringConvertible {
    private let packed: UInt32

    package static let eur = Currency(verified: "EUR")
    package static let usd = Currency(verified: "USD")

    /// Three ASCII letters, in either case; nil for anything else. The code is not looked up in a list:
    /// a new currency must not need a new release.
    package init?(code: some StringProtocol) {
        var packed: UInt32 = 0
        var count = 0
        for byte in code.utf8 {
            let upper = byte & 0xDF
            guard upper >= 0x41, upper <= 0x5A, byte >= 0x41 else { return nil }
            packed = packed << 8 | UInt32(upper)
            count += 1
        }
        guard count == 3 else { return nil }
        self.packed = packed
    }

    private init(verified code: StaticString) {
        packed = code.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    /// The ISO 4217 code, three upper-case letters.
    package var code: String {
        String(decoding: [UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)], as: UTF8.self)
    }

    package var description: String { code }

    /// Decimals of the minor unit (ISO 4217): 0, 2, 3 or 4.
    package var decimals: Int { self == .eur ? 2 : Self.unusualDecimals[self] ?? 2 }

    package static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }

    /// The currencies whose minor unit is not a hundredth. Source: ISO 4217 list one.
    private static let unusualDecimals: [Currency: Int] = {
        let none: [StaticString] = [
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF",
        ]
        let thousandths: [StaticString] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
        let tenThousandths: [StaticString] = ["CLF", "UYW"]
        var decimals: [Currency: Int] = [:]
        for code in none { decimals[Currency(verified: code)] = 0 }
        for code in thousandths { decimals[Currency(verified: code)] = 3 }
        for code in tenThousandths { decimals[Currency(verified: code)] = 4 }
        return decimals
    }()
}
