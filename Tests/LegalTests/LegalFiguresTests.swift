import Legal
import Testing
import Values

@Suite("Legal figures")
struct LegalFiguresTests {
    @Test("Each semester has its rates, and what follows from them", arguments: [
        ("2019-01-01", "0.00", "10.00", "8.00", "3.40", "0.86", "2.58"), ("2019-12-31", "0.00", "10.00", "8.00", "3.26", "0.87", "2.61"),
        ("2020-02-29", "0.00", "10.00", "8.00", "3.15", "0.87", "2.61"), ("2020-07-01", "0.00", "10.00", "8.00", "3.11", "0.84", "2.52"),
        ("2021-06-30", "0.00", "10.00", "8.00", "3.14", "0.79", "2.37"), ("2021-07-01", "0.00", "10.00", "8.00", "3.12", "0.76", "2.28"),
        ("2022-01-01", "0.00", "10.00", "8.00", "3.13", "0.76", "2.28"), ("2022-12-31", "0.00", "10.00", "8.00", "3.15", "0.77", "2.31"),
        ("2023-01-01", "2.50", "12.50", "10.50", "4.47", "2.06", "6.18"), ("2023-07-01", "4.00", "14.00", "12.00", "6.82", "4.22", "12.66"),
        ("2024-01-01", "4.50", "14.50", "12.50", "8.01", "5.07", "15.21"), ("2024-07-01", "4.25", "14.25", "12.25", "8.16", "4.92", "14.76"),
        ("2025-01-01", "3.15", "13.15", "11.15", "7.21", "3.71", "11.13"), ("2025-07-01", "2.15", "12.15", "10.15", "6.65", "2.76", "8.28"),
        ("2026-01-01", "2.15", "12.15", "10.15", "6.67", "2.62", "7.86"), ("2026-12-31", "2.40", "12.40", "10.40", "6.84", "2.75", "8.25"),
    ])
    func semesterRates(
        iso: String, refi: String, business: String, publicBody: String, individuals: String, others: String, floor: String
    ) throws {
        let date = try day(iso)
        let figures = LegalFigures.builtIn
        #expect(try figures.rate(.ecbRefiOfSemester, on: date).percentText == refi)
        #expect(try figures.rate(.legalRateOfIndividuals, on: date).percentText == individuals)
        #expect(try figures.rate(.legalRateOfOthers, on: date).percentText == others)
        for (regime, expected) in [
            (LateInterestRegime.frenchB2BDefault, business), (.frenchPublic, publicBody), (.frenchB2BContract(try rate("0")), floor),
        ] {
            let line = try LateInterest(InterestTerms(regime))
                .compute(euros("1.00"), dueOn: date.adding(days: -1), through: date).lines.first
            #expect(line?.rate.percentText == expected)
        }
    }

    @Test("The decisions of the ECB agree with the half-yearly table on every 1 January and 1 July")
    func decisionsAgree() throws {
        for year in 2019...2026 {
            for month in ["01", "07"] {
                let date = try day("\(year)-\(month)-01")
                #expect(try LegalFigures.builtIn.rate(.ecbRefi, on: date) == LegalFigures.builtIn.rate(.ecbRefiOfSemester, on: date))
            }
        }
    }

    @Test("Every figure says where it was read, when, and how sure we are")
    func sources() {
        for name in LegalFigureName.allCases {
            let figures = LegalFigures.builtIn.figures(name)
            #expect(!figures.isEmpty, "\(name)")
            for figure in figures {
                #expect(!figure.source.isEmpty)
                #expect(figure.checkedOn.iso == "2026-11-22")
            }
        }
    }

    @Test("The half-yearly tables have no hole from 2019 to 2026", arguments: [
        LegalFigureName.ecbRefiOfSemester, .legalRateOfIndividuals, .legalRateOfOthers,
    ])
    func noHole(name: LegalFigureName) throws {
        let figures = LegalFigures.builtIn.figures(name)
        #expect(figures.count == 16)
        #expect(figures.first?.validFrom.iso == "2019-01-01")
        #expect(figures.last?.validTo?.iso == "2026-12-31")
        for (figure, next) in zip(figures, figures.dropFirst()) {
            #expect(figure.validTo?.adding(days: 1) == next.validFrom)
        }
    }

    @Test("A new half-year is a line of text away")
    func addsAPeriod() throws {
        let figures = try LegalFigures.builtIn.adding("""
            # entered in January 2027
            ecb_refi_semester;2027-01-01;2027-06-30;2.65;V;2027-01-04;BCE

            """)
        let result = try LateInterest(figures: figures).compute(
            euros("1000.00"), dueOn: day("2026-12-01"), through: day("2027-01-30"))
        #expect(result.lines.map(\.rate.percentText) == ["12.40", "12.65"])
    }

    @Test("A corrected line replaces the one with the same first day")
    func replaces() throws {
        let figures = try LegalFigures.builtIn.adding("legal_rate_others;2026-07-01;2026-12-31;2.76;V;2027-01-04;JO")
        #expect(try figures.rate(.legalRateOfOthers, on: day("2026-09-01")).percentText == "2.76")
        #expect(figures.figures(.legalRateOfOthers).count == 16)
    }

    @Test("A line that cannot be taken is located and explained", arguments: [
        ("nothing", LegalFiguresProblem.Reason.fieldCount(1)), ("x;2027-01-01;;1;V;2027-01-01;s", .unknownFigure("x")),
        ("ecb_refi;2027-02-30;;1;V;2027-01-01;s", .badDate("2027-02-30")), ("ecb_refi;2027-01-01;soon;1;V;2027-01-01;s", .badDate("soon")),
        ("ecb_refi;2027-01-01;;2,65;V;2027-01-01;s", .badValue("2,65")), ("ecb_refi;2027-01-01;;1;X;2027-01-01;s", .badConfidence("X")),
        ("ecb_refi;2027-01-01;2026-01-01;1;V;2027-01-01;s", .endsBeforeItBegins),
        ("ecb_refi_semester;2027-01-01;;1;V;2027-01-01;s", .endMissing),
        ("ecb_refi_semester;2026-10-01;2027-03-31;1;V;2027-01-01;s", .overlap(.ecbRefiOfSemester)),
        ("fr_recovery_compensation;2020-01-01;;50.00;V;2027-01-01;s", .overlap(.frenchCompensation)),
        ("fr_term_cap_days;2027-01-01;;-1;V;2027-01-01;s", .badValue("-1")),
    ])
    func refuses(line: String, reason: LegalFiguresProblem.Reason) {
        let problem = #expect(throws: LegalFiguresProblem.self) { try LegalFigures.builtIn.adding("# a\n" + line) }
        #expect(problem?.line == 2)
        #expect(problem?.reason == reason)
    }
}
