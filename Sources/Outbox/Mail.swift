package import Values

/// A mail before it becomes bytes.
package struct Mail: Sendable, Hashable {
    package let messageID: InternetMessageID
    /// What the `Date` header says.
    package let sentAt: Instant
    package let from: Mailbox
    package let to: Mailbox
    package let replyTo: Mailbox?
    package let subject: String
    /// The whole message for readers without HTML.
    package let text: String
    package let html: String?
    package let attachments: [MailAttachment]
    /// The messages this one follows, oldest first; the last one is what it answers.
    package let references: [InternetMessageID]

    package init(
        messageID: InternetMessageID, sentAt: Instant, from: Mailbox, to: Mailbox, replyTo: Mailbox? = nil,
        subject: String, text: String, html: String? = nil, attachments: [MailAttachment] = [],
        references: [InternetMessageID] = []
    ) {
        self.messageID = messageID
        self.sentAt = sentAt
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.attachments = attachments
        self.references = references
    }
}

/// An address with the name shown beside it.
package struct Mailbox: Sendable, Hashable {
    package let name: String?
    package let address: EmailAddress

    package init(name: String? = nil, _ address: EmailAddress) {
        self.name = name
        self.address = address
    }
}

/// A file that travels with a mail.
package struct MailAttachment: Sendable, Hashable {
    /// Its name for the reader, accents included.
    package let fileName: String
    /// `application/pdf`
    package let mediaType: String
    package let bytes: [UInt8]

    package init(fileName: String, mediaType: String, bytes: [UInt8]) {
        self.fileName = fileName
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// The parts of a mail that a mistake can be in.
package enum MailField: String, Sendable, Hashable, CaseIterable {
    case from, to, replyTo, subject, text, html, attachmentName, attachmentType
}

/// Why a mail cannot be written.
package enum MailProblem: Error, Sendable, Hashable {
    /// A line break or another control character where a header goes: with it a name could add headers of its own.
    case controlCharacter(MailField)
    case empty(MailField)
    /// Longer than a header may sensibly be, in bytes of UTF-8.
    case tooLong(MailField, limit: Int)
    /// Not `type/subtype` in ASCII.
    case malformedMediaType(String)
    /// The MIME library gave nothing back.
    case notComposed
}

extension Mail {
    /// Checks every field that becomes a header, and that the bodies hold no NUL.
    package func check() throws(MailProblem) {
        try Self.checkHeader(from.name, .from, limit: 200)
        try Self.checkHeader(to.name, .to, limit: 200)
        try Self.checkHeader(replyTo?.name, .replyTo, limit: 200)
        try Self.checkHeader(subject, .subject, limit: 500)
        guard !subject.isEmpty else { throw .empty(.subject) }
        guard !text.isEmpty else { throw .empty(.text) }
        guard !Self.holdsNUL(text) else { throw .controlCharacter(.text) }
        if let html {
            guard !html.isEmpty else { throw .empty(.html) }
            guard !Self.holdsNUL(html) else { throw .controlCharacter(.html) }
        }
        for attachment in attachments { try attachment.check() }
    }

    /// Straight over the bytes: bodies are long and every mail passes here.
    private static func holdsNUL(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? text.utf8.contains(0)
    }

    fileprivate static func checkHeader(_ value: String?, _ field: MailField, limit: Int) throws(MailProblem) {
        guard let value else { return }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .controlCharacter(field) }
        guard value.utf8.count <= limit else { throw .tooLong(field, limit: limit) }
    }
}

extension MailAttachment {
    fileprivate func check() throws(MailProblem) {
        guard !fileName.isEmpty else { throw .empty(.attachmentName) }
        try Mail.checkHeader(fileName, .attachmentName, limit: 200)
        let parts = mediaType.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        let isSound = parts.count == 2 && parts.allSatisfy { part in
            (1...100).contains(part.count) && part.allSatisfy(Self.isTokenByte)
        }
        guard isSound else { throw .malformedMediaType(mediaType) }
    }

    /// RFC 6838 `restricted-name-chars`.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23, 0x24, 0x26, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F: true
        default: false
        }
    }
}
