/// The spaces and signs of careful typography.
package enum Typography {
    /// U+00A0, between a number and its unit, before a French colon.
    package static let noBreakSpace = "\u{A0}"
    /// U+202F, between French thousands.
    package static let narrowNoBreakSpace = "\u{202F}"
    /// U+2212, the true minus.
    package static let minus = "\u{2212}"

    /// Text as it is printed in a language: in French the spaces before `: ; ! ? % € »` and after `«` hold,
    /// and straight apostrophes become `’` in both. Authors may then type plain keyboards.
    package static func polished(_ text: String, _ language: Language) -> String {
        var result = String.UnicodeScalarView()
        result.reserveCapacity(text.unicodeScalars.count)
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch language {
            case .fr:
                if previous == " ", holdsToWhatPrecedes(scalar) { result.replaceLast(with: "\u{A0}") }
                result.append(previous == "«" && scalar == " " ? "\u{A0}" : scalar == "'" ? "’" : scalar)
            case .en:
                result.append(scalar == "'" ? "’" : scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    private static func holdsToWhatPrecedes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ":", ";", "!", "?", "%", "€", "»": true
        default: false
        }
    }
}

extension String.UnicodeScalarView {
    fileprivate mutating func replaceLast(with scalar: Unicode.Scalar) {
        if !isEmpty { removeLast() }
        append(scalar)
    }
}
