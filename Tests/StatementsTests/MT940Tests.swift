import Formats
import Statements
import Testing
import Values

@Suite("MT940 and MT942")
struct MT940Tests {
    private func message(_ body: String, opening: String = "C261119EUR0,", closing: String = "C261120EUR0,") -> String {
        ":20:R\n:25:FR7630006000011234567890189\n:28C:1/1\n:60F:\(opening)\n\(body)\n:62F:\(closing)\n-\n"
    }

    @Test("A line of movement is read in all its forms", arguments: [
        ("2611201120C1257,98NTRFRF69F20260042//BK001", 125_798, "NTRF", "RF69F20260042", "BK001"),
        ("261120C1257,NTRFNONREF", 125_700, "NTRF", nil, nil), ("261120D10,5NMSCNONREF//NONREF", -1_050, "NMSC", nil, nil),
        ("261120C500NTRFABC", 50_000, "NTRF", "ABC", nil), ("261120CR0000000012,00N062EREF", 1_200, "N062", nil, nil),
        ("261120RC5,00NRTIX", -500, "NRTI", "X", nil), ("261120RD5,00NRTIX", 500, "NRTI", "X", nil), ("261120DR5,00F999X", -500, "F999", "X", nil),
        ("261120C5,00", 500, nil, nil, nil), ("261120C5,00S   X", 500, "S", "X", nil), ("261120D0,42MCI0NONREF//055", -42, "MCI0", nil, "055"),
    ] as [(String, Int64, String?, String?, String?)])
    func lines(written: String, minor: Int64, operation: String?, customer: String?, bank: String?) {
        let entry = Reading(.mt940, message(":61:" + written)).entries.first
        #expect(entry?.amount == minor)
        #expect(entry?.operation == operation)
        #expect(entry?.references.customer == customer)
        #expect(entry?.references.bank == bank)
    }

    @Test("What is no movement is refused with its line, and the next is read", arguments: [
        ("261320C1,00NTRFX", DiagnosticCode.statementDate), ("2611201340C1,00NTRFX", .statementDate), ("26112C1,00NTRFX", .statementDate),
        ("261120X1,00NTRFX", .statementRecordUnknown), ("261120C1,,0NTRFX", .statementAmount), ("261120C,NTRFX", .statementAmount),
        ("261120C1,001NTRFX", .statementAmount), ("261120C9999999999999999,00NTRFX", .amountOverflow), ("261120C1,00?TRF", .statementRecordUnknown),
    ])
    func notLines(written: String, code: DiagnosticCode) {
        let reading = Reading(.mt940, message(":61:\(written)\n:61:261120C2,00NTRFX"))
        #expect(reading.problems.map(\.code) == [code])
        #expect(reading.problems.first?.line == 5)
        #expect(reading.entries.map(\.amount) == [200])
    }

    @Test("A day of booking without a year lies nearest to the day of value", arguments: [
        ("2612310102", "2027-01-02"), ("2701011231", "2026-12-31"), ("2611201120", "2026-11-20"), ("2802290301", "2028-03-01"),
    ])
    func years(written: String, booked: String) {
        #expect(Reading(.mt940, message(":61:\(written)C1,00NTRFX")).entries.map(\.bookedOn.iso) == [booked])
    }

    @Test("A day that its month does not have is its last one, and said", arguments: [
        ("2602300302", "2026-02-28"), ("2802300302", "2028-02-29"), ("2604310430", "2026-04-30"),
    ])
    func thirtyDays(written: String, value: String) {
        let reading = Reading(.mt940, message(":61:\(written)C1,00NTRFX"))
        #expect(reading.entries.map(\.valueOn?.iso) == [value])
        #expect(reading.remarks.map(\.code) == [.dateBeyondMonth])
    }

