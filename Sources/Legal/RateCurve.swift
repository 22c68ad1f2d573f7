import Values

/// The rate of each day as steps, with the weight a day has in its year. Built once, read a million times.
struct RateCurve: Sendable {
    struct Step: Sendable {
        /// First day, as a day number; a step lasts until the next one begins.
        let from: Int32
        /// Millionths a year; nil where a figure is missing.
        let millionths: Int64?
        /// A day is `weight / denominator` of a year.
        let weight: Int64
    }

    private(set) var steps: [Step] = []
    /// The parts of a year that weights are counted in.
    let yearDenominator: Int64
    private let dayCount: DayCount
    /// The table to name when a day lies outside the steps.
    private let table: LegalFigureName

    private init(_ dayCount: DayCount, table: LegalFigureName) {
        self.dayCount = dayCount
        self.table = table
        yearDenominator = switch dayCount {
        case .fixed365: 365
        case .fixed360: 360
        case .actualActual: 365 * 366
        }
    }

    /// The steps of a regime whose rate moves with the semesters.
    static func semesters(_ regime: LateInterestRegime, _ dayCount: DayCount, _ figures: LegalFigures) -> RateCurve {
        let formula = RateFormula(regime, figures)
        var curve = RateCurve(dayCount, table: formula.table)
        let periods = figures.figures(formula.table)
        guard let first = periods.first?.validFrom, let last = periods.last, let end = last.validTo else { return curve }
        var day = first
        while day <= end {
            let next = min(Self.semesterAfter(day), formula.change(after: day) ?? LocalDate(dayNumber: .max))
            curve.append(day, (try? formula.rate(on: day))?.millionths)
            day = next
        }
        curve.append(end.adding(days: 1), nil)
        return curve
    }

    /// One rate for ever (weights alone may change, every 1 January).
    static func constant(_ rate: Rate, _ dayCount: DayCount) -> RateCurve {
        var curve = RateCurve(dayCount, table: .ecbRefiOfSemester)
        for year in dayCount == .actualActual ? 1900...2199 : 1900...1900 {
            guard let day = LocalDate(year: year, month: 1, day: 1) else { continue }
            curve.append(day, rate.millionths)
        }
        return curve
    }

    private mutating func append(_ day: LocalDate, _ millionths: Int64?) {
        let weight: Int64 = dayCount == .actualActual ? (LocalDate.isLeap(day.year) ? 365 : 366) : 1
        steps.append(Step(from: day.dayNumber, millionths: millionths, weight: weight))
    }

    private static func semesterAfter(_ day: LocalDate) -> LocalDate {
        let (year, month, _) = day.parts
        return LocalDate(year: month <= 6 ? year : year + 1, month: month <= 6 ? 7 : 1, day: 1) ?? day.adding(days: 184)
    }

    /// The step a day lies in; nil before the first.
    func index(of day: Int32) -> Int? {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].from <= day { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// The last day of a step that is not later than `day`.
    func end(of index: Int, notAfter day: Int32) -> Int32 {
        index + 1 < steps.count ? min(day, steps[index + 1].from - 1) : day
    }

    var tableName: LegalFigureName { table }
}

/// What the rate is on a day, from the tables.
struct RateFormula {
    private let regime: LateInterestRegime
    private let figures: LegalFigures

    init(_ regime: LateInterestRegime, _ figures: LegalFigures) {
        self.regime = regime
        self.figures = figures
    }

    /// The half-yearly table that the regime leans on.
    var table: LegalFigureName {
        switch regime {
        case .frenchB2BDefault, .frenchPublic, .fixedRate, .noInterest: .ecbRefiOfSemester
        case .frenchB2BContract: .legalRateOfOthers
        case .frenchConsumer(_, let creditor), .legalRate(let creditor, _): creditor.legalRate
        case .europeanB2B(let country): country == .germany ? .germanBaseRate : .ecbRefiOfSemester
        }
    }

    /// A day after `day`, other than the start of a semester, on which the rate changes.
    func change(after day: LocalDate) -> LocalDate? {
        guard case .legalRate(_, let raisedFrom?) = regime, raisedFrom > day else { return nil }
        return raisedFrom
    }

    /// The yearly rate of a day; a figure missing that day throws its name.
    func rate(on day: LocalDate) throws(LegalGap) -> Rate {
        switch regime {
        case .fixedRate(let rate, _): return rate
        case .noInterest: return Rate(millionths: 0)
        case .frenchB2BDefault: return try base(on: day, plus: .frenchB2BPoints)
        case .frenchPublic: return try base(on: day, plus: .frenchPublicPoints)
        case .europeanB2B(let country):
            return try base(on: day, plus: country == .germany ? .germanB2BPoints : .europeanPoints)
        case .frenchB2BContract(let agreed):
            let multiple = try figures.count(.contractFloorMultiple, on: day)
            let (floor, overflow) = try figures.rate(table, on: day).millionths
                .multipliedReportingOverflow(by: Int64(multiple))
            return overflow ? agreed : max(agreed, Rate(millionths: floor))
        case .frenchConsumer: return try figures.rate(table, on: day)
        case .legalRate(_, let raisedFrom):
            guard let raisedFrom, day >= raisedFrom else { return try figures.rate(table, on: day) }
            return try base(on: day, plus: .judgmentPoints)
        }
    }

    private func base(on day: LocalDate, plus points: LegalFigureName) throws(LegalGap) -> Rate {
        Rate(millionths: try figures.rate(table, on: day).millionths &+ figures.rate(points, on: day).millionths)
    }
}
