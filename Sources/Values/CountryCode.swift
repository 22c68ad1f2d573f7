/// A country by its ISO 3166-1 alpha-2 code (and XK, which banks use for Kosovo).
package struct CountryCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    private let packed: UInt16

    package static let france = CountryCode(packed: 0x4652)
    package static let monaco = CountryCode(packed: 0x4D43)
    package static let germany = CountryCode(packed: 0x4445)

    /// Two letters in either case that a country bears; nil for anything else.
    package init?(_ code: some StringProtocol) {
        let bytes = Array(code.utf8)
        guard bytes.count == 2, bytes.allSatisfy({ $0.isUpperLetter || ($0 & 0xDF).isUpperLetter && $0 >= 0x61 })
        else { return nil }
        let packed = UInt16(bytes[0] & 0xDF) << 8 | UInt16(bytes[1] & 0xDF)
        guard Self.assigned.contains(packed) else { return nil }
        self.packed = packed
    }

    private init(packed: UInt16) { self.packed = packed }

    /// Two upper-case letters.
    package var code: String { String(decoding: [UInt8(packed >> 8), UInt8(packed & 0xFF)], as: UTF8.self) }

    package var description: String { code }

    package static func < (left: CountryCode, right: CountryCode) -> Bool { left.packed < right.packed }

    /// Source: ISO 3166-1, officially assigned codes.
    private static let assigned: Set<UInt16> = {
        let codes: StaticString = """
            ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
            CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFR\
            GAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJP\
            KEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZ\
            NANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW\
            SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZ\
            UAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW
            """
        return codes.withUTF8Buffer { bytes in
            Set(stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) })
        }
    }()
}
