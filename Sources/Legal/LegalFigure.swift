package import Values

/// A figure fixed by law or by a central bank, with the days on which it holds and where it was read.
package struct LegalFigure: Hashable, Sendable {
    package let name: LegalFigureName
    package let validFrom: LocalDate
    /// Last day, nil for a figure in force without a known end.
    package let validTo: LocalDate?
    /// In the unit of its name: millionths for a rate, cents for euros, a plain number otherwise.
    package let value: Int64
    package let source: String
    /// The day on which somebody last read the source.
    package let checkedOn: LocalDate
    package let confidence: Confidence

    package func holds(on day: LocalDate) -> Bool { validFrom <= day && day <= validTo ?? day }
}

/// How sure we are of a figure.
package enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// Read in the statute, or in two texts that agree.
    case verified = "V"
    /// Read in one secondary source.
    case secondary = "S"
    /// General knowledge, not read again.
    case general = "G"
}

/// What a legal figure measures. The raw value is its name in files.
package enum LegalFigureName: String, Sendable, Hashable, CaseIterable {
    /// Main refinancing rate of the ECB on the first day of each semester.
    case ecbRefiOfSemester = "ecb_refi_semester"
    /// Main refinancing rate of the ECB, change by change; for information, the semester table is what counts.
    case ecbRefi = "ecb_refi"
    /// Legal rate when the creditor is a natural person not acting for business (CMF L313-2, "particuliers").
    case legalRateOfIndividuals = "legal_rate_individuals"
    /// Legal rate of every other creditor ("autres cas"); the column follows the creditor, never the debtor.
    case legalRateOfOthers = "legal_rate_others"
    /// Basiszinssatz (BGB 247).
    case germanBaseRate = "de_base_rate"
    case frenchB2BPoints = "fr_b2b_points"
    case frenchPublicPoints = "fr_public_points"
    case europeanPoints = "eu_b2b_points"
    case germanB2BPoints = "de_b2b_points"
    /// Points added to the legal rate two months after a judgment became enforceable (CMF L313-3).
    case judgmentPoints = "fr_judgment_points"
    /// How many times the legal rate a contractual rate must reach.
    case contractFloorMultiple = "fr_contract_floor_multiple"
    case frenchCompensation = "fr_recovery_compensation"
    case frenchPublicCompensation = "fr_public_recovery_compensation"
    case europeanCompensation = "eu_recovery_compensation"
    case termWithoutAgreement = "fr_term_without_agreement_days"
    case termCap = "fr_term_cap_days"
    case endOfMonthTermCap = "fr_term_cap_end_of_month_days"
    case periodicInvoiceTermCap = "fr_term_cap_periodic_days"
    case perishableFoodTermCap = "fr_term_cap_perishable_food_days"
    case freshMeatTermCap = "fr_term_cap_fresh_meat_days"
    case spiritsTermCap = "fr_term_cap_spirits_days"
    case transportTermCap = "fr_term_cap_transport_days"
    case publicTermCap = "fr_public_term_days"
    case publicHealthTermCap = "fr_public_health_term_days"
    case publicUndertakingTermCap = "fr_public_undertaking_term_days"
    case limitationB2B = "fr_limitation_b2b_months"
    case limitationConsumer = "fr_limitation_consumer_months"
    case limitationGoodsTransport = "fr_limitation_goods_transport_months"
    case limitationEnforceableTitle = "fr_limitation_enforceable_title_months"

    package enum Unit: Sendable, Hashable { case rate, euros, count }

    package var unit: Unit {
        switch self {
        case .ecbRefiOfSemester, .ecbRefi, .legalRateOfIndividuals, .legalRateOfOthers, .germanBaseRate, .frenchB2BPoints,
            .frenchPublicPoints, .europeanPoints, .germanB2BPoints, .judgmentPoints: .rate
        case .frenchCompensation, .frenchPublicCompensation, .europeanCompensation: .euros
        case .contractFloorMultiple, .termWithoutAgreement, .termCap, .endOfMonthTermCap, .periodicInvoiceTermCap,
            .perishableFoodTermCap, .freshMeatTermCap, .spiritsTermCap, .transportTermCap, .publicTermCap,
            .publicHealthTermCap, .publicUndertakingTermCap, .limitationB2B, .limitationConsumer,
            .limitationGoodsTransport, .limitationEnforceableTitle: .count
        }
    }

    /// True for the tables that get a new line every half-year.
    package var isSemestrial: Bool {
        switch self {
        case .ecbRefiOfSemester, .legalRateOfIndividuals, .legalRateOfOthers, .germanBaseRate: true
        case .ecbRefi, .frenchB2BPoints, .frenchPublicPoints, .europeanPoints, .germanB2BPoints, .judgmentPoints,
            .frenchCompensation, .frenchPublicCompensation, .europeanCompensation, .contractFloorMultiple,
            .termWithoutAgreement, .termCap, .endOfMonthTermCap, .periodicInvoiceTermCap, .perishableFoodTermCap,
            .freshMeatTermCap, .spiritsTermCap, .transportTermCap, .publicTermCap, .publicHealthTermCap,
            .publicUndertakingTermCap, .limitationB2B, .limitationConsumer, .limitationGoodsTransport,
            .limitationEnforceableTitle: false
        }
    }
}

/// A figure that nobody has entered for the day in question. Nothing is ever extrapolated.
package struct LegalGap: Error, Hashable, Sendable {
    package let name: LegalFigureName
    package let day: LocalDate

    package init(_ name: LegalFigureName, on day: LocalDate) {
        self.name = name
        self.day = day
    }

    /// The missing period as people name it: `2027 H1` for a half-yearly table, else the day.
    package var period: String { name.isSemestrial ? Semester(of: day).description : day.iso }
}

/// Half a calendar year, the step of the rates in force.
package struct Semester: Hashable, Sendable, CustomStringConvertible {
    package let year: Int
    /// 1 from January to June, 2 from July to December.
    package let half: Int

    package init(of day: LocalDate) {
        let (year, month, _) = day.parts
        self.year = year
        half = month <= 6 ? 1 : 2
    }

    /// `2026 H2`.
    package var description: String { "\(year) H\(half)" }
}
