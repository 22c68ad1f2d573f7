/// Swift without its comments and string contents, line for line, so that rules look at code and at nothing else.
///
/// A small reader, not a parser: it knows both kinds of comment, nested ones too, plain, raw and multi-line strings,
/// and leaves out what is interpolated in them.
struct CodeOnly {
    private let characters: [Character]
    private var index = 0
    private var result = ""

    static func lines(of text: String) -> [String] {
        var reader = CodeOnly(characters: Array(text))
        reader.readAll()
        return reader.result.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private init(characters: [Character]) { self.characters = characters }

    private mutating func readAll() {
        while index < characters.count {
            if starts(with: "//") {
                skip(while: { $0 != "\n" })
            } else if starts(with: "/*") {
                skipBlockComment()
            } else if let hashes = stringStart() {
                result.append("\"")
                skipString(hashes: hashes)
                result.append("\"")
            } else {
                result.append(characters[index])
                index += 1
            }
        }
    }

    private func starts(with text: String, at offset: Int = 0) -> Bool {
        let wanted = Array(text)
        guard index + offset + wanted.count <= characters.count else { return false }
        return wanted.indices.allSatisfy { characters[index + offset + $0] == wanted[$0] }
    }

    /// The number of `#` before the quote, when a string starts here.
    private func stringStart() -> Int? {
        var hashes = 0
        while index + hashes < characters.count, characters[index + hashes] == "#" { hashes += 1 }
        return starts(with: "\"", at: hashes) ? hashes : nil
    }

    private mutating func skip(while condition: (Character) -> Bool) {
        while index < characters.count, condition(characters[index]) { index += 1 }
    }

    /// Passes `count` characters, keeping the ends of lines.
    private mutating func pass(_ count: Int = 1) {
        for _ in 0..<count where index < characters.count {
            if characters[index] == "\n" { result.append("\n") }
            index += 1
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") { depth += 1; pass(2) } else if starts(with: "*/") { depth -= 1; pass(2) } else { pass() }
        } while depth > 0 && index < characters.count
    }

    private mutating func skipString(hashes: Int) {
        pass(hashes)
        let marks = String(repeating: "#", count: hashes)
        let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        pass(quote.count)
        while index < characters.count, !starts(with: quote + marks) {
            if starts(with: "\\" + marks + "(") {
                pass(hashes + 2)
                skipInterpolation()
            } else if starts(with: "\\" + marks) {
                pass(hashes + 2)
            } else if quote == "\"", characters[index] == "\n" {
                return
            } else {
                pass()
            }
        }
        pass(quote.count + hashes)
    }

    private mutating func skipInterpolation() {
        var depth = 1
        while index < characters.count, depth > 0 {
            if let hashes = stringStart() { skipString(hashes: hashes); continue }
            if characters[index] == "(" { depth += 1 } else if characters[index] == ")" { depth -= 1 }
            pass()
        }
    }
}
