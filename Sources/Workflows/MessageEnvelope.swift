import Ledger
import Outbox
import Storage
import Values

/// Everything that leaves with a message: to whom, and the exact bytes.
struct SealedMessage: Sendable {
    let envelope: Envelope
    let bytes: [UInt8]
    let digest: [UInt8]
    let subject: String
}

/// The same words to somebody else at the customer.
struct SealedCopy: Sendable {
    let message: Correspondence
    let header: InternetMessageID
    let sealed: SealedMessage
}

/// Why a message could not be sealed: the address or the words are at fault, not the moment.
enum SealingProblem: Error, Sendable {
    case badAddress(String)
    case badMail(MailProblem)
    case notAMessage
}

/// Puts a written message into its envelope.
struct MessageSealer: Sendable {
    let profile: CompanyProfile
    let customer: Customer
    let compose: @Sendable (Mail) throws(MailProblem) -> [UInt8]

    func seal(
        _ written: WrittenMessage, channel: String, to: String?, messageID: InternetMessageID, at moment: Instant
    ) throws(SealingProblem) -> SealedMessage {
        switch ChannelKind(rawValue: channel) {
        case .email: try seal(mail: written, to: to ?? "", messageID: messageID, at: moment)
        case .letter: seal(letter: written, .letter(sender: senderLines, recipient: recipientLines))
        case .registeredLetter: seal(letter: written, .registeredLetter(sender: senderLines, recipient: recipientLines))
        case .sms, .call, nil: throw .notAMessage
        }
    }

    func seal(
        copiesOf message: Correspondence, _ written: WrittenMessage, _ profile: CompanyProfile, at moment: Instant
    ) throws(SealingProblem) -> [SealedCopy] {
        var copies: [SealedCopy] = []
        for (index, address) in message.copies.enumerated() where message.channel == ChannelKind.email.rawValue {
            let copy = message.copy(index + 1, to: address, state: MessageState.ready.rawValue)
            guard let header = InternetMessageID.of(copy.id, profile) else { continue }
            let sealed = try seal(mail: written, to: address, messageID: header, at: moment)
            copies.append(SealedCopy(message: copy, header: header, sealed: sealed))
        }
        return copies
    }

    private func seal(letter: WrittenMessage, _ envelope: Envelope) -> SealedMessage {
        let bytes = Array(letter.html.utf8)
        return SealedMessage(envelope: envelope, bytes: bytes, digest: FactHash.sha256(bytes), subject: letter.subject)
    }

    private func seal(
        mail: WrittenMessage, to: String, messageID: InternetMessageID, at moment: Instant
    ) throws(SealingProblem) -> SealedMessage {
        guard let sender = try? EmailAddress(parsing: profile.senderAddress) else { throw .badAddress(profile.senderAddress) }
        guard let recipient = try? EmailAddress(parsing: to) else { throw .badAddress(to) }
        let mail = Mail(
            messageID: messageID, sentAt: moment, from: Mailbox(name: profile.letterhead.signatory.map { "\($0), \(profile.name)" } ?? profile.name, sender),
            to: Mailbox(name: customer.name, recipient), replyTo: nil, subject: mail.subject, text: mail.text,
            html: mail.html)
        do throws(MailProblem) {
            let bytes = try compose(mail)
            return SealedMessage(
                envelope: .email(sender: sender, recipient: recipient), bytes: bytes, digest: FactHash.sha256(bytes),
                subject: mail.subject)
        } catch { throw .badMail(error) }
    }

    func envelope(channel: String, to: String?) -> Envelope? {
        switch ChannelKind(rawValue: channel) {
        case .email:
            guard let sender = try? EmailAddress(parsing: profile.senderAddress),
                let recipient = try? EmailAddress(parsing: to ?? "")
            else { return nil }
            return .email(sender: sender, recipient: recipient)
        case .letter: return .letter(sender: senderLines, recipient: recipientLines)
        case .registeredLetter: return .registeredLetter(sender: senderLines, recipient: recipientLines)
        case .sms, .call, nil: return nil
        }
    }

    private var senderLines: [String] { [profile.name] + profile.letterhead.addressLines }

    private var recipientLines: [String] {
        [customer.name] + [customer.address, [customer.postcode, customer.city].compactMap { $0 }.joined(separator: " ")]
            .compactMap { $0 }.filter { !$0.isEmpty }
    }
}

extension InternetMessageID {
    /// The identifier of a message for life: its own id in plain letters, a mark that keeps two ids apart, the company.
    static func of(_ message: MessageID, _ profile: CompanyProfile) -> InternetMessageID? {
        let plain = message.text.utf8.map { byte in
            (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) ? byte : 0x2D
        }
        let mark = FactHash.hexadecimal(Array(FactHash.sha256(Array((profile.id.text + "/" + message.text).utf8)).prefix(8)))
        let domain = profile.senderAddress.split(separator: "@").last.map(String.init) ?? "relance.invalid"
        let own = "relance-" + String(decoding: plain.prefix(80), as: UTF8.self) + "-" + mark
        return InternetMessageID(local: own, domain: domain) ?? InternetMessageID(local: "relance-" + mark, domain: "relance.invalid")
    }
}