    @Test("Details are read in their three forms", arguments: [
        ("VIR DUPONT\nFACTURE F1", "VIR DUPONT", ["VIR DUPONT", "FACTURE F1"], nil, nil),
        ("166?00GUTSCHRIFT?20EREF+E1?21SVWZ+FACTURE F1?32DUPONT?33 SA", "GUTSCHRIFT", ["FACTURE F1"], "E1", "DUPONT SA"),
        ("166>00GUTSCHRIFT>20FACTURE>32DUPONT", "GUTSCHRIFT", ["FACTURE"], nil, "DUPONT"),
        ("166?00GUTSCHRIFT?20EREF: E1 MREF: M1 SVWZ: F1?32DUPONT", "GUTSCHRIFT", ["F1"], "E1", "DUPONT"),
        ("/EREF/E1/ORDP//NAME/DUPONT/REMI/FACTURE F1", "FACTURE F1", ["FACTURE F1"], "E1", "DUPONT"),
        ("/EREF/NOTPROVIDED/REMI/USTD//A/B C", "A/B C", ["A/B C"], nil, nil),
    ] as [(String, String, [String], String?, String?)])
    func details(written: String, label: String, remittance: [String], endToEnd: String?, name: String?) {
        let entry = Reading(.mt940, message(":61:261120C1,00NTRFX\n:86:\(written)")).entries.first
        #expect(entry?.label == label)
        #expect(entry?.remittance == remittance)
        #expect(entry?.references.endToEnd == endToEnd)
        #expect(entry?.party.name == name)
    }

    @Test("A time of day at the start of a line of details is no tag")
    func times() {
        let entry = Reading(.mt940, message(":61:261120C1,00NTRFX\n:86:PAYE A\n:20:15\n:12:11 EN LIGNE")).entries.first
        #expect(entry?.remittance == ["PAYE A", ":20:15", ":12:11 EN LIGNE"])
    }

    @Test("Interim reports are provisional, and their announced movements do not count")
    func interim() {
        let text = ":20:J\n:25:123\n:28C:1\n:34F:EURD0,00\n:34F:EURC0,00\n:61:261120C1,00NTRFX\n:61:261120EC5,00NTRFX\n:90D:0EUR0,\n:90C:1EUR1,\n-\n"
        let reading = Reading(.mt940, text)
        #expect(reading.statements.map(\.kind) == [.provisional])
        #expect(reading.entries.map(\.amount) == [100])
        #expect(reading.remarks.map(\.code) == [.entryNotBooked])
        #expect(reading.problems.isEmpty)
        let other = Reading(.mt940, text.replacing(":90C:1EUR1,", with: ":90C:2EUR1,"))
        #expect(other.remarks.map(\.code) == [.entryNotBooked, .statementTotal])
    }

    @Test("Envelopes of SWIFT and pages of one statement are passed through")
    func envelopes() throws {
        let reading = try CorpusFile.named("mt940/cles.sta").reading()
        #expect(reading.statements.map(\.reference) == ["940-1 1", "940-2 2"])
        #expect(reading.problems.isEmpty && reading.remarks.isEmpty)
    }

    @Test("A head that cannot be read is named, and so is each of its movements", arguments: [
        (":20:R\n:60F:C261119EUR0,\n:61:261120C1,00NTRFX\n", [DiagnosticCode.statementWithoutAccount, .entryOutsideStatement]),
        (":20:R\n:25:1\n:60F:C261119ZZ90,\n:61:261120C1,00NTRFX\n", [.currencyUnknown, .entryOutsideStatement]),
        (":20:R\n:25:1\n:60F:C261319EUR0,\n", [.statementDate]), (":20:R\n:25:1\n:60F:C261119EUR0,,\n", [.statementAmount]),
        (":20:R\n:25:1\n:61:261120C1,00NTRFX\n", [.entryOutsideStatement, .statementWithoutBeginning]),
        (":20:R\n:25:1\n", [.statementWithoutBeginning]), (":20:R\n:25:1\n:60F:C261119EUR0,\n", [.statementWithoutEnd]),
    ])
    func heads(text: String, codes: [DiagnosticCode]) {
        let reading = Reading(.mt940, text)
        #expect(reading.problems.map(\.code) == codes)
        #expect(reading.isWellFormed())
    }

    @Test("Each reason of a return is told only where the code of the bank says that it is one")
    func returns() {
        func entry(_ code: String) -> EntryDraft? { Reading(.mt940, message(":61:261120D1,00NTRFX\n:86:\(code)?00X?34914")).entries.first }
        #expect(entry("109")?.returnReason == "914")
        #expect(entry("105")?.returnReason == nil)
        #expect(entry("105")?.details.map(\.qualifier) == ["code", "?34"])
    }
}
