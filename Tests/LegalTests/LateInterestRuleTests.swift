import Legal
import Testing
import Values

@Suite("Late interest: rules")
struct LateInterestRuleTests {
    @Test("Nothing is late on the due date; one day is late the day after")
    func firstDay() throws {
        let onTime = try statement("1000.00", due: "2026-03-31", through: "2026-03-31")
        #expect(onTime.days == 0)
        #expect(onTime.interest.isZero)
        #expect(onTime.indemnity.isZero)
        #expect(onTime.total.isZero)
        #expect(try statement("1000.00", due: "2026-03-31", through: "2026-01-05").total.isZero)
        let next = try statement("1000.00", due: "2026-03-31", through: "2026-04-01")
        #expect(next.days == 1)
        #expect(next.indemnity.decimalText == "40.00")
    }

    @Test("A period that nobody has entered is an error that names it, never an extrapolation", arguments: [
        (LateInterestRegime.frenchB2BDefault, LegalFigureName.ecbRefiOfSemester),
        (.frenchB2BContract(Rate(millionths: 150_000)), .legalRateOfOthers), (.europeanB2B(.germany), .germanBaseRate),
        (.legalRate(creditor: .individual, raisedFrom: nil), .legalRateOfIndividuals),
    ])
    func missingPeriod(regime: LateInterestRegime, name: LegalFigureName) throws {
        let counter = LateInterest(InterestTerms(regime))
        let gap = LegalGap(name, on: try day("2027-01-01"))
        #expect(gap.period == "2027 H1")
        let problem = LateInterestProblem.figureMissing(gap)
        #expect(throws: problem) { try counter.compute(euros("100.00"), dueOn: day("2026-12-15"), through: day("2027-01-10")) }
        #expect(throws: problem) {
            try counter.interestMinorUnits(on: 10_000, dueOn: day("2026-12-15"), through: day("2027-01-10"))
        }
    }

    @Test("Years before the tables are missing as well")
    func beforeTheTables() throws {
        let problem = LateInterestProblem.figureMissing(LegalGap(.ecbRefiOfSemester, on: try day("2018-12-02")))
        #expect(throws: problem) { try LateInterest().compute(euros("1.00"), dueOn: day("2018-12-01"), through: day("2019-03-01")) }
    }

    @Test("A public body's frozen rate needs only the semester in which interest began")
    func frozenRateIntoTheUnknown() throws {
        let result = try statement("1000.00", due: "2026-12-01", through: "2027-03-01", InterestTerms(.frenchPublic))
        #expect(result.lines.map(\.rate.percentText) == ["10.40"])
        #expect(result.days == 90)
    }

    @Test("The rate of the day after the cut-off may be unknown: then no daily accrual is promised")
    func dailyAccrual() throws {
        #expect(try statement("1000.00", due: "2026-11-30", through: "2026-12-31").perDay == nil)
        #expect(try statement("1000.00", due: "2026-11-30", through: "2026-12-30").perDay?.text == "0.3397")
        #expect(try statement("1000.00", due: "2026-11-30", through: "2026-11-30").perDay?.text == "0.3397")
        #expect(try statement("1000.00", due: "2026-11-30", through: "2026-11-29").perDay == nil)
    }

    @Test("Payments on or before the due date lower the base before anything runs")
    func earlyPayments() throws {
        let result = try statement(
            "1000.00", due: "2026-03-31", through: "2026-04-30", InterestTerms(),
            [event("2026-03-10", "300.00"), event("2026-03-31", "200.00")])
        #expect(result.lines.map(\.base.decimalText) == ["500.00"])
        let paid = try statement(
            "1000.00", due: "2026-03-31", through: "2026-04-30", InterestTerms(), [event("2026-03-31", "1000.00")])
        #expect(paid.total.isZero)
        #expect(paid.indemnity.isZero)
    }

    @Test("A payment on the cut-off counts, and the day still bears interest on the whole; a later one has not happened")
    func paymentsAroundTheCutOff() throws {
        let events = try [event("2026-04-30", "400.00"), event("2026-05-02", "600.00")]
        let result = try statement("1000.00", due: "2026-03-31", through: "2026-04-30", InterestTerms(), events)
        #expect(result.lines.map(\.base.decimalText) == ["1000.00"])
        #expect(result.days == 30)
        #expect(result.principal.decimalText == "600.00")
    }

    @Test("Once paid, nothing runs; the compensation stays due, and what is too much is said")
    func paidOnTheWay() throws {
        let result = try statement(
            "1000.00", due: "2026-03-31", through: "2026-08-20", InterestTerms(), [event("2026-04-10", "1001.00")])
        #expect(result.days == 10)
        #expect(result.principal.isZero)
        #expect(result.unapplied.decimalText == "1.00")
        #expect(result.indemnity.decimalText == "40.00")
        #expect(result.perDay == nil)
    }

    @Test("A payment smaller than the interest leaves the rest owed, and the principal whole")
    func smallPaymentInterestFirst() throws {
        let terms = InterestTerms(imputation: .interestFirst)
        let result = try statement("10000.00", due: "2026-03-31", through: "2026-05-15", terms, [event("2026-04-30", "50.00")])
        #expect(result.interestPaid.decimalText == "50.00")
        #expect(result.principal.decimalText == "10000.00")
        // 30 days: 99.863 rounded to 99.86, then 15 days: 49.93.
        #expect(result.interest.decimalText == "99.79")
    }

    @Test("A returned debit puts the principal back from the day after")
    func returnedDebit() throws {
        let result = try statement(
            "1000.00", due: "2026-03-31", through: "2026-04-30", InterestTerms(),
            [event("2026-04-10", "1000.00"), event("2026-04-15", "-1000.00")])
        #expect(result.lines.map { "\($0.from) \($0.to)" } == ["2026-04-01 2026-04-10", "2026-04-16 2026-04-30"])
        #expect(result.principal.decimalText == "1000.00")
    }

    @Test("Two events of one day make one change of base")
    func sameDay() throws {
        let result = try statement(
            "1000.00", due: "2026-03-31", through: "2026-04-30", InterestTerms(),
            [event("2026-04-10", "100.00"), event("2026-04-10", "200.00", .creditNote)])
        #expect(result.lines.map(\.base.decimalText) == ["1000.00", "700.00"])
    }

    @Test("An agreed rate under three times the legal rate is lifted, period by period", arguments: [
        ("2.00", ["14.76", "11.13"]), ("12.00", ["14.76", "12.00"]), ("15.00", ["15.00", "15.00"]),
    ])
    func contractFloor(agreed: String, rates: [String]) throws {
        let terms = InterestTerms(.frenchB2BContract(try rate(agreed)))
        let result = try statement("1000.00", due: "2024-11-30", through: "2025-01-31", terms)
        #expect(result.lines.map(\.rate.percentText) == rates)
    }

    @Test("A consumer without formal notice owes no interest yet")
    func consumerWithoutNotice() throws {
        let result = try statement(
            "850.00", due: "2026-02-28", through: "2026-09-08", InterestTerms(.frenchConsumer(formalNoticeOn: nil)))
        #expect(result.total.isZero)
        #expect(result.perDay == nil)
        #expect(result.claim.decimalText == "850.00")
    }

    @Test("A notice sent before the due date starts nothing before it")
    func earlyNotice() throws {
        let terms = InterestTerms(.frenchConsumer(formalNoticeOn: try day("2026-02-01")))
        #expect(try statement("850.00", due: "2026-02-28", through: "2026-03-10", terms).days == 10)
    }

    @Test("The year may have 360 days")
    func year360() throws {
        let terms = InterestTerms(.fixedRate(try rate("12")), dayCount: .fixed360)
        #expect(try statement("1000.00", due: "2026-01-01", through: "2026-12-27", terms).interest.decimalText == "120.00")
    }

    @Test("Under ACT/ACT a fixed rate is cut at the year's end only")
    func fixedRateActualActual() throws {
        let terms = InterestTerms(.fixedRate(try rate("10")), dayCount: .actualActual)
        let result = try statement("36600.00", due: "2023-12-30", through: "2024-12-31", terms)
        #expect(result.lines.map(\.days) == [1, 366])
        #expect(result.lines.map(\.exact.text) == ["10.0274", "3660.0000"])
    }

    @Test("The rate may be frozen by agreement")
    func frozenByAgreement() throws {
        let terms = InterestTerms(anchoring: .frozenAtFirstDay)
        let result = try statement("10000.00", due: "2026-05-31", through: "2026-07-31", terms)
        #expect(result.lines.map { "\($0.days) \($0.rate.percentText)" } == ["61 12.15"])
    }

    @Test("An amount in another currency bears interest; the compensation stays in euros, apart from the total")
    func otherCurrency() throws {
        let result = try LateInterest().compute(
            Money(minor: 120_000, .usd), dueOn: day("2026-01-31"), through: day("2026-03-17"))
        #expect(result.total == Money(minor: 1798, .usd))
        #expect(result.indemnity == Money(minor: 4000, .eur))
    }

    @Test("Yen have no cents, dinars have a thousand", arguments: [("JPY", Int64(17_975)), ("KWD", 17_975)])
    func otherDecimals(code: String, interest: Int64) throws {
        let currency = try #require(Currency(code: code))
        let result = try LateInterest().compute(
            Money(minor: 1_200_000, currency), dueOn: day("2026-01-31"), through: day("2026-03-17"))
        #expect(result.interest == Money(minor: interest, currency))
    }

    @Test("Amounts that do not fit are refused, not wrapped")
    func overflow() throws {
        let counter = LateInterest(InterestTerms(.fixedRate(Rate(millionths: 5_000_000))))
        #expect(throws: LateInterestProblem.overflow) {
            try counter.interestMinorUnits(on: .max, dueOn: day("2020-01-01"), through: day("2026-01-01"))
        }
        let huge = LateInterest(InterestTerms(.fixedRate(Rate(millionths: .max))))
        #expect(throws: LateInterestProblem.overflow) {
            try huge.compute(Money(minor: .max, .eur), dueOn: day("1901-01-01"), through: day("2199-01-01"))
        }
    }

    @Test("The exact amounts of the lines add up to the interest, whatever happened")
    func exactSum() throws {
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let start = try day("2019-01-01")
        for _ in 0..<300 {
            let due = start.adding(days: random(2400))
            let through = min(due.adding(days: random(900)), try day("2026-12-31"))
            let events = (0..<random(4)).map { _ in
                InterestEvent(on: due.adding(days: random(700) - 50), minorUnits: Int64(random(400_000)))
            }
            let result = try LateInterest().compute(Money(minor: Int64(random(1_000_000)), .eur), dueOn: due, through: through, events: events)
            let rounded = result.lines.reduce(0) { $0 + $1.amount.minor }
            #expect((rounded - result.interest.minor).magnitude <= UInt64(result.lines.count))
            for (line, next) in zip(result.lines, result.lines.dropFirst()) { #expect(line.to < next.from) }
        }
    }

    @Test("The account is given as scripts expect it")
    func json() throws {
        let result = try statement("10000.00", due: "2026-05-31", through: "2026-07-31")
        #expect(result.json.text == """
            {"regime":"FR_B2B_DEFAULT","dayCount":"ACT/365","currency":"EUR","days":61,"lines":[\
            {"from":"2026-06-01","to":"2026-06-30","days":30,"base":"10000.00","rate":"12.15","amount":"99.86","exact":"99.8630"},\
            {"from":"2026-07-01","to":"2026-07-31","days":31,"base":"10000.00","rate":"12.40","amount":"105.32","exact":"105.3151"}],\
            "interest":"205.18","indemnity":"40.00","total":"245.18","principal":"10000.00","perDay":"3.3973"}
            """)
    }

    @Test("A regime is named by its code, and asks for what it lacks")
    func regimeCodes() throws {
        let twelve = try rate("12")
        #expect(try LateInterestRegime(code: "fr_b2b_default") == .frenchB2BDefault)
        #expect(try LateInterestRegime(code: "FIXED", rate: twelve) == .fixedRate(twelve))
        #expect(try LateInterestRegime(code: "EU_B2B", country: .germany) == .europeanB2B(.germany))
        #expect(throws: RegimeProblem.rateNeeded) { try LateInterestRegime(code: "FR_B2B_CONTRACT") }
        #expect(throws: RegimeProblem.unknownCode("FR_B2X")) { try LateInterestRegime(code: "FR_B2X") }
        for code in LateInterestRegime.codes { #expect(try LateInterestRegime(code: code, rate: twelve).code == code) }
    }
}
