/// What a name is worth at the moment of rendering.
package enum TemplateValue: Sendable, Equatable {
    case text(String)
    case flag(Bool)
    /// Rows whose values stand in the order of the list's own vocabulary.
    case list([[TemplateValue]])

    var isTrue: Bool {
        switch self {
        case .text(let text): !text.isEmpty
        case .flag(let flag): flag
        case .list(let rows): !rows.isEmpty
        }
    }
}

/// A template without logic: compiled once against a vocabulary, rendered many times.
///
/// `{{name}}` prints a value, `{{#name}}…{{/name}}` is kept when it is true (or repeated for a list),
/// `{{^name}}…{{/name}}` when it is not, `{{! … }}` is a comment. Values are always escaped in HTML.
package struct Template: Sendable {
    /// A name found at compile time: `up` lists outwards, then its slot there.
    struct Place: Sendable, Equatable {
        let up: Int
        let slot: Int
    }

    indirect enum Node: Sendable {
        case literal(plain: [UInt8], html: [UInt8])
        case value(Place)
        case section(Place, isInverted: Bool, [Node])
        case list(Place, [Node])
    }

    let nodes: [Node]

    /// Sections inside one another that a template may have.
    package static let deepest = 16

    /// Compiles `source`; its literals are polished for `language`.
    package init(_ source: String, vocabulary: Vocabulary, language: Language) throws(TemplateError) {
        var parser = TemplateParser(source, vocabulary: vocabulary, language: language)
        nodes = try parser.parse()
    }

    /// Appends the rendered text. `value` is asked for a slot of the vocabulary only when it is used.
    package func render(as markup: Markup, into buffer: inout TextBuffer, value: (Int) -> TemplateValue) {
        Self.render(nodes, as: markup, into: &buffer, rows: [], value: value)
    }

    package func rendered(as markup: Markup, value: (Int) -> TemplateValue) -> String {
        var buffer = TextBuffer()
        render(as: markup, into: &buffer, value: value)
        return buffer.string
    }

    private static func render(
        _ nodes: [Node], as markup: Markup, into buffer: inout TextBuffer, rows: [[TemplateValue]],
        value: (Int) -> TemplateValue
    ) {
        func look(_ place: Place) -> TemplateValue {
            place.up < rows.count ? rows[rows.count - 1 - place.up][place.slot] : value(place.slot)
        }
        for node in nodes {
            switch node {
            case .literal(let plain, let html): buffer.append(markup == .html ? html : plain)
            case .value(let place):
                if case .text(let text) = look(place) { buffer.append(data: text, as: markup) }
            case .section(let place, let isInverted, let inner):
                guard look(place).isTrue != isInverted else { continue }
                render(inner, as: markup, into: &buffer, rows: rows, value: value)
            case .list(let place, let inner):
                guard case .list(let items) = look(place) else { continue }
                for item in items { render(inner, as: markup, into: &buffer, rows: rows + [item], value: value) }
            }
        }
    }
}
