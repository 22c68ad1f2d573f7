import Formats
import Testing
import Values

@Suite struct FECDerivationTests {
    @Test("Each accounting situation gives the documents a credit controller expects", arguments: FECSituations.all.indices)
    func situations(index: Int) throws {
        let (name, table, golden) = FECSituations.all[index]
        let books = try FECFixture(table).books()
        #expect(books.golden == golden, "\(name)")
        #expect(books.signedBooked == books.totals.documents, "\(name)")
    }

    @Test("A column of due dates gives the instalments")
    func dueDates() throws {
        var style = FECFixture.Style()
        style.extraColumns = ["DateEcheance"]
        let books = try FECFixture("""
            VE 1 20260105 411000 C1 FA-1 D60,00 A due=20260305
            VE 1 20260105 411000 C1 FA-1 D40,00 B due=20260205
            VE 1 20260105 707000 . FA-1 C100,00
            VE 2 20260105 411000 C1 FA-2 D7,00 . due=20260205
            VE 2 20260105 707000 . FA-2 C7,00
            BQ 1 20260210 411000 C1 R-1 C40,00 B
            BQ 1 20260210 512000 . R-1 D40,00
            """, style: style).books()
        #expect(books.golden == [
            "C1 invoice FA-1 2026-01-05 100.00 EUR open 60.00 2026-02-05:40.00 2026-03-05:60.00",
            "C1 invoice FA-2 2026-01-05 7.00 EUR open 7.00 2026-02-05:7.00",
            "C1 payment R-1 2026-02-10 40.00 EUR open 0.00", "R-1 -> FA-1 40.00 on 2026-02-10",
        ])
    }

    @Test("An opening that is already known points at its original")
    func knownOpenings() throws {
        var asked: [String] = []
        let books = try FECFixture("""
            AN 1 20260101 411000 C1 FA-9 D100,00 A
            AN 1 20260101 411000 C1 FA-8 D50,00
            AN 1 20260101 411000 C2 AN2026 C30,00
            AN 1 20260101 101000 . AN C120,00
            BQ 1 20260110 411000 C1 R-1 C100,00 A
            BQ 1 20260110 512000 . R-1 D100,00
            """).books { opening in
                asked.append("\(opening.customer) \(opening.pieceRef) \(opening.amount)")
                return opening.pieceRef == "FA-9" && opening.amount == Money(minor: 10_000, .eur)
            }
        #expect(asked == ["C1 FA-9 100.00 EUR", "C1 FA-8 50.00 EUR", "C2  -30.00 EUR"])
        #expect(books.documents.map(\.origin) == [.knownOpening, .opening, .summarisedOpening, .entry])
        #expect(books.allocations.map { books.documents[$0.debit].number } == ["FA-9"])
        #expect(books.findings.count(of: .fecOpeningSummarised) == 1)
    }

    @Test("The key of a document does not move when the year goes on")
    func stableKeys() throws {
        let january = """
            VE 1 20260105 411000 C1 FA-1 D60,00
            VE 1 20260105 411000 C2 FA-2 D40,00
            VE 1 20260105 707000 . FA-2 C100,00
            """
        let february = january.replacing("FA-1 D60,00", with: "FA-1 D60,00 A") + """

            BQ 1 20260210 411000 C1 R-1 C60,00 A
            BQ 1 20260210 512000 . R-1 D60,00
            """
        let before = try FECFixture(january).books().documents.map(\.key.description)
        let after = try FECFixture(february).books().documents.map(\.key.description)
        #expect(before == ["2026-01-05/VE/1/1", "2026-01-05/VE/1/2"])
        #expect(after == before + ["2026-02-10/BQ/1/1"])
    }

    @Test("Customers are named by their auxiliary, else by their account", arguments: [
        ("411000", "C1", "C1"), ("411DUPONT", ".", "DUPONT"), ("416DUPONT", ".", "DUPONT"), ("4191DUPONT", ".", "DUPONT"),
        ("41100042", ".", "41100042"), ("41600042", ".", "41100042"), ("41910042", ".", "41100042"), ("411", ".", "411"),
    ])
    func customerKeys(account: String, auxiliary: String, key: String) throws {
        let books = try FECFixture("""
            BQ 1 20260105 \(account) \(auxiliary) P C10,00
            BQ 1 20260105 512000 . P D10,00
            """).books()
        #expect(books.customers.map(\.key) == [key])
        #expect(books.customers.map(\.isCollective) == [account == "411"])
        #expect(books.customers.map(\.isDoubtful) == [account.hasPrefix("416")])
        #expect(books.customers.map(\.name) == [auxiliary == "." ? "Compte \(account)" : "Client C1"])
    }

    @Test("A partially lettered group says what is missing")
    func partialLettering() throws {
        let books = try FECFixture(FECSituations.all[0].table).books()
        #expect(books.letterings == [FECLettering(customer: 0, account: "411000", code: "a", balance: 7000)])
        #expect(books.allocations.map(\.letteredOn) == [nil])
    }

    @Test("Sums and counts of the file are given")
    func totals() throws {
        let books = try FECFixture(FECVariants.table).books()
        #expect(books.totals == FECTotals(debit: 30_050, credit: 30_050, claims: 6050))
        #expect(books.lineCount == 7)
        #expect(books.entryCount == 3)
        #expect(books.firstEntryOn == LocalDate(year: 2026, month: 1, day: 5))
        #expect(books.lastEntryOn == LocalDate(year: 2026, month: 3, day: 1))
        #expect(books.closesOn == LocalDate(year: 2026, month: 12, day: 31))
    }
}
