/// A piece of a page. Text is escaped when it is written, wherever it stands: there is no way around it.
enum Node: Sendable, Hashable {
    case text(String)
    /// Names are literals of ours, never data.
    case element(Tag, [Attribute], [Node])
    case group([Node])

    static let none = Node.group([])
}

/// The elements that our pages are made of.
enum Tag: String, Sendable, Hashable {
    case html, head, meta, title, link, body, header, nav, main, aside, footer, section, article
    case div, p, span, strong, b, small, a, bdi, time, abbr, h1, h2, h3, ul, ol, li, dl, dt, dd, blockquote, pre
    case table, caption, thead, tbody, tfoot, tr, th, td
    case details, summary, form, label, input, button, iframe, hr
    case svg, g, rect, line, path

    /// Written without content and without an end.
    var isVoid: Bool { self == .meta || self == .link || self == .input || self == .hr }
}

/// A name and a value; a boolean attribute has no value.
struct Attribute: Sendable, Hashable {
    let name: String
    let value: String?

    /// - Parameter name: a literal of ours, never data.
    init(_ name: StaticString, _ value: String? = nil) {
        self.name = name.description
        self.value = value
    }

    static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
    static func id(_ id: String) -> Attribute { Attribute("id", id) }
    static func href(_ link: Link) -> Attribute { Attribute("href", link.text) }
    /// A place on this page.
    static func href(fragment: String) -> Attribute { Attribute("href", "#" + fragment) }
    static func aria(label: String) -> Attribute { Attribute("aria-label", label) }
    static func labelled(by id: String) -> Attribute { Attribute("aria-labelledby", id) }
    static let row = Attribute("scope", "row")
    static let column = Attribute("scope", "col")
    static let currentPage = Attribute("aria-current", "page")
    static let open = Attribute("open")
}

/// Collects the content of an element. Few overloads on purpose: more are slow to type-check.
@resultBuilder
enum Content {
    static func buildExpression(_ node: Node) -> [Node] { [node] }
    static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
    static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
    static func buildBlock(_ parts: [Node]...) -> [Node] { parts.flatMap { $0 } }
    static func buildOptional(_ part: [Node]?) -> [Node] { part ?? [] }
    static func buildEither(first part: [Node]) -> [Node] { part }
    static func buildEither(second part: [Node]) -> [Node] { part }
    static func buildArray(_ parts: [[Node]]) -> [Node] { parts.flatMap { $0 } }
}

/// An element with its content.
func el(_ tag: Tag, _ attributes: Attribute..., @Content content: () -> [Node]) -> Node {
    .element(tag, attributes, content())
}

/// An element that holds one text, or nothing.
func el(_ tag: Tag, _ attributes: Attribute..., text: String? = nil) -> Node {
    .element(tag, attributes, text.map { [.text($0)] } ?? [])
}

/// A link, its text in a direction of its own: names of customers come in every script.
func a(_ link: Link, _ text: String, _ attributes: Attribute...) -> Node {
    .element(.a, [.href(link)] + attributes, [.text(text)])
}

/// A name that somebody else wrote, kept from changing the direction of what surrounds it.
func name(_ text: String) -> Node { el(.bdi, text: text) }
