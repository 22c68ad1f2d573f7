package import Values

/// A value that a phrase receives by name.
package enum Argument: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    /// Printed with the language's grouping; the only argument that chooses a plural.
    case number(Int)
    case money(Money)
    case date(LocalDate, DateStyle)
    case percent(Rate)

    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .number(value) }

    func printed(in language: Language) -> String {
        switch self {
        case .text(let text): text
        case .number(let value): language.number(value)
        case .money(let money): language.amount(money)
        case .date(let day, let style): language.date(day, style)
        case .percent(let rate): language.percent(rate)
        }
    }
}

/// A sentence of one language with places for named values.
///
/// `{name}` prints a value, `{name|facture|factures}` chooses between singular and plural by it. There is nothing
/// else: a brace that is not closed is printed as it stands.
package struct Phrase: Sendable {
    private enum Piece: Sendable {
        case literal(String)
        case value(String)
        case plural(String, singular: String, plural: String)
    }

    private let pieces: [Piece]
    private let language: Language

    package init(_ source: String, _ language: Language) {
        self.language = language
        var pieces: [Piece] = []
        var rest = Substring(Typography.polished(source, language))
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
            pieces.append(Self.piece(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        self.pieces = pieces
    }

    private static func piece(_ inside: Substring) -> Piece {
        let parts = inside.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return .value(String(inside)) }
        return .plural(parts[0], singular: parts[1], plural: parts[2])
    }

    /// The names of its values, sorted, each once.
    package var parameters: [String] {
        let names: [String] = pieces.compactMap { piece in
            switch piece {
            case .literal: nil
            case .value(let name), .plural(let name, _, _): name
            }
        }
        return Set(names).sorted()
    }

    /// The sentence with its values; a missing one shows as `⟨name⟩` rather than disappearing.
    package func filled(_ arguments: [String: Argument] = [:]) -> String {
        var result = ""
        for piece in pieces {
            switch piece {
            case .literal(let text): result += text
            case .value(let name): result += arguments[name]?.printed(in: language) ?? "⟨\(name)⟩"
            case .plural(let name, let singular, let plural):
                guard case .number(let count) = arguments[name] else { result += "⟨\(name)⟩"; continue }
                result += language.isSingular(count) ? singular : plural
            }
        }
        return result
    }
}
