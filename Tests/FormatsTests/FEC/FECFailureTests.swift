import Formats
import Testing
import Values

/// Files with one thing wrong, and what must be said of it.
enum FECFailures {
    static let good: String = FECFixture(FECVariants.table).text

    static let refused: [(String, String, [String])] = [
        ("an empty file", "", ["- - \"\" empty_file"]),
        ("blank lines", "\r\n\r\n", ["- - \"\" empty_file"]),
        ("one word", "hello\r\n", ["1 - \"hello\" not_a_table"]),
        (
            "semicolons", "JournalCode;JournalLib;EcritureNum;EcritureDate;CompteNum\r\n",
            ["1 - \"JournalCode;JournalLib;EcritureNum;EcritureDate;CompteNum\" fec_separator found=;"]
        ),
        (
            "no column for lettering", good.replacing("EcritureLet", with: "Autre"),
            ["1 EcritureLet \"\" missing_column field=EcritureLet headers=\(header.replacing("EcritureLet", with: "Autre"))"]
        ),
        (
            "no column for credits", good.replacing("|Credit|", with: "|Avoir|"),
            ["1 Credit \"\" missing_column field=Credit headers=\(header.replacing(" Credit,", with: " Avoir,"))"]
        ),
        (
            "a column twice", good.replacing("EcritureLib", with: "PieceRef"),
            ["1 PieceRef \"\" duplicate_column field=PieceRef"]
        ),
        (
            "an unbalanced file", good.replacing("|100,00|A", with: "|90,00|A").replacing("0,00|100,00|", with: "0,00|90,00|"),
            [
                "- - \"\" fec_unbalanced credit=290.50 debit=300.50",
                "2 - \"1\" fec_entry_unbalanced credit=110.00 debit=120.00 entry=1 journal=VE",
            ]
        ),
        ("an impossible day", good.replacing("|1|20260105|411000", with: "|1|20260230|411000"), ["2 EcritureDate \"20260230\" date_impossible"]),
        ("a day with slashes", good.replacing("|1|20260105|411000", with: "|1|05/01/2026|411000"), ["2 EcritureDate \"05/01/2026\" date_malformed format=YYYYMMDD"]),
        ("no day", good.replacing("|1|20260105|411000", with: "|1||411000"), ["2 EcritureDate \"\" missing_value field=EcritureDate"]),
        ("a customer's piece on an impossible day", good.replacing("FA-1|20260105|Écriture 1|120", with: "FA-1|20261305|Écriture 1|120"), ["2 PieceDate \"20261305\" date_impossible"]),
        ("no account", good.replacing("|707000|", with: "||"), ["3 CompteNum \"\" missing_value field=CompteNum", "8 CompteNum \"\" missing_value field=CompteNum"]),
        ("a row cut short", good.replacing("445710|Compte 445710|||FA-1|", with: ""), ["4 - \"\" row_too_short expected=18 found=13"]),
        ("a separator inside a text", good.replacing("Écriture 2|60,50", with: "Écri|ture 2|60,50"), ["7 Debit \"ture 2\" amount_malformed decimalMark=comma"]),
        ("a cell too many", good.replacing("0,00|60,50|||20261231||", with: "0,00|60,50|||20261231|||x"), ["8 - \"\" row_too_long expected=18 found=19"]),
        ("a file cut in its last line", String(good.dropLast(60)), ["8 - \"\" truncated expected=18 found=6"]),
    ]

    static var header: String { String(good.prefix { $0 != "\r\n" }).replacing("|", with: ", ") }

