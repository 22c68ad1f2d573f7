import Texts

/// Writes a message as plain text, with the same care as its HTML.
enum MailText {
    static func write(_ view: ReminderView) -> String {
        var lines = PlainLines()
        for text in [view.greeting].compactMap(\.self) + view.opening {
            lines.paragraph(text)
            lines.blank()
        }
        for table in view.tables {
            TablePlain.write(table, colon: view.colon, into: &lines)
            lines.blank()
        }
        if let coming = view.coming {
            lines.paragraph(coming)
            lines.blank()
        }
        writeWays(view, into: &lines)
        for text in view.next + view.closing {
            lines.paragraph(text)
            lines.blank()
        }
        writeSignature(view, into: &lines)
        return lines.string
    }

    private static func writeWays(_ view: ReminderView, into lines: inout PlainLines) {
        if let portal = view.portal {
            lines.line(view.language.text("documents.portal.button") + view.colon + " " + portal)
            lines.line(view.language.text("documents.ways.portal"))
            for way in view.ways where !way.link.hasPrefix("mailto:") { lines.line("  " + way.label + view.colon + " " + way.link) }
            lines.blank()
        }
        for line in view.bank {
            lines.paragraph(line.label + view.colon + " " + line.value + (line.tail.map { " · " + $0 } ?? ""), indent: 2)
        }
        if !view.bank.isEmpty { lines.blank() }
        if view.portal == nil, !view.ways.isEmpty {
            lines.paragraph(view.language.text("documents.ways.reply"))
            lines.blank()
        }
    }

    private static func writeSignature(_ view: ReminderView, into lines: inout PlainLines) {
        guard view.kind != .call else { return }
        lines.line(view.signatory)
        // A company without a signatory signs itself, once.
        if view.letterhead.signatory.name != view.letterhead.name { lines.line(view.letterhead.name) }
        lines.line(view.contact)
        guard !view.mentions.isEmpty else { return }
        lines.blank()
        lines.rule(24)
        for text in view.mentions { lines.paragraph(text) }
    }
}
