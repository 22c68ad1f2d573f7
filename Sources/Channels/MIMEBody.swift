internal import CGMime
internal import Outbox

/// The body of a mail as a tree of MIME parts: text, or text beside HTML, with files after it.
struct MIMEBody {
    private let mail: Mail

    init(_ mail: Mail) { self.mail = mail }

    typealias Part = UnsafeMutablePointer<GMimeObject>

    /// The tree; the caller releases it. Nil when GMime has no memory left.
    func makePart() -> Part? {
        guard let content = makeContent() else { return nil }
        guard !mail.attachments.isEmpty else { return content }
        return makeMultipart("mixed", [content] + mail.attachments.map(makeAttachment))
    }

    private func makeContent() -> Part? {
        let text = makeText("plain", mail.text)
        guard let html = mail.html else { return text }
        return makeMultipart("alternative", [text, makeText("html", html)])
    }

    /// Takes over the parts it is given.
    private func makeMultipart(_ subtype: String, _ parts: [Part?]) -> Part? {
        guard let multipart = g_mime_multipart_new_with_subtype(subtype) else { return nil }
        g_mime_multipart_set_boundary(multipart, boundary(of: subtype))
        for part in parts {
            guard let part else { return nil }
            g_mime_multipart_add(multipart, part)
            cgmime_release(part)
        }
        return cgmime_multipart_object(multipart)
    }

    /// `=_` can stand in no quoted-printable or base64 line (RFC 2045, 6.7), so no body can hold the boundary.
    private func boundary(of subtype: String) -> String {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in mail.messageID.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "=_\(subtype)_\(String(hash, radix: 16))"
    }

    private func makeText(_ subtype: String, _ text: String) -> Part? {
        guard let part = g_mime_part_new_with_type("text", subtype) else { return nil }
        let object = cgmime_part_object(part)
        g_mime_object_set_content_type_parameter(object, "charset", "utf-8")
        fill(part, with: Self.lines(of: text), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        return object
    }

    private func makeAttachment(_ attachment: MailAttachment) -> Part? {
        let type = attachment.mediaType.split(separator: "/")
        guard type.count == 2, let part = g_mime_part_new_with_type(String(type[0]), String(type[1])) else { return nil }
        let object = cgmime_part_object(part)
        g_mime_part_set_filename(part, attachment.fileName)
        // Without it GMime picks the smallest ISO-8859 that fits.
        let disposition = g_mime_content_disposition_get_parameters(g_mime_object_get_content_disposition(object))
        let contentType = g_mime_content_type_get_parameters(g_mime_object_get_content_type(object))
        for (list, name) in [(disposition, "filename"), (contentType, "name")] {
            if let parameter = g_mime_param_list_get_parameter(list, name) { g_mime_param_set_charset(parameter, "utf-8") }
        }
        fill(part, with: attachment.bytes, GMIME_CONTENT_ENCODING_BASE64)
        return object
    }

    private func fill(_ part: UnsafeMutablePointer<GMimePart>, with bytes: [UInt8], _ encoding: GMimeContentEncoding) {
        let stream = bytes.withUnsafeBytes { buffer in
            g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard let stream else { return }
        let content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT)
        g_mime_part_set_content(part, content)
        g_mime_part_set_content_encoding(part, encoding)
        if let content { cgmime_release(content) }
        cgmime_release(stream)
    }

    /// Lines ended by LF, the last one too; GMime turns them into CRLF.
    static func lines(of text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        if bytes.contains(0x0D) { bytes = withoutCarriageReturns(bytes) }
        if bytes.last != 0x0A { bytes.append(0x0A) }
        return bytes
    }

    private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            // The LF of a CRLF was already written for its CR.
            if byte != 0x0A || previous != 0x0D { result.append(byte == 0x0D ? 0x0A : byte) }
            previous = byte
        }
        return result
    }
}
