/// An address on this site, made of parts that are encoded one by one: data cannot leave its place in it.
struct Link: Sendable, Hashable {
    let path: [String]
    var query: [Parameter]
    /// Keeps a final slash away from `text` for the home page only.
    struct Parameter: Sendable, Hashable {
        let name: String
        let value: String
    }

    init(_ path: [String], _ query: [Parameter] = []) {
        self.path = path
        self.query = query
    }

    func with(_ name: String, _ value: String?) -> Link {
        var link = self
        link.query.removeAll { $0.name == name }
        if let value { link.query.append(Parameter(name: name, value: value)) }
        return link
    }

    /// As it stands in `href`.
    var text: String {
        let path = "/" + path.map(PathSegment.encoded).joined(separator: "/")
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { PercentCoding.encoded($0.name) + "=" + PercentCoding.encoded($0.value) }.joined(separator: "&")
    }
}

/// One part of a path. `.` and `..` mean something to browsers even when they are encoded, and nothing may be empty:
/// such parts carry a mark, which no encoded part begins with.
enum PathSegment {
    private static let mark = "="

    static func encoded(_ text: String) -> String {
        let needsMark = text.isEmpty || text == "." || text == ".."
        return needsMark ? mark + PercentCoding.encoded(text).replacingDots : PercentCoding.encoded(text)
    }

    /// Nil when the encoding is broken.
    static func decoded(_ text: some StringProtocol) -> String? {
        guard let plain = PercentCoding.decoded(text, plusIsSpace: false) else { return nil }
        return text.hasPrefix(mark) ? String(plain.dropFirst()) : plain
    }
}

extension String {
    fileprivate var replacingDots: String { String(flatMap { $0 == "." ? "%2E" : String($0) }) }
}

/// RFC 3986: everything but unreserved characters as `%XX` of its UTF-8.
enum PercentCoding {
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digit(byte >> 4), digit(byte & 15)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Nil when a `%` is not followed by two digits, or when the result is not UTF-8 or holds a NUL.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case 0x25:
                guard let high = iterator.next().flatMap(value), let low = iterator.next().flatMap(value) else { return nil }
                bytes.append(high << 4 | low)
            case 0x2B where plusIsSpace: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x41 + value - 10 }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
