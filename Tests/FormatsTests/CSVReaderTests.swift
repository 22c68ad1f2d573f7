import Formats
import Testing

/// The rows of a text as `line: cell|cell`.
func table(_ text: String, chunk: Int = 65_536, separator: Separator? = nil) throws(Diagnostic) -> [String] {
    var reader = try CSVReader(ByteSource(bytes(text), chunk: chunk), separator: separator)
    var row = TableRow()
    var rows: [String] = []
    while try reader.next(into: &row) {
        rows.append("\(row.line): " + (0..<row.count).map { String(decoding: row[$0], as: UTF8.self) }.joined(separator: "|"))
    }
    return rows
}

@Suite("Delimited text")
struct CSVReaderTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let rows: [String]
        var testDescription: String { name }
    }

    static let samples = [
        Sample(name: "semicolons", text: "a;b;c\n1;2;3\n", rows: ["1: a|b|c", "2: 1|2|3"]),
        Sample(name: "commas, no last line end", text: "a,b\n1,2", rows: ["1: a|b", "2: 1|2"]),
        Sample(name: "tabs and CRLF", text: "a\tb\r\n1\t2\r\n", rows: ["1: a|b", "2: 1|2"]),
        Sample(name: "bars and CR", text: "a|b\r1|2\r", rows: ["1: a|b", "2: 1|2"]),
        Sample(name: "comma decimals under semicolons", text: "n;m\nx;1,5\ny;2,5\n", rows: ["1: n|m", "2: x|1,5", "3: y|2,5"]),
        Sample(
            name: "quoted separators, doubled quotes, line ends that count",
            text: "a;b\n\"x;y\";\"say \"\"hi\"\"\"\n\"two\r\nlines\";z\nlast;1\n",
            rows: ["1: a|b", "2: x;y|say \"hi\"", "3: two\r\nlines|z", "5: last|1"]),
        Sample(name: "blank and empty rows are passed over", text: "a;b\n\n;\n  ; \n1;2\n\n", rows: ["1: a|b", "5: 1|2"]),
        Sample(name: "announced separator", text: "sep=|\r\na;b|c;d\r\n1|2\r\n", rows: ["2: a;b|c;d", "3: 1|2"]),
        Sample(name: "quote inside an unquoted field", text: "a;b\n12\" pipe;x\n", rows: ["1: a|b", "2: 12\" pipe|x"]),
        Sample(name: "ragged rows", text: "a;b;c\n1;2\n1;2;3;4\n", rows: ["1: a|b|c", "2: 1|2", "3: 1|2|3|4"]),
        Sample(name: "empty fields", text: "a;b;c\n;;3\n1;;\n", rows: ["1: a|b|c", "2: ||3", "3: 1||"]),
        Sample(name: "spaces after a closing quote", text: "a;b\n\"x\" ;y\n", rows: ["1: a|b", "2: x|y"]),
    ]

    @Test("every dialect reads the same at any cut of the chunks", arguments: samples)
    func dialects(sample: Sample) throws {
        for chunk in [65_536, 1, 2, 3, 7] {
            #expect(try table(sample.text, chunk: chunk) == sample.rows)
        }
    }

    @Test("a quote left open is refused at its line")
    func openQuote() {
        let refusal = #expect(throws: Diagnostic.self) { try table("a;b\n1;2\nx;\"never closed\n3;4\n") }
        #expect(refusal?.code == .quoteUnclosed)
        #expect(refusal?.line == 3)
    }

    @Test("a record without end is refused before it fills the memory")
    func endlessRecord() {
        let text = "a;b\nx;\"" + String(repeating: "y", count: CSVReader.longestRecord + 10)
        let refusal = #expect(throws: Diagnostic.self) { try table(text) }
        #expect(refusal?.code == .lineTooLong)
        #expect(refusal?.line == 2)
    }

    @Test("text without columns is no table")
    func notATable() {
        let refusal = #expect(throws: Diagnostic.self) { try table("Dear Sir\nplease find\n") }
        #expect(refusal?.code == .notATable)
    }

    @Test("text behind a closing quote marks the cell")
    func misquoted() throws {
        var reader = try CSVReader(ByteSource("a;b\n\"x\"y;z\n"))
        var row = TableRow()
        _ = try reader.next(into: &row)
        _ = try reader.next(into: &row)
        #expect(row.kind(at: 0) == .misquoted)
        #expect(row.text(at: 0) == "xy")
        #expect(row.kind(at: 1) == .text)
    }

    @Test("a letter behind a closing quote is shown whole")
    func misquotedLetter() throws {
        var reader = try CSVReader(ByteSource("a;b\n\"x\"é;z\n"))
        var row = TableRow()
        _ = try reader.next(into: &row)
        _ = try reader.next(into: &row)
        #expect(Array(row[0]) == bytes("xé"))
    }

    @Test("the separator is told from the same bytes at any cut of the chunks")
    func detectionAtAnyCut() throws {
        // The first 32 KiB speak for the comma, what follows for the semicolon.
        let text = String(repeating: "a,b;c,\(String(repeating: "x", count: 1200))\n", count: 28) + String(repeating: "a;b\n", count: 8000)
        let rows = try table(text)
        for chunk in [100, 4096, 40_000] { #expect(try table(text, chunk: chunk) == rows) }
        #expect(throws: Diagnostic.self) { try table(String(repeating: "\n", count: 33_000) + "a;b\n") }
        #expect(throws: Diagnostic.self) { try table(String(repeating: "\n", count: 33_000) + "a;b\n", chunk: 9) }
    }
}
