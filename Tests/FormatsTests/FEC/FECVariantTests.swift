import Formats
import Testing
import Values

/// One small year, written in every way that a FEC may be.
enum FECVariants {
    static let table: String = """
        VE 1 20260105 411000 C1 FA-1 D120,00 A dl=20260210
        VE 1 20260105 707000 . FA-1 C100,00
        VE 1 20260105 445710 . FA-1 C20,00
        BQ 1 20260210 411000 C1 VIR-1 C120,00 A dl=20260210
        BQ 1 20260210 512000 . VIR-1 D120,00
        VE 2 20260301 411000 C2 FA-2 D60,50 . name=Société_Générale_d'Œuvre_à_10_€
        VE 2 20260301 707000 . FA-2 C60,50
        """
    static let golden: [String] = [
        "C1 invoice FA-1 2026-01-05 120.00 EUR open 0.00", "C1 payment VIR-1 2026-02-10 120.00 EUR open 0.00",
        "C2 invoice FA-2 2026-03-01 60.50 EUR open 60.50", "VIR-1 -> FA-1 120.00 on 2026-02-10",
    ]

    static let styles: [(String, FECFixture.Style)] = {
        var styles: [(String, FECFixture.Style)] = [("as the law has it", FECFixture.Style())]
        func add(_ name: String, _ change: (inout FECFixture.Style) -> Void) {
            var style = FECFixture.Style()
            change(&style)
            styles.append((name, style))
        }
        add("separated by tabs") { $0.separator = "\t" }
        add("lines ended by LF") { $0.lineEnd = "\n" }
        add("lines ended by CR") { $0.lineEnd = "\r" }
        add("header in upper case") { $0.header = { $0.uppercased() } }
        add("header in lower case") { $0.header = { $0.lowercased() } }
        add("header between quotes") { $0.header = { "\"\($0)\"" } }
        add("Montant and Sens as D and C") { $0.hasSense = true }
        add("Montant and Sens as +1 and -1") { $0.hasSense = true; $0.senses = ("+1", "-1") }
        add("Montant and Sens as 1 and -1") { $0.hasSense = true; $0.senses = ("1", "-1") }
        add("decimal points") { $0.mark = "." }
        add("cash-basis columns") { $0.extraColumns = ["DateRglt", "ModeRglt", "NatOp", "IdClient"] }
        add("columns of the software's own") { $0.extraColumns = ["Affaire", "Section"] }
        add("no end on the last line") { $0.endsLastLine = false }
        return styles
    }()
}

@Suite struct FECVariantTests {
    @Test("Every way of writing a FEC gives the same books", arguments: FECVariants.styles.indices)
    func styles(index: Int) throws {
        let (name, style) = FECVariants.styles[index]
        let books = try FECFixture(FECVariants.table, style: style).books()
        #expect(books.golden == FECVariants.golden, "\(name)")
        #expect(books.findings.isEmpty, "\(name): \(books.findings.located)")
        #expect(books.customers.map(\.name) == ["Client C1", "Société Générale d'Œuvre à 10 €"])
    }

    @Test("Every encoding gives the same names, whatever the chunks", arguments: FECEncoding.allCases, [1, 7, 65_536])
    func encodings(encoding: FECEncoding, chunk: Int) throws {
        let bytes = encoding.encode(FECFixture(FECVariants.table).text)
        let books = try FEC.read(ByteSource(bytes, chunk: chunk), named: "732829320FEC20261231.txt")
        #expect(books.golden == FECVariants.golden)
        let œ = encoding == .ebcdic ? " " : "Œ"
        #expect(books.customers.last?.name == "Société Générale d'\(œ)uvre à 10 €")
        #expect(FEC.recognises(Array(bytes.prefix(64))))
    }

    @Test("Cells left out at the end of a line are blank when the law allows them to be")
    func trailingCells() throws {
        let text = FECFixture(FECVariants.table).text.replacing("|20261231||\r\n", with: "|20261231\r\n")
        #expect(try FEC.read(ByteSource(text), named: "732829320FEC20261231.txt").golden == FECVariants.golden)
    }

