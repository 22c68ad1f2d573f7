/// A word, a number or a sign of payment terms, and where it stands.
struct TermsToken: Equatable {
    enum Kind: Equatable {
        /// Lower case, without accents or inner points.
        case word(String)
        case number(Int)
        /// With a point, as a rate may be written.
        case decimal(String)
        case sign(Character)
    }

    let kind: Kind
    /// As written.
    let text: String
    /// Counted in characters from 1.
    let column: Int

    var word: String? { if case .word(let word) = kind { word } else { nil } }
    var number: Int? { if case .number(let number) = kind { number } else { nil } }

    func isSign(_ sign: Character) -> Bool { kind == .sign(sign) }

    /// Cuts a text into tokens. Commas and the like between words are air; a comma or point inside a number is not.
    static func split(_ text: String) -> [TermsToken] {
        var scanner = TermsScanner(text)
        var tokens: [TermsToken] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens
    }
}

private struct TermsScanner {
    private let characters: [Character]
    private var index = 0

    init(_ text: String) { characters = Array(text) }

    mutating func next() -> TermsToken? {
        while index < characters.count, Self.isAir(characters[index]) { index += 1 }
        guard index < characters.count else { return nil }
        let start = index
        let character = characters[index]
        let kind: TermsToken.Kind
        if Self.isDigit(character) { kind = number() }
        else if character.isLetter { kind = word() }
        else {
            kind = .sign(character)
            index += 1
        }
        return TermsToken(kind: kind, text: String(characters[start..<index]), column: start + 1)
    }

    private mutating func number() -> TermsToken.Kind {
        var digits = ""
        while let digit = peek(0), Self.isDigit(digit) { digits.append(digit); index += 1 }
        guard let mark = peek(0), mark == "." || mark == ",", let after = peek(1), Self.isDigit(after) else {
            return Int(digits).map { .number($0) } ?? .decimal(digits)
        }
        index += 1
        digits.append(".")
        while let digit = peek(0), Self.isDigit(digit) { digits.append(digit); index += 1 }
        return .decimal(digits)
    }

    /// Letters, with the points and hyphens that stand between two of them (`f.d.m.`, `quarante-cinq`).
    private mutating func word() -> TermsToken.Kind {
        var word = ""
        while let character = peek(0) {
            if character.isLetter { word += Self.folded(character) }
            else if character == "-", peek(1)?.isLetter == true { word.append("-") }
            else if character == ".", peek(1)?.isLetter == true {}
            else { break }
            index += 1
        }
        return .word(word)
    }

    private func peek(_ offset: Int) -> Character? {
        index + offset < characters.count ? characters[index + offset] : nil
    }

    private static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" && character.isASCII }

    private static func isAir(_ character: Character) -> Bool {
        if character.isWhitespace { return true }
        switch character {
        case ",", ".", ";", ":", "(", ")", "'", "’", "-", "–", "—", "\"", "«", "»", "°": return true
        default: return false
        }
    }

    private static func folded(_ character: Character) -> String {
        if let ascii = character.asciiValue { return String(UnicodeScalar(ascii | 0x20)) }
        // Composed or not, equal letters compare equal.
        return switch character.lowercased() {
        case "à", "â", "ä": "a"
        case "é", "è", "ê", "ë": "e"
        case "î", "ï": "i"
        case "ô", "ö": "o"
        case "ù", "û", "ü": "u"
        case "ç": "c"
        case let other: other
        }
    }
}
