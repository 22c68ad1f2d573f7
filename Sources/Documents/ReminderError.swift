package import Texts
package import Values

/// Why a message was not written. Nothing half-written ever leaves.
package enum ReminderError: Error, Equatable, Sendable {
    case languagesDiffer(template: Language, content: Language)
    case currenciesDiffer(expected: Currency, found: Currency)
    case overflow
    /// Lines, credits and penalties do not sum to the total that would be printed (I7).
    case doesNotAddUp(computed: Money, stated: Money)
    /// The interest of the lines does not sum to the interest stated.
    case interestDoesNotAddUp(computed: Money, stated: Money)
    case nothingToAsk(Money)
    /// A line asks less than nothing, or more than its invoice.
    case impossibleLine(invoice: String)
    /// A link that is neither http nor https.
    case unsafeLink(String)
    /// A formal notice must say within how many days.
    case missingDeadline
    case missingStatement
    /// A letter needs a postal address.
    case missingAddress(customer: String)

    package func explanation(in language: Language) -> String {
        switch self {
        case .languagesDiffer(let template, let content):
            language.text("documents.error.languages", ["template": .text(template.rawValue), "content": .text(content.rawValue)])
        case .currenciesDiffer(let expected, let found):
            language.text("documents.error.currencies", ["expected": .text(expected.code), "found": .text(found.code)])
        case .overflow: language.text("documents.error.overflow")
        case .doesNotAddUp(let computed, let stated):
            language.text("documents.error.sum", ["computed": .money(computed), "stated": .money(stated)])
        case .interestDoesNotAddUp(let computed, let stated):
            language.text("documents.error.interest", ["computed": .money(computed), "stated": .money(stated)])
        case .nothingToAsk(let total): language.text("documents.error.nothing", ["total": .money(total)])
        case .impossibleLine(let invoice): language.text("documents.error.line", ["invoice": .text(invoice)])
        case .unsafeLink(let link): language.text("documents.error.link", ["link": .text(link)])
        case .missingDeadline: language.text("documents.error.deadline")
        case .missingStatement: language.text("documents.error.statement")
        case .missingAddress(let customer): language.text("documents.error.address", ["customer": .text(customer)])
        }
    }

    init(_ error: MoneyError) {
        switch error {
        case .overflow: self = .overflow
        case .currenciesDiffer(let expected, let found): self = .currenciesDiffer(expected: expected, found: found)
        }
    }
}
