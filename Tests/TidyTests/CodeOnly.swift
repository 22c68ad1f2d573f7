/// Swift without its comments and string contents, line for line, so that rules look at code and at nothing else.
///
/// A small reader, not a parser: it knows both kinds of comment, nested ones too, plain, raw and multi-line strings,
/// and leaves out what is interpolated in them. It works on bytes, for its speed in a debug build.
struct CodeOnly {
    private let bytes: [UInt8]
    private var index = 0
    private static let newLine = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "\"")
    private var result: [UInt8] = []

    static func lines(of text: String) -> [String] {
        var reader = CodeOnly(bytes: Array(text.utf8))
        reader.readAll()
        return reader.result.split(separator: newLine, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func readAll() {
        while index < bytes.count {
            if starts(with: "//") {
                skip(while: { $0 != Self.newLine })
            } else if starts(with: "/*") {
                skipBlockComment()
            } else if let hashes = stringStart() {
                result.append(Self.quote)
                skipString(hashes: hashes)
                result.append(Self.quote)
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
    }

    private func starts(with text: String, at offset: Int = 0) -> Bool {
        let wanted = text.utf8
        guard index + offset + wanted.count <= bytes.count else { return false }
        return bytes[(index + offset)...].starts(with: wanted)
    }

    /// The number of `#` before the quote, when a string starts here.
    private func stringStart() -> Int? {
        var hashes = 0
        while index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
        return starts(with: "\"", at: hashes) ? hashes : nil
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while index < bytes.count, condition(bytes[index]) { index += 1 }
    }

    /// Passes `count` bytes, keeping the ends of lines.
    private mutating func pass(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == Self.newLine { result.append(Self.newLine) }
            index += 1
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") { depth += 1; pass(2) } else if starts(with: "*/") { depth -= 1; pass(2) } else { pass() }
        } while depth > 0 && index < bytes.count
    }

    private mutating func skipString(hashes: Int) {
        pass(hashes)
        let marks = String(repeating: "#", count: hashes)
        let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        pass(quote.count)
        while index < bytes.count, !starts(with: quote + marks) {
            if starts(with: "\\" + marks + "(") {
                pass(hashes + 2)
                skipInterpolation()
            } else if starts(with: "\\" + marks) {
                pass(hashes + 2)
            } else if quote == "\"", bytes[index] == Self.newLine {
                return
            } else {
                pass()
            }
        }
        pass(quote.count + hashes)
    }

    private mutating func skipInterpolation() {
        var depth = 1
        while index < bytes.count, depth > 0 {
            if let hashes = stringStart() { skipString(hashes: hashes); continue }
            if bytes[index] == UInt8(ascii: "(") { depth += 1 } else if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
            pass()
        }
    }
}
