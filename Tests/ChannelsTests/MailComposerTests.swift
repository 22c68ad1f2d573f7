import Channels
import Foundation
import Outbox
import TestKit
import Testing
import Values

@Suite("Mails say what they were given, to any reader")
struct MailComposerTests {
    private let file = MailAttachment(
        fileName: "Relevé n° 42 – été.pdf", mediaType: "application/pdf", bytes: (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) })

    private func mail(
        name: String? = "Comptabilité Dupont & Fils, « Paris »", subject: String = "Facture FA-2026-0042 échue : 1 234,56 €",
        text: String = "Bonjour,\n\nVotre facture FA-2026-0042 de 1 234,56 € est échue.\n.\n..\nFrom here\n\nÀ bientôt\n",
        html: String? = "<p>Bonjour,</p>\n<p>Votre facture <b>FA-2026-0042</b> de 1 234,56 € est échue.</p>\n",
        attachments: [MailAttachment] = [], references: [String] = []
    ) throws -> Mail {
        Mail(
            messageID: try #require(InternetMessageID(local: "m-42.dupont", domain: "relance.test")),
            sentAt: Instant(milliseconds: 1_790_000_000_123),
            from: Mailbox(name: name, try EmailAddress(parsing: "compta@dupont.test")),
            to: Mailbox(name: "Société Générale d’Électricité", try EmailAddress(parsing: "client+a@exemple.test")),
            replyTo: Mailbox(name: nil, try EmailAddress(parsing: "reponses@dupont.test")),
            subject: subject, text: text, html: html, attachments: attachments,
            references: try references.map { try #require(InternetMessageID(parsing: $0)) })
    }

    @Test("names, subject, dates and identifiers come back as they went in")
    func headers() throws {
        let bytes = try MailComposer().compose(mail(references: ["m-1@relance.test", "m-2@relance.test"]))
        let read = try ParsedMail.read(bytes)
        #expect(read.from == ["Comptabilité Dupont & Fils, « Paris »", "compta@dupont.test"])
        #expect(read.to == ["Société Générale d’Électricité", "client+a@exemple.test"])
        #expect(read.replyTo == ["", "reponses@dupont.test"])
        #expect(read.subject == "Facture FA-2026-0042 échue : 1 234,56 €")
        #expect(read.messageID == "<m-42.dupont@relance.test>")
        #expect(read.date == "Mon, 21 Sep 2026 14:13:20 +0000")
        #expect(read.inReplyTo == "<m-2@relance.test>")
        #expect(read.references == "<m-1@relance.test> <m-2@relance.test>")
        #expect(read.defects.isEmpty, "\(read.defects)")
        #expect(Set(read.headers).count == read.headers.count)
        #expect(read.headers.contains("Auto-Submitted") && read.headers.contains("MIME-Version"))
    }

    @Test("subjects and names of any script and length come back whole", arguments: [
        "x", "Ünïcode 漢字 עברית 🧾", String(repeating: "très long ", count: 40) + "fin", String(repeating: "é", count: 240),
        "=?utf-8?q?pas_un_code?=", "a, b; \"c\" <d@e.fr> \\ (f)", "  bords  ",
    ])
    func subjects(value: String) throws {
        let name = String(value.prefix(60))
        let read = try ParsedMail.read(MailComposer().compose(mail(name: name, subject: value)))
        let trimmed = value.trimmingCharacters(in: .whitespaces)
        #expect(read.subject.trimmingCharacters(in: .whitespaces) == trimmed)
        #expect(read.from.first?.trimmingCharacters(in: .whitespaces) == name.trimmingCharacters(in: .whitespaces))
    }

    @Test("text stands before HTML, files come after, every byte intact")
    func parts() throws {
        let given = try mail(attachments: [file, MailAttachment(fileName: "vide.txt", mediaType: "text/plain", bytes: [])])
        let read = try ParsedMail.read(MailComposer().compose(given))
        #expect(read.parts.map(\.type) == [
            "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf", "text/plain",
        ])
        let texts = read.parts[2...3]
        #expect(texts.map(\.charset) == ["utf-8", "utf-8"] && texts.map(\.encoding) == ["quoted-printable", "quoted-printable"])
        let crlf = { (text: String) in Data(text.replacingOccurrences(of: "\n", with: "\r\n").utf8) }
        #expect(read.parts[2].bytes == crlf(given.text))
        #expect(read.parts[3].bytes == crlf(try #require(given.html)))
        #expect(read.parts[4].bytes == Data(file.bytes))
        #expect(read.parts[4].fileName == file.fileName && read.parts[4].disposition == "attachment")
        #expect(read.parts[5].bytes == Data())
        #expect(read.defects.isEmpty, "\(read.defects)")
    }

    @Test("a mail without HTML is one plain part")
    func plain() throws {
        let read = try ParsedMail.read(MailComposer().compose(mail(text: "Une ligne\r\nsans fin", html: nil)))
        #expect(read.parts.map(\.type) == ["text/plain"])
        #expect(read.parts.first?.bytes == Data("Une ligne\r\nsans fin\r\n".utf8))
    }

    @Test("the same mail gives the same bytes, another identifier other boundaries")
    func deterministic() throws {
        let composer = MailComposer()
        let first = try composer.compose(mail(attachments: [file]))
        #expect(try composer.compose(mail(attachments: [file])) == first)
        #expect(String(decoding: first, as: UTF8.self).contains("boundary=\"=_alternative_"))
    }

    @Test("many threads may compose at once")
    func threads() async throws {
        let given = try mail(attachments: [file])
        let expected = try MailComposer().compose(given)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { try MailComposer().compose(given) == expected } }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test("what is composed is what arrives", .timeLimit(.minutes(15)))
    func onTheWire() async throws {
        let sink = try Sink()
        let bytes = try MailComposer().compose(mail(attachments: [file]))
        let message = try message(String(decoding: bytes, as: UTF8.self))
        guard case .accepted = await SMTPChannel(try settings(sink)).deliver(message, commit: { true }) else {
            return #expect(Bool(false), "not accepted")
        }
        #expect(try sink.report().accepted.map(\.bytes) == [Data(bytes)])
    }

    @Test("a name cannot bring headers of its own", arguments: ["Dupont\r\nBcc: x@y.fr", "a\nb", "a\0"])
    func injection(name: String) {
        #expect(throws: MailProblem.controlCharacter(.from)) { try MailComposer().compose(mail(name: name)) }
        #expect(throws: MailProblem.controlCharacter(.subject)) { try MailComposer().compose(mail(subject: name)) }
    }

    @Test("the golden mail is unchanged")
    func golden() throws {
        let small = MailAttachment(fileName: "relevé.txt", mediaType: "text/plain", bytes: Array("Été\n".utf8))
        let bytes = try MailComposer().compose(mail(attachments: [small], references: ["m-1@relance.test"]))
        let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
        let place = TestPlace.tests.appending(path: "ChannelsTests/Support/reminder.eml")
        if ProcessInfo.processInfo.environment["RELANCE_WRITE_GOLDENS"] != nil {
            try text.write(to: place, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: place, encoding: .utf8) == text)
    }
}
