import Outbox
import Testing
import Values

@Suite("Addresses have a grammar of our own")
struct AddressTests {
    @Test("usual addresses are read, the domain in lower case", arguments: [
        ("compta@dupont.fr", "compta@dupont.fr"), ("Jean.Petit+relance@Exemple.TEST", "Jean.Petit+relance@exemple.test"),
        ("o'neil_1@a-b.c-d.org", "o'neil_1@a-b.c-d.org"), ("x@xn--socit-esab.fr", "x@xn--socit-esab.fr"),
    ])
    func sound(text: String, expected: String) throws {
        #expect(try EmailAddress(parsing: text).text == expected)
    }

    @Test("anything else says why it is not an address", arguments: [
        ("", EmailAddressProblem.empty), ("dupont.fr", .noAtSign), ("a@b.fr;c@d.fr", .severalAtSigns),
        ("a b@c.fr", .spaceOrControl), (" a@c.fr", .spaceOrControl), ("a@c.fr\r\nBcc: x", .spaceOrControl),
        ("a@c.fr\r\nBcc: x@y.fr", .severalAtSigns), ("é@c.fr", .localPartNotASCII), ("a@société.fr", .domainNotASCII),
        (".a@c.fr", .localPartMalformed), ("a.@c.fr", .localPartMalformed), ("a..b@c.fr", .localPartMalformed),
        ("\"a\"@c.fr", .localPartMalformed), ("<a@c.fr>", .localPartMalformed), ("@c.fr", .localPartMalformed),
        ("a,b@c.fr", .localPartMalformed), ("a@", .domainMalformed), ("a@localhost", .domainMalformed),
        ("a@c..fr", .domainMalformed), ("a@-c.fr", .domainMalformed), ("a@c.fr.", .domainMalformed),
        ("a@[127.0.0.1]", .domainMalformed), ("a@127.0.0.1", .domainMalformed), ("a@c.f", .domainMalformed),
        (String(repeating: "a", count: 65) + "@c.fr", .tooLong), ("a@" + String(repeating: "b.", count: 126) + "fr", .tooLong),
    ])
    func unsound(text: String, problem: EmailAddressProblem) {
        #expect(throws: problem) { try EmailAddress(parsing: text) }
    }

    @Test("a Message-ID is a dot-atom at a domain, brackets apart")
    func messageIDs() {
        #expect(InternetMessageID(local: "m-42.dupont", domain: "Mail.Exemple.FR")?.bracketed == "<m-42.dupont@mail.exemple.fr>")
        #expect(InternetMessageID(parsing: "<a.b@c.fr>") == InternetMessageID(local: "a.b", domain: "c.fr"))
        for text in ["", "a", "a@b", "a b@c.fr", "<a@c.fr", "a>@c.fr", "a@c.fr\r\nX: y"] {
            #expect(InternetMessageID(parsing: text) == nil, "\(text)")
        }
    }
}

@Suite("A mail is checked before it is written")
struct MailCheckTests {
    private func mail(
        subject: String = "Objet", name: String? = nil, text: String = "Bonjour", file: MailAttachment? = nil
    ) throws -> Mail {
        let address = try EmailAddress(parsing: "a@exemple.test")
        let id = try #require(InternetMessageID(local: "m-1", domain: "exemple.test"))
        return Mail(
            messageID: id, sentAt: .init(milliseconds: 0), from: Mailbox(name: name, address), to: Mailbox(address),
            subject: subject, text: text, attachments: file.map { [$0] } ?? [])
    }

    @Test("no header value can start a header of its own", arguments: ["a\r\nBcc: x@y.fr", "a\nb", "a\rb", "a\0b", "a\tb", "a\u{7F}"])
    func injection(value: String) {
        #expect(throws: MailProblem.controlCharacter(.subject)) { try mail(subject: value).check() }
        #expect(throws: MailProblem.controlCharacter(.from)) { try mail(name: value).check() }
        let file = MailAttachment(fileName: value, mediaType: "text/plain", bytes: [])
        #expect(throws: MailProblem.controlCharacter(.attachmentName)) { try mail(file: file).check() }
    }

    @Test("empty, endless and malformed parts are refused")
    func others() throws {
        try mail().check()
        #expect(throws: MailProblem.empty(.subject)) { try mail(subject: "").check() }
        #expect(throws: MailProblem.empty(.text)) { try mail(text: "").check() }
        #expect(throws: MailProblem.controlCharacter(.text)) { try mail(text: "a\0").check() }
        let long = String(repeating: "é", count: 300)
        #expect(throws: MailProblem.tooLong(.subject, limit: 500)) { try mail(subject: long).check() }
        for type in ["", "pdf", "a/b/c", "text/plain; x=y", "text/pla\r\nin", "/"] {
            let file = MailAttachment(fileName: "a", mediaType: type, bytes: [])
            #expect(throws: MailProblem.malformedMediaType(type)) { try mail(file: file).check() }
        }
    }
}
