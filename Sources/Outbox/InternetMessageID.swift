/// The identifier a mail carries for life (RFC 5322 `Message-ID`), chosen by us before the first try.
///
/// It is how a message is found again in a relay's log, a bounce or an archive.
package struct InternetMessageID: Sendable, Hashable, CustomStringConvertible {
    /// Without angle brackets: `m-42.dupont@mail.exemple.fr`.
    package let text: String

    /// Nil unless `local` is a dot-atom and `domain` a full domain name, 200 characters at most together.
    package init?(local: String, domain: String) {
        let lowered = domain.lowercased()
        guard EmailAddress.isDotAtom(local.utf8), EmailAddress.isDomain(Array(lowered.utf8)),
            local.utf8.count + lowered.utf8.count < 200
        else { return nil }
        text = local + "@" + lowered
    }

    /// Reads `local@domain`, with or without angle brackets; nil for anything else.
    package init?(parsing text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        if bytes.first == 0x3C, bytes.last == 0x3E { bytes = bytes.dropFirst().dropLast() }
        guard let at = bytes.lastIndex(of: 0x40) else { return nil }
        self.init(
            local: String(decoding: bytes[..<at], as: UTF8.self),
            domain: String(decoding: bytes[(at + 1)...], as: UTF8.self))
    }

    /// As the header writes it.
    package var bracketed: String { "<" + text + ">" }

    package var description: String { bracketed }
}
