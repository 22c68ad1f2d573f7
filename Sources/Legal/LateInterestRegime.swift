package import Values

/// Which law says what late payment costs.
package enum LateInterestRegime: Hashable, Sendable {
    /// Two professionals, no rate agreed: ECB rate of each semester and 10 points (C. com. L441-10 II).
    case frenchB2BDefault
    /// Two professionals and an agreed rate, never under three times the legal rate of each semester (same article).
    case frenchB2BContract(Rate)
    /// A contracting authority: ECB rate of the semester in which interest began, and 8 points, frozen (CCP R2192-31).
    case frenchPublic
    /// A consumer: legal rate from the day after the formal notice (CC 1231-6), no compensation; nil: no notice yet.
    case frenchConsumer(formalNoticeOn: LocalDate?, creditor: CreditorKind = .business)
    /// Another Member State: ECB rate of each semester and 8 points, the least; Germany counts from its own base rate.
    case europeanB2B(CountryCode?)
    /// After a judgment: the legal rate, raised by 5 points from `raisedFrom` on (CMF L313-3).
    case legalRate(creditor: CreditorKind = .business, raisedFrom: LocalDate?)
    /// The same yearly rate for ever, whatever the law says.
    case fixedRate(Rate, compensation: Bool = true)
    /// Neither interest nor compensation.
    case noInterest

    /// The words scripts use.
    package var code: String {
        switch self {
        case .frenchB2BDefault: "FR_B2B_DEFAULT"
        case .frenchB2BContract: "FR_B2B_CONTRACT"
        case .frenchPublic: "FR_PUBLIC"
        case .frenchConsumer: "FR_B2C"
        case .europeanB2B: "EU_B2B"
        case .legalRate: "FR_LEGAL_RATE"
        case .fixedRate: "FIXED"
        case .noInterest: "NONE"
        }
    }

    package static let codes = [
        "FR_B2B_DEFAULT", "FR_B2B_CONTRACT", "FR_PUBLIC", "FR_B2C", "EU_B2B", "FR_LEGAL_RATE", "FIXED", "NONE",
    ]

    /// The regime of a code, in either case, with what that regime needs to be told.
    ///
    /// - Parameters:
    ///   - rate: the yearly rate of FR_B2B_CONTRACT and FIXED.
    ///   - country: the debtor's country, for EU_B2B.
    ///   - noticeOn: the formal notice, for FR_B2C; the first day of the raised rate, for FR_LEGAL_RATE.
    package init(
        code: some StringProtocol, rate: Rate? = nil, country: CountryCode? = nil, noticeOn: LocalDate? = nil,
        creditor: CreditorKind = .business
    ) throws(RegimeProblem) {
        switch code.uppercased() {
        case "FR_B2B_DEFAULT": self = .frenchB2BDefault
        case "FR_PUBLIC": self = .frenchPublic
        case "FR_B2C": self = .frenchConsumer(formalNoticeOn: noticeOn, creditor: creditor)
        case "FR_LEGAL_RATE": self = .legalRate(creditor: creditor, raisedFrom: noticeOn)
        case "FR_B2B_CONTRACT":
            guard let rate else { throw .rateNeeded }
            self = .frenchB2BContract(rate)
        case "FIXED":
            guard let rate else { throw .rateNeeded }
            self = .fixedRate(rate)
        case "EU_B2B": self = .europeanB2B(country)
        case "NONE": self = .noInterest
        default: throw .unknownCode(String(code))
        }
    }

    /// The fixed sum for the costs of recovery, nil where the law gives none.
    var compensation: LegalFigureName? {
        switch self {
        case .frenchB2BDefault, .frenchB2BContract: .frenchCompensation
        case .frenchPublic: .frenchPublicCompensation
        case .europeanB2B: .europeanCompensation
        case .fixedRate(_, let compensation): compensation ? .frenchCompensation : nil
        case .frenchConsumer, .legalRate, .noInterest: nil
        }
    }

    /// The first day that bears interest; nil while a consumer has had no formal notice.
    package func firstDay(dueOn: LocalDate) -> LocalDate? {
        switch self {
        case .frenchConsumer(let notice, _): notice.map { max($0, dueOn).adding(days: 1) }
        case .noInterest: nil
        case .frenchB2BDefault, .frenchB2BContract, .frenchPublic, .europeanB2B, .legalRate, .fixedRate:
            dueOn.adding(days: 1)
        }
    }
}

extension LateInterestRegime {
    /// The day from which a judgment's legal rate is raised: two months after it became enforceable (CMF L313-3).
    package static func raisedFrom(enforceableOn day: LocalDate) -> LocalDate { day.adding(months: 2) }
}

/// Why a text names no regime.
package enum RegimeProblem: Error, Hashable, Sendable {
    case unknownCode(String)
    case rateNeeded
}

/// Who is owed: the column of the legal rate follows the creditor (CMF L313-2).
package enum CreditorKind: Sendable, Hashable {
    case business
    /// A natural person not acting for business needs.
    case individual

    var legalRate: LegalFigureName { self == .business ? .legalRateOfOthers : .legalRateOfIndividuals }
}

/// How interest is counted.
package struct InterestTerms: Hashable, Sendable {
    package var regime: LateInterestRegime
    package var dayCount: DayCount
    package var rounding: InterestRounding
    package var imputation: Imputation
    package var anchoring: Anchoring

    /// French late interest between professionals, the way the administration counts it, unless said otherwise.
    package init(
        _ regime: LateInterestRegime = .frenchB2BDefault, dayCount: DayCount = .fixed365,
        rounding: InterestRounding = .oncePerInvoice, imputation: Imputation = .principalFirst,
        anchoring: Anchoring = .eachSemester
    ) {
        self.regime = regime
        self.dayCount = dayCount
        self.rounding = rounding
        self.imputation = imputation
        self.anchoring = anchoring
    }

    /// A public body's rate never moves, whatever the setting.
    var isFrozen: Bool {
        switch regime {
        case .frenchPublic: true
        case .frenchB2BDefault, .frenchB2BContract, .frenchConsumer, .europeanB2B, .legalRate, .fixedRate, .noInterest:
            anchoring == .frozenAtFirstDay
        }
    }
}

/// How many days a year has.
package enum DayCount: String, Sendable, Hashable, CaseIterable {
    /// Always 365: the administration's formula.
    case fixed365 = "ACT/365"
    /// 365, or 366 for the days of a leap year.
    case actualActual = "ACT/ACT"
    case fixed360 = "ACT/360"
}

/// When half-cents go up.
package enum InterestRounding: Sendable, Hashable, CaseIterable {
    /// The exact amounts of the segments are added, then rounded once.
    case oncePerInvoice
    /// Each segment is rounded, then they are added.
    case perSegment
}

/// What a part payment pays first.
package enum Imputation: Sendable, Hashable, CaseIterable {
    /// The principal, as most software does.
    case principalFirst
    /// The interest owed that day, rounded to the cent, then the principal (CC 1343-1).
    case interestFirst
}

/// Whether the rate moves with the semesters.
package enum Anchoring: Sendable, Hashable, CaseIterable {
    case eachSemester
    /// The rate of the first day for the whole delay.
    case frozenAtFirstDay
}
