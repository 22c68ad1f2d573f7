import CXML

/// Takes the elements of an XML part as they come. The names and values passed live only during the call.
package protocol XMLHandler: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    /// Set by the handler when what it reads must be refused.
    var refusal: Diagnostic? { get }
    /// Asked after each element, and cheaper than the refusal itself.
    var isRefused: Bool { get }
}

extension XMLHandler {
    package var isRefused: Bool { refusal != nil }
}

/// The local name of an element, without its namespace prefix.
package struct XMLName {
    fileprivate let pointer: UnsafePointer<UInt8>

    /// The same for the same name, as long as the part is read: the parser keeps each name once.
    package var key: UInt { UInt(bitPattern: pointer) }

    package var text: String { String(cString: pointer) }

    package static func == (name: XMLName, expected: StaticString) -> Bool {
        isEqual(name.pointer, expected)
    }

    fileprivate static func isEqual(_ pointer: UnsafePointer<UInt8>, _ expected: StaticString) -> Bool {
        let count = expected.utf8CodeUnitCount
        let other = expected.utf8Start
        for index in 0..<count where pointer[index] != other[index] { return false }
        return pointer[count] == 0
    }
}

/// The attributes of an element, by local name.
package struct XMLAttributes {
    /// Five pointers for each: local name, prefix, namespace, start and end of the value (libxml2 SAX2).
    fileprivate let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    fileprivate let count: Int
    fileprivate let context: xmlParserCtxtPtr?

    /// The line of the element, from 1.
    package var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

    package subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard let base else { return nil }
        for index in 0..<count {
            guard let local = base[index * 5], XMLName.isEqual(local, name), let start = base[index * 5 + 3],
                let end = base[index * 5 + 4]
            else { continue }
            return UnsafeBufferPointer(start: start, count: end - start)
        }
        return nil
    }

    package func text(_ name: StaticString) -> String? {
        self[name].map { String(decoding: $0, as: UTF8.self) }
    }
}

/// A push parser over one part: no DTD, no entity beyond the five of XML, no network, no tree.
package final class XMLStream {
    private let context: xmlParserCtxtPtr
    private let link: Link
    private let part: String

    /// What the C callbacks are given.
    private final class Link {
        let handler: any XMLHandler
        var context: xmlParserCtxtPtr?
        var hasDoctype = false

        init(_ handler: any XMLHandler) { self.handler = handler }

        func stop() { if let context { xmlStopParser(context) } }

        /// Lends the link that the parser was given; the stream keeps it alive.
        static func with(_ data: UnsafeMutableRawPointer?, _ body: (Link) -> Void) {
            if let data { Unmanaged<Link>.fromOpaque(data)._withUnsafeGuaranteedRef(body) }
        }
    }

    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// `part` names the part in refusals.
    package init(_ handler: any XMLHandler, part: String) throws(Diagnostic) {
        self.part = part
        link = Link(handler)
        var sax = Self.callbacks()
        let data = Unmanaged.passUnretained(link).toOpaque()
        guard Self.isReady, let context = xmlCreatePushParserCtxt(&sax, data, nil, 0, nil) else {
            throw Diagnostic(.xmlMalformed, parameters: ["part": part])
        }
        self.context = context
        link.context = context
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    }

    /// The line that is being read, from 1.
    package var line: Int { Int(xmlSAX2GetLineNumber(context)) }

    deinit { xmlFreeParserCtxt(context) }

    /// Parses the next bytes, or the end of the part when `isLast`.
    package func push(_ bytes: [UInt8], count: Int, isLast: Bool) throws(Diagnostic) {
        let status = bytes.withUnsafeBytes { raw in
            xmlParseChunk(context, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count), isLast ? 1 : 0)
        }
        if link.hasDoctype { throw Diagnostic(.doctypeForbidden, parameters: ["part": part]) }
        if let refusal = link.handler.refusal { throw refusal }
        guard status == 0, context.pointee.wellFormed == 1 || !isLast else {
            throw Diagnostic(.xmlMalformed, parameters: ["part": part])
        }
    }

    private static func callbacks() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.internalSubset = { data, _, _, _ in
            Link.with(data) { link in
                link.hasDoctype = true
                link.stop()
            }
        }
        sax.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            guard let name else { return }
            Link.with(data) { link in
                link.handler.start(XMLName(pointer: name), XMLAttributes(base: attributes, count: Int(count), context: link.context))
                if link.handler.isRefused { link.stop() }
            }
        }
        sax.endElementNs = { data, name, _, _ in
            guard let name else { return }
            Link.with(data) { $0.handler.end(XMLName(pointer: name)) }
        }
        sax.characters = { data, text, count in
            Link.with(data) { $0.handler.text(UnsafeBufferPointer(start: text, count: Int(count))) }
        }
        sax.cdataBlock = { data, text, count in
            Link.with(data) { $0.handler.text(UnsafeBufferPointer(start: text, count: Int(count))) }
        }
        return sax
    }
}

extension Archive {
    /// Parses a whole part; false when there is none of that name.
    func parse(_ name: String, with handler: any XMLHandler) throws(Diagnostic) -> Bool {
        guard let part = try part(name) else { return false }
        let stream = try XMLStream(handler, part: name)
        var buffer = [UInt8](repeating: 0, count: 32_768)
        while true {
            let count = try part.read(into: &buffer)
            try stream.push(buffer, count: count, isLast: count == 0)
            if count == 0 { return true }
        }
    }
}
