import Insight
import Testing
import Values

/// The sample of the definitions: end of November 2026, whole euros.
enum Sample {
    static let end = day(2026, 11, 30)
    static let history = SalesHistory(
        currency: .eur, through: end,
        months: [
            SalesMonth(firstDay: day(2026, 9, 1), invoiced: 95_000_00, credited: 5_000_00),
            SalesMonth(firstDay: day(2026, 11, 1), invoiced: 120_000_00),
            SalesMonth(firstDay: day(2026, 10, 1), invoiced: 150_000_00),
        ])

    static func amounts() throws -> AgedAmounts {
        var amounts = AgedAmounts()
        for (bucket, value) in zip(AgeBucket.allCases, [204_000_00, 48_000_00, 22_000_00, 14_000_00, 12_000_00] as [Int64]) {
            try amounts.add(value, to: bucket)
        }
        return amounts
    }
}

func day(_ year: Int, _ month: Int, _ day: Int) -> LocalDate {
    LocalDate(year: year, month: month, day: day) ?? LocalDate(dayNumber: 0)
}

@Suite("Indicators give the figures of their definitions, exactly")
struct IndicatorTests {
    @Test("the sample's receivables, overdue amount and share of lateness")
    func agedSample() throws {
        let amounts = try Sample.amounts()
        #expect(amounts.total == 300_000_00)
        #expect(amounts.overdue == 96_000_00)
        #expect(amounts.overdueShare?.percentText() == "32.0")
        #expect(ShareIndicator.overdue(96_000_00, of: 300_000_00)?.perMille == 320)
        #expect(amounts.share(of: .over90)?.percentText() == "4.0")
    }

    @Test("by count-back: DSO 71.0, best possible 47.36, delinquent 23.64")
    func countBack() throws {
        let result = SalesOutstanding.countBack(try Sample.amounts(), Sample.history)
        #expect(result.dso.days == Ratio(71))
        #expect(result.dso.tenths == 710)
        #expect(result.bestPossible.days?.text(decimals: 2) == "47.36")
        #expect(result.delinquent.days?.text(decimals: 2) == "23.64")
        #expect([result.dso, result.bestPossible, result.delinquent].allSatisfy { $0.method == .countBack && $0.caveat == nil })
    }

    @Test("by the accounts: DSO 75.83, best possible 51.57, delinquent 24.27")
    func accounting() throws {
        let result = SalesOutstanding.accounting(try Sample.amounts(), Sample.history)
        #expect(result.dso.days?.text(decimals: 2) == "75.83")
        #expect(result.bestPossible.days?.text(decimals: 2) == "51.57")
        #expect(result.delinquent.days?.text(decimals: 2) == "24.27")
        #expect(result.dso.method == .accounting)
    }

    @Test("litigation 6.0 %, effectiveness 51.02 %, late invoices 25.0 %, promises kept 77.8 %")
    func shares() {
        #expect(ShareIndicator.disputed(18_000_00, of: 300_000_00)?.percentText() == "6.0")
        let effectiveness = ShareIndicator.effectiveness(
            opening: 280_000_00, sales: 120_000_00, closing: 300_000_00, notDue: 204_000_00)
        #expect(effectiveness?.percentText(decimals: 2) == "51.02")
        #expect(ShareIndicator.paidLate(45, of: 180)?.percentText() == "25.0")
        #expect(PromisesKept(kept: 7, due: 9).share?.percentText() == "77.8")
    }

    @Test("on settled invoices: 40.83 days to pay, 10.83 days late")
    func settled() {
        let issued = day(2026, 9, 1)
        func paid(_ amount: Int64, after days: Int, late: Int) -> SettledReceivable {
            SettledReceivable(
                amount: amount, currency: .eur, issuedOn: issued, dueOn: issued.adding(days: days - late),
                paidOn: issued.adding(days: days))
        }
        let settlement = [paid(10_000_00, after: 35, late: 0), paid(20_000_00, after: 60, late: 0), paid(30_000_00, after: 30, late: 0)]
        #expect(DaysIndicator.settlement(settlement).days?.text(decimals: 2) == "40.83")
        let late = [paid(10_000_00, after: 35, late: 5), paid(20_000_00, after: 60, late: 30), paid(30_000_00, after: 30, late: -4)]
        #expect(DaysIndicator.delinquent(late).days?.text(decimals: 2) == "10.83")
        #expect(DaysIndicator.settlement([]).caveat == .notComputable)
    }

