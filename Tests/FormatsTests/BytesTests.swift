import Formats
import Testing

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return bigEndian ? pair.reversed() : pair
    }
}

func readAll(_ source: ByteSource, declared: TextEncoding? = nil) throws(Diagnostic) -> (String, TextEncoding?) {
    var decoder = UTF8Source(source, declared: declared)
    var text: [UInt8] = []
    while let chunk = try decoder.next() { text += chunk }
    return (String(decoding: text, as: UTF8.self), decoder.encoding)
}

@Suite("Bytes become text")
struct BytesTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let text: String
        let encoding: TextEncoding?
        var testDescription: String { "\(text) \(encoding?.rawValue ?? "ascii")" }
    }

    @Test("each encoding is recognised and read, whatever the size of the chunks", arguments: [
        Sample(bytes: bytes("plain;text"), text: "plain;text", encoding: nil),
        Sample(bytes: bytes("Société d'Été €"), text: "Société d'Été €", encoding: .utf8),
        Sample(bytes: [0xEF, 0xBB, 0xBF] + bytes("nom;été"), text: "nom;été", encoding: .utf8),
        Sample(bytes: [0xFF, 0xFE] + utf16("é€😀;x", bigEndian: false), text: "é€😀;x", encoding: .utf16LittleEndian),
        Sample(bytes: [0xFE, 0xFF] + utf16("é€😀;x", bigEndian: true), text: "é€😀;x", encoding: .utf16BigEndian),
        Sample(bytes: bytes("Soci") + [0xE9] + bytes("t") + [0xE9] + bytes(" 5 ") + [0x80], text: "Société 5 €", encoding: .windows1252),
        Sample(bytes: bytes("c") + [0xBD] + bytes("ur 5 ") + [0xA4], text: "cœur 5 €", encoding: .latin9),
    ])
    func encodings(sample: Sample) throws {
        let whole = try readAll(ByteSource(sample.bytes))
        #expect(whole.0 == sample.text)
        #expect(whole.1 == sample.encoding)
        #expect(try readAll(ByteSource(sample.bytes, chunk: 1)).0 == sample.text)
    }

    @Test("an encoding is told from the same bytes at any cut of the chunks")
    func decisionAtAnyCut() throws {
        // UTF-8 for 4 KiB, then enough of another encoding to outvote it.
        let mixed = bytes("é") + [UInt8](repeating: 0x61, count: 4200) + [UInt8](repeating: 0xE9, count: 9)
        for chunk in [1, 500, 65_536] {
            let refusal = #expect(throws: Diagnostic.self) { try readAll(ByteSource(mixed, chunk: chunk)) }
            #expect(refusal?.code == .encodingInvalid)
        }
    }

    @Test("a diagnostic shows 200 characters, whatever accents they bear")
    func shownValues() {
        #expect(Diagnostic(.valueTooLong, value: "e" + String(repeating: "\u{301}", count: 5000)).value.unicodeScalars.count == 200)
        #expect(Diagnostic(.valueTooLong, value: String(repeating: "é", count: 300)).value == String(repeating: "é", count: 200))
    }

    @Test("a declared encoding is obeyed")
    func declared() throws {
        #expect(try readAll(ByteSource([0xBD]), declared: .latin9).0 == "œ")
        #expect(try readAll(ByteSource([0xBD]), declared: .windows1252).0 == "½")
        #expect(throws: Diagnostic.self) { try readAll(ByteSource([0x61, 0xE9, 0x62]), declared: .utf8) }
    }

    @Test("what is not text is refused with its name", arguments: [
        ([], DiagnosticCode.emptyFile, ""),
        (bytes("%PDF-1.7 xxxx"), .binaryFile, "pdf"),
        ([0x50, 0x4B, 3, 4, 0, 0, 0, 0], .binaryFile, "zip"),
        (bytes("a;b\n") + [0] + bytes("c"), .binaryFile, "unknown"),
    ])
    func refused(content: [UInt8], code: DiagnosticCode, format: String) {
        let refusal = #expect(throws: Diagnostic.self) { try readAll(ByteSource(content)) }
        #expect(refusal?.code == code)
        #expect(refusal?.parameters["format"] ?? "" == format)
    }

    @Test("an impossible byte in UTF-8 is located, a cut character is truncation")
    func located() {
        let mixed = bytes("é\né\nx") + [0xE9] + bytes("y")
        let refusal = #expect(throws: Diagnostic.self) { try readAll(ByteSource(mixed, chunk: 5)) }
        #expect(refusal?.code == .encodingInvalid)
        #expect(refusal?.line == 3)
        let cut = #expect(throws: Diagnostic.self) { try readAll(ByteSource(Array(bytes("été €").dropLast()))) }
        #expect(cut?.code == .truncated)
    }

    @Test("lines end with LF, CRLF or CR, at any cut of the chunks", arguments: 1...7)
    func lines(chunk: Int) throws {
        var reader = LineReader(UTF8Source(ByteSource(bytes("one\r\ntwo\n\nfour\rfive\r\n\r\nlast"), chunk: chunk)))
        var line: [UInt8] = []
        var lines: [String] = []
        while try reader.next(into: &line) { lines.append(String(decoding: line, as: UTF8.self)) }
        #expect(lines == ["one", "two", "", "four", "five", "", "last"])
        #expect(reader.lineNumber == 7)
    }

    @Test("a line beyond the limit is refused")
    func tooLong() {
        var reader = LineReader(UTF8Source(ByteSource(bytes("short\n" + String(repeating: "x", count: 100)))), limit: 50)
        var line: [UInt8] = []
        let refusal = #expect(throws: Diagnostic.self) { while try reader.next(into: &line) {} }
        #expect(refusal?.code == .lineTooLong)
        #expect(refusal?.line == 2)
    }
}
