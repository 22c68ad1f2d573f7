import Texts

/// Writes a letter as plain text of 72 columns.
enum LetterText {
    private static let right = 36

    static func write(_ letter: LetterView) -> String {
        var lines = PlainLines()
        for text in letter.sender { lines.line(text) }
        lines.blank()
        for text in [letter.post].compactMap(\.self) + letter.recipient { indented(text, into: &lines) }
        lines.blank()
        indented(letter.dated, into: &lines)
        lines.blank()
        for item in [letter.reference, letter.object].compactMap(\.self) { labelled(item, letter, into: &lines) }
        lines.blank()
        writeBody(letter, into: &lines)
        writeEnd(letter, into: &lines)
        return lines.string
    }

    private static func indented(_ text: String, into lines: inout PlainLines) {
        lines.spaces(right)
        lines.line(text)
    }

    private static func labelled(_ item: LetterView.Labelled, _ letter: LetterView, into lines: inout PlainLines) {
        lines.paragraph(item.label + letter.body.colon + " " + item.text, indent: 2)
    }

    private static func writeBody(_ letter: LetterView, into lines: inout PlainLines) {
        let body = letter.body
        for text in [body.greeting].compactMap(\.self) + body.opening {
            lines.paragraph(text)
            lines.blank()
        }
        for table in body.tables {
            TablePlain.write(table, colon: body.colon, into: &lines)
            lines.blank()
        }
        if let coming = body.coming {
            lines.paragraph(coming)
            lines.blank()
        }
        for line in body.bank {
            lines.paragraph(line.label + body.colon + " " + line.value + (line.tail.map { " · " + $0 } ?? ""), indent: 2)
        }
        if let online = letter.online { labelled(online, letter, into: &lines) }
        lines.blank()
        for text in body.next {
            lines.paragraph(text)
            lines.blank()
        }
    }

    private static func writeEnd(_ letter: LetterView, into lines: inout PlainLines) {
        let body = letter.body
        for text in body.closing {
            lines.paragraph(text)
            lines.blank()
        }
        for text in [body.letterhead.signatory.name, body.letterhead.signatory.title].compactMap(\.self) {
            indented(text, into: &lines)
        }
        lines.blank()
        if let enclosures = letter.enclosures {
            labelled(enclosures, letter, into: &lines)
            lines.blank()
        }
        for text in body.mentions { lines.paragraph(text) }
    }
}
