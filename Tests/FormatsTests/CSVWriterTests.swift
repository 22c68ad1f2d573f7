@testable import Formats
import Testing
import Values

@Suite("Exports")
struct CSVWriterTests {
    static let dangerous = [
        "=cmd|' /C calc'!A0", "+1", "-2", "@x", "＝1+1", "＋1", "－1", "＠x", "'=x", "''=x", "'plain", "normal", "a;b", "say \"hi\"",
        "'", "", "it's",
    ]

    @Test("what a spreadsheet would run gets an apostrophe, and an import takes it off again", arguments: dangerous)
    func defence(text: String) throws {
        var writer = CSVWriter()
        writer.row(["customer_number", "name", "segment"])
        writer.row(["C1", "x", text])
        let written = writer.take()
        let (_, rows) = try take(TableInput(bytes: written), as: .customers)
        guard case .draft(.customer(let draft)) = rows[0] else {
            Issue.record("rejected: \(rows[0])")
            return
        }
        #expect(draft.segment ?? "" == text)
        let cell = String(decoding: written, as: UTF8.self).split(whereSeparator: \.isNewline)[1].dropFirst(5)
        #expect(!["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t"].contains(cell.first.map(String.init) ?? ""))
    }

    @Test("tab and carriage return at the start are defended too", arguments: ["\tx", "\rx", "\nx"])
    func controls(text: String) {
        var writer = CSVWriter(marksEncoding: false)
        writer.text(text)
        let bytes = writer.take()
        #expect(bytes.first == 0x27 || bytes.starts(with: [0x22, 0x27]))
    }

    @Test("a first row that reads like the name of a separator stays a row")
    func separatorAsRow() throws {
        for separator in Separator.allCases {
            var writer = CSVWriter(separator: separator, marksEncoding: false)
            writer.row(["sep=", ""])
            writer.row(["a", "b"])
            let rows = try table(String(decoding: writer.take(), as: UTF8.self), separator: separator)
            #expect(rows == ["1: sep=|", "2: a|b"])
        }
    }

    @Test("amounts and dates stay values")
    func values() throws {
        var writer = CSVWriter(separator: .comma, marksEncoding: false)
        writer.amount(Money(minor: -123_456, .eur))
        writer.date(LocalDate(iso: "2026-11-22"))
        writer.integer(-3)
        writer.amount(nil)
        writer.text(nil)
        writer.endRow()
        #expect(String(decoding: writer.take(), as: UTF8.self) == "\"-1234,56\",2026-11-22,-3,,\r\n")
        var plain = CSVWriter(separator: .comma, decimalMark: .point, marksEncoding: false)
        plain.amount(Money(minor: 100, .eur))
        #expect(String(decoding: plain.take(), as: UTF8.self) == "1.00")
    }
}
