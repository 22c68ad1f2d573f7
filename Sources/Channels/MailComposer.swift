internal import CGMime
package import Outbox
internal import Values

/// Writes mails as bytes, ready for the wire: CRLF line ends, 7-bit, UTF-8 declared everywhere.
///
/// The same mail always gives the same bytes: nothing in it comes from a clock, a host name or chance.
package struct MailComposer: Sendable {
    /// GMime wants one call before everything else, from one thread.
    private static let isLibraryReady: Bool = {
        g_mime_init()
        return true
    }()

    package init() {}

    package func compose(_ mail: Mail) throws(MailProblem) -> [UInt8] {
        try mail.check()
        guard Self.isLibraryReady, let message = g_mime_message_new(0) else { throw .notComposed }
        defer { cgmime_release(message) }
        writeHeaders(of: mail, on: message)
        guard let body = MIMEBody(mail).makePart() else { throw .notComposed }
        g_mime_message_set_mime_part(message, body)
        cgmime_release(body)
        guard let bytes = Self.bytes(of: message) else { throw .notComposed }
        return bytes
    }

    private func writeHeaders(of mail: Mail, on message: UnsafeMutablePointer<GMimeMessage>) {
        add(mail.from, to: g_mime_message_get_from(message))
        add(mail.to, to: g_mime_message_get_to(message))
        if let replyTo = mail.replyTo { add(replyTo, to: g_mime_message_get_reply_to(message)) }
        g_mime_message_set_subject(message, HeaderText.encoded(mail.subject), "utf-8")
        if let date = g_date_time_new_from_unix_utc(gint64(mail.sentAt.milliseconds / 1000)) {
            g_mime_message_set_date(message, date)
            g_date_time_unref(date)
        }
        g_mime_message_set_message_id(message, mail.messageID.text)
        let object = cgmime_message_object(message)
        if let last = mail.references.last {
            g_mime_object_set_header(object, "In-Reply-To", last.bracketed, nil)
            let all = mail.references.map(\.bracketed).joined(separator: " ")
            g_mime_object_set_header(object, "References", all, nil)
        }
        // RFC 3834: written by a program, so that vacation responders keep quiet.
        g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", nil)
    }

    private func add(_ mailbox: Mailbox, to list: UnsafeMutablePointer<InternetAddressList>?) {
        let name = mailbox.name.map(HeaderText.encoded)
        guard let address = internet_address_mailbox_new(name, mailbox.address.text) else { return }
        internet_address_list_add(list, address)
        cgmime_release(address)
    }

    private static func bytes(of message: UnsafeMutablePointer<GMimeMessage>) -> [UInt8]? {
        guard let options = g_mime_format_options_new(), let stream = g_mime_stream_mem_new() else { return nil }
        defer {
            g_mime_format_options_free(options)
            cgmime_release(stream)
        }
        g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
        guard g_mime_object_write_to_stream(cgmime_message_object(message), options, stream) >= 0,
            let array = cgmime_memory(stream), let data = array.pointee.data
        else { return nil }
        return Array(UnsafeBufferPointer(start: data, count: Int(array.pointee.len)))
    }
}
