import Texts
import Values

/// How a letter travels.
package enum LetterPost: String, Sendable, Hashable, CaseIterable {
    case letter
    case registered
    case electronicRegistered = "electronic_registered"
}

/// A letter ready to be printed or handed to a post office.
package struct RenderedLetter: Sendable, Hashable {
    package let subject: String
    package let html: String
    package let text: String
}

/// Writes letters on paper: reminders without an e-mail address, and formal notices.
package enum LetterRenderer {
    /// - Parameters:
    ///   - place: where it is signed; the date stands alone without it.
    ///   - enclosures: what travels with it, in words; copies of the invoices are added when the content attaches them.
    /// - Throws: `ReminderError`, as for mails, and `missingAddress` without a postal address.
    package static func render(
        _ content: ReminderContent, with template: MessageTemplate, by post: LetterPost, place: String? = nil,
        enclosures: [String] = []
    ) throws(ReminderError) -> RenderedLetter {
        try ReminderCheck.check(content, for: template)
        guard !content.addressee.addressLines.isEmpty else { throw .missingAddress(customer: content.addressee.name) }
        let view = LetterView(content, template, by: post, place: place, enclosures: enclosures)
        return RenderedLetter(subject: view.body.subject, html: LetterHTML.write(view), text: LetterText.write(view))
    }
}

/// A letter in its final words and order, before any markup.
struct LetterView {
    struct Labelled {
        let label: String
        let text: String
    }

    let body: ReminderView
    let sender: [String]
    let recipient: [String]
    let dated: String
    /// `Lettre recommandée avec avis de réception`.
    let post: String?
    let reference: Labelled?
    let object: Labelled
    let online: Labelled?
    let enclosures: Labelled?

    init(_ content: ReminderContent, _ template: MessageTemplate, by post: LetterPost, place: String?, enclosures: [String]) {
        let language = content.language
        body = ReminderView(content, template, onPaper: true)
        sender = Self.sender(content.letterhead)
        recipient = Self.recipient(content.addressee)
        dated = place.map { language.text("documents.letter.place", ["place": .text($0), "on": .date(content.on, .full)]) }
            ?? language.text("documents.letter.date", ["on": .date(content.on, .full)])
        self.post =
            switch post {
            case .letter: nil
            case .registered: language.text("documents.letter.registered")
            case .electronicRegistered: language.text("documents.letter.electronic")
            }
        reference = content.reference.map {
            Labelled(label: language.text("documents.letter.reference"), text: Grouping.byFour($0))
        }
        object = Labelled(label: language.text("documents.letter.subject"), text: body.subject)
        online = body.portal.map { Labelled(label: language.text("documents.letter.online"), text: $0) }
        var list = enclosures
        if content.attachesInvoices {
            list.append(language.text("documents.letter.enclosure.invoices", [
                "count": .number(content.lines.count), "list": .text(language.joined(content.lines.map(\.invoice))),
            ]))
        }
        self.enclosures = list.isEmpty
            ? nil : Labelled(label: language.text("documents.letter.enclosures"), text: list.joined(separator: language.text("documents.semicolon")))
    }

    private static func sender(_ letterhead: Letterhead) -> [String] {
        let siren = letterhead.siren.map { "SIREN" + Typography.noBreakSpace + LegalMentions.byThree($0) }
        return [letterhead.legalName] + letterhead.addressLines
            + [siren, letterhead.phone, letterhead.replyAddress].compactMap(\.self)
    }

    private static func recipient(_ addressee: Addressee) -> [String] {
        let siren = addressee.siren.map { "SIREN" + Typography.noBreakSpace + LegalMentions.byThree($0) }
        return [addressee.name] + addressee.addressLines + [siren].compactMap(\.self)
    }
}
