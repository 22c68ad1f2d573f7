/// Writes nodes as bytes, every text and every attribute escaped.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    /// A whole document.
    static func document(_ node: Node) -> [UInt8] {
        var writer = HTMLWriter()
        writer.bytes.reserveCapacity(32_768)
        writer.put("<!doctype html>\n")
        writer.write(node)
        writer.put("\n")
        return writer.bytes
    }

    mutating func write(_ node: Node) {
        switch node {
        case .text(let text): put(escaping: text)
        case .group(let nodes): for node in nodes { write(node) }
        case .element(let tag, let attributes, let content):
            put("<")
            put(tag.rawValue)
            for attribute in attributes { write(attribute) }
            put(">")
            if tag.isVoid { return }
            for node in content { write(node) }
            put("</")
            put(tag.rawValue)
            put(">")
            if tag.endsLine { put("\n") }
        }
    }

    private mutating func write(_ attribute: Attribute) {
        put(" ")
        put(attribute.name)
        guard let value = attribute.value else { return }
        put("=\"")
        put(escaping: value)
        put("\"")
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Escapes what HTML reads, drops the characters that turn the direction of a text around, and shows other
    /// control characters for what they are not: text.
    private mutating func put(escaping text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: put("&amp;")
            case 0x3C: put("&lt;")
            case 0x3E: put("&gt;")
            case 0x22: put("&quot;")
            case 0x27: put("&#39;")
            case 0x09, 0x0A: bytes.append(UInt8(scalar.value))
            case 0x00...0x1F, 0x7F...0x9F: put("\u{FFFD}")
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
            case ..<0x80: bytes.append(UInt8(scalar.value))
            default: put(String(scalar))
            }
        }
    }
}

extension Tag {
    /// Line ends where they change nothing, so that a page can be read and compared.
    fileprivate var endsLine: Bool {
        switch self {
        case .html, .head, .title, .body, .header, .nav, .main, .aside, .footer, .section, .article, .div, .p, .h1, .h2,
            .h3, .ul, .ol, .li, .dl, .dt, .dd, .blockquote, .pre, .table, .caption, .thead, .tbody, .tfoot, .tr,
            .details, .summary, .form, .svg, .rect, .iframe:
            true
        case .meta, .link, .span, .strong, .b, .small, .a, .bdi, .time, .abbr, .th, .td, .label, .input, .button, .hr,
            .g, .line, .path:
            false
        }
    }
}
