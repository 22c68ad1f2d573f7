import Testing

@testable import Formats

@Suite("Accents are put on their letters")
struct ComposedTextTests {
    @Test("a text written in two ways is one text, to the byte", arguments: [
        ("Socie\u{301}te\u{301} E\u{301}lan", "Société Élan"), ("Franc\u{327}ois", "François"), ("o\u{302}", "ô"),
        ("e\u{302}\u{301}", "\u{1EBF}"), ("a\u{302}\u{323}", "\u{1EAD}"), ("α\u{301}", "\u{3AC}"), ("и\u{306}", "й"),
        ("u\u{308}\u{315}", "ü\u{315}"), ("q\u{301}", "q\u{301}"), ("\u{301}", "\u{301}"), ("Œuvre ABC\r\n", "Œuvre ABC\r\n"),
        ("", ""),
    ])
    func compose(text: String, expected: String) {
        #expect(Array(ComposedText.compose(text).utf8) == Array(expected.utf8))
        #expect(Array(ComposedText.compose(expected).utf8) == Array(expected.utf8))
    }

    @Test("only texts with accents apart are looked at")
    func looseAccents() {
        for (text, isLoose) in [("FA-2026", false), ("Société œ € №", false), ("Socie\u{301}te", true), ("x\u{35F}", true)] {
            #expect(ComposedText.hasLooseAccent(Array(text.utf8)[...]) == isLoose, "\(text)")
        }
    }

    @Test("a line of a FEC is cut after its accents were put on their letters")
    func fec() {
        var row = FECRow()
        row.bytes = Array("VE|Ventes|Cafe\u{301} | 1".utf8)
        row.split(on: UInt8(ascii: "|"))
        #expect((0..<row.count).map { Array(row.text($0).utf8) } == ["VE", "Ventes", "Café", "1"].map { Array($0.utf8) })
    }
}
