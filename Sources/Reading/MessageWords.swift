import Outbox
import Workflows

extension MessageWords {
    /// Reads back the bytes that a message left with. Only what this program writes is understood: a letter as HTML,
    /// a mail of one text part or of text beside HTML, in quoted-printable or plain.
    init?(bytes: [UInt8], channel: String) {
        if channel != ChannelKind.email.rawValue {
            let html = String(decoding: bytes, as: UTF8.self)
            self.init(subject: Self.title(of: html), html: html, text: nil)
            return
        }
        let part = MailPart(bytes[...])
        var text: String?
        var html: String?
        for leaf in part.leaves {
            if leaf.mediaType == "text/plain", text == nil { text = leaf.content }
            if leaf.mediaType == "text/html", html == nil { html = leaf.content }
        }
        guard text != nil || html != nil else { return nil }
        self.init(subject: EncodedWord.decoded(part.header("subject") ?? ""), html: html, text: text)
    }

    private static func title(of html: String) -> String {
        guard let open = html.firstRange(of: "<title>"), let close = html[open.upperBound...].firstRange(of: "</title>") else {
            return ""
        }
        return String(html[open.upperBound..<close.lowerBound])
    }
}

/// A part of a mail: headers, then a body or further parts (RFC 5322, RFC 2045).
struct MailPart {
    private let headers: [(name: String, value: String)]
    private let body: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        var lines: [String] = []
        var start = bytes.startIndex
        var rest = bytes[bytes.endIndex...]
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let line = bytes[start..<end].filter { $0 != 0x0D }
            start = min(end + 1, bytes.endIndex)
            if line.isEmpty {
                rest = bytes[start...]
                break
            }
            let text = String(decoding: line, as: UTF8.self)
            if line.first == 0x20 || line.first == 0x09, !lines.isEmpty {
                lines[lines.count - 1] += " " + text.drop { $0 == " " || $0 == "\t" }
            } else {
                lines.append(text)
            }
        }
        headers = lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        body = rest
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    var mediaType: String {
        String((header("content-type") ?? "text/plain").prefix { $0 != ";" }).lowercased()
    }

    /// The parts that hold content, in order; nesting deeper than any mail of ours is left unread.
    var leaves: [MailPart] { leaves(depth: 0) }

    private func leaves(depth: Int) -> [MailPart] {
        guard mediaType.hasPrefix("multipart/") else { return [self] }
        guard depth < 4, let boundary else { return [] }
        return Self.split(body, at: Array(("--" + boundary).utf8)).flatMap { MailPart($0).leaves(depth: depth + 1) }
    }

    private var boundary: String? {
        guard let type = header("content-type"), let mark = type.firstRange(of: "boundary=") else { return nil }
        let value = type[mark.upperBound...]
        if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
        return String(value.prefix { $0 != ";" && $0 != " " })
    }

    private static func split(_ body: ArraySlice<UInt8>, at mark: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var open: Int?
        var line = body.startIndex
        while line < body.endIndex {
            let end = body[line...].firstIndex(of: 0x0A) ?? body.endIndex
            if body[line..<end].starts(with: mark) {
                if let open { parts.append(body[open..<max(open, line - 2)]) }
                let isLast = body[line..<end].dropFirst(mark.count).starts(with: [0x2D, 0x2D])
                open = isLast ? nil : min(end + 1, body.endIndex)
                if isLast { break }
            }
            line = end + 1
        }
        return parts
    }

    var content: String {
        switch header("content-transfer-encoding")?.lowercased() {
        case "quoted-printable": String(decoding: QuotedPrintable.decoded(body), as: UTF8.self)
        case nil, .some: String(decoding: body, as: UTF8.self)
        }
    }
}

/// RFC 2045, 6.7.
enum QuotedPrintable {
    static func decoded(_ bytes: ArraySlice<UInt8>, underscoreIsSpace: Bool = false) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x3D {
                let next = bytes[(index + 1)...].prefix(2)
                if let high = next.first.flatMap(hex), let low = next.dropFirst().first.flatMap(hex) {
                    result.append(high << 4 | low)
                    index += 3
                    continue
                }
                if let end = next.firstIndex(of: 0x0A) {
                    index = end + 1
                    continue
                }
            }
            if byte == 0x5F, underscoreIsSpace { result.append(0x20) } else if byte != 0x0D { result.append(byte) }
            index += 1
        }
        return result
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

/// RFC 2047: `=?utf-8?Q?…?=` and `=?utf-8?B?…?=` in headers.
enum EncodedWord {
    static func decoded(_ header: String) -> String {
        var bytes: [UInt8] = []
        var wasEncoded = false
        for word in header.split(separator: " ", omittingEmptySubsequences: true) {
            let encoded = decoded(word: word)
            // Spaces between two encoded words are only there to fold the line.
            if !bytes.isEmpty, !(wasEncoded && encoded != nil) { bytes.append(0x20) }
            bytes += encoded ?? Array(word.utf8)
            wasEncoded = encoded != nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(word: Substring) -> [UInt8]? {
        guard word.hasPrefix("=?"), word.hasSuffix("?=") else { return nil }
        let parts = word.dropFirst(2).dropLast(2).split(separator: "?", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        switch parts[1].lowercased() {
        case "q": return QuotedPrintable.decoded(Array(parts[2].utf8)[...], underscoreIsSpace: true)
        case "b": return base64(parts[2])
        default: return nil
        }
    }

    private static func base64(_ text: Substring) -> [UInt8]? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in text.utf8 where byte != 0x3D {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }
}
