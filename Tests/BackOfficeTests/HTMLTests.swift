import Testing

@testable import BackOffice

@Suite("Pages are written safely")
struct HTMLTests {
    private func written(_ node: Node) -> String {
        var writer = HTMLWriter()
        writer.write(node)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("text is escaped, and cannot turn the line around", arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        (#"a & "b" 'c'"#, "a &amp; &quot;b&quot; &#39;c&#39;"),
        ("évil\u{202E}gpj.exe", "évilgpj.exe"), ("\u{2066}a\u{2069}\u{200F}", "a"), ("nul\u{0}l", "nul\u{FFFD}l"),
        ("esc\u{1B}[2J", "esc\u{FFFD}[2J"), ("é 👩‍🔧 שלום", "é 👩‍🔧 שלום"), ("two\nlines", "two\nlines"),
    ])
    func escaping(text: String, expected: String) {
        #expect(written(.text(text)) == expected)
        #expect(written(el(.span, Attribute("title", text))) == "<span title=\"\(expected)\"></span>")
    }

    @Test("content keeps its order through conditions and loops")
    func builder() {
        let yes = true
        let node = el(.p) {
            "a"
            if yes { el(.b, text: "b") } else { "x" }
            for letter in ["c", "d"] { letter }
            if !yes { "y" }
        }
        #expect(written(node) == "<p>a<b>b</b>cd</p>\n")
    }

    @Test("void elements have no end")
    func void() {
        #expect(written(el(.meta, Attribute("charset", "utf-8"))) == #"<meta charset="utf-8">"#)
        #expect(written(el(.details, .open, text: "x")) == "<details open>x</details>\n")
    }
}
