/// The words by which a company sorts its customers, compared as people mean them.
package enum SegmentWord {
    /// Lower case, without accents, with one underscore where anything else stood: `Grands Comptes` and
    /// `grands-comptes` both become `grands_comptes`. Two segments are the same when their folded forms are.
    package static func folded(_ text: some StringProtocol) -> String {
        var result = ""
        var gap = false
        for scalar in text.lowercased().unicodeScalars {
            guard let plain = plain(scalar) else {
                gap = true
                continue
            }
            if gap, !result.isEmpty, !plain.isEmpty { result += "_" }
            if !plain.isEmpty { gap = false }
            result += plain
        }
        return result
    }

    /// The unaccented form; empty for a combining accent, nil for what separates words.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "a"..."z", "0"..."9": String(scalar)
        case "à", "á", "â", "ã", "ä", "å": "a"
        case "ç": "c"
        case "è", "é", "ê", "ë": "e"
        case "ì", "í", "î", "ï": "i"
        case "ñ": "n"
        case "ò", "ó", "ô", "õ", "ö": "o"
        case "ù", "ú", "û", "ü": "u"
        case "ý", "ÿ": "y"
        case "œ": "oe"
        case "æ": "ae"
        case "\u{300}"..."\u{36F}": ""
        default: scalar.value >= 0x80 && scalar.properties.isAlphabetic ? String(scalar) : nil
        }
    }
}
