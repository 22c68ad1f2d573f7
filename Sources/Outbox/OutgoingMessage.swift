/// Who sends and who receives, in the terms of one channel. One recipient, always.
package enum Envelope: Sendable, Hashable {
    /// `sender` is where bounces go; what the reader sees as "From" is in the bytes.
    case email(sender: EmailAddress, recipient: EmailAddress)
    /// Lines as printed in the window of the envelope.
    case letter(sender: [String], recipient: [String])
    case registeredLetter(sender: [String], recipient: [String])

    package var channel: ChannelKind {
        switch self {
        case .email: .email
        case .letter: .letter
        case .registeredLetter: .registeredLetter
        }
    }

    /// The recipient in one line, for people and for rules that look at the address.
    package var recipientText: String {
        switch self {
        case .email(_, let recipient): recipient.text
        case .letter(_, let recipient), .registeredLetter(_, let recipient): recipient.joined(separator: ", ")
        }
    }

    /// What one open connection at a time is counted by: the recipient's domain; nil outside e-mail.
    package var recipientDomain: String? {
        switch self {
        case .email(_, let recipient): recipient.domain
        case .letter, .registeredLetter: nil
        }
    }
}

/// One message as a channel gets it: everything decided, every byte fixed.
package struct OutgoingMessage: Sendable, Hashable {
    /// The outbox row's identifier.
    package let id: String
    package let company: String
    /// Our Message-ID, the same on every try.
    package let messageID: InternetMessageID
    package let envelope: Envelope
    /// What leaves, to the byte: a mail with CRLF line ends, or a PDF.
    package let bytes: [UInt8]
    /// SHA-256 of `bytes`, as stored.
    package let digest: [UInt8]
    /// 1 for the first try.
    package let attempt: Int

    package init(
        id: String, company: String, messageID: InternetMessageID, envelope: Envelope, bytes: [UInt8],
        digest: [UInt8], attempt: Int = 1
    ) {
        self.id = id
        self.company = company
        self.messageID = messageID
        self.envelope = envelope
        self.bytes = bytes
        self.digest = digest
        self.attempt = attempt
    }

    package var channel: ChannelKind { envelope.channel }
}
