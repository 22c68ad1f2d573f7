import Legal
import Testing
import Values

@Suite("Due dates")
struct DueDateTests {
    @Test("Every term of the table gives every due date of the table", arguments: DueDateRow.table)
    func table(row: DueDateRow) throws {
        for text in row.terms {
            let terms = try PaymentTerms.parse(text)
            for (issuedOn, dueOn) in zip(DueDateRow.issuedOn, row.dueOn) {
                let found = terms.dueDate(issuedOn: try day(issuedOn), reading: row.reading)
                #expect(found.dueOn.iso == dueOn, "\(text) from \(issuedOn)")
            }
        }
    }

    @Test("An early discount runs from the same day", arguments: [
        ("2026-01-15", "2026-01-25"), ("2026-01-31", "2026-02-10"), ("2026-02-28", "2026-03-10"), ("2026-06-10", "2026-06-20"),
        ("2024-01-31", "2024-02-10"),
    ])
    func discountUntil(issuedOn: String, until: String) throws {
        let found = try PaymentTerms.parse("3/10 n/30").dueDate(issuedOn: day(issuedOn))
        #expect(found.discount?.until.iso == until)
        #expect(found.discount?.rate.percentText == "3.00")
    }

    @Test("3/10 n/30 leaves 1,164.00 of 1,200.00, and refusing it costs 56.44 % a year")
    func discountAmount() throws {
        let discount = try #require(try PaymentTerms.parse("3/10 n/30").discount)
        #expect(discount.reduced(try euros("1200.00")).decimalText == "1164.00")
        #expect(discount.reduced(try euros("0.50")).decimalText == "0.48")
        #expect(discount.yearlyCost(netDays: 30)?.percentText.hasPrefix("56.44") == true)
        #expect(discount.yearlyCost(netDays: 10) == nil)
    }

    @Test("Other terms met in customers' files", arguments: [
        ("fin de mois", "2026-06-10", "2026-06-30"), ("fin du mois suivant", "2026-06-10", "2026-07-31"),
        ("end of next month", "2026-01-31", "2026-02-28"), ("end of the following month", "2026-06-10", "2026-07-31"),
        ("fin de mois le 10", "2026-06-10", "2026-07-10"), ("le 10 du mois suivant", "2026-06-10", "2026-07-10"),
        ("le 31 du mois suivant", "2026-01-15", "2026-02-28"), ("10th of the following month", "2026-06-10", "2026-07-10"),
        ("fin de mois 45 jours", "2026-06-10", "2026-08-14"), ("Fin de mois + 45 jours", "2026-06-10", "2026-08-14"),
        ("45 jours après la fin du mois", "2026-06-10", "2026-08-14"), ("45 jours à compter de la fin du mois", "2026-06-10", "2026-08-14"),
        ("45 days after the end of the month", "2026-06-10", "2026-08-14"), ("45 days from end of month", "2026-06-10", "2026-08-14"),
        ("45 jours puis fin de mois", "2026-06-10", "2026-07-31"), ("45 days then end of month", "2026-06-10", "2026-07-31"),
        ("fin de mois 30 jours le 10", "2026-06-10", "2026-08-10"), ("30 jours le 10", "2026-06-10", "2026-07-10"),
        ("30 jours le 15", "2026-06-10", "2026-07-15"), ("30 jours le 5", "2026-06-10", "2026-08-05"),
        ("1 mois", "2026-01-31", "2026-02-28"), ("un mois fin de mois", "2026-02-28", "2026-03-31"), ("2 mois", "2026-06-10", "2026-08-10"),
        ("2 semaines", "2026-06-10", "2026-06-24"), ("trente jours", "2026-06-10", "2026-07-10"),
        ("quarante-cinq jours fin de mois", "2026-06-10", "2026-07-31"),
        ("30", "2026-06-10", "2026-07-10"), ("30J", "2026-06-10", "2026-07-10"), ("J+30", "2026-06-10", "2026-07-10"),
        ("30JFM", "2026-06-10", "2026-07-31"), ("30jfdm", "2026-06-10", "2026-07-31"), ("30 fdm", "2026-06-10", "2026-07-31"),
        ("Paiement à 30 jours par virement bancaire", "2026-06-10", "2026-07-10"), ("Virement 30 jours", "2026-06-10", "2026-07-10"),
        ("30 jours fin de décade", "2026-06-10", "2026-07-10"), ("30 jours fin de décade", "2026-06-11", "2026-07-20"),
        ("30 jours fin de décade", "2026-06-21", "2026-07-30"), ("payable sous 8 jours", "2026-06-10", "2026-06-18"),
        ("  30  jours ;  fin  de  mois  ", "2026-06-10", "2026-07-31"), ("30\u{A0}jours nets.", "2026-06-10", "2026-07-10"),
        ("a re\u{301}ception", "2026-06-10", "2026-06-10"), ("immédiat", "2026-06-10", "2026-06-10"),
        ("2/10, 1 mois", "2026-06-10", "2026-07-10"), ("1,5/10 n/45", "2026-06-10", "2026-07-25"), ("net 30 EOM", "2026-06-10", "2026-07-31"),
        ("0 jours", "2026-06-10", "2026-06-10"), ("le 1er du mois suivant", "2026-06-10", "2026-07-01"),
        ("30 jours fin du mois de livraison", "2026-06-10", "2026-07-31"), ("month end", "2026-06-10", "2026-06-30"),
    ])
    func others(text: String, issuedOn: String, dueOn: String) throws {
        let terms = try PaymentTerms.parse(text)
        #expect(terms.dueDate(issuedOn: try day(issuedOn)).dueOn.iso == dueOn)
        #expect(terms.text == text)
    }

