package import Values

/// The due date of one invoice, how it was found, and what is worth knowing about it.
package struct DueDate: Hashable, Sendable {
    package let dueOn: LocalDate
    package let base: PaymentTerms.Base
    /// The day counted from.
    package let baseOn: LocalDate
    /// The reading chosen; it matters only where the text allows several.
    package let reading: PaymentTerms.Reading
    package let steps: [PaymentTerms.Step]
    /// The last day on which the early discount may be taken, and its rate.
    package let discount: Discount?
    package let warnings: [PaymentTermsWarning]

    package struct Discount: Hashable, Sendable {
        package let until: LocalDate
        package let rate: Rate
    }
}

/// Something to tell a person about terms that were read all the same.
package enum PaymentTermsWarning: Hashable, Sendable {
    /// The text allows other readings with other dates; the contract should say which.
    case ambiguousReading(chosen: PaymentTerms.Reading, others: [Alternative])
    /// Later than French law allows between professionals (C. com. L441-10 I).
    case exceedsLegalCap(latest: LocalDate, daysOver: Int)
    /// The terms count from a day that was not given: the invoice date was taken.
    case baseDateUnknown(PaymentTerms.Base)

    package struct Alternative: Hashable, Sendable {
        package let reading: PaymentTerms.Reading
        package let dueOn: LocalDate

        package init(reading: PaymentTerms.Reading, dueOn: LocalDate) {
            self.reading = reading
            self.dueOn = dueOn
        }
    }

    /// The word scripts use.
    package var code: String {
        switch self {
        case .ambiguousReading: "ambiguous-reading"
        case .exceedsLegalCap: "exceeds-legal-cap"
        case .baseDateUnknown: "base-date-unknown"
        }
    }
}

extension PaymentTerms {
    /// The due date of an invoice.
    ///
    /// - Parameters:
    ///   - issuedOn: the date of the invoice.
    ///   - receivedOn: when the customer received it, for terms that count from there.
    ///   - deliveredOn: when goods or services were delivered, for terms that count from there.
    ///   - reading: which reading of "fin de mois" to take where the text allows several.
    ///   - checksFrenchCaps: whether the caps between French professionals apply.
    package func dueDate(
        issuedOn: LocalDate, receivedOn: LocalDate? = nil, deliveredOn: LocalDate? = nil,
        reading: Reading = .addThenEnd, checksFrenchCaps: Bool = true, figures: LegalFigures = .builtIn
    ) -> DueDate {
        let known: LocalDate? = switch base {
        case .invoice: issuedOn
        case .receipt: receivedOn
        case .delivery: deliveredOn
        }
        let baseOn = known ?? issuedOn
        let allowed = readings
        let chosen = allowed.contains(reading) ? reading : .addThenEnd
        let dueOn = date(from: baseOn, steps(chosen))
        var warnings: [PaymentTermsWarning] = known == nil ? [.baseDateUnknown(base)] : []
        let others = allowed.filter { $0 != chosen }
            .map { PaymentTermsWarning.Alternative(reading: $0, dueOn: date(from: baseOn, steps($0))) }
            .filter { $0.dueOn != dueOn }
        if !others.isEmpty { warnings.append(.ambiguousReading(chosen: chosen, others: others)) }
        if checksFrenchCaps, let latest = latestLegalDate(issuedOn: issuedOn, chosen, figures), dueOn > latest {
            warnings.append(.exceedsLegalCap(latest: latest, daysOver: dueOn.days(since: latest)))
        }
        return DueDate(
            dueOn: dueOn, base: base, baseOn: baseOn, reading: chosen, steps: steps(chosen),
            discount: discount.map { .init(until: baseOn.adding(days: $0.days), rate: $0.rate) }, warnings: warnings)
    }

    /// 60 days after the invoice or, for terms at the end of the month, 45 days under the same reading if later.
    private func latestLegalDate(issuedOn: LocalDate, _ reading: Reading, _ figures: LegalFigures) -> LocalDate? {
        guard let cap = try? figures.count(.termCap, on: issuedOn) else { return nil }
        let plain = issuedOn.adding(days: cap)
        guard endOfMonth != .none, let days = try? figures.count(.endOfMonthTermCap, on: issuedOn) else { return plain }
        return max(plain, date(from: issuedOn, steps(reading, delay: .days(days), fixedDay: nil)))
    }

    private func date(from day: LocalDate, _ steps: [Step]) -> LocalDate {
        steps.reduce(day) { $1.applied(to: $0) }
    }
}
