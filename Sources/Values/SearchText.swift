/// Text as people search for it: lower case, no accents, words separated by one space.
package enum SearchText {
    package static func fold(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var isWaiting = false
        for scalar in text.unicodeScalars {
            if (0x300...0x36F).contains(scalar.value) { continue }
            guard let letters = plain(scalar) else {
                isWaiting = !output.isEmpty
                continue
            }
            if isWaiting { output.append(0x20) }
            isWaiting = false
            output.append(contentsOf: letters.utf8)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Lower-case ASCII for a letter or digit of the Latin script; the scalar itself for other scripts; nil for the rest.
    package static func plain(_ scalar: Unicode.Scalar) -> String? {
        latin(scalar) ?? (scalar.properties.isAlphabetic ? scalar.properties.lowercaseMapping : nil)
    }

    /// Lower-case ASCII for a letter or digit of the Latin script; nil for anything else.
    package static func latin(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: String(scalar)
        case 0x41...0x5A: String(Unicode.Scalar(UInt8(scalar.value) | 0x20))
        case 0xC0...0xC5, 0xE0...0xE5: "a"
        case 0xC6, 0xE6: "ae"
        case 0xC7, 0xE7: "c"
        case 0xC8...0xCB, 0xE8...0xEB: "e"
        case 0xCC...0xCF, 0xEC...0xEF: "i"
        case 0xD1, 0xF1: "n"
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8: "o"
        case 0xD9...0xDC, 0xF9...0xFC: "u"
        case 0xDD, 0xFD, 0xFF: "y"
        case 0xDF: "ss"
        case 0x152, 0x153: "oe"
        default: nil
        }
    }
}
