import Texts

/// Writes a letter for an A4 page, its address where the window of a French envelope stands.
struct LetterHTML {
    private var out = TextBuffer(capacity: 10_240)
    private let letter: LetterView

    static func write(_ letter: LetterView) -> String {
        var page = LetterHTML(letter: letter)
        page.writeHead()
        page.writeTop()
        page.writeBody()
        page.writeEnd()
        return page.out.string
    }

    private init(letter: LetterView) { self.letter = letter }

    private mutating func put(_ markup: String) { out.append(markup) }
    private mutating func say(_ text: String) { out.append(data: text, as: .html) }

    private mutating func writeHead() {
        put("<!doctype html>\n<html lang=\"\(letter.body.language.rawValue)\">\n<head><meta charset=\"utf-8\"><title>")
        say(letter.body.subject)
        put("</title>\n<style>\n\(Self.sheet)</style></head>\n<body>\n")
    }

    private mutating func lines(_ texts: [String], mark: String) {
        put("<p class=\"\(mark)\">")
        for (index, text) in texts.enumerated() {
            put(index == 0 ? "<b>" : "<br>")
            say(text)
            if index == 0 { put("</b>") }
        }
        put("</p>\n")
    }

    private mutating func labelled(_ item: LetterView.Labelled, mark: String = "") {
        put("<p\(mark)>")
        say(item.label + letter.body.colon)
        put(" ")
        say(item.text)
        put("</p>\n")
    }

    private mutating func writeTop() {
        lines(letter.sender, mark: "sender")
        put("<div class=\"to\">")
        if let post = letter.post {
            put("<p class=\"post\">")
            say(post)
            put("</p>\n")
        }
        lines(letter.recipient, mark: "recipient")
        put("</div>\n<p class=\"date\">")
        say(letter.dated)
        put("</p>\n")
        if let reference = letter.reference { labelled(reference, mark: " class=\"small\"") }
        labelled(letter.object, mark: " class=\"object\"")
    }

    private mutating func writeBody() {
        let body = letter.body
        for text in [body.greeting].compactMap(\.self) + body.opening { paragraph(text) }
        for table in body.tables { TableHTML.write(table, colon: body.colon, link: "#1c2024", into: &out) }
        if let coming = body.coming { paragraph(coming) }
        if !body.bank.isEmpty {
            put("<p class=\"bank\">")
            for (index, line) in body.bank.enumerated() {
                if index > 0 { put("<br>") }
                say(line.label + body.colon)
                put(" <b>")
                say(line.value)
                put("</b>")
                if let tail = line.tail { say(" · " + tail) }
            }
            put("</p>\n")
        }
        if let online = letter.online { labelled(online) }
        for text in body.next { paragraph(text) }
    }

    private mutating func writeEnd() {
        let body = letter.body
        put("<div class=\"end\">\n")
        for text in body.closing { paragraph(text) }
        put("<p class=\"sign\">")
        say(body.letterhead.signatory.name)
        if let title = body.letterhead.signatory.title {
            put("<br>")
            say(title)
        }
        put("</p>\n</div>\n")
        if let enclosures = letter.enclosures { labelled(enclosures, mark: " class=\"small\"") }
        for text in body.mentions {
            put("<p class=\"mention\">")
            say(text)
            put("</p>\n")
        }
        put("</body>\n</html>\n")
    }

    private mutating func paragraph(_ text: String) {
        put("<p>")
        say(text)
        put("</p>\n")
    }

    private static let sheet = """
        @page{size:A4;margin:16mm 20mm 18mm}
        body{margin:0 auto;max-width:170mm;color:#1c2024;background:#fff;font:10.5pt/1.5 Inter,'Helvetica Neue',Arial,sans-serif}
        p{margin:0 0 3.2mm}
        .sender{line-height:1.4;min-height:30mm;font-size:9.5pt;color:#3c444c}
        .to{margin:0 0 12mm 90mm;min-height:30mm}
        .recipient{line-height:1.4}
        .post{font-size:9.5pt;margin-bottom:2mm}
        .date{margin:0 0 8mm 90mm}
        .object{font-weight:650;margin:0 0 6mm}
        .small{font-size:9.5pt}
        .bank{margin:6mm 0 4mm;padding:3mm 4mm;border:1px solid #d9d6cd}
        .t{margin:0;font-size:9.5pt!important}
        .t+.t{margin-bottom:5mm}
        .n{display:none}
        .end{break-inside:avoid}
        .sign{margin:14mm 0 10mm 90mm}
        .mention{font-size:8pt;line-height:1.4;color:#565f68;margin:0 0 1.5mm}
        tr{break-inside:avoid}
        @media screen{body{padding:16mm 20mm}}

        """
}
