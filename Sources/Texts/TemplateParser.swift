/// Reads the source of a template, by hand, in one pass.
struct TemplateParser {
    private typealias Node = Template.Node

    private struct Opening {
        let name: String
        let offset: Int
    }

    private let bytes: [UInt8]
    private let language: Language
    private var position = 0
    /// Vocabularies in reach, the innermost last.
    private var scopes: [Vocabulary]
    /// The lists that are being repeated, by the depth of their vocabulary and their slot in it.
    private var openLists: [(depth: Int, slot: Int)] = []

    init(_ source: String, vocabulary: Vocabulary, language: Language) {
        bytes = Array(source.utf8)
        scopes = [vocabulary]
        self.language = language
    }

    mutating func parse() throws(TemplateError) -> [Template.Node] { try nodes(inside: nil, depth: 0) }

    private mutating func nodes(inside opening: Opening?, depth: Int) throws(TemplateError) -> [Template.Node] {
        var nodes: [Node] = []
        while true {
            appendLiteral(to: &nodes)
            guard position < bytes.count else {
                guard let opening else { return nodes }
                throw error(.unclosedSection(opening.name), at: opening.offset)
            }
            let start = position
            let tag = try readTag()
            switch tag.first {
            case 0x21: continue
            case 0x23, 0x5E: nodes.append(try section(tag, at: start, depth: depth + 1))
            case 0x2F:
                let name = Self.trimmed(tag.dropFirst())
                guard let opening, opening.name == name else {
                    throw error(.unexpectedClosing(found: name, expected: opening?.name), at: start)
                }
                return nodes
            case 0x7B, 0x26: throw error(.rawValue, at: start)
            case 0x3E, 0x3D, 0x24, 0x3C, 0x25:
                throw error(.unsupportedMark(String(decoding: tag.prefix(1), as: UTF8.self)), at: start)
            case .some, nil: nodes.append(try value(tag, at: start))
            }
        }
    }

    private mutating func section(_ tag: ArraySlice<UInt8>, at start: Int, depth: Int) throws(TemplateError) -> Template.Node {
        guard depth <= Template.deepest else { throw error(.tooDeep(limit: Template.deepest), at: start) }
        let isInverted = tag.first == 0x5E
        let name = Self.trimmed(tag.dropFirst())
        let (place, kind) = try find(name, at: start)
        let opening = Opening(name: name, offset: start)
        guard case .list(let vocabulary) = kind, !isInverted else {
            return .section(place, isInverted: isInverted, try nodes(inside: opening, depth: depth))
        }
        let list = (depth: scopes.count - place.up, slot: place.slot)
        // Twenty rows for each of twenty rows, sixteen times over, is a page without end.
        guard !openLists.contains(where: { $0 == list }) else { throw error(.listInItself(name), at: start) }
        openLists.append(list)
        scopes.append(vocabulary)
        let inner = try nodes(inside: opening, depth: depth)
        scopes.removeLast()
        openLists.removeLast()
        return .list(place, inner)
    }

    private func value(_ tag: ArraySlice<UInt8>, at start: Int) throws(TemplateError) -> Template.Node {
        let name = Self.trimmed(tag)
        let (place, kind) = try find(name, at: start)
        guard case .text = kind else { throw error(.notPrintable(name), at: start) }
        return .value(place)
    }

    private func find(_ name: String, at start: Int) throws(TemplateError) -> (Template.Place, Vocabulary.Kind) {
        let isName = !name.isEmpty && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        guard isName else { throw error(.badName(name), at: start) }
        for (up, scope) in scopes.reversed().enumerated() {
            if let slot = scope.slot(of: name) { return (Template.Place(up: up, slot: slot), scope.names[slot].kind) }
        }
        let nearest = scopes.reversed().lazy.compactMap { $0.nearest(to: name) }.first
        throw error(.unknownName(name, nearest: nearest), at: start)
    }

    /// Everything up to the next `{{`.
    private mutating func appendLiteral(to nodes: inout [Template.Node]) {
        let start = position
        while position < bytes.count, !isPair(0x7B, at: position) { position += 1 }
        guard position > start else { return }
        let text = Typography.polished(String(decoding: bytes[start..<position], as: UTF8.self), language)
        var html = TextBuffer()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { html.append(0x0A) }
            html.append(data: String(line), as: .html)
        }
        nodes.append(.literal(plain: Array(text.utf8), html: html.bytes))
    }

    /// The inside of the tag at the current position, which moves past it.
    private mutating func readTag() throws(TemplateError) -> ArraySlice<UInt8> {
        let start = position
        var end = start + 2
        while end < bytes.count, !isPair(0x7D, at: end) {
            if isPair(0x7B, at: end), end > start + 2 { throw error(.unclosedTag, at: start) }
            end += 1
        }
        guard end < bytes.count else { throw error(.unclosedTag, at: start) }
        position = end + 2
        return bytes[start + 2..<end]
    }

    private func isPair(_ byte: UInt8, at index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == byte && bytes[index + 1] == byte
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        var inside = bytes.drop(while: isSpace)
        while let last = inside.last, isSpace(last) { inside.removeLast() }
        return String(decoding: inside, as: UTF8.self)
    }

    private func error(_ problem: TemplateProblem, at offset: Int) -> TemplateError {
        var line = 1
        var column = 1
        for byte in bytes[..<offset] {
            if byte == 0x0A { line += 1; column = 1 }
            else if byte & 0xC0 != 0x80 { column += 1 }
        }
        return TemplateError(line: line, column: column, problem: problem)
    }
}