    @Test("A separator too many at the end of every line is air")
    func trailingSeparators() throws {
        let text = FECFixture(FECVariants.table).text.replacing("\r\n", with: "|\r\n")
        #expect(try FEC.read(ByteSource(text), named: "732829320FEC20261231.txt").golden == FECVariants.golden)
    }

    @Test("Cash-basis books name the customer in IdClient and the day of payment in DateRglt")
    func cashBasis() throws {
        var style = FECFixture.Style()
        style.extraColumns = ["DateRglt", "ModeRglt", "NatOp", "IdClient"]
        let books = try FECFixture("""
            VE 1 20260105 411000 . FA-1 D120,00 A client=P42
            VE 1 20260105 706000 . FA-1 C120,00
            BQ 2 20260212 411000 . CH-7 C120,00 A client=P42 paid=20260210
            BQ 2 20260212 512000 . CH-7 D120,00
            """, style: style).books()
        #expect(books.golden == [
            "P42 invoice FA-1 2026-01-05 120.00 EUR open 0.00", "P42 payment CH-7 2026-02-10 120.00 EUR open 0.00",
            "CH-7 -> FA-1 120.00 on 2026-02-10",
        ])
    }

    @Test("A header alone is a year without entries")
    func headerAlone() throws {
        let books = try FECFixture("").books()
        #expect(books.documents.isEmpty)
        #expect(books.findings.summary.map(\.code) == [.fecNoEntries])
    }

    @Test("The file name gives the business and the end of its year", arguments: [
        ("732829320FEC20261231.txt", "732829320 2026-12-31"), ("/tmp/a/732829320fec20260630.TXT", "732829320 2026-06-30"),
        ("123456789FEC20261231", "123456789 2026-12-31"), ("732829320FEC20261231_2.csv", "732829320 2026-12-31"),
        ("732829320FEC20261331.txt", nil), ("73282932FEC20261231.txt", nil), ("732829320FEC202612311.txt", nil),
        ("FEC 2026.txt", nil), ("", nil),
    ])
    func fileName(name: String, expected: String?) {
        #expect(FECFileName(name).map { "\($0.siren) \($0.closesOn)" } == expected)
    }

    @Test("Another file name is a remark, and the year ends with its last entry")
    func otherName() throws {
        let books = try FECFixture(FECVariants.table).books(named: "export.txt")
        #expect(books.findings.count(of: .fecFileName) == 1)
        #expect(books.closesOn == LocalDate(year: 2026, month: 3, day: 1))
    }

    @Test("Other files are not taken for a FEC", arguments: ["", "Journal", "numero_client;nom", "%PDF-1.4"])
    func notRecognised(text: String) {
        #expect(!FEC.recognises(Array(text.utf8)))
    }
}

/// The encodings in which a FEC may come.
enum FECEncoding: CaseIterable {
    case utf8, utf8WithMark, latin9, windows1252, ebcdic

    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .latin9: single(text, ["€": 0xA4, "Œ": 0xBC])
        case .windows1252: single(text, ["€": 0x80, "Œ": 0x8C])
        case .ebcdic: Array(text.unicodeScalars).map(Self.ebcdic)
        }
    }

    private func single(_ text: String, _ special: [Unicode.Scalar: UInt8]) -> [UInt8] {
        text.unicodeScalars.map { special[$0] ?? UInt8(truncatingIfNeeded: $0.value) }
    }

    private static func ebcdic(_ scalar: Unicode.Scalar) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: scalar.value)
        switch scalar {
        case "a"..."i": return value - 0x61 + 0x81
        case "j"..."r": return value - 0x6A + 0x91
        case "s"..."z": return value - 0x73 + 0xA2
        case "A"..."I": return value - 0x41 + 0xC1
        case "J"..."R": return value - 0x4A + 0xD1
        case "S"..."Z": return value - 0x53 + 0xE2
        case "0"..."9": return value - 0x30 + 0xF0
        default: return ebcdicSigns[scalar] ?? 0x40
        }
    }

    private static let ebcdicSigns: [Unicode.Scalar: UInt8] = [
        " ": 0x40, "|": 0xBB, ",": 0x6B, "-": 0x60, "'": 0x7D, "\r": 0x0D, "\n": 0x25, "€": 0x9F,
        "é": 0xC0, "à": 0x7C, "É": 0x71, "Œ": 0x40,
    ]
}
