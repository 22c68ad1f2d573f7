/// Letters in one piece with their accents (Unicode NFC), so that a name which some systems write as letters followed by
/// accents equals itself. Latin, Greek and Cyrillic letters are known; others stay as they are.
enum ComposedText {
    /// Whether an accent may stand apart from its letter: U+0300 to U+036F begin with one of two bytes in UTF-8.
    static func hasLooseAccent(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.contains(where: beginsAccent) }

    static func beginsAccent(_ byte: UInt8) -> Bool { byte & 0xFE == 0xCC }

    static func compose(_ text: String) -> String {
        var composed = String.UnicodeScalarView()
        for character in text {
            let scalars = Array(character.unicodeScalars)
            let (letter, length) = longest(scalars)
            if let letter { composed.append(letter) }
            composed.append(contentsOf: scalars[length...])
        }
        return String(composed)
    }

    /// The letter that the first scalars make, and how many they are.
    private static func longest(_ scalars: [Unicode.Scalar]) -> (letter: Unicode.Scalar?, length: Int) {
        // No letter is made of more than four.
        var length = min(scalars.count, 4)
        while length > 1 {
            if let letter = letters[String(String.UnicodeScalarView(scalars[..<length]))] { return (letter, length) }
            length -= 1
        }
        return (nil, 0)
    }

    /// Texts are equal, and found, however their accents are written.
    private static let letters: [String: Unicode.Scalar] = {
        let blocks: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x386...0x4FF, 0x1E00...0x1FFF]
        let scalars = blocks.joined().compactMap { Unicode.Scalar($0) }
        return Dictionary(scalars.map { (String($0), $0) }, uniquingKeysWith: { first, _ in first })
    }()
}
