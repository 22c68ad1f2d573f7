import Formats

/// The tags of an OFX file and the texts behind them, whether OFX 1 (SGML: leaves are not closed) or OFX 2 (XML).
struct OFXScanner {
    enum Token: Hashable {
        /// `<STMTTRN>`, or `<NAME>` and what stands behind it.
        case opens(String, text: String)
        case closes(String)
    }

    /// The line of the token read last, from 1.
    private(set) var line = 1
    private var source: UTF8Source
    private var chunk: [UInt8] = []
    private var position = 0
    private var newLines = 0
    private static let longest = 20_000

    init(_ source: UTF8Source) { self.source = source }

    /// The next token, nil at the end. What stands before the first tag (the header of OFX 1) is passed over.
    mutating func next() throws(Diagnostic) -> Token? {
        while true {
            guard try skip(to: 0x3C) else { return nil }
            line = newLines + 1
            guard let tag = try read(until: 0x3E) else { throw Diagnostic(.truncated, line: line) }
            advance()
            guard let first = tag.first else { continue }
            // Declarations and comments.
            if first == 0x3F || first == 0x21 { continue }
            if first == 0x2F { return .closes(Self.name(tag.dropFirst())) }
            let text = try read(until: 0x3C) ?? []
            return .opens(Self.name(tag[...]), text: Self.text(text))
        }
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        let word = bytes.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x2F && $0 != 0x0A && $0 != 0x0D }
        return String(decoding: word.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }, as: UTF8.self)
    }

    // MARK: Bytes

    private mutating func advance() {
        if chunk[position] == 0x0A { newLines += 1 }
        position += 1
    }

    private mutating func fill() throws(Diagnostic) -> Bool {
        while position >= chunk.count {
            guard let more = try source.next() else { return false }
            chunk = more
            position = 0
        }
        return true
    }

    /// Onto the byte behind the next `mark`; false at the end of the file.
    private mutating func skip(to mark: UInt8) throws(Diagnostic) -> Bool {
        while try fill() {
            let isMark = chunk[position] == mark
            advance()
            if isMark { return true }
        }
        return false
    }

    /// What stands before the next `mark`, which is not passed; nil when the file ends first (then everything was read).
    private mutating func read(until mark: UInt8) throws(Diagnostic) -> [UInt8]? {
        var bytes: [UInt8] = []
        while try fill() {
            if chunk[position] == mark { return bytes }
            guard bytes.count < Self.longest else {
                throw Diagnostic(.lineTooLong, line: newLines + 1, parameters: ["limit": String(Self.longest)])
            }
            bytes.append(chunk[position])
            advance()
        }
        return mark == 0x3C ? bytes : nil
    }

    // MARK: Text

    private static let entities: [String: UInt32] = ["amp": 0x26, "lt": 0x3C, "gt": 0x3E, "apos": 0x27, "quot": 0x22, "nbsp": 0xA0]

    /// Without the white space around it, entities in place.
    private static func text(_ bytes: [UInt8]) -> String {
        let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        var body = bytes[...]
        while let last = body.last, blank.contains(last) { body.removeLast() }
        body = body.drop { blank.contains($0) }
        guard body.contains(0x26) else { return String(decoding: body, as: UTF8.self) }
        var output = String.UnicodeScalarView()
        var rest = Substring(String(decoding: body, as: UTF8.self))
        while let start = rest.firstIndex(of: "&") {
            output.append(contentsOf: rest[..<start].unicodeScalars)
            let behind = rest[rest.index(after: start)...]
            guard let end = behind.prefix(12).firstIndex(of: ";"), let scalar = scalar(behind[..<end]) else {
                output.append("&")
                rest = behind
                continue
            }
            output.append(scalar)
            rest = behind[behind.index(after: end)...]
        }
        output.append(contentsOf: rest.unicodeScalars)
        return String(output)
    }

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        if let known = entities[String(name)] { return Unicode.Scalar(known) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { $0 < 0x20 ? nil : Unicode.Scalar($0) }
    }
}
