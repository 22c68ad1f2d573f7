/// A header value in ASCII: itself when it can stand as it is, else encoded words (RFC 2047, Q encoding, UTF-8).
///
/// GMime encodes too, but word by word, mixing encodings, and takes a text that looks like an encoded word for one.
enum HeaderText {
    /// Short enough for `Subject: ` and the first word to share a line.
    private static let longestWord = 60
    private static let opening = "=?UTF-8?Q?"
    private static let closing = "?="

    static func encoded(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        guard !isPlain || text.contains("=?") || text.first == " " || text.last == " " else { return text }
        let room = longestWord - opening.utf8.count - closing.utf8.count
        var words: [String] = []
        var word = ""
        // A character of several bytes may not be cut by the end of a word.
        for scalar in text.unicodeScalars {
            let next = quoted(scalar)
            if word.utf8.count + next.utf8.count > room {
                words.append(word)
                word = ""
            }
            word += next
        }
        words.append(word)
        return words.map { opening + $0 + closing }.joined(separator: " ")
    }

    /// What may stand in an encoded word even within a name (RFC 2047, section 5, rule 3).
    private static func quoted(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case " ": return "_"
        case "A"..."Z", "a"..."z", "0"..."9", "!", "*", "+", "-", "/": return String(scalar)
        default:
            return String(scalar).utf8.reduce(into: "") { text, byte in
                text += (byte < 0x10 ? "=0" : "=") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