    static let remarks: [(String, String, [String])] = [
        ("an entry out of balance in a file in balance", """
            VE 1 20260105 411000 C1 FA-1 D120,00
            VE 1 20260105 707000 . FA-1 C100,00
            VE 2 20260105 411000 C1 FA-2 D100,00
            VE 2 20260105 707000 . FA-2 C120,00
            """, [
            "2 - \"1\" fec_entry_unbalanced credit=100.00 debit=120.00 entry=1 journal=VE",
            "4 - \"2\" fec_entry_unbalanced credit=120.00 debit=100.00 entry=2 journal=VE",
        ]),
        ("missing numbers in a journal", """
            VE V1 20260105 411000 C1 FA-1 D120,00
            VE V1 20260105 707000 . FA-1 C120,00
            VE V4 20260105 411000 C1 FA-2 D100,00
            VE V4 20260105 707000 . FA-2 C100,00
            BQ 1 20260105 411000 C1 R-1 C100,00
            BQ 1 20260105 512000 . R-1 D100,00
            """, ["- - \"V2\" fec_numbering_gap from=V2 journal=VE to=V3"]),
        ("a missing number of a numbering common to all journals", """
            VE 1 20260105 411000 C1 FA-1 D120,00
            VE 1 20260105 707000 . FA-1 C120,00
            BQ 2 20260105 411000 C1 R-1 C100,00
            BQ 2 20260105 512000 . R-1 D100,00
            VE 4 20260105 411000 C1 FA-2 D100,00
            VE 4 20260105 707000 . FA-2 C100,00
            """, ["- - \"3\" fec_numbering_gap from=3 journal= to=3"]),
        ("a lettering date without its code", """
            VE 1 20260105 411000 C1 FA-1 D120,00 dl=20260106
            VE 1 20260105 707000 . FA-1 C120,00
            """, ["2 DateLet \"20260106\" fec_lettering_missing"]),
        ("a negative debit", """
            VE 1 20260105 411000 C1 AV-1 D-120,00
            VE 1 20260105 707000 . AV-1 D120,00
            """, ["2 Debit \"-120,00\" fec_amount_negative"]),
        ("drafts", """
            VE 1 20260105 411000 C1 FA-1 D120,00 draft
            VE 1 20260105 707000 . FA-1 C120,00 draft
            """, ["2 ValidDate \"\" fec_draft"]),
        ("a currency without its amount", """
            VE 1 20260105 411000 C1 FA-1 D120,00 cur=USD
            VE 1 20260105 707000 . FA-1 C120,00
            """, ["2 Idevise \"USD\" fec_foreign_incomplete"]),
        ("an amount without its currency", """
            VE 1 20260105 411000 C1 FA-1 D120,00 fx=130,00
            VE 1 20260105 707000 . FA-1 C120,00
            """, ["2 Montantdevise \"130,00\" fec_foreign_incomplete"]),
        ("decimals that the currency does not have", """
            VE 1 20260105 411000 C1 FA-1 D120,00 fx=100,5 cur=JPY
            VE 1 20260105 707000 . FA-1 C120,00
            """, ["2 Montantdevise \"100,5\" fec_foreign_incomplete"]),
        ("an unused pair is no remark", """
            VE 1 20260105 411000 C1 FA-1 D120,00 fx=0,00
            VE 1 20260105 707000 . FA-1 C120,00 fx=0,00 cur=EUR
            """, []),
        ("a wrong day where nothing is derived from it", """
            VE 1 20260105 411000 C1 FA-1 D120,00 dl=20260231 A
            VE 1 20260105 707000 . FA-1 C120,00 pd=20260231
            """, ["2 DateLet \"20260231\" date_impossible", "3 PieceDate \"20260231\" date_impossible"]),
        ("an entry after the end of the year", """
            VE 1 20270105 411000 C1 FA-1 D120,00
            VE 1 20261231 707000 . FA-1 C120,00
            """, ["2 EcritureDate \"20270105\" fec_date_outside_year closesOn=2026-12-31"]),
        ("no entry number", """
            VE . 20260105 411000 C1 FA-1 D120,00
            VE . 20260105 707000 . FA-1 C120,00
            """, ["2 EcritureNum \"\" fec_entry_number_missing", "3 EcritureNum \"\" fec_entry_number_missing"]),
        ("nobody's account", """
            VE 1 20260105 411000 . FA-1 D120,00
            VE 1 20260105 707000 . FA-1 C120,00
            """, ["2 CompteNum \"411000\" fec_customer_missing account=411000"]),
        ("an invoice without a number", """
            VE 1 20260105 411000 C1 . D120,00
            VE 1 20260105 707000 . . C120,00
            """, ["2 PieceRef \"\" fec_piece_missing given=VE-1"]),
        ("two invoices of one number", """
            VE 1 20260105 411000 C1 FA-1 D120,00
            VE 1 20260105 707000 . FA-1 C120,00
            VE 2 20260106 411000 C2 FA-1 D50,00
            VE 2 20260106 707000 . FA-1 C50,00
            """, ["4 PieceRef \"FA-1\" fec_piece_repeated given=FA-1 (VE-2)"]),
    ]
}

