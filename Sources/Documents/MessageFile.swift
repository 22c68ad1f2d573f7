import Texts

/// A message file cut into headers and parts, each with its place.
struct MessageFile {
    struct Header {
        let value: String
        let line: Int
        /// Characters before the value.
        let indent: Int
    }

    private struct Part {
        let text: String
        let line: Int
    }

    private static let headers = ["id", "version", "language", "tone", "kind", "subject", "bank"]
    private static let parts = ["opening", "next", "closing"]

    private var headers: [String: Header] = [:]
    private var parts: [String: Part] = [:]

    init(_ source: String) throws(TemplateError) {
        var current: (name: String, line: Int, lines: [Substring])?
        for (index, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if let name = Self.partName(line) {
                keep(current)
                guard Self.parts.contains(name) else { throw Self.unknown(name, among: Self.parts, line: index + 1) }
                current = (name, index + 2, [])
            } else if current != nil {
                current?.lines.append(line)
            } else if line.contains(where: { !$0.isWhitespace }) {
                try takeHeader(line, number: index + 1)
            }
        }
        keep(current)
    }

    private mutating func keep(_ part: (name: String, line: Int, lines: [Substring])?) {
        guard let part else { return }
        let pageBreak = Substring(String(UnicodeScalar(Prose.paragraphBreak)))
        let lines = part.lines.map { $0.allSatisfy(\.isWhitespace) ? pageBreak : $0 }
        parts[part.name] = Part(text: lines.joined(separator: "\n"), line: part.line)
    }

    private static func partName(_ line: Substring) -> String? {
        guard line.first == "[", let end = line.lastIndex(of: "]"), !line.hasPrefix("[[") else { return nil }
        return line[end...].dropFirst().allSatisfy(\.isWhitespace) ? String(line[..<end].dropFirst()) : nil
    }

    private mutating func takeHeader(_ line: Substring, number: Int) throws(TemplateError) {
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        let name = line[..<colon].trimmed
        guard colon < line.endIndex, Self.headers.contains(name) else {
            throw Self.unknown(name, among: Self.headers, line: number)
        }
        let rest = line[line.index(after: colon)...]
        let indent = line.distance(from: line.startIndex, to: rest.startIndex) + rest.prefix { $0.isWhitespace }.count
        headers[name] = Header(value: rest.trimmed, line: number, indent: indent)
    }

    private static func unknown(_ name: String, among names: [String], line: Int) -> TemplateError {
        let nearest = Vocabulary(names.map { Vocabulary.Name($0) }).nearest(to: name)
        return TemplateError(line: line, column: 1, problem: .unknownPart(name, nearest: nearest))
    }

    func header(_ name: String) throws(TemplateError) -> Header {
        guard let header = headers[name], !header.value.isEmpty else {
            throw TemplateError(line: 1, column: 1, problem: .missingPart(name))
        }
        return header
    }

    func optional(_ name: String) -> Header? { headers[name] }

    func number(_ name: String) throws(TemplateError) -> Int {
        let header = try header(name)
        guard let value = Int(header.value), value > 0 else { throw bad(name, header, ["1, 2, 3…"]) }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(TemplateError) -> Choice
    where Choice.RawValue == String {
        let header = try header(name)
        guard let choice = Choice(rawValue: header.value) else {
            throw bad(name, header, Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    private func bad(_ name: String, _ header: Header, _ allowed: [String]) -> TemplateError {
        TemplateError(
            line: header.line, column: header.indent + 1,
            problem: .badHeader(name, value: header.value, allowed: allowed))
    }

    func compileHeader(_ name: String, _ language: Language) throws(TemplateError) -> Template {
        let header = try header(name)
        do throws(TemplateError) {
            return try Template(header.value, vocabulary: MessageTemplate.vocabulary, language: language)
        } catch {
            throw TemplateError(line: header.line, column: header.indent + error.column, problem: error.problem)
        }
    }

    func compilePart(_ name: String, _ language: Language) throws(TemplateError) -> Template {
        guard let part = parts[name] else { throw TemplateError(line: 1, column: 1, problem: .missingPart(name)) }
        do throws(TemplateError) {
            return try Template(part.text, vocabulary: MessageTemplate.vocabulary, language: language)
        } catch { throw error.shifted(toLine: part.line) }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var inside = drop { $0.isWhitespace }
        while let last = inside.last, last.isWhitespace { inside.removeLast() }
        return String(inside)
    }
}
