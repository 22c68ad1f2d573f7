import Texts

/// `mailto:` links: the three ways to answer while a company has no portal.
enum MailLink {
    static func to(_ address: String, subject: String, body: String) -> String {
        var buffer = TextBuffer(capacity: 256)
        buffer.append("mailto:")
        encode(address, into: &buffer)
        buffer.append("?subject=")
        encode(subject, into: &buffer)
        buffer.append("&body=")
        encode(body, into: &buffer)
        return buffer.string
    }

    /// RFC 6068: unreserved characters and `@` as they are, everything else in percents, line breaks as CRLF.
    private static func encode(_ text: String, into buffer: inout TextBuffer) {
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x40: buffer.append(byte)
            case 0x0A: buffer.append("%0D%0A")
            default:
                buffer.append(0x25)
                buffer.append(hex(byte >> 4))
                buffer.append(hex(byte & 0xF))
            }
        }
    }

    private static func hex(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
