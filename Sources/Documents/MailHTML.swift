import Texts

/// Writes a message as HTML: tables and inline styles for every mail program, a few rules for the dark and for telephones.
struct MailHTML {
    private var out = TextBuffer(capacity: 12_288)
    private let view: ReminderView
    private let link: String

    static func write(_ view: ReminderView) -> String {
        var page = MailHTML(view)
        page.writeHead()
        page.writeBody()
        return page.out.string
    }

    private init(_ view: ReminderView) {
        self.view = view
        link = view.letterhead.accent.light
    }

    private mutating func put(_ markup: String) { out.append(markup) }
    private mutating func say(_ text: String) { out.append(data: text, as: .html) }

    private mutating func writeHead() {
        put("<!doctype html>\n<html lang=\"\(view.language.rawValue)\">\n<head><meta charset=\"utf-8\">")
        put("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        put("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\"><title>")
        say(view.subject)
        put("</title>\n<style>\n")
        put(MailStyle.sheet)
        let dark = view.letterhead.accent.dark
        put("@media (prefers-color-scheme:dark){.l{color:\(dark)!important}.b{background:\(dark)!important}}\n</style></head>\n")
    }

    private mutating func writeBody() {
        put(MailStyle.openPage)
        if view.kind != .call {
            put("<p style=\"margin:0 0 20px;font-weight:650;font-size:17px\">")
            say(view.letterhead.name)
            put("</p>\n")
        }
        if let greeting = view.greeting { paragraph(greeting, space: 14) }
        for text in view.opening { paragraph(text, space: text == view.opening.last ? 18 : 14) }
        for table in view.tables { TableHTML.write(table, colon: view.colon, link: link, into: &out) }
        if let coming = view.coming { paragraph(coming, space: 0, style: "margin-top:10px;font-size:14px;color:#565f68", mark: " class=\"q\"") }
        writeWays()
        for text in view.next { paragraph(text, space: 14) }
        writeSignature()
        put("</td></tr></table>\n")
        writeMentions()
        put("</td></tr></table>\n</body>\n</html>\n")
    }

    private mutating func paragraph(_ text: String, space: Int, style: String = "", mark: String = "") {
        put("<p\(mark) style=\"margin:0 0 \(space)px;\(style)\">")
        say(text)
        put("</p>\n")
    }

    /// The button when there is a portal, bank details, and the three small ways out.
    private mutating func writeWays() {
        put("<div style=\"height:20px;line-height:20px;font-size:1px\">&nbsp;</div>\n")
        if let portal = view.portal {
            put("<p style=\"margin:0 0 8px\"><a class=\"b\" href=\"")
            say(portal)
            put("\" style=\"display:inline-block;background:\(link);color:#ffffff;text-decoration:none;font-weight:600;padding:11px 20px;border-radius:6px\">")
            say(view.language.text("documents.portal.button"))
            put("</a></p>\n")
            writeWayLinks(space: 20)
            writeBank()
        } else {
            writeBank()
            writeWayLinks(space: 20)
        }
    }

    private mutating func writeWayLinks(space: Int) {
        guard !view.ways.isEmpty else { return }
        put("<p class=\"q\" style=\"margin:0 0 \(space)px;font-size:15px;color:#565f68\">")
        say(view.language.text(view.portal == nil ? "documents.ways.mail" : "documents.ways.portal"))
        for (index, way) in view.ways.enumerated() {
            put(index == 0 ? " " : " · ")
            put("<a class=\"l\" href=\"")
            say(way.link)
            put("\" style=\"color:\(link)\">")
            say(way.label)
            put("</a>")
        }
        put("</p>\n")
    }

    private mutating func writeBank() {
        guard !view.bank.isEmpty else { return }
        put(MailStyle.openBank)
        for (index, line) in view.bank.enumerated() {
            if index > 0 { put("<br>") }
            say(line.label + view.colon)
            put(" <b>")
            say(line.value)
            put("</b>")
            if let tail = line.tail {
                put(" · ")
                say(tail)
            }
        }
        put("</td></tr></table>\n")
    }

    private mutating func writeSignature() {
        for text in view.closing { paragraph(text, space: 4, style: "margin-top:20px") }
        guard view.kind != .call else { return }
        put("<p style=\"margin:0\">")
        say(view.signatory)
        put("<br><span class=\"q\" style=\"color:#565f68\">")
        say(view.contact)
        put("</span></p>\n")
    }

    private mutating func writeMentions() {
        guard !view.mentions.isEmpty else { return }
        put("<p class=\"m\" style=\"max-width:560px;margin:14px auto 0;color:#5c656e;font-size:12.5px;line-height:1.45;text-align:left\">")
        for (index, text) in view.mentions.enumerated() {
            if index > 0 { put("<br>") }
            say(text)
        }
        put("</p>\n")
    }
}

/// The parts of the page that never change.
enum MailStyle {
    static let sheet = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        .n{display:none}
        @media (prefers-color-scheme:dark){
        .p{background:#16181b!important;color:#e8e6e0!important}
        .s{background:#1f2226!important;border-color:#353a40!important}
        .r{border-color:#353a40!important}
        .q{color:#a7afb7!important}
        .m{color:#949ca4!important}
        .k{background:#272b30!important}
        .b{color:#14171a!important}
        }
        @media (max-width:520px){
        .o{padding:0!important}
        .s{border-width:0!important;border-radius:0!important}
        .i{padding:22px 18px!important}
        .m{padding:0 18px 18px!important}
        .w{display:none!important}
        .n{display:block!important}
        .t{font-size:14.5px!important}
        }

        """

    static let openPage = """
        <body class="p" style="margin:0;padding:0;background:#f4f3ef;color:#1c2024;font:16px/1.55 -apple-system,'Segoe UI',Inter,Arial,sans-serif;-webkit-text-size-adjust:100%">
        <table role="presentation" class="p" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f3ef"><tr><td class="o" align="center" style="padding:24px 12px">
        <table role="presentation" class="s" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #e3e1da;border-radius:8px;text-align:left"><tr><td class="i" style="padding:28px 32px">

        """

    static let openBank = """
        <table role="presentation" class="k" width="100%" cellpadding="0" cellspacing="0" style="background:#faf9f6;border-radius:6px;font-size:14px;margin:0 0 20px"><tr><td style="padding:14px 16px">
        """
}