@Suite struct FECFailureTests {
    @Test("What cannot be read is refused, with its place", arguments: FECFailures.refused.indices)
    func refusedFiles(index: Int) {
        let (name, text, expected) = FECFailures.refused[index]
        let found = refusal(text)
        #expect(found?.located.map(\.description) == expected, "\(name)")
    }

    @Test("Amounts are never guessed", arguments: [
        ("1e3", "amount_malformed"), ("NaN", "amount_malformed"), ("0x10", "amount_malformed"), ("٣٤", "amount_malformed"),
        ("12abc", "amount_malformed"), ("1.234,56", "amount_malformed"), ("1,234.56", "amount_malformed"),
        ("1 234,56", "amount_malformed"), ("1.234", "amount_malformed"), ("--5", "amount_malformed"), (",", "amount_malformed"),
        ("1,234", "too_many_decimals"), ("92233720368547758,08", "amount_overflow"),
        ("1000000000000000000000000000000", "amount_overflow"), ("10000000000000,00", "amount_overflow"),
    ])
    func amounts(text: String, code: String) {
        let file = FECFailures.good.replacing("|120,00|", with: "|\(text)|")
        let found = refusal(file)?.located.first
        #expect(found?.code.rawValue.hasPrefix(code.prefix(15)) == true, "\(String(describing: found))")
        #expect(found?.line == 2)
        #expect(found?.column == "Debit")
        #expect(found?.value == text)
    }

    @Test("Amounts that the law does not forbid are read", arguments: [
        ("120", 12_000), ("120,5", 12_050), ("120.50", 12_050), ("120,5000", 12_050), ("+120,00", 12_000), (" 120,00 ", 12_000),
        ("0120,00", 12_000), (",50", 50), ("120,", 12_000),
    ] as [(String, Int64)])
    func amountsRead(text: String, minor: Int64) throws {
        let table = """
            VE 1 20260105 411000 C1 FA-1 D\(text.trimmed)
            VE 1 20260105 707000 . FA-1 C\(text.trimmed)
            """
        #expect(try FECFixture(table).books().documents.map(\.amount.minor) == [minor])
    }

    @Test("Sums beyond 64 bits are refused, not wrapped")
    func overflowingSums() {
        let table = String(repeating: "VE 1 20260105 411000 C1 FA-1 D92233720368547758,07\n", count: 3)
        #expect(refusal(FECFixture(table).text)?.located.first?.code == .amountOverflow)
    }

    @Test("Pictures, archives, NUL bytes and endless lines are refused", arguments: [
        ([0x50, 0x4B, 0x03, 0x04, 0, 0, 0, 0], DiagnosticCode.binaryFile), ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], .binaryFile),
        (Array(FECFailures.good.utf8) + [0, 0, 0], .binaryFile), (Array(FECFailures.good.utf8) + [UInt8](repeating: 0x41, count: 100_000), .lineTooLong),
        (Array(FECFailures.good.utf8) + [0xFF], .encodingInvalid),
    ] as [([UInt8], DiagnosticCode)])
    func hostileBytes(bytes: [UInt8], code: DiagnosticCode) {
        #expect(refusal(bytes)?.located.first?.code == code)
    }

    @Test("A sense that is neither is refused")
    func senses() {
        var style = FECFixture.Style()
        style.hasSense = true
        style.senses = ("X", "C")
        let found = refusal(FECFixture(FECVariants.table, style: style).text)
        #expect(found?.located.first?.description == "2 Sens \"X\" fec_sense_unknown")
    }

    @Test("A file full of mistakes is told in bounded memory")
    func manyMistakes() {
        let row = "VE||1|bad|411000||C1||FA|20260101||1,00|0,00|||20261231||\r\n"
        let found = refusal(FECFailures.good + String(repeating: row, count: 5000))
        #expect(found?.count(of: .dateMalformed) == 5000)
        #expect(found?.located.count == FECFindings.keptPerCode)
    }

    @Test("What is odd is said and read all the same", arguments: FECFailures.remarks.indices)
    func remarksMade(index: Int) throws {
        let (name, table, expected) = FECFailures.remarks[index]
        let books = try FECFixture(table).books()
        #expect(books.findings.located.map(\.description) == expected, "\(name)")
        #expect(books.signedOpen == books.totals.documents)
    }
}

extension String {
    fileprivate var trimmed: String { filter { $0 != " " } }
}
