import Legal
import Testing
import Values

func day(_ iso: String) throws -> LocalDate { try #require(LocalDate(iso: iso)) }
func euros(_ text: String) throws -> Money { try Money(parsing: text, .eur) }
func rate(_ percent: String) throws -> Rate { try #require(Rate(percent: percent)) }

/// Computes, and checks on the way that the fast way gives the same interest.
func statement(
    _ amount: String, due: String, through: String, _ terms: InterestTerms = InterestTerms(), _ events: [InterestEvent] = []
) throws -> InterestStatement {
    let counter = LateInterest(terms)
    let money = try euros(amount)
    let result = try counter.compute(money, dueOn: day(due), through: day(through), events: events)
    let fast = try counter.interestMinorUnits(on: money.minor, dueOn: day(due), through: day(through), events: events)
    #expect(fast == result.interest.minor)
    return result
}

func event(_ on: String, _ amount: String, _ kind: InterestEvent.Kind = .payment) throws -> InterestEvent {
    InterestEvent(on: try day(on), minorUnits: try euros(amount).minor, kind: kind)
}

private func lines(_ statement: InterestStatement) -> [String] {
    statement.lines.map { "\($0.days) d \($0.base.decimalText) x \($0.rate.percentText) = \($0.exact.text)" }
}

/// The worked examples of the reference, recomputed by hand, to the cent.
@Suite("Late interest: worked examples")
struct WorkedExampleTests {
    @Test("1. A plain delay: 45 days at 12.15 %")
    func plain() throws {
        let result = try statement("1200.00", due: "2026-01-31", through: "2026-03-17")
        #expect(lines(result) == ["45 d 1200.00 x 12.15 = 17.9753"])
        #expect(result.days == 45)
        #expect(result.interest.decimalText == "17.98")
        #expect(result.indemnity.decimalText == "40.00")
        #expect(result.total.decimalText == "57.98")
        #expect(result.claim.decimalText == "1257.98")
    }

    @Test("2. A semester boundary splits the delay")
    func semesterBoundary() throws {
        let result = try statement("10000.00", due: "2026-05-31", through: "2026-07-31")
        #expect(lines(result) == ["30 d 10000.00 x 12.15 = 99.8630", "31 d 10000.00 x 12.40 = 105.3151"])
        #expect(result.lines.map(\.from.iso) == ["2026-06-01", "2026-07-01"])
        #expect(result.lines.map(\.to.iso) == ["2026-06-30", "2026-07-31"])
        #expect(result.lines.map(\.amount.decimalText) == ["99.86", "105.32"])
        #expect(result.days == 61)
        #expect(result.interest.decimalText == "205.18")
        #expect(result.total.decimalText == "245.18")
    }

    @Test("3. A leap year changes the day count only when asked", arguments: [
        (DayCount.fixed365, "119.18"), (.actualActual, "118.85"),
    ])
    func leapYear(dayCount: DayCount, interest: String) throws {
        let terms = InterestTerms(dayCount: dayCount)
        let result = try statement("5000.00", due: "2023-12-31", through: "2024-02-29", terms)
        #expect(result.days == 60)
        #expect(result.lines.map(\.rate.percentText) == ["14.50"])
        #expect(result.interest.decimalText == interest)
    }

    @Test("4. Rounding once or per segment differs by a cent", arguments: [
        (DayCount.fixed365, InterestRounding.oncePerInvoice, "360.45"), (.fixed365, .perSegment, "360.44"),
        (.actualActual, .oncePerInvoice, "359.46"),
    ])
    func rounding(dayCount: DayCount, rounding: InterestRounding, interest: String) throws {
        let terms = InterestTerms(dayCount: dayCount, rounding: rounding)
        let result = try statement("5000.00", due: "2024-01-31", through: "2024-07-31", terms)
        #expect(result.lines.map(\.days) == [151, 31])
        if dayCount == .fixed365 { #expect(result.lines.map(\.exact.text) == ["299.9315", "60.5137"]) }
        #expect(result.interest.decimalText == interest)
    }

    @Test("5a. A part payment goes to the principal first")
    func principalFirst() throws {
        let result = try statement(
            "10000.00", due: "2026-03-31", through: "2026-08-20", InterestTerms(), [event("2026-05-15", "4000.00")])
        #expect(lines(result) == [
            "45 d 10000.00 x 12.15 = 149.7945", "46 d 6000.00 x 12.15 = 91.8740", "51 d 6000.00 x 12.40 = 103.9562",
        ])
        #expect(result.principal.decimalText == "6000.00")
        #expect(result.interest.decimalText == "345.62")
        #expect(result.total.decimalText == "385.62")
        #expect(result.claim.decimalText == "6385.62")
        #expect(result.perDay?.text == "2.0384")
    }

    @Test("5b. A part payment goes to the interest first (CC 1343-1)")
    func interestFirst() throws {
        let terms = InterestTerms(imputation: .interestFirst)
        let result = try statement(
            "10000.00", due: "2026-03-31", through: "2026-08-20", terms, [event("2026-05-15", "4000.00")])
        #expect(result.lines.map(\.days) == [45, 46, 51])
        #expect(result.interestPaid.decimalText == "149.79")
        #expect(result.principal.decimalText == "6149.79")
        #expect(result.interest.decimalText == "200.72")
        #expect(try result.principal.adding(result.interest).decimalText == "6350.51")
    }

    @Test("6a. A credit note that corrects the invoice lowers the base from the start")
    func retroactiveCreditNote() throws {
        let note = try event("2026-04-10", "1500.00", .retroactiveCreditNote)
        let result = try statement("8000.00", due: "2026-02-28", through: "2026-06-30", InterestTerms(), [note])
        #expect(lines(result) == ["122 d 6500.00 x 12.15 = 263.9712"])
        #expect(result.interest.decimalText == "263.97")
        #expect(result.total.decimalText == "303.97")
    }

    @Test("6b. A commercial credit note lowers the base from its date")
    func datedCreditNote() throws {
        let note = try event("2026-04-10", "1500.00", .creditNote)
        let result = try statement("8000.00", due: "2026-02-28", through: "2026-06-30", InterestTerms(), [note])
        #expect(lines(result) == ["41 d 8000.00 x 12.15 = 109.1836", "81 d 6500.00 x 12.15 = 175.2596"])
        #expect(result.interest.decimalText == "284.44")
        #expect(result.total.decimalText == "324.44")
    }

    @Test("7. A contract at three times the legal rate moves with it")
    func contractAtFloor() throws {
        let terms = InterestTerms(.frenchB2BContract(try rate("5.00")))
        let result = try statement("3600.00", due: "2026-05-31", through: "2026-09-30", terms)
        #expect(lines(result) == ["30 d 3600.00 x 7.86 = 23.2570", "92 d 3600.00 x 8.25 = 74.8603"])
        #expect(result.interest.decimalText == "98.12")
        #expect(result.total.decimalText == "138.12")
    }

    @Test("8. A consumer owes the legal rate from the formal notice and no compensation", arguments: [
        (CreditorKind.business, "9.42"), (.individual, "23.73"),
    ])
    func consumer(creditor: CreditorKind, interest: String) throws {
        let notice = try day("2026-04-10")
        let terms = InterestTerms(.frenchConsumer(formalNoticeOn: notice, creditor: creditor))
        let result = try statement("850.00", due: "2026-02-28", through: "2026-09-08", terms)
        #expect(result.lines.map(\.days) == [81, 70])
        if creditor == .business { #expect(result.lines.map(\.exact.text) == ["4.9421", "4.4829"]) }
        #expect(result.interest.decimalText == interest)
        #expect(result.indemnity.isZero)
        #expect(result.total == result.interest)
    }

    @Test("9. A public body keeps the rate of the semester in which interest began", arguments: [
        (LateInterestRegime.frenchPublic, ["105 d 25000.00 x 10.15 = 729.9658"], "729.97"),
        (.europeanB2B(nil), ["60 d 25000.00 x 10.15 = 417.1233", "45 d 25000.00 x 10.40 = 320.5479"], "737.67"),
    ])
    func publicBody(regime: LateInterestRegime, expected: [String], interest: String) throws {
        let result = try statement("25000.00", due: "2026-05-01", through: "2026-08-14", InterestTerms(regime))
        #expect(lines(result) == expected)
        #expect(result.interest.decimalText == interest)
        #expect(result.indemnity.decimalText == "40.00")
    }

    @Test("10. Another Member State: ECB and 8 points")
    func european() throws {
        let result = try statement(
            "4000.00", due: "2026-07-15", through: "2026-10-13", InterestTerms(.europeanB2B(CountryCode("BE"))))
        #expect(lines(result) == ["90 d 4000.00 x 10.40 = 102.5753"])
        #expect(result.interest.decimalText == "102.58")
        #expect(result.total.decimalText == "142.58")
    }

    @Test("11. A long delay over five semesters", arguments: [
        (InterestRounding.oncePerInvoice, "1673.82"), (.perSegment, "1673.83"),
    ])
    func longDelay(rounding: InterestRounding, interest: String) throws {
        let terms = InterestTerms(rounding: rounding)
        let result = try statement("7350.25", due: "2024-09-30", through: "2026-07-15", terms)
        #expect(lines(result) == [
            "92 d 7350.25 x 14.25 = 264.0049", "181 d 7350.25 x 13.15 = 479.3068", "184 d 7350.25 x 12.15 = 450.1978",
            "181 d 7350.25 x 12.15 = 442.8576", "15 d 7350.25 x 12.40 = 37.4561",
        ])
        #expect(result.days == 653)
        #expect(result.interest.decimalText == interest)
        #expect(result.indemnity.decimalText == "40.00")
    }

    @Test("12. Three invoices: each its interest and its compensation")
    func threeInvoices() throws {
        let results = try [
            statement("1250.00", due: "2026-06-15", through: "2026-10-05"),
            statement("480.60", due: "2026-06-30", through: "2026-10-05"),
            statement("2999.99", due: "2026-07-31", through: "2026-10-05"),
        ]
        #expect(results.map(\.interest.decimalText) == ["47.43", "15.84", "67.27"])
        #expect(try Money.sum(results.map(\.interest), in: .eur).decimalText == "130.54")
        #expect(try Money.sum(results.map(\.total), in: .eur).decimalText == "250.54")
        #expect(try Money.sum(results.map(\.claim), in: .eur).decimalText == "4981.13")
    }

    @Test("13. After a judgment the legal rate is raised by five points")
    func raisedLegalRate() throws {
        let raisedFrom = LateInterestRegime.raisedFrom(enforceableOn: try day("2026-07-02"))
        #expect(raisedFrom.iso == "2026-09-02")
        let terms = InterestTerms(.legalRate(raisedFrom: raisedFrom))
        let result = try statement("12000.00", due: "2026-09-01", through: "2026-11-22", terms)
        #expect(lines(result) == ["82 d 12000.00 x 7.75 = 208.9315"])
        #expect(result.interest.decimalText == "208.93")
        #expect(result.total.decimalText == "208.93")
    }

    @Test("Before the raise, the plain legal rate runs")
    func raisedOnTheWay() throws {
        let terms = InterestTerms(.legalRate(raisedFrom: try day("2026-09-02")))
        let result = try statement("12000.00", due: "2026-06-20", through: "2026-09-11", terms)
        #expect(result.lines.map { "\($0.from) \($0.days) \($0.rate.percentText)" } == [
            "2026-06-21 10 2.62", "2026-07-01 63 2.75", "2026-09-02 10 7.75",
        ])
    }

    @Test("Plain 12 % a year, as scenarios may ask")
    func fixedRate() throws {
        let terms = InterestTerms(.fixedRate(try rate("12")))
        let result = try statement("1500.00", due: "2026-03-02", through: "2026-03-17", terms, [event("2026-03-10", "1000.00")])
        #expect(lines(result) == ["8 d 1500.00 x 12.00 = 3.9452", "7 d 500.00 x 12.00 = 1.1507"])
        #expect(result.interest.decimalText == "5.10")
        #expect(try statement("1000.00", due: "2026-03-02", through: "2026-04-01", terms).interest.decimalText == "9.86")
        #expect(try statement("500.00", due: "2026-03-02", through: "2026-04-01", terms).interest.decimalText == "4.93")
    }

    @Test("Germany counts nine points over its own base rate")
    func germany() throws {
        let result = try statement("1000.00", due: "2026-06-30", through: "2026-07-31", InterestTerms(.europeanB2B(.germany)))
        #expect(result.lines.map(\.rate.percentText) == ["10.52"])
    }
}
