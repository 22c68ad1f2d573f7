import Ledger
import Values

/// What a condition is judged on.
struct ConditionFacts {
    let customer: Customer
    let currency: Currency
    /// Minor units.
    let open: Int64
    let balance: Int64
    let daysLate: Int
    let reminders: Int

    /// Amounts of conditions are hundredths of the currency's main unit, whatever its decimals.
    private func hundredths(_ minor: Int64) -> Int64 {
        switch currency.decimals {
        case 0: minor.multipliedReportingOverflow(by: 100).partialValue
        case 3: minor / 10
        case 4: minor / 100
        default: minor
        }
    }

    /// Segments are compared as people mean them, without case or accents.
    private func isSegment(among segments: [String]) -> Bool {
        guard let segment = customer.segment, !segment.isEmpty else { return false }
        let folded = SegmentWord.folded(segment)
        return segments.contains { $0 == segment || SegmentWord.folded($0) == folded }
    }

    func hold(_ condition: Condition) -> Bool {
        switch condition {
        case .openAtLeast(let amount): hundredths(open) >= amount
        case .openBelow(let amount): hundredths(open) < amount
        case .balanceAtLeast(let amount): hundredths(balance) >= amount
        case .balanceBelow(let amount): hundredths(balance) < amount
        case .daysLateAtLeast(let days): daysLate >= days
        case .segmentIn(let segments): isSegment(among: segments)
        case .segmentNotIn(let segments): !isSegment(among: segments)
        case .countryIn(let countries): countries.contains(customer.country)
        case .countryNotIn(let countries): !countries.contains(customer.country)
        case .languageIn(let languages): languages.contains(customer.language)
        case .currencyIn(let currencies): currencies.contains(currency)
        case .remindersAtLeast(let count): reminders >= count
        case .remindersBelow(let count): reminders < count
        }
    }
}

extension Scenario {
    /// The scenario says that it is meant for this customer.
    func applies(to customer: Customer) -> Bool {
        guard !appliesTo.isEmpty else { return false }
        let facts = ConditionFacts(customer: customer, currency: .eur, open: 0, balance: 0, daysLate: 0, reminders: 0)
        return appliesTo.allSatisfy(facts.hold)
    }
}
