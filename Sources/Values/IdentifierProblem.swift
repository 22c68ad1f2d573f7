/// Why a text is not the identifier it claims to be.
package enum IdentifierProblem: Error, Equatable, Sendable {
    case empty
    /// A character that has no place there (spaces are ignored, lower case is accepted).
    case unexpectedCharacter(Character)
    case wrongLength(found: Int, expected: ClosedRange<Int>)
    /// Two letters that no country bears.
    case unknownCountry(String)
    case wrongPrefix(expected: String)
    /// Letters where digits must be, or the reverse.
    case wrongStructure
    case wrongCheckDigits
    /// The two last digits of a French or Monegasque account (clé RIB).
    case wrongAccountKey
    /// Well formed, but never given to anybody (all zeros).
    case notAssigned
}

/// The letters and digits of an identifier: upper case, without spaces.
struct IdentifierText {
    let bytes: [UInt8]

    init(_ text: some StringProtocol) throws(IdentifierProblem) {
        var bytes: [UInt8] = []
        for character in text {
            switch character {
            case " ", "\u{A0}", "\u{202F}", "\u{2009}", "\t": continue
            case "0"..."9", "A"..."Z", "a"..."z":
                guard let byte = character.asciiValue else { throw .unexpectedCharacter(character) }
                bytes.append(byte >= 0x61 ? byte - 0x20 : byte)
            default: throw .unexpectedCharacter(character)
            }
        }
        guard !bytes.isEmpty else { throw .empty }
        self.bytes = bytes
    }

    /// Digits only; a letter is reported as the character it is.
    init(digits text: some StringProtocol) throws(IdentifierProblem) {
        try self.init(text)
        for byte in bytes where !byte.isDigit { throw .unexpectedCharacter(Character(Unicode.Scalar(byte))) }
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func requireLength(_ expected: ClosedRange<Int>) throws(IdentifierProblem) {
        guard expected.contains(bytes.count) else { throw .wrongLength(found: bytes.count, expected: expected) }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isUpperLetter: Bool { self >= 0x41 && self <= 0x5A }
}

/// The two checksums that identifiers use.
enum CheckDigits {
    /// Remainder by 97 of the number spelt by digits and letters, A being 10 and Z 35 (ISO 7064).
    static func mod97(_ bytes: some Sequence<UInt8>) -> Int {
        var remainder = 0
        for byte in bytes {
            if byte.isDigit { remainder = (remainder * 10 + Int(byte - 0x30)) % 97 }
            else { remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97 }
        }
        return remainder
    }

    /// Luhn's sum of a row of digits; valid identifiers give a multiple of 10.
    static func luhnSum(_ digits: some BidirectionalCollection<UInt8>) -> Int {
        var sum = 0
        var isDoubled = false
        for byte in digits.reversed() {
            let value = Int(byte - 0x30) * (isDoubled ? 2 : 1)
            sum += value > 9 ? value - 9 : value
            isDoubled.toggle()
        }
        return sum
    }

    static func number(_ digits: some Sequence<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Two digits, with a leading zero when needed.
    static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

    /// In groups of four, as identifiers are printed.
    static func grouped(_ text: String) -> String {
        var result = ""
        for (index, character) in text.enumerated() {
            if index > 0, index % 4 == 0 { result.append(" ") }
            result.append(character)
        }
        return result
    }
}