    @Test("Terms may count from receipt or delivery, and say when that day is not known", arguments: [
        ("30 jours réception de facture", PaymentTerms.Base.receipt), ("30 days after receipt of invoice", .receipt),
        ("30 jours après livraison", .delivery), ("30 jours à réception des marchandises", .delivery),
        ("30 jours date de livraison", .delivery), ("à réception", .receipt),
    ])
    func bases(text: String, base: PaymentTerms.Base) throws {
        let terms = try PaymentTerms.parse(text)
        #expect(terms.base == base)
        let unknown = terms.dueDate(issuedOn: try day("2026-06-10"))
        #expect(unknown.warnings == [.baseDateUnknown(base)])
        let known = terms.dueDate(issuedOn: try day("2026-06-10"), receivedOn: try day("2026-06-12"), deliveredOn: try day("2026-06-05"))
        #expect(known.warnings.isEmpty)
        #expect(known.baseOn.iso == (base == .receipt ? "2026-06-12" : "2026-06-05"))
        #expect(known.dueOn.days(since: known.baseOn) == (text == "à réception" ? 0 : 30))
    }

    @Test("An ambiguous end of month gives the other date, whichever reading is taken")
    func ambiguity() throws {
        let terms = try PaymentTerms.parse("45 jours fin de mois")
        let june = try day("2026-06-10")
        #expect(terms.dueDate(issuedOn: june).warnings == [
            .ambiguousReading(chosen: .addThenEnd, others: [.init(reading: .endThenAdd, dueOn: try day("2026-08-14"))])
        ])
        #expect(terms.dueDate(issuedOn: june, reading: .endThenAdd).warnings == [
            .ambiguousReading(chosen: .endThenAdd, others: [.init(reading: .addThenEnd, dueOn: try day("2026-07-31"))])
        ])
        #expect(terms.readings == [.addThenEnd, .endThenAdd])
        #expect(try PaymentTerms.parse("30 jours fin de mois").readings == PaymentTerms.Reading.allCases)
    }

    @Test("Words that settle the order leave no doubt", arguments: [
        "fin de mois + 45 jours", "45 jours après fin de mois", "45 jours puis fin de mois", "1 mois fin de mois", "fin de mois",
        "fin de mois le 10", "30 jours net",
    ])
    func noAmbiguity(text: String) throws {
        let terms = try PaymentTerms.parse(text)
        #expect(terms.readings == [.addThenEnd])
        #expect(terms.dueDate(issuedOn: try day("2026-06-10"), reading: .endThenAdd).warnings.isEmpty)
    }

    @Test("Readings that give the same day raise no doubt")
    func sameDay() throws {
        // 1 July and 30 days is 31 July; 31 July and 30 days is 30 August; one month on is 31 August.
        let terms = try PaymentTerms.parse("30 jours fin de mois")
        guard case .ambiguousReading(_, let others)? = terms.dueDate(issuedOn: try day("2026-06-10")).warnings.first else {
            Issue.record("no warning")
            return
        }
        #expect(others.map(\.reading) == [.endThenAdd])
    }

    @Test("Terms longer than the law allows between professionals are dated all the same, with a warning", arguments: [
        ("61 jours", "2026-06-10", "2026-08-09", 1), ("90 jours net", "2026-06-10", "2026-08-09", 30),
        ("60 jours fin de mois", "2026-06-10", "2026-08-09", 22), ("45 j fin de mois le 10", "2026-01-15", "2026-03-31", 10),
        ("45 j fin de mois le 10", "2026-06-10", "2026-08-09", 1), ("45 j fin de mois le 10", "2024-01-31", "2024-03-31", 10),
        ("3 mois", "2026-06-10", "2026-08-09", 32), ("60 jours après la fin du mois", "2026-06-10", "2026-08-14", 15),
    ])
    func caps(text: String, issuedOn: String, latest: String, days: Int) throws {
        let terms = try PaymentTerms.parse(text)
        let found = terms.dueDate(issuedOn: try day(issuedOn))
        #expect(found.warnings.contains(.exceedsLegalCap(latest: try day(latest), daysOver: days)))
        #expect(terms.dueDate(issuedOn: try day(issuedOn), checksFrenchCaps: false).warnings.allSatisfy { $0.code != "exceeds-legal-cap" })
    }

    @Test("Terms within the law raise no warning about it", arguments: [
        "60 jours", "60 jours date de facture", "45 jours fin de mois", "fin de mois + 45 jours", "30 jours fin de mois", "comptant",
        "3/10 n/30",
    ])
    func withinCaps(text: String) throws {
        let terms = try PaymentTerms.parse(text)
        for month in 1...12 {
            let issuedOn = try #require(LocalDate(year: 2026, month: month, day: 1))
            for offset in 0..<28 {
                for reading in terms.readings {
                    let warnings = terms.dueDate(issuedOn: issuedOn.adding(days: offset), reading: reading).warnings
                    #expect(warnings.allSatisfy { $0.code != "exceeds-legal-cap" })
                }
            }
        }
    }

    @Test("A term that cannot be read says which word stops, and where", arguments: [
        ("", PaymentTermsProblem.Reason.nothing, 1, ""), ("   ", .nothing, 4, ""), ("net", .nothing, 4, ""),
        ("30 jours ouvrés", .unexpected, 10, "ouvrés"), ("voir contrat", .unexpected, 1, "voir"), ("jours", .unexpected, 1, "jours"),
        ("30 jours 45 jours", .repeated, 10, "45"), ("30 jours ou 45 jours", .unexpected, 10, "ou"),
        ("fin de mois fin de mois", .repeated, 13, "fin"), ("le 10 le 20", .repeated, 7, "le"), ("le 32", .outOfRange, 4, "32"),
        ("le 0", .outOfRange, 4, "0"), ("500 jours", .outOfRange, 1, "500"), ("99999999999999999999 jours", .unexpected, 1, "99999999999999999999"),
        ("40 mois", .outOfRange, 1, "40"), ("comptant 30 jours", .contradiction, 10, "30"), ("30 jours comptant", .contradiction, 10, "comptant"),
        ("3/10", .netDelayMissing, 5, ""), ("100/10 n/30", .outOfRange, 1, "100"), ("3/ n/30", .unexpected, 4, "n"),
        ("30/06/2026", .unexpected, 6, "/"), ("1.5 mois", .unexpected, 1, "1.5"), ("-30 % jours", .unexpected, 7, "jours"),
        ("fin", .unexpected, 1, "fin"), ("٣٠ jours", .unexpected, 1, "٣"), ("30 jours 😀", .unexpected, 10, "😀"),
        ("3/10 2/20 n/30", .repeated, 6, "2"),
    ])
    func refuses(text: String, reason: PaymentTermsProblem.Reason, column: Int, word: String) {
        let problem = #expect(throws: PaymentTermsProblem.self) { try PaymentTerms.parse(text) }
        #expect(problem?.reason == reason)
        #expect(problem?.column == column)
        #expect(problem?.text == word)
    }

    @Test("A very long text is refused at once")
    func tooLong() {
        let problem = #expect(throws: PaymentTermsProblem.self) { try PaymentTerms.parse(String(repeating: "de ", count: 100)) }
        #expect(problem?.reason == .tooLong)
    }

    @Test("The reading is told in both languages", arguments: [
        ("45 jours fin de mois", "date de facture + 45 jours, puis fin du mois", "invoice date + 45 days, then end of the month"),
        ("fin de mois + 1 jour", "date de facture, puis fin du mois, puis + 1 jour", "invoice date, then end of the month, then + 1 day"),
        ("30 j fdm le 10", "date de facture + 30 jours, puis fin du mois, puis le 10 du mois suivant",
            "invoice date + 30 days, then end of the month, then the 10th of the following month"),
        ("à réception", "réception de la facture", "receipt of the invoice"), ("comptant", "date de facture", "invoice date"),
        ("2 mois", "date de facture + 2 mois", "invoice date + 2 months"),
    ])
    func words(text: String, french: String, english: String) throws {
        let found = try PaymentTerms.parse(text).dueDate(issuedOn: day("2026-06-10"))
        #expect(found.words.french == french)
        #expect(found.words.english == english)
    }

    @Test("The due date is given as scripts expect it")
    func json() throws {
        let found = try PaymentTerms.parse("45 jours fin de mois").dueDate(issuedOn: day("2026-06-10"))
        #expect(found.json(inFrench: false).text == """
            {"dueOn":"2026-07-31","reading":"invoice date + 45 days, then end of the month","warnings":[\
            {"code":"ambiguous-reading","message":"\\"End of month\\" can be read otherwise, giving 2026-08-14; \
            the contract should say which.","otherDates":[{"reading":"B","dueOn":"2026-08-14"}]}]}
            """)
        #expect(try PaymentTerms.parse("30 jours net").dueDate(issuedOn: day("2026-06-10")).json(inFrench: true).text
            == #"{"dueOn":"2026-07-10","reading":"date de facture + 30 jours","warnings":[]}"#)
    }

    @Test("No text makes the reader stop working, whatever it holds")
    func mutations() {
        let seeds = ["45 jours fin de mois le 10", "3/10 n/30", "2 % à 8 jours, net 30 EOM", "end of the following month + 15 days"]
        let spices: [Character] = ["/", "%", "+", "9", "0", ".", ",", " ", "é", "n", "j", "\u{301}", "-", "😀", "١"]
        var state: UInt64 = 7
        for round in 0..<4000 {
            var characters = Array(seeds[round % seeds.count])
            for _ in 0..<(round % 6) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let place = Int(state >> 33) % characters.count
                if state >> 20 & 1 == 0 { characters[place] = spices[Int(state >> 40) % spices.count] }
                else { characters.insert(spices[Int(state >> 40) % spices.count], at: place) }
            }
            if let terms = try? PaymentTerms.parse(String(characters)) {
                let date = LocalDate(dayNumber: Int32(round) + 18_000)
                for reading in terms.readings { #expect(terms.dueDate(issuedOn: date, reading: reading).dueOn >= date) }
            }
        }
    }
}