    @Test("without sales nothing is computed, and nothing is shown as zero")
    func noSales() throws {
        let none = SalesHistory(currency: .eur, through: Sample.end, months: [])
        let credits = SalesHistory(
            currency: .eur, through: Sample.end, months: [SalesMonth(firstDay: Sample.end, invoiced: 1_00, credited: 1_00)])
        for history in [none, credits] {
            let results = [SalesOutstanding.countBack(try Sample.amounts(), history), .accounting(try Sample.amounts(), history)]
            for result in results {
                #expect(result.dso.days == nil && result.dso.caveat == .notComputable)
                #expect(result.delinquent.days == nil && result.delinquent.caveat == .notComputable)
            }
        }
        #expect(ShareIndicator.overdue(0, of: 0) == nil)
        #expect(ShareIndicator.effectiveness(opening: 0, sales: 0, closing: 0, notDue: 0) == nil)
        #expect(PromisesKept().share == nil)
    }

    @Test("receivables beyond all known sales stop at the beginning of the history, and say so")
    func beyondHistory() {
        let result = DaysIndicator.countBack(400_000_00, Sample.history)
        #expect(result.days == Ratio(91))
        #expect(result.caveat == .beyondHistory)
        #expect(DaysIndicator.countBack(360_000_00, Sample.history) == DaysIndicator(days: Ratio(91), method: .countBack))
    }

    @Test("negative receivables are zero days, and say so", arguments: [DaysMethod.countBack, .accounting])
    func negative(method: DaysMethod) {
        let result = method == .countBack
            ? DaysIndicator.countBack(-1, Sample.history) : DaysIndicator.accounting(-1, Sample.history)
        #expect(result.days == .zero)
        #expect(result.caveat == .negativeReceivables)
    }

    @Test("a month that has only begun counts for its days so far")
    func partialMonth() {
        let history = SalesHistory(
            currency: .eur, through: day(2026, 11, 23),
            months: [
                SalesMonth(firstDay: day(2026, 11, 1), invoiced: 92_000_00), SalesMonth(firstDay: day(2026, 10, 1), invoiced: 150_000_00),
            ])
        #expect(DaysIndicator.countBack(46_000_00, history).days?.text(decimals: 1) == "11.5")
        #expect(DaysIndicator.countBack(92_000_00 + 75_000_00, history).days?.text(decimals: 1) == "38.5")
    }

    @Test("a month of more credit notes than invoices leaves more to explain")
    func negativeMonth() {
        let history = SalesHistory(
            currency: .eur, through: day(2026, 11, 30),
            months: [
                SalesMonth(firstDay: day(2026, 11, 1), invoiced: 10_00, credited: 30_00),
                SalesMonth(firstDay: day(2026, 9, 1), invoiced: 120_00),
            ])
        #expect(history.months.count == 3)
        #expect(DaysIndicator.countBack(100_00, history).days == Ratio(30 + 31 + 30))
        #expect(DaysIndicator.countBack(40_00, history).days == Ratio(30 + 31 + 15))
    }

    @Test("the largest amounts are exact or left out, never wrong")
    func large() {
        let history = SalesHistory(currency: .eur, through: Sample.end, months: [SalesMonth(firstDay: Sample.end, invoiced: .max)])
        #expect(DaysIndicator.countBack(.max - 1, history).tenths == 300)
        let trillion: Int64 = 1_000_000_000_000_00
        let sales = SalesHistory(currency: .eur, through: Sample.end, months: [SalesMonth(firstDay: Sample.end, invoiced: 7 * trillion)])
        #expect(DaysIndicator.countBack(3 * trillion, sales).days?.text(decimals: 2) == "12.86")
        let best = DaysIndicator.countBack(2 * trillion + 1, sales)
        #expect(DaysIndicator.delinquent(DaysIndicator.countBack(3 * trillion, sales), bestPossible: best).days?.text(decimals: 2) == "4.29")
    }
}

@Suite("Quotients are exact and rounded only when shown")
struct RatioTests {
    @Test(
        "half away from zero",
        arguments: [(5, 100, 1, "0.1"), (-5, 100, 1, "-0.1"), (4, 100, 1, "0.0"), (1, 3, 2, "0.33"), (2, 3, 0, "1"), (-7, 2, 0, "-4"), (1, 1000, 2, "0.00")]
            as [(Int64, Int64, Int, String)])
    func rounding(above: Int64, below: Int64, decimals: Int, expected: String) {
        #expect(Ratio(above, over: below)?.text(decimals: decimals) == expected)
    }

    @Test("nothing is divided by zero, and signs are carried above")
    func signs() {
        #expect(Ratio(Int64(1), over: Int64(0)) == nil)
        #expect(Ratio(Int64(1), over: Int64(-2)) == Ratio(Int64(-1), over: Int64(2)))
        #expect(Ratio(Int64(6), over: Int64(4)) == Ratio(Int64(3), over: Int64(2)))
        #expect((Ratio(Int64(1), over: Int64(3)) ?? .zero) < (Ratio(Int64(1), over: Int64(2)) ?? .zero))
    }
}
