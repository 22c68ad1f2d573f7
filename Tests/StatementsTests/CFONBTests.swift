import Formats
import Statements
import Testing
import Values

@Suite("CFONB 120")
struct CFONBTests {
    private let text = CFONBText()

    @Test("The last character of an amount carries its digit and its sign", arguments: [
        ("0000000001904}", -19_040), ("0000000000322J", -3_221), ("0000000118711D", 1_187_114), ("0000000012579H", 125_798),
        ("0000000000000{", 0), ("0000000000000}", 0), ("00000000012345", 12_345), ("9999999999999I", 99_999_999_999_999),
        ("9999999999999R", -99_999_999_999_999), ("0000000000001A", 11), ("0000000000001I", 19), ("0000000000001R", -19),
    ])
    func amounts(written: String, minor: Int64) {
        let reading = Reading(.cfonb120, text.day(text.movement(written)))
        #expect(reading.entries.map(\.amount) == [minor])
    }

    @Test("What is no amount is refused with its columns, and nothing else of the file is", arguments: [
        "000000000001?{", "             {", "0000000000001a", "0000000000001S", "-000000000001{", "00000000 0001{",
    ])
    func notAmounts(written: String) {
        let reading = Reading(.cfonb120, text.day(text.movement(written), text.movement("0000000000100{")))
        #expect(reading.entries.map(\.amount) == [1_000])
        #expect(reading.problems.map(\.code) == [.statementAmount])
        #expect(reading.problems.first?.line == 2)
        #expect(reading.problems.first?.column == "91-104")
    }

    @Test("Amounts have the decimals that the record writes, in minor units of its currency", arguments: [
        ("EUR", "2", "0000000001250{", 12_500), ("EUR", " ", "0000000001250{", 12_500), ("EUR", "3", "0000000012500{", 12_500),
        ("EUR", "0", "0000000000012E", 12_500), ("XPF", "0", "0000000012500{", 125_000), ("   ", "2", "0000000001250{", 12_500),
        ("TND", "3", "0000000012500{", 125_000), ("XPF", "2", "0000000012500{", 1_250),
    ])
    func decimals(currency: String, decimals: String, written: String, minor: Int64) {
        var text = text
        (text.currency, text.decimals) = (currency, decimals)
        let reading = Reading(.cfonb120, text.day(text.movement(written)))
        #expect(reading.entries.map(\.amount) == [minor])
        #expect(reading.entries.first?.currency.code == (currency == "   " ? "EUR" : currency))
    }

    @Test("An amount beyond fifteen digits is refused, not cut")
    func overflow() {
        var text = text
        text.decimals = "0"
        #expect(Reading(.cfonb120, text.day(text.movement("9999999999999I"))).problems.first?.code == .amountOverflow)
    }

    @Test("The century turns at 60", arguments: [("311259", "2059-12-31"), ("010160", "1960-01-01"), ("290228", "2028-02-29")])
    func centuries(written: String, day: String) {
        #expect(Reading(.cfonb120, text.day(text.movement("0000000000100{", on: written))).entries.map(\.bookedOn.iso) == [day])
    }

    @Test("A file without line ends says the same as one with them, whatever they are", arguments: ["", "\n", "\r\n", "\r"])
    func separators(separator: String) throws {
        let lines = try CorpusFile.named("cfonb/deux-jours.txt")
        let text = String(decoding: lines.bytes, as: UTF8.self).replacing("\r\n", with: separator)
        #expect(Reading(.cfonb120, text).text == lines.reading().text)
    }

    @Test("Records that lost their trailing blanks are read all the same")
    func trimmed() throws {
        let whole = try CorpusFile.named("cfonb/deux-jours.txt")
        let lines = String(decoding: whole.bytes, as: UTF8.self).split(separator: "\r\n")
        let cut = lines.map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
        #expect(cut.utf8.count < whole.bytes.count)
        #expect(Reading(.cfonb120, cut).text == whole.reading().text)
    }

    @Test("Accents of Latin-1 count as one column")
    func latin1() throws {
        let record = text.day(text.movement("0000000000100{", "REÇU DE SOCIÉTÉ ÉTÉ"), text.complement("NPY", "Société Générale d'Été"))
        let latin = record.unicodeScalars.map { UInt8($0.value) }
        for reading in [Reading(.cfonb120, latin), Reading(.cfonb120, record)] {
            #expect(reading.entries.map(\.label) == ["REÇU DE SOCIÉTÉ ÉTÉ"])
            #expect(reading.entries.first?.party.name == "Société Générale d'Été")
            #expect(reading.entries.first?.amount == 1_000)
        }
    }

    @Test("Every qualifier is kept, known or not, and as often as it stands there", arguments: [
        "LIB", "NPY", "IPY", "NPO", "IPO", "NBE", "IBE", "NBU", "IBU", "LCC", "LC2", "LCS", "RCN", "REF", "RUM", "CPY", "CBE", "MMO", "FEE",
        "XYZ", "   ", "é 1",
    ])
    func qualifiers(qualifier: String) {
        let reading = Reading(
            .cfonb120,
            text.day(text.movement("0000000000100{"), text.complement(qualifier, "PREMIER-TEXTE"), text.complement(qualifier, "SECOND-TEXTE")))
        let line = reading.events.map(Telling.line).joined(separator: "\n")
        #expect(line.contains("PREMIER-TEXTE"))
        #expect(line.contains("SECOND-TEXTE"))
        #expect(reading.entries.count == 1)
    }

    @Test("Of a movement with endless complements a thousand are kept, and the rest is told line by line")
    func endless() {
        let complements = (0..<1_003).map { text.complement("LIB", "TEXTE \($0)") + "\n" }.joined()
        let reading = Reading(.cfonb120, text.opening("191126", "0000000000000{") + "\n" + text.movement("0000000000100{") + "\n" + complements)
        #expect(reading.entries.first?.remittance.count == 1_000)
        #expect(reading.problems.map(\.code) == [.batchTooLarge, .batchTooLarge, .batchTooLarge, .statementWithoutEnd])
    }

    @Test("A balance that its movements do not make is a problem of the closing record")
    func balance() {
        let reading = Reading(.cfonb120, text.day(text.movement("0000000000100{")))
        #expect(reading.problems.map(\.code) == [.statementBalance])
        #expect(reading.problems.first?.line == 3)
        #expect(reading.problems.first?.parameters["expected"] == "10.00")
    }

    @Test("A French account is known by its IBAN too")
    func account() {
        var text = text
        (text.bank, text.branch, text.number) = ("20041", "01005", "0500013M026")
        let reading = Reading(.cfonb120, text.day())
        #expect(reading.statements.first?.account.iban?.electronic == "FR1420041010050500013M02606")
        #expect(reading.statements.first?.account.text == "20041 01005 0500013M026")
    }
}
